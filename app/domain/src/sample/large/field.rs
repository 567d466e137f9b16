//! Two years of one rep, day by day: customers filed, talked to, sold to; goods that go out; money that comes in time, late or never; what the
//! supervisor does with it; and, where the rep leaves, the hand-over and what the colleague makes of it.
//!
//! Most of it goes as it should, or nobody could act on what does not: 88 of 100 orders are delivered by the agreed day, 8 up to three days late
//! and 4 later; 1 of 100 fresh ones is not begun. 71 of 100 customers pay in time or in two parts, 22 pay late, 4 pay the second half months
//! late, 3 never pay and are sold nothing any more. Whoever is due by the rhythm of the grade, or by a promise, is contacted first nine times of
//! ten; 3 of 100 contacts and 2 of 100 orders are written down a day or more late; 9 of 10 customers are brought up to date after a contact.

use std::collections::BTreeMap;

use super::purse::Purse;
use super::staff::{Rep, Staff, person_name};
use super::targets::Sold;
use super::{CUSTOMERS, FOLLOW_UPS, OPPORTUNITIES, ORDERS, Teller, words};
use crate::actor::Actor;
use crate::calendar::{Day, Period, Timestamp};
use crate::command::{Command, FileCustomer, LogFollowUp, RecordPayment, TakeOrder, Track};
use crate::customer::{Cooperation, CustomerProfile, Grade, Scale, Source};
use crate::follow_up::Method;
use crate::ids::{CustomerId, DeliveryId, FollowUpId, OpportunityId, OrderId, PaymentId, PersonId, ProductId, TaskId};
use crate::money::{Money, Quantity, Share};
use crate::opportunity::{OpportunityProfile, Stage};
use crate::order::{Line, Node, OrderTerms, Origin, PaymentMethod};
use crate::refusal::Refusals;
use crate::review::{Matter, queue};
use crate::rules::cadence::{Cadence, Interval};
use crate::sample::Act;

/// How busy each month of the year is; February is the Spring Festival.
const SEASON: [i32; 12] = [85, 40, 120, 95, 95, 130, 85, 75, 120, 85, 110, 150];
/// What the whole company's bad month is worth, in percent, and how many months ago it was.
const BAD_MONTH: (i32, i32) = (45, 8);
/// What came in during the last days still waits for a reviewer.
const FRESH: i32 = 6;

/// Only of the last days anybody asks whether an order was begun and a customer brought up to date.
const REMEMBERED: i32 = 45;
/// How somebody pays who never does.
const NEVER: usize = 4;

type Told = Result<(), (Box<Act>, Refusals)>;

/// A customer of the rep.
struct Account {
    id: CustomerId,
    demand: &'static str,
    source: Option<Source>,
    /// Large customers buy more at once.
    weight: i32,
    /// Index into how they pay: see [`Field::plan_money`].
    pays: usize,
    has_bought: bool,
    /// How often the grade asks for a contact; nothing where the cooperation has ended.
    rhythm: Option<Interval>,
    /// The last contact, or the filing.
    last_contact: Day,
    /// What was promised last and is still to be done, and by when.
    promised: Option<(TaskId, Day)>,
}

/// What is due to happen on a later day.
enum Event {
    Begin(OrderId),
    Deliver(OrderId),
    Pay(OrderId, Money, bool),
    Cancel(OrderId),
    Move(OpportunityId, Stage, Stage),
    Win(OpportunityId, usize),
    Lose(OpportunityId),
}

struct Field<'a> {
    teller: &'a mut Teller,
    rep: &'a Rep,
    staff: &'a Staff,
    sold: &'a mut Sold,
    today: Day,
    holder: PersonId,
    accounts: Vec<Account>,
    events: BTreeMap<Day, Vec<Event>>,
}

pub(super) fn tell(teller: &mut Teller, rep: &Rep, staff: &Staff, today: Day, sold: &mut Sold) -> Told {
    let days: Vec<Day> = (rep.starts_on.0..=today.0).map(Day).filter(|it| it.weekday() < 5).collect();
    let mut plan = plan(teller, rep, &days, today);
    let mut field = Field { teller, rep, staff, sold, today, holder: rep.id, accounts: Vec::new(), events: BTreeMap::new() };
    let mut purse = Purse::of(rep.index);
    for (index, day) in days.iter().enumerate() {
        field.teller.begin_day(*day);
        if rep.leaves.is_some_and(|(on, _)| on <= *day) && field.holder == rep.id {
            field.hand_over()?;
        }
        let counts = plan[index];
        for _ in 0..counts[0] {
            field.file(*day)?;
        }
        field.happen(*day)?;
        for _ in 0..counts[1] {
            field.sell(*day)?;
        }
        for _ in 0..counts[2] {
            field.open(*day)?;
        }
        for _ in 0..counts[3] {
            field.talk(*day)?;
        }
        let customers: Vec<CustomerId> = field.accounts.iter().map(|it| it.id).collect();
        purse.open(field.teller, field.holder, *day, &customers)?;
        let is_last_of_quarter = days.get(index + 1).is_none_or(|it| it.quarter() != day.quarter());
        if is_last_of_quarter {
            field.review(*day)?;
        }
    }
    plan.clear();
    Ok(())
}

/// How many customers, orders, opportunities and follow-ups each day brings.
fn plan(teller: &mut Teller, rep: &Rep, days: &[Day], today: Day) -> Vec<[u32; 4]> {
    let mut plan = vec![[0; 4]; days.len()];
    if days.is_empty() {
        return plan;
    }
    let last = i32::try_from(days.len() - 1).unwrap_or(0);
    let dice = &mut teller.dice;
    // Most customers were there when the app came; the others are found over time. One at least on the first day.
    plan[0][0] += 6;
    for index in 6..CUSTOMERS {
        let day = if index < CUSTOMERS * 6 / 10 { dice.between(0, last.min(40)) } else { dice.between(0, last) };
        plan[day as usize][0] += 1;
    }
    // One bad quarter of their own, beside the company's bad month.
    let own_bad = today.quarter().0 - dice.between(1, 7);
    let months: Vec<i32> = days
        .iter()
        .map(|day| {
            let season = SEASON[day.month().0.rem_euclid(12) as usize];
            let bad = if day.month().0 == today.month().0 - BAD_MONTH.1 { BAD_MONTH.0 } else { 100 };
            let own = if day.quarter().0 == own_bad { 55 } else { 100 };
            // More towards the end of a month than at its beginning; business grows a little.
            let (first, end) = Period::Month(day.month()).days();
            let rush = 70 + 60 * (day.0 - first.0) / (end.0 - first.0).max(1);
            let growth = 100 + (day.0 - rep.starts_on.0) / 36;
            season * bad / 100 * own / 100 * rush / 100 * growth / 100
        })
        .collect();
    let mut runs = Vec::with_capacity(months.len());
    let mut sum = 0;
    for weight in months {
        sum += weight.max(1);
        runs.push(sum);
    }
    let mut by_season = |n: usize, kind: usize, dice: &mut crate::sample::dice::Dice| {
        for _ in 0..n {
            let drawn = dice.between(1, sum);
            let day = runs.partition_point(|it| *it < drawn);
            plan[day.min(days.len() - 1)][kind] += 1;
        }
    };
    by_season(ORDERS, 1, dice);
    by_season(OPPORTUNITIES, 2, dice);
    // The app was taken up over time: most is written down in the last months.
    for _ in 0..FOLLOW_UPS {
        plan[dice.between(0, last).max(dice.between(0, last)) as usize][3] += 1;
    }
    plan
}

/// The name of a customer and its industry.
pub(super) fn company_name(serial: usize, place: usize) -> (String, &'static str) {
    let (industry, suffix) = words::INDUSTRIES[(serial / 1_600 + serial % CUSTOMERS) % words::INDUSTRIES.len()];
    let city = words::REGIONS[place].1[serial % CUSTOMERS % 6];
    // Two syllables from forty, in an order that looks like none: each pair once in 1,600 customers.
    let pair = serial * 1_007 % 1_600;
    (format!("{city}{}{}{suffix}", words::BRAND[pair / 40], words::BRAND[pair % 40]), industry)
}

/// The day itself, or the Friday before a weekend.
fn before_a_weekend(day: Day) -> Day {
    day.plus(-(day.weekday() - 4).max(0))
}

impl Field<'_> {
    fn file(&mut self, day: Day) -> Told {
        let number = self.accounts.len();
        let serial = self.rep.index * CUSTOMERS + number;
        let (name, industry) = company_name(serial, self.rep.place);
        let contact = person_name(self.teller);
        let contact_role = (*self.teller.dice.pick(&words::ROLES)).to_owned();
        let dice = &mut self.teller.dice;
        let scale = [Scale::Small, Scale::Large, Scale::Channel][dice.weighted(&[62, 23, 15])];
        let grade = [Grade::Strategic, Grade::Key, Grade::Potential, Grade::Normal][dice.weighted(&[1, 4, 12, 83])];
        let rank = 1_000 / (4 + i32::try_from(number).unwrap_or(0));
        let weight = (rank * [20, 12, 7, 4][grade as usize]).max(1);
        let demand = *dice.pick(&words::DEMANDS);
        let source = Some(*dice.pick(&Source::ALL));
        let pays = dice.weighted(&[56, 15, 22, 4, 3]);
        // Some of the small ones are customers in name only.
        let has_ended = grade == Grade::Normal && 30 < number && dice.chance(35);
        let knew_before = dice.between(0, 900);
        let profile = CustomerProfile {
            name,
            industry: industry.to_owned(),
            contact,
            contact_decides: contact_role == "总经理",
            contact_role,
            phone: format!("139{:08}", serial * 37 % 100_000_000),
            email: format!("k{serial:05}@example.com"),
            demand: demand.to_owned(),
            demand_explicit: grade < Grade::Normal,
            source,
            scale: Some(scale),
            region: Some(self.rep.region),
            grade,
            cooperation: has_ended.then_some(Cooperation::Ended),
            first_contact_on: Some(day.plus(-dice.between(0, 30))),
            cooperation_since: (grade < Grade::Potential).then(|| day.plus(-knew_before)),
            contract_ends_on: (grade < Grade::Potential).then(|| self.today.plus(dice.between(5, 400))),
            ..CustomerProfile::default()
        };
        let id = CustomerId(self.teller.id());
        // 战略 and 重点 are a manager's to give.
        let manager = self.staff.teams.iter().find(|it| it.reps.contains(&self.rep.index)).map_or(self.holder, |it| it.manager);
        let by = if grade.is_major() { manager } else { self.holder };
        let filed = FileCustomer { id, number: None, filed_on: day, owner: Some(self.holder), profile };
        self.teller.act(by, Command::FileCustomer(filed))?;
        let weight = if has_ended { 0 } else { weight };
        let rhythm = (!has_ended).then(|| Cadence::default().of(grade));
        self.accounts.push(Account { id, demand, source, weight, pays, has_bought: false, rhythm, last_contact: day, promised: None });
        Ok(())
    }

    fn hand_over(&mut self) -> Told {
        let Some((_, heir)) = self.rep.leaves else { return Ok(()) };
        for index in 0..self.accounts.len() {
            let (customer, reason) = (self.accounts[index].id, "员工离职,客户移交".to_owned());
            self.teller.act(self.rep.supervisor, Command::HandOverCustomer { customer, to: heir, reason })?;
        }
        self.holder = heir;
        Ok(())
    }

    /// What was planned for this day or for a day off before it.
    fn happen(&mut self, day: Day) -> Told {
        let later = self.events.split_off(&day.plus(1));
        for event in std::mem::replace(&mut self.events, later).into_values().flatten() {
            match event {
                Event::Begin(order) => {
                    let begun = Track::FinishNode { order, node: Node::Production, on: day };
                    self.teller.act(self.holder, Command::Track(begun))?;
                }
                Event::Deliver(order) => self.deliver(day, order)?,
                Event::Pay(order, amount, is_rest) => self.pay(day, order, amount, is_rest)?,
                Event::Cancel(order) => self.cancel(day, order)?,
                Event::Move(opportunity, from, to) => {
                    self.teller.act(self.holder, Command::MoveStage { opportunity, from, to, on: day })?;
                }
                Event::Win(opportunity, account) => self.take(day, account, Some(opportunity))?,
                Event::Lose(opportunity) => {
                    let reason = (*self.teller.dice.pick(&words::LOST)).to_owned();
                    self.teller.act(self.holder, Command::LoseOpportunity { opportunity, on: day, reason })?;
                }
            }
        }
        Ok(())
    }

    fn sell(&mut self, day: Day) -> Told {
        let weights: Vec<i32> = self.accounts.iter().map(|it| it.weight).collect();
        let account = self.teller.dice.weighted(&weights);
        self.take(day, account, None)
    }

    fn take(&mut self, day: Day, account: usize, wins: Option<OpportunityId>) -> Told {
        let lines = self.lines();
        let amount: Money = lines.iter().map(Line::amount).sum();
        let of = &mut self.accounts[account];
        let origin = match (of.has_bought, of.source) {
            (true, _) => Origin::Repurchase,
            (false, Some(Source::Channel)) => Origin::ChannelReferral,
            (false, _) => Origin::NewCustomer,
        };
        of.has_bought = true;
        let (customer, pays) = (of.id, of.pays);
        // Some are written down a day or three later (A46).
        let deal_on = if self.teller.dice.chance(2) { day.plus(-self.teller.dice.between(1, 3)).max(self.rep.starts_on) } else { day };
        let deal_on = if wins.is_some() { day } else { deal_on };
        let due_on = self.teller.dice.chance(25).then(|| deal_on.plus(60));
        let id = OrderId(self.teller.id());
        let agreed = deal_on.plus(self.teller.dice.between(7, 35));
        let deliver_by = Some(agreed);
        let terms = OrderTerms { deal_on, due_on, lines, origin: Some(origin), note: String::new(), deliver_by, instalments: Vec::new() };
        let order = TakeOrder { id, number: None, customer, owner: None, terms };
        let command = match wins {
            Some(opportunity) => Command::WinOpportunity { opportunity, order },
            None => Command::TakeOrder(order),
        };
        self.teller.act(self.holder, command)?;
        self.sold.add(self.holder, deal_on, amount.0);
        if self.teller.dice.chance(4) {
            let after = self.teller.dice.between(2, 20);
            self.events.entry(day.plus(after)).or_default().push(Event::Cancel(id));
        } else {
            self.plan_money(id, amount, deal_on, due_on.unwrap_or(deal_on.plus(30)), pays);
            self.plan_goods(id, day, agreed);
            // Who does not pay is sold nothing any more.
            if pays == NEVER {
                self.accounts[account].weight = 0;
            }
        }
        Ok(())
    }

    /// Two lines and a half on average; who is better sells larger pieces.
    fn lines(&mut self) -> Vec<Line> {
        let n_lines = 1 + self.teller.dice.weighted(&[20, 32, 27, 21]);
        let mut lines: Vec<Line> = Vec::with_capacity(n_lines);
        while lines.len() < n_lines {
            let (product, price): (ProductId, Money) = *self.teller.dice.pick(&self.staff.products);
            if lines.iter().any(|it| it.product == product) {
                continue;
            }
            let most = match price.0 {
                ..1_000_000 => 40,
                1_000_000..10_000_000 => 6,
                _ => 1,
            };
            let most = (most * self.rep.skill / 100).max(1);
            let discount = if self.teller.dice.chance(30) { Share(i64::from(self.teller.dice.between(2, 12)) * 100) } else { Share::NONE };
            let quantity = Quantity::whole(i64::from(self.teller.dice.between(1, most)));
            // What it costs us is known for most.
            let cost = self.teller.dice.chance(90).then(|| Money(price.0 / 100 * i64::from(self.teller.dice.between(52, 78))));
            lines.push(Line { discount, cost, ..Line::of(product, quantity, price) });
        }
        lines
    }

    /// In time, prepaid and the rest, late, half and the other half long after, or never.
    fn plan_money(&mut self, order: OrderId, amount: Money, deal_on: Day, due_on: Day, pays: usize) {
        let dice = &mut self.teller.dice;
        let parts = match pays {
            0 => vec![(due_on.plus(dice.between(-15, 2)), 100)],
            1 => vec![(deal_on.plus(3), 30), (due_on, 70)],
            2 => vec![(due_on.plus(dice.between(3, 60)), 100)],
            3 => vec![(due_on.plus(5), 50), (due_on.plus(dice.between(30, 120)), 50)],
            _ => Vec::new(),
        };
        let n_parts = parts.len();
        for (index, (on, percent)) in parts.into_iter().enumerate() {
            let is_rest = index + 1 == n_parts;
            let on = on.max(deal_on.plus(1));
            let part = Money(amount.0 * percent / 100);
            self.events.entry(on).or_default().push(Event::Pay(order, part, is_rest));
        }
    }

    /// Begun within three days, of which nobody speaks once the order is old; delivered by the agreed day, a little late or late.
    fn plan_goods(&mut self, order: OrderId, day: Day, agreed: Day) {
        let dice = &mut self.teller.dice;
        let is_fresh = self.today.plus(-REMEMBERED) <= day;
        if is_fresh && dice.chance(1) {
            return;
        }
        let begun = day.plus(dice.between(0, 2));
        let delivered = match dice.weighted(&[88, 8, 4]) {
            0 => agreed.plus(-dice.between(0, 5)),
            1 => agreed.plus(dice.between(1, 3)),
            _ => agreed.plus(dice.between(4, 12)),
        };
        if is_fresh {
            self.events.entry(begun).or_default().push(Event::Begin(order));
        }
        // What is due on a day off is done on the working day after: never later than agreed for that reason.
        let delivered = if delivered <= agreed { before_a_weekend(delivered) } else { delivered };
        self.events.entry(delivered.max(begun.plus(1))).or_default().push(Event::Deliver(order));
    }

    fn deliver(&mut self, day: Day, order: OrderId) -> Told {
        if self.teller.book.order(order).is_none_or(|it| it.cancelled.is_some()) {
            return Ok(());
        }
        let id = DeliveryId(self.teller.id());
        let delivery = Track::RecordDelivery { order, id, on: day, goods: Vec::new(), logistics: String::new() };
        self.teller.act(self.holder, Command::Track(delivery))
    }

    fn pay(&mut self, day: Day, order: OrderId, amount: Money, is_rest: bool) -> Told {
        let Some(balance) = self.teller.book.order(order).filter(|it| it.cancelled.is_none()).map(|it| it.balance()) else { return Ok(()) };
        let amount = if is_rest { balance } else { amount.min(balance) };
        if amount <= Money::ZERO {
            return Ok(());
        }
        let method = PaymentMethod::ALL[self.teller.dice.weighted(&[78, 2, 14, 6])];
        let id = PaymentId(self.teller.id());
        let payment = RecordPayment { id, order, on: day, amount, method, note: String::new() };
        self.teller.act(self.holder, Command::RecordPayment(payment))
    }

    fn cancel(&mut self, day: Day, order: OrderId) -> Told {
        let reason = (*self.teller.dice.pick(&words::CANCELLED)).to_owned();
        let amount = self.teller.book.order(order).map_or(0, |it| it.amount().0);
        self.teller.act(self.holder, Command::CancelOrder { order, on: day, reason })?;
        self.sold.add(self.holder, day, -amount);
        Ok(())
    }

    fn open(&mut self, day: Day) -> Told {
        let weights: Vec<i32> = self.accounts.iter().map(|it| it.weight).collect();
        let account = self.teller.dice.weighted(&weights);
        let (product, price) = *self.teller.dice.pick(&self.staff.products);
        let dice = &mut self.teller.dice;
        let amount = Some(Money(price.0 * i64::from(dice.between(1, 6))));
        let takes = dice.between(15, 110);
        let expected_close = Some(day.plus(takes + dice.between(-10, 15)).max(day));
        let n_stages = dice.weighted(&[12, 28, 32, 28]);
        let ends = dice.weighted(&[58, 24, 18]);
        let title = format!("{}项目", self.accounts[account].demand);
        let id = OpportunityId(self.teller.id());
        let profile = OpportunityProfile { title, product: Some(product), amount, expected_close, ..OpportunityProfile::default() };
        let customer = self.accounts[account].id;
        let open = Command::OpenOpportunity { id, customer, opened_on: day, stage: Stage::Prospect, owner: None, profile };
        self.teller.act(self.holder, open)?;
        for step in 1..=n_stages {
            let on = day.plus(takes * i32::try_from(step).unwrap_or(1) / i32::try_from(n_stages + 1).unwrap_or(1));
            self.events.entry(on).or_default().push(Event::Move(id, Stage::OPEN[step - 1], Stage::OPEN[step]));
        }
        match ends {
            0 => self.events.entry(day.plus(takes + 1)).or_default().push(Event::Win(id, account)),
            1 => self.events.entry(day.plus(takes + 1)).or_default().push(Event::Lose(id)),
            _ => {}
        }
        Ok(())
    }

    fn talk(&mut self, day: Day) -> Told {
        let account = self.whom_to_contact(day);
        let dice = &mut self.teller.dice;
        let (content, next_step) = *dice.pick(&words::TALKS);
        let method = Method::ALL[dice.weighted(&[30, 34, 20, 6, 5, 4, 1])];
        let on = if dice.chance(3) { day.plus(-dice.between(1, 2)).max(self.rep.starts_on) } else { day };
        let next_on = dice.chance(60).then(|| day.plus(dice.between(3, 40)));
        // A promise with a day makes a task; the next contact settles it.
        let promises = next_on.is_some() && dice.chance(25);
        let completes: Vec<TaskId> = self.accounts[account].promised.take().map(|it| it.0).into_iter().collect();
        let next_task = promises.then(|| TaskId(self.teller.id()));
        self.accounts[account].promised = next_task.zip(next_on);
        self.accounts[account].last_contact = on.max(self.accounts[account].last_contact);
        let is_brought_up_to_date = self.today.plus(-REMEMBERED) <= day && self.teller.dice.chance(90);
        let id = FollowUpId(self.teller.id());
        let follow_up = LogFollowUp {
            id,
            customer: self.accounts[account].id,
            on,
            method,
            content: content.to_owned(),
            next_step: next_step.to_owned(),
            next_on,
            expected_close: None,
            feedback: String::new(),
            activity: None,
            next_task,
            completes,
        };
        let customer = follow_up.customer;
        self.teller.act(self.holder, Command::LogFollowUp(follow_up))?;
        // Saved as it is, which confirms it (C-10). Of what is long past nobody asks.
        if let Some(was) = self.teller.book.customer(customer).filter(|_| is_brought_up_to_date).map(|it| it.profile.clone()) {
            self.teller.act(self.holder, Command::AmendCustomer { customer, now: was.clone(), was })?;
        }
        Ok(())
    }

    /// Nine times of ten whoever was promised something for today, or is due by the rhythm; else somebody, large customers more often.
    fn whom_to_contact(&mut self, day: Day) -> usize {
        let due = |it: &Account| {
            let by_rhythm = it.rhythm.map(|rhythm| rhythm.after(it.last_contact));
            it.promised.map(|it| it.1).into_iter().chain(by_rhythm).min()
        };
        let most_due = (0..self.accounts.len()).filter_map(|index| due(&self.accounts[index]).map(|on| (on, index))).min();
        match most_due.filter(|(on, _)| *on <= day.plus(4)) {
            Some((_, index)) if self.teller.dice.chance(90) => index,
            _ => {
                let weights: Vec<i32> = self.accounts.iter().map(|it| 30 + it.weight).collect();
                self.teller.dice.weighted(&weights)
            }
        }
    }

    /// The supervisor goes through what came in; one in a hundred is sent back.
    fn review(&mut self, day: Day) -> Told {
        let supervisor = self.rep.supervisor;
        let Some(actor) = self.teller.book.person(supervisor).map(|it| Actor::of(it, &self.teller.book)) else { return Ok(()) };
        let last = if day.quarter() == self.today.quarter() { self.today.plus(-FRESH) } else { day };
        for waiting in queue(&self.teller.book, &actor) {
            let written = waiting.told.made_at.unwrap_or(self.teller.now);
            // Two days after it was written down, or when it was next touched.
            let at = Timestamp((written.0 + 2 * super::DAY).min(self.teller.now.0));
            if last < written.day(480) {
                continue;
            }
            let (matter, seen) = (waiting.matter, waiting.mark);
            // An expense is found right, and no dice are thrown for it: what else is told stays as it is.
            let is_wrong = !matches!(matter, Matter::Expense { .. }) && self.teller.dice.chance(1);
            let command = if is_wrong {
                Command::ReturnRecord { matter, seen, reason: "金额与合同不一致,请核对".to_owned() }
            } else {
                Command::ApproveRecord { matter, seen }
            };
            self.teller.act_at(supervisor, at, command)?;
        }
        Ok(())
    }
}
