//! Two years of one rep, day by day: customers filed, contacted and sold to; deliveries; payments in time, late or never; the supervisor's
//! reviews; and, if the rep leaves, the hand-over and the colleague's work afterwards.
//!
//! Most of it goes as it should, so that the exceptions can be acted on: 88 of 100 orders are delivered by the agreed day, 8 up to three days
//! late and 4 later; 1 of 100 recent ones is not begun. 71 of 100 customers pay in time or in two parts, 22 pay late, 4 pay the second half
//! months late, 3 never pay and are sold nothing more. Nine times of ten, the customer that is due by contact interval or promise is contacted
//! first; 3 of 100 contacts and 2 of 100 orders are recorded a day or more late; 9 of 10 customers are updated after a contact.

mod fulfilment;
mod plan;
mod selling;
mod talking;

use std::collections::BTreeMap;

use super::purse::Purse;
use super::staff::{LargeSampleStaff, Rep, person_name};
use super::targets::MonthlySales;
use super::teller::{CUSTOMERS, DAY, Teller};
use super::words;
use crate::access::actor::Actor;
use crate::decide::command::{
    ApproveRecord, Command, FileCustomer, FinishNode, HandOverCustomer, LoseOpportunity, MoveStage, ReturnRecord, Track,
};
use crate::records::customer::{Cooperation, CustomerProfile, Scale, Source};
use crate::records::review::Matter;
use crate::rules::cadence::{Cadence, Interval};
use crate::sample::Act;
use crate::values::calendar::{Day, Timestamp};
use crate::values::grade::Grade;
use crate::values::ids::{CustomerId, OpportunityId, OrderId, PersonId, TaskId};
use crate::values::money::Money;
use crate::values::node::Node;
use crate::values::refusal::Refusals;
use crate::values::stage::Stage;
use crate::views::review_queue::queue;
use plan::plan;

/// Records of the last days still wait for a review, in days.
const FRESH: i32 = 6;

/// The days back from today within which an order's start and a customer's update are generated.
const REMEMBERED: i32 = 45;
/// Index of the payment habit of customers who never pay.
const NEVER: usize = 4;

type ActResult = Result<(), (Box<Act>, Refusals)>;

/// A customer of the rep.
struct RepCustomer {
    id: CustomerId,
    demand: &'static str,
    source: Option<Source>,
    /// Relative frequency of sales, larger for large customers.
    weight: i32,
    /// Index of the payment habit: see [`RepSimulation::plan_money`].
    pays: usize,
    has_bought: bool,
    /// The contact interval of the grade; `None` if the cooperation has ended.
    rhythm: Option<Interval>,
    /// The last contact, or the filing.
    last_contact: Day,
    /// The last promised task that is still open, and its due day.
    promised: Option<(TaskId, Day)>,
}

/// An event planned for a later day.
enum PlannedEvent {
    Begin(OrderId),
    Deliver(OrderId),
    Pay(OrderId, Money, bool),
    Cancel(OrderId),
    Move(OpportunityId, Stage, Stage),
    Win(OpportunityId, usize),
    Lose(OpportunityId),
}

/// The work of one rep, day by day.
struct RepSimulation<'a> {
    teller: &'a mut Teller,
    rep: &'a Rep,
    staff: &'a LargeSampleStaff,
    sold: &'a mut MonthlySales,
    today: Day,
    holder: PersonId,
    accounts: Vec<RepCustomer>,
    events: BTreeMap<Day, Vec<PlannedEvent>>,
}

pub(super) fn tell(teller: &mut Teller, rep: &Rep, staff: &LargeSampleStaff, today: Day, sold: &mut MonthlySales) -> ActResult {
    let days: Vec<Day> = (rep.starts_on.0..=today.0).map(Day).filter(|it| it.weekday() < 5).collect();
    let mut plan = plan(teller, rep, &days, today);
    let mut simulation = RepSimulation { teller, rep, staff, sold, today, holder: rep.id, accounts: Vec::new(), events: BTreeMap::new() };
    let mut purse = Purse::of(rep.index);
    for (index, day) in days.iter().enumerate() {
        simulation.teller.begin_day(*day);
        if rep.leaves.is_some_and(|(on, _)| on <= *day) && simulation.holder == rep.id {
            simulation.hand_over()?;
        }
        let counts = plan[index];
        for _ in 0..counts[0] {
            simulation.file(*day)?;
        }
        simulation.happen(*day)?;
        for _ in 0..counts[1] {
            simulation.sell(*day)?;
        }
        for _ in 0..counts[2] {
            simulation.open(*day)?;
        }
        for _ in 0..counts[3] {
            simulation.talk(*day)?;
        }
        let customers: Vec<CustomerId> = simulation.accounts.iter().map(|it| it.id).collect();
        purse.open(simulation.teller, simulation.holder, *day, &customers)?;
        let is_last_of_quarter = days.get(index + 1).is_none_or(|it| it.quarter() != day.quarter());
        if is_last_of_quarter {
            simulation.review(*day)?;
        }
    }
    plan.clear();
    Ok(())
}

/// The name of a customer and its industry.
pub(super) fn company_name(serial: usize, place: usize) -> (String, &'static str) {
    let (industry, suffix) = words::INDUSTRIES[(serial / 1_600 + serial % CUSTOMERS) % words::INDUSTRIES.len()];
    let city = words::REGIONS[place].1[serial % CUSTOMERS % 6];
    // Two of forty syllables in a scattered order: each pair occurs once in 1,600 customers.
    let pair = serial * 1_007 % 1_600;
    (format!("{city}{}{}{suffix}", words::BRAND[pair / 40], words::BRAND[pair % 40]), industry)
}

/// The day itself, or the Friday before a weekend.
fn before_a_weekend(day: Day) -> Day {
    day.plus(-(day.weekday() - 4).max(0))
}

impl RepSimulation<'_> {
    fn file(&mut self, day: Day) -> ActResult {
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
        // With some of the small customers the cooperation has ended.
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
        // Only managers give 战略 and 重点.
        let manager = self.staff.teams.iter().find(|it| it.reps.contains(&self.rep.index)).map_or(self.holder, |it| it.manager);
        let by = if grade.is_major() { manager } else { self.holder };
        let filed = FileCustomer { id, number: None, filed_on: day, owner: Some(self.holder), profile };
        self.teller.act(by, Command::FileCustomer(filed))?;
        let weight = if has_ended { 0 } else { weight };
        let rhythm = (!has_ended).then(|| Cadence::default().of(grade));
        self.accounts.push(RepCustomer { id, demand, source, weight, pays, has_bought: false, rhythm, last_contact: day, promised: None });
        Ok(())
    }

    fn hand_over(&mut self) -> ActResult {
        let Some((_, heir)) = self.rep.leaves else { return Ok(()) };
        for index in 0..self.accounts.len() {
            let (customer, reason) = (self.accounts[index].id, "员工离职,客户移交".to_owned());
            self.teller.act(self.rep.supervisor, Command::HandOverCustomer(HandOverCustomer { customer, to: heir, reason }))?;
        }
        self.holder = heir;
        Ok(())
    }

    /// Executes the events planned for this day, or for a day off before it.
    fn happen(&mut self, day: Day) -> ActResult {
        let later = self.events.split_off(&day.plus(1));
        for event in std::mem::replace(&mut self.events, later).into_values().flatten() {
            match event {
                PlannedEvent::Begin(order) => {
                    let begun = Track::FinishNode(FinishNode { order, node: Node::Production, on: day });
                    self.teller.act(self.holder, Command::Track(begun))?;
                }
                PlannedEvent::Deliver(order) => self.deliver(day, order)?,
                PlannedEvent::Pay(order, amount, is_rest) => self.pay(day, order, amount, is_rest)?,
                PlannedEvent::Cancel(order) => self.cancel(day, order)?,
                PlannedEvent::Move(opportunity, from, to) => {
                    self.teller.act(self.holder, Command::MoveStage(MoveStage { opportunity, from, to, on: day }))?;
                }
                PlannedEvent::Win(opportunity, account) => self.take(day, account, Some(opportunity))?,
                PlannedEvent::Lose(opportunity) => {
                    let reason = (*self.teller.dice.pick(&words::LOST)).to_owned();
                    self.teller.act(self.holder, Command::LoseOpportunity(LoseOpportunity { opportunity, on: day, reason }))?;
                }
            }
        }
        Ok(())
    }

    /// The supervisor reviews new records; one in a hundred is returned.
    fn review(&mut self, day: Day) -> ActResult {
        let supervisor = self.rep.supervisor;
        let Some(actor) = self.teller.book.person(supervisor).map(|it| Actor::of(it, &self.teller.book)) else { return Ok(()) };
        let last = if day.quarter() == self.today.quarter() { self.today.plus(-FRESH) } else { day };
        for waiting in queue(&self.teller.book, &actor) {
            let written = waiting.told.made_at.unwrap_or(self.teller.now);
            // Two days after it was recorded, but not later than now.
            let at = Timestamp((written.0 + 2 * DAY).min(self.teller.now.0));
            if last < written.day(480) {
                continue;
            }
            let (matter, seen) = (waiting.matter, waiting.mark);
            // Expenses are always approved, without a random number, so that the rest of the company does not change.
            let is_wrong = !matches!(matter, Matter::Expense { .. }) && self.teller.dice.chance(1);
            let command = if is_wrong {
                Command::ReturnRecord(ReturnRecord { matter, seen, reason: "金额与合同不一致,请核对".to_owned() })
            } else {
                Command::ApproveRecord(ApproveRecord { matter, seen })
            };
            self.teller.act_at(supervisor, at, command)?;
        }
        Ok(())
    }
}
