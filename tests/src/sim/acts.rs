//! The events that can happen in one step.

use domain::decide::command::{
    AmendCustomer, AmendOrder, ApplyCredit, AttributeExpense, CancelOrder, Command, FileCustomer, HandOverCustomer, LogFollowUp,
    RecordExpense, RecordPayment, Refund, RefundCredit, RemoveCustomer, Save, TakeOrder,
};
use domain::records::customer::CustomerProfile;
use domain::records::expense::{Attribution, ExpenseProfile};
use domain::records::order::{Line, Order, OrderTerms, PaymentMethod};
use domain::records::organisation::{Company, Role};
use domain::rules::FieldPolicy;
use domain::values::calendar::Day;
use domain::values::ids::{CreditUseId, CustomerId, ExpenseId, FollowUpId, OrderId, PaymentId, PersonId, TeamId};
use domain::values::method::Method;
use domain::values::money::{Money, Quantity};

use super::world::World;

impl World {
    /// One random event at a random phone.
    pub async fn act(&mut self) -> Result<(), String> {
        self.now += 60_000;
        let dice = self.rng.u32(..1_000);
        // Chooses the first two phones less often: their owners write least.
        let phone = match self.rng.usize(..self.phones.len()) {
            0 | 1 => self.rng.usize(..self.phones.len()),
            phone => phone,
        };
        let is_rep = self.phones[phone].replica.borrow().me().role == Role::Rep;
        match dice {
            0..200 if is_rep => self.file(phone),
            200..480 if is_rep => self.write_about_a_customer(phone),
            0..780 => self.talk(phone).await?,
            780..850 => self.reassign().await?,
            850..880 => self.move_a_rep().await?,
            880..900 => self.move_a_supervisor().await?,
            900..905 => self.change_who_sees_what().await?,
            905..935 => {
                let back = self.rng.i64(0..6);
                self.hub.clean_up(back).await?;
            }
            935..965 => self.deliver_late().await?,
            965..976 => {
                self.hub.back_up().await?;
                self.has_backup = true;
            }
            976..983 if self.has_backup => self.hub.restore().await?,
            983..990 if self.phones.len() < 13 && is_rep => {
                let clone = self.phones[phone].clone();
                self.phones.push(clone);
            }
            _ => self.phones[phone].reopen(),
        }
        Ok(())
    }

    /// Shows or hides sensitive fields of a role: devices fetch their copies again.
    async fn change_who_sees_what(&mut self) -> Result<(), String> {
        let Some((what, role)) = self.rng.choice(FieldPolicy::CHOICES) else { return Ok(()) };
        let (today, is_shown) = (self.today(), self.rng.bool());
        let was = self.hub.book().await?.company().clone();
        let policy = was.field_policy.on(today).with(what, role, is_shown);
        let now = Company { field_policy: was.field_policy.since(today, policy), ..was.clone() };
        self.at_the_desk(self.administrator, Command::SaveCompany(Save { was: Some(was), now })).await
    }

    fn file(&mut self, phone: usize) {
        let id = CustomerId(self.id());
        let is_bad = self.rng.u32(..100) < 6;
        let name = if is_bad { String::new() } else { format!("客户{}", self.rng.u32(..1_000)) };
        let phone_number = format!("138{:08}", self.rng.u32(..100_000_000));
        let profile = CustomerProfile { name, phone: phone_number, demand: self.rng.u32(..9).to_string(), ..CustomerProfile::default() };
        let filed_on = self.today();
        self.customers.push(id);
        self.make(phone, Command::FileCustomer(FileCustomer { id, number: None, filed_on, owner: None, profile }), is_bad);
    }

    fn write_about_a_customer(&mut self, phone: usize) {
        let known: Vec<CustomerId> = self.phones[phone].replica.borrow().book().customers().map(|it| it.id).collect();
        let Some(customer) = self.rng.choice(known) else { return };
        let is_bad = self.rng.u32(..100) < 5;
        match self.rng.u32(..100) {
            0..30 => self.log(phone, customer, is_bad),
            30..75 => self.amend(phone, customer, is_bad),
            75..84 => self.order(phone, customer),
            84..88 => self.change_an_order(phone, customer),
            88..93 => self.pay(phone, customer),
            93..94 => self.use_credit(phone, customer),
            94..98 => self.spend(phone, customer),
            _ => self.make(phone, Command::RemoveCustomer(RemoveCustomer { customer }), false),
        }
    }

    fn log(&mut self, phone: usize, customer: CustomerId, is_bad: bool) {
        let id = FollowUpId(self.id());
        let log = LogFollowUp {
            id,
            customer,
            on: self.today(),
            method: Method::Visit,
            content: if is_bad { " ".to_owned() } else { "谈了".to_owned() },
            next_step: String::new(),
            next_on: None,
            expected_close: None,
            feedback: String::new(),
            activity: None,
            next_task: None,
            completes: Vec::new(),
        };
        self.make(phone, Command::LogFollowUp(log), is_bad);
    }

    fn amend(&mut self, phone: usize, customer: CustomerId, is_bad: bool) {
        let was = self.phones[phone].replica.borrow().book().customer(customer).map(|it| it.profile.clone());
        let Some(was) = was else { return };
        let mut now = was.clone();
        let value = self.rng.u32(100..100_000_000).to_string();
        match self.rng.bool() {
            true => now.industry = value,
            false => now.demand = value,
        }
        if is_bad {
            now.email = "not an address".to_owned();
        }
        self.make(phone, Command::AmendCustomer(AmendCustomer { customer, was, now }), is_bad);
    }

    fn order(&mut self, phone: usize, customer: CustomerId) {
        let id = OrderId(self.id());
        let deal_on = self.today();
        // The number that the screen proposes: two offline phones propose the same.
        let number = Some(self.phones[phone].replica.borrow().book().numbers().next(&domain::book::numbers::order_prefix(deal_on)));
        let line = Line::of(self.product, Quantity::whole(self.rng.i64(1..9)), Money::whole(100));
        let terms = OrderTerms { deal_on, lines: vec![line], ..OrderTerms::default() };
        self.make(phone, Command::TakeOrder(TakeOrder { id, number, customer, owner: None, terms }), false);
    }

    /// Cancels one of the customer's orders or changes its date, so that another order may become the first.
    fn change_an_order(&mut self, phone: usize, customer: CustomerId) {
        let known: Vec<(OrderId, OrderTerms)> = {
            let replica = self.phones[phone].replica.borrow();
            let standing = replica.book().orders_of(customer).filter(|it| it.cancelled.is_none());
            standing.map(|it| (it.id, it.terms.clone())).collect()
        };
        let Some((order, was)) = self.rng.choice(known) else { return };
        let command = match self.rng.bool() {
            true => self.cancelling(order, phone),
            false => {
                let now = OrderTerms { deal_on: self.today().plus(-self.rng.i32(0..9)), ..was.clone() };
                Command::AmendOrder(AmendOrder { order, was, now })
            }
        };
        self.make(phone, command, false);
    }

    /// On cancelling, the money received is either paid back at once or stays as the customer's credit.
    fn cancelling(&mut self, order: OrderId, phone: usize) -> Command {
        let came = self.phones[phone].replica.borrow().book().order(order).map(Order::collected).unwrap_or_default();
        let (id, on) = (CreditUseId(self.id()), self.today());
        let is_back = self.rng.bool() && Money::ZERO < came;
        let refund = is_back.then_some(Refund { id, on, amount: came, note: String::new() });
        Command::CancelOrder(CancelOrder { order, on, reason: "不要了".to_owned(), refund })
    }

    /// Applies credit to another order, or pays it back. If two offline phones use the same credit, the second is refused.
    fn use_credit(&mut self, phone: usize, customer: CustomerId) {
        let (sources, targets): (Vec<(OrderId, Money)>, Vec<OrderId>) = {
            let replica = self.phones[phone].replica.borrow();
            let orders = || replica.book().orders_of(customer);
            let sources = orders().filter(|it| Money::ZERO < it.credit()).map(|it| (it.id, it.credit())).collect();
            (sources, orders().filter(|it| Money::ZERO < it.balance()).map(|it| it.id).collect())
        };
        let Some((order, credit)) = self.rng.choice(sources) else { return };
        let (id, on) = (CreditUseId(self.id()), self.today());
        let command = match self.rng.choice(targets) {
            Some(to) => Command::ApplyCredit(ApplyCredit { id, order, to, on, amount: credit.min(Money::whole(self.rng.i64(1..60))) }),
            None => Command::RefundCredit(RefundCredit { order, refund: Refund { id, on, amount: credit, note: String::new() } }),
        };
        self.make(phone, command, false);
    }

    fn pay(&mut self, phone: usize, customer: CustomerId) {
        let order = {
            let replica = self.phones[phone].replica.borrow();
            let open: Vec<OrderId> = replica.book().orders_of(customer).filter(|it| Money::ZERO < it.balance()).map(|it| it.id).collect();
            self.rng.choice(open)
        };
        let Some(order) = order else { return };
        let id = PaymentId(self.id());
        // Sometimes more than is owed.
        let most = if self.rng.u32(..4) == 0 { 2_000 } else { 60 };
        let (on, amount) = (self.today(), Money::whole(self.rng.i64(1..most)));
        let payment = RecordPayment { id, order, on, amount, method: PaymentMethod::Transfer, note: String::new() };
        self.make(phone, Command::RecordPayment(payment), false);
    }

    /// Records an expense, for the customer or for none, or attributes an existing expense to this customer.
    fn spend(&mut self, phone: usize, customer: CustomerId) {
        let (me, known) = {
            let replica = self.phones[phone].replica.borrow();
            let me = replica.me().id;
            (me, replica.book().expenses().filter(|it| it.owner == me).map(|it| (it.id, it.attribution())).collect::<Vec<_>>())
        };
        if let Some((expense, was)) = self.rng.choice(known).filter(|_| self.rng.bool()) {
            let now = Attribution { customer: Some(customer).filter(|it| was.customer != Some(*it)), ..was };
            return self.make(phone, Command::AttributeExpense(AttributeExpense { expense, was, now }), false);
        }
        let (on, amount) = (self.today(), Money::whole(self.rng.i64(1..900)));
        let profile = ExpenseProfile { on, amount, ..ExpenseProfile::default() };
        let customer = Some(customer).filter(|_| self.rng.bool());
        let id = ExpenseId(self.id());
        self.make(phone, Command::RecordExpense(RecordExpense { id, owner: Some(me), customer, profile }), false);
    }

    /// A phone exchanges with the server over a bad connection.
    async fn talk(&mut self, index: usize) -> Result<(), String> {
        let n_sent = self.rng.choice([1, 3, 50]).unwrap_or(50);
        let n_rows = self.rng.choice([1, 2, 5, 100]).unwrap_or(100);
        let mut request = self.phones[index].replica.borrow_mut().request(n_rows, false);
        request.envelopes.truncate(n_sent);
        request.sent_at = Some(self.phones[index].clock(self.now));
        let dice = self.rng.u32(..100);
        if dice < 15 {
            return Ok(()); // The request was lost.
        }
        let person = self.phones[index].person;
        if dice < 25 {
            self.limbo.push((person, request.clone())); // It will arrive once more, later.
        }
        let now = self.now();
        let answer = self.hub.exchange(person, request, now).await?;
        let phone = &self.phones[index];
        match self.rng.u32(..100) {
            0..12 => {}               // The answer was lost.
            12..20 => phone.reopen(), // The tab was killed before it could write.
            20..28 => {
                let writes = phone.replica.borrow().writes_of(&answer, now);
                phone.write(writes);
                phone.reopen(); // The tab was killed just after it wrote.
            }
            _ => {
                let writes = phone.replica.borrow().writes_of(&answer, now);
                phone.write(writes);
                phone.replica.borrow_mut().take(answer, now);
                if self.rng.bool() {
                    phone.replica.borrow_mut().settle(); // The next page failed.
                }
            }
        }
        Ok(())
    }

    async fn deliver_late(&mut self) -> Result<(), String> {
        if self.limbo.is_empty() {
            return Ok(());
        }
        let index = self.rng.usize(..self.limbo.len());
        let (person, exchange) = self.limbo.swap_remove(index);
        let now = self.now();
        self.hub.exchange(person, exchange, now).await.map(drop)
    }

    async fn reassign(&mut self) -> Result<(), String> {
        let Some(customer) = self.rng.choice(self.customers.clone()) else { return Ok(()) };
        let Some(to) = self.rng.choice(self.reps.clone()) else { return Ok(()) };
        let reason = "调整".to_owned();
        self.at_the_desk(self.director, Command::HandOverCustomer(HandOverCustomer { customer, to, reason })).await
    }

    async fn move_a_rep(&mut self) -> Result<(), String> {
        let rep = self.reps[self.rng.usize(..self.reps.len())];
        self.move_to_a_team(rep).await
    }

    async fn move_a_supervisor(&mut self) -> Result<(), String> {
        let supervisor = self.supervisors[self.rng.usize(..self.supervisors.len())];
        self.move_to_a_team(supervisor).await
    }

    async fn move_to_a_team(&mut self, person: PersonId) -> Result<(), String> {
        let team: TeamId = self.teams[self.rng.usize(..2)];
        let book = self.hub.book().await?;
        let Some(was) = book.person(person).cloned() else { return Err("a person vanished".to_owned()) };
        let mut now = was.clone();
        now.team = Some(team);
        self.at_the_desk(self.administrator, Command::SavePerson(Save { was: Some(was), now })).await
    }

    pub fn today(&self) -> Day {
        self.now().day(480)
    }
}
