//! Raw records of a company, entered one by one: each is a command of the person and of the day it names, so every record has passed the rules.
//! For tests of figures, whose records lie before the small company's own order of March 2026.

use uuid::Uuid;

use super::small::{SmallIds, small};
use crate::book::Book;
use crate::decide;
use crate::decide::command::{
    Command, FileCustomer, LogFollowUp, OpenOpportunity, RecordExpense, RecordPayment, SetTarget, TakeOrder, Track, WinOpportunity,
};
use crate::records::customer::CustomerProfile;
use crate::records::expense::ExpenseProfile;
use crate::records::opportunity::OpportunityProfile;
use crate::records::order::{Line, OrderTerms, PaymentMethod};
use crate::values::calendar::{Day, Period};
use crate::values::ids::{CustomerId, ExpenseId, FollowUpId, OpportunityId, OrderId, PaymentId, PersonId};
use crate::values::kpi_name::KpiName;
use crate::values::method::Method;
use crate::values::money::{Money, Quantity};
use crate::values::stage::Stage;
use crate::values::target_of::TargetOf;

/// A day of the calendar.
#[track_caller]
pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap_or_else(|| unreachable!("{text} is no day"))
}

pub struct Ledger {
    pub book: Book,
    pub ids: SmallIds,
    n_records: u128,
}

impl Default for Ledger {
    fn default() -> Ledger {
        let (book, ids) = small();
        Ledger { book, ids, n_records: 0 }
    }
}

impl Ledger {
    /// An id that no record has yet.
    pub fn id(&mut self) -> Uuid {
        self.n_records += 1;
        Uuid::from_u128((7 << 76) | (0b10 << 62) | (100_000 + self.n_records))
    }

    /// Applies the command as given by this person on that day. Panics if it is refused.
    #[track_caller]
    pub fn does(&mut self, by: PersonId, on: Day, command: &Command) {
        let moment = self.ids.moment_on(on, by, &self.book);
        if let Err(refusals) = decide::apply(command, &mut self.book, &moment) {
            unreachable!("{command:?} was refused: {refusals:?}");
        }
    }

    /// Files a customer of this person.
    #[track_caller]
    pub fn files(&mut self, owner: PersonId, on: Day, profile: CustomerProfile) -> CustomerId {
        let id = CustomerId(self.id());
        let name = if profile.name.is_empty() { format!("客户{}", self.n_records) } else { profile.name.clone() };
        let profile = CustomerProfile { name, ..profile };
        self.does(owner, on, &Command::FileCustomer(FileCustomer { id, number: None, filed_on: on, owner: None, profile }));
        id
    }

    /// The terms of an order of one piece at this price.
    pub fn terms(&self, on: Day, price: Money) -> OrderTerms {
        let lines = vec![Line::of(self.ids.product, Quantity::whole(1), price)];
        OrderTerms { deal_on: on, lines, ..OrderTerms::default() }
    }

    /// Takes an order of the owner of the customer.
    #[track_caller]
    pub fn sells(&mut self, customer: CustomerId, terms: OrderTerms) -> OrderId {
        let taking = self.taking(customer, terms);
        let (id, on) = (taking.id, taking.terms.deal_on);
        self.does(self.owner(customer), on, &Command::TakeOrder(taking));
        id
    }

    /// Takes an order of one piece for so many yuan.
    #[track_caller]
    pub fn sells_for(&mut self, customer: CustomerId, on: Day, yuan: i64) -> OrderId {
        self.sells(customer, self.terms(on, Money::whole(yuan)))
    }

    fn taking(&mut self, customer: CustomerId, terms: OrderTerms) -> TakeOrder {
        TakeOrder { id: OrderId(self.id()), number: None, customer, owner: None, terms }
    }

    #[track_caller]
    pub fn pays(&mut self, order: OrderId, on: Day, yuan: i64) {
        let (id, amount, method) = (PaymentId(self.id()), Money::whole(yuan), PaymentMethod::Transfer);
        let owner = self.book.order(order).map_or(self.ids.lin, |it| it.owner);
        self.does(owner, on, &Command::RecordPayment(RecordPayment { id, order, on, amount, method, note: String::new() }));
    }

    /// What happens to an order on its way, as its owner records it.
    #[track_caller]
    pub fn tracks(&mut self, order: OrderId, on: Day, track: Track) {
        let owner = self.book.order(order).map_or(self.ids.lin, |it| it.owner);
        self.does(owner, on, &Command::Track(track));
    }

    #[track_caller]
    pub fn contacts(&mut self, customer: CustomerId, on: Day, method: Method) {
        let follow_up = LogFollowUp {
            id: FollowUpId(self.id()),
            customer,
            on,
            method,
            content: "沟通需求".to_owned(),
            next_step: String::new(),
            next_on: None,
            expected_close: None,
            feedback: String::new(),
            activity: None,
            next_task: None,
            completes: Vec::new(),
        };
        self.does(self.owner(customer), on, &Command::LogFollowUp(follow_up));
    }

    #[track_caller]
    pub fn opens(&mut self, customer: CustomerId, on: Day, stage: Stage) -> OpportunityId {
        let id = OpportunityId(self.id());
        let profile = OpportunityProfile { title: "扩容".to_owned(), ..OpportunityProfile::default() };
        let open = OpenOpportunity { id, customer, opened_on: on, stage, owner: None, profile };
        self.does(self.owner(customer), on, &Command::OpenOpportunity(open));
        id
    }

    /// Wins an opportunity with an order of one piece for so many yuan.
    #[track_caller]
    pub fn wins(&mut self, opportunity: OpportunityId, on: Day, yuan: i64) -> OrderId {
        let customer = self.book.opportunity(opportunity).map(|it| it.customer).unwrap_or_default();
        let terms = self.terms(on, Money::whole(yuan));
        let order = self.taking(customer, terms);
        let id = order.id;
        self.does(self.owner(customer), on, &Command::WinOpportunity(WinOpportunity { opportunity, order }));
        id
    }

    #[track_caller]
    pub fn spends(&mut self, by: PersonId, profile: ExpenseProfile) {
        let (id, on) = (ExpenseId(self.id()), profile.on);
        self.does(by, on, &Command::RecordExpense(RecordExpense { id, owner: None, customer: None, profile }));
    }

    /// Sets a target, stored in parts of the KPI's unit, on the first day of its period.
    #[track_caller]
    pub fn targets(&mut self, of: TargetOf, metric: KpiName, period: Period, now: i64) {
        let set =
            SetTarget { of, metric, cut: None, period, was: None, now: Some(now), levels: None, basis: "公司年度战略".to_owned() };
        self.does(self.ids.director, period.first(), &Command::SetTarget(set));
    }

    fn owner(&self, customer: CustomerId) -> PersonId {
        self.book.customer(customer).map_or(self.ids.lin, |it| it.owner)
    }
}
