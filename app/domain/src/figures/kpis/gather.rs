//! The facts that do not depend on the period asked for, by kind. Gathered once for each change of the book.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::event::KpiEvent;
use super::in_period;
use crate::book::Book;
use crate::figures::claims::quantity_of;
use crate::figures::fact::{Fact, FactKey, Measure};
use crate::figures::facts;
use crate::records::customer::{Customer, Observed};
use crate::records::kpi::Counted;
use crate::records::kpi_entry::KpiEntry;
use crate::records::opportunity::Opportunity;
use crate::records::order::{Anomaly, Order};
use crate::records::review::ReviewState;
use crate::values::calendar::{Day, Stretch};
use crate::values::ids::{CustomerId, Key, KpiId, PersonId, TeamId};
use crate::values::node::Responsible;
use crate::values::stage::Stage;

/// The facts of a book by kind. Gather them once for each change of the book.
#[derive(Clone, Debug, Default)]
pub struct KpiFacts {
    by_kind: BTreeMap<Counted, Vec<KpiEvent>>,
    /// What people entered for each KPI.
    entered: BTreeMap<KpiId, Vec<KpiEvent>>,
    /// The part of it that nobody but its author has approved (A33), to be subtracted: negative.
    unreviewed: BTreeMap<KpiId, Vec<KpiEvent>>,
    /// The facts that exist within a period only, of the periods asked for so far.
    in_period: Arc<Mutex<BTreeMap<InPeriod, Arc<[KpiEvent]>>>>,
}

/// A kind of facts, the days they exist in and the day from which they are looked at.
type InPeriod = (Counted, Stretch, Day);

impl KpiFacts {
    pub fn of(book: &Book) -> KpiFacts {
        let mut by_kind: BTreeMap<Counted, Vec<KpiEvent>> = BTreeMap::new();
        gather(book, |kind, event| by_kind.entry(kind).or_default().push(event));
        let mut entered: BTreeMap<KpiId, Vec<KpiEvent>> = BTreeMap::new();
        let mut unreviewed: BTreeMap<KpiId, Vec<KpiEvent>> = BTreeMap::new();
        for entry in book.kpi_entries() {
            entered.entry(entry.kpi).or_default().extend(claim_of(entry, 1));
            let Some(review) = entry.review.as_deref().filter(|it| it.state() != ReviewState::Approved) else { continue };
            // The version in force still counts among what is approved.
            let parts = claim_of(entry, -1).into_iter().chain(review.held.as_deref().and_then(|it| claim_of(it, 1)));
            unreviewed.entry(entry.kpi).or_default().extend(parts);
        }
        let lists = by_kind.values_mut().chain(entered.values_mut()).chain(unreviewed.values_mut());
        lists.for_each(|events| events.sort_by_key(|it| it.fact.key.on));
        KpiFacts { by_kind, entered, unreviewed, in_period: Arc::default() }
    }

    /// By day, oldest first.
    pub(super) fn of_kind(&self, kind: Counted) -> &[KpiEvent] {
        self.by_kind.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Those of these days.
    pub(super) fn within(&self, kind: Counted, days: Stretch) -> &[KpiEvent] {
        within(self.of_kind(kind), days)
    }

    /// What people entered for a KPI in these days.
    pub(super) fn entered(&self, kpi: KpiId, days: Stretch) -> &[KpiEvent] {
        within(self.entered.get(&kpi).map_or(&[], Vec::as_slice), days)
    }

    /// The unapproved part of it as negative values, see [`crate::figures::unreviewed`].
    pub(super) fn unreviewed(&self, kpi: KpiId, days: Stretch) -> &[KpiEvent] {
        within(self.unreviewed.get(&kpi).map_or(&[], Vec::as_slice), days)
    }

    /// The first day for which anybody entered a value of any KPI.
    pub(super) fn entered_from(&self) -> Option<Day> {
        self.entered.values().filter_map(|it| it.first()).map(|it| it.fact.key.on).min()
    }

    /// The facts of a kind that exist in these days only, as of today. `book` is the one that these facts were gathered from.
    pub(super) fn in_period(&self, kind: Counted, days: Stretch, book: &Book, today: Day) -> Arc<[KpiEvent]> {
        let kept = || self.in_period.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(events) = kept().get(&(kind, days, today)) {
            return events.clone();
        }
        // Not locked meanwhile: two threads that ask at once both find them.
        for (kind, events) in in_period::events(kind, days, book, today) {
            kept().insert((kind, days, today), events.into());
        }
        kept().get(&(kind, days, today)).cloned().unwrap_or_default()
    }
}

fn within(all: &[KpiEvent], days: Stretch) -> &[KpiEvent] {
    let first = all.partition_point(|it| it.fact.key.on < days.first);
    let end = all.partition_point(|it| it.fact.key.on <= days.last);
    all.get(first..end).unwrap_or_default()
}

/// The measure whose sums the rollup keeps of this kind of facts.
pub(super) fn measure_of(kind: Counted) -> Option<Measure> {
    Measure::ALL.into_iter().find(|it| it.reviewed().is_none() && kind_of(*it) == Some(kind))
}

/// The kind of facts of this measure.
fn kind_of(measure: Measure) -> Option<Counted> {
    match measure.reviewed().unwrap_or(measure) {
        Measure::SalesAmount => Some(Counted::SalesAmount),
        Measure::Deals => Some(Counted::Deals),
        Measure::Collected => Some(Counted::Collected),
        Measure::Due => Some(Counted::Due),
        Measure::Settled => Some(Counted::Settled),
        Measure::FollowUps => Some(Counted::FollowUps),
        Measure::Activities => Some(Counted::Activities),
        Measure::Won => Some(Counted::Won),
        Measure::Lost => Some(Counted::Lost),
        Measure::SellingExpense => Some(Counted::Expense),
        Measure::NewCustomerExpense => Some(Counted::NewCustomerExpense),
        _ => None,
    }
}

/// Calls `add` with every fact of the book and its kind, except those of [`Counted::is_of_a_period`].
fn gather(book: &Book, mut add: impl FnMut(Counted, KpiEvent)) {
    for order in book.orders().chain(book.advances()) {
        add_facts(facts::of_order(order), order.id.into(), |it| it, &mut add);
        of_order(order, book.company().utc_offset_minutes, &mut add);
    }
    for opportunity in book.opportunities() {
        add_facts(facts::of_opportunity(opportunity), opportunity.id.into(), |it| it, &mut add);
        of_opportunity(opportunity, &mut add);
    }
    for follow_up in book.follow_ups() {
        let with = |it: KpiEvent| KpiEvent { method: Some(follow_up.method), ..it };
        add_facts(facts::of_follow_up(follow_up), follow_up.id.into(), with, &mut add);
    }
    for expense in book.expenses() {
        let profile = &expense.profile;
        let with = |it: KpiEvent| KpiEvent { expense_kind: Some(profile.kind), channel: profile.channel, ..it };
        add_facts(facts::of_expense(expense), expense.id.into(), with, &mut add);
    }
    book.customers().for_each(|it| of_customer(it, book, &mut add));
}

fn add_facts(facts: Vec<Fact>, record: Key, with: impl Fn(KpiEvent) -> KpiEvent, add: &mut impl FnMut(Counted, KpiEvent)) {
    for fact in facts {
        if let Some(kind) = kind_of(fact.key.measure) {
            add(kind, with(KpiEvent::of(fact, record)));
        }
    }
}

/// What an entry counts for, times `sign`; nothing once it is withdrawn.
fn claim_of(entry: &KpiEntry, sign: i64) -> Option<KpiEvent> {
    let value = entry.value.saturating_mul(sign);
    entry.stands().then(|| KpiEvent::of(fact(entry.on, value, (entry.owner, entry.team), CustomerId::default()), entry.id))
}

/// A fact of a kind that has no measure of its own. The measure decides nothing here.
fn fact(on: Day, value: i64, (person, team): (PersonId, Option<TeamId>), customer: CustomerId) -> Fact {
    Fact::of(FactKey { measure: Measure::Deals, on, person, team, product: None, customer }, value)
}

fn of_order(order: &Order, utc_offset_minutes: i32, add: &mut impl FnMut(Counted, KpiEvent)) {
    let whose = (order.owner, order.team);
    let of = |on: Day, value: i64| KpiEvent::of(Fact { origin: order.terms.origin, ..fact(on, value, whose, order.customer) }, order.id);
    for fact in quantity_of(order) {
        add(Counted::SalesQuantity, KpiEvent::of(Fact { origin: order.terms.origin, ..fact }, order.id));
    }
    for complaint in &order.complaints {
        add(Counted::Complaints, of(complaint.made_at.day(utc_offset_minutes), 1));
        if let Some(answer) = &complaint.answered {
            let hours = answer.at.0.saturating_sub(complaint.made_at.0).max(0) / 3_600_000;
            add(Counted::ComplaintAnswers, of(answer.at.day(utc_offset_minutes), hours));
        }
    }
    if !order.anomalies.is_empty() && order.cancelled.is_none() {
        add(Counted::Anomalies, of(order.terms.deal_on, 1));
    }
    // Who is responsible is part of the record, so what people become later changes no past figure.
    let owner = Responsible::Person(order.owner);
    let is_of_others = |it: &&Anomaly| it.responsible.as_ref().is_some_and(|responsible| *responsible != owner);
    for anomaly in order.anomalies.iter().filter(is_of_others) {
        if let Some(at) = anomaly.solved_at() {
            let hours = at.0.saturating_sub(anomaly.made_at.0).max(0) / 3_600_000;
            add(Counted::Cooperation, of(at.day(utc_offset_minutes), hours));
        }
    }
    if let Some(rating) = &order.rating {
        let on = order.delivered_on().unwrap_or(order.terms.deal_on);
        add(Counted::Ratings, of(on, rating.score.into()));
    }
}

fn of_opportunity(opportunity: &Opportunity, add: &mut impl FnMut(Counted, KpiEvent)) {
    let whose = (opportunity.owner, opportunity.team);
    let of = |on: Day, value: i64, stage: Stage| {
        let mut fact = fact(on, value, whose, opportunity.customer);
        fact.key.product = opportunity.profile.product;
        KpiEvent { stage: Some(stage), ..KpiEvent::of(fact, opportunity.id) }
    };
    add(Counted::Opportunities, of(opportunity.opened_on, 1, opportunity.furthest()));
    let days = reached(opportunity);
    for (stage, on) in &days {
        add(Counted::StageReached, of(*on, 1, *stage));
    }
    let day_of = |stage: Stage| days.iter().find(|it| it.0 == stage).map(|it| it.1);
    if let Some((from, until)) = day_of(Stage::Interested).zip(day_of(Stage::Proposal)) {
        add(Counted::ProposalResponse, of(until, i64::from(until.0.saturating_sub(from.0).max(0)), Stage::Proposal));
    }
}

/// The stages an opportunity reached and the day of each, lowest first. A stage that was passed over was reached with the next one.
fn reached(opportunity: &Opportunity) -> Vec<(Stage, Day)> {
    let won = opportunity.outcome.as_ref().filter(|_| Stage::Won <= opportunity.furthest()).map(|it| (Stage::Won, it.on()));
    let moves = || opportunity.moves.iter().map(|it| (it.to, it.on)).chain(won);
    let first = |stage: Stage| match stage {
        Stage::Prospect => Some(opportunity.opened_on),
        stage => moves().filter(|it| stage <= it.0).map(|it| it.1).min(),
    };
    // Opened in a later stage: reached on the opening day.
    let opened_in = opportunity.stage_on(opportunity.opened_on.plus(-1)).min(opportunity.furthest());
    let day = |stage: Stage| if stage <= opened_in { Some(opportunity.opened_on) } else { first(stage) };
    Stage::ALL.into_iter().filter(|it| *it <= Stage::Won).filter_map(|it| day(it).map(|on| (it, on))).collect()
}

fn of_customer(customer: &Customer, book: &Book, add: &mut impl FnMut(Counted, KpiEvent)) {
    let team = book.person(customer.owner).and_then(|it| it.team);
    let whose = (customer.owner, team);
    let of = |on: Day, value: i64| KpiEvent::of(fact(on, value, whose, customer.id), customer.id);
    add(Counted::CustomersFiled, of(customer.filed_on, 1));
    for observation in &customer.observations {
        match observation.what {
            Observed::Satisfaction { score } => add(Counted::Ratings, of(observation.on, score.into())),
            Observed::Complaint { .. } => add(Counted::Complaints, of(observation.on, 1)),
            _ => {}
        }
    }
}
