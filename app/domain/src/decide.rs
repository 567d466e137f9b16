//! What a command changes, or why it may not: the one place where that is decided, on the phone for the instant answer and on the server for
//! the true one. Pure: who, when and under which rules are given.

mod alerts;
mod attachments;
mod catalogue;
mod credit;
mod customers;
mod expenses;
mod firsts;
mod follow_ups;
mod grades;
mod merging;
mod observations;
mod opportunities;
mod orders;
mod quotas;
mod requests;
mod returns;
mod reviews;
mod risks;
mod targets;
mod tasks;
mod track;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::actor::Actor;
use crate::book::{Book, Numbers};
use crate::calendar::{Day, Timestamp};
use crate::command::Command;
use crate::customer::Customer;
use crate::ids::{CustomerId, Key, PersonId};
use crate::merge::{self, Circumstances, Conflict, Groups};
use crate::order::Voided;
use crate::record::Record;
use crate::refusal::{Refusal, Refusals};
use crate::review;
use crate::text;

/// Precedes the running number of a customer (C-01).
pub const CUSTOMER_PREFIX: &str = "C";

/// Precedes the running number of an order made on that day: `SO202406` (SA-02).
pub fn order_prefix(deal_on: Day) -> String {
    let (year, month, _) = deal_on.ymd();
    format!("SO{year:04}{month:02}")
}

/// The circumstances of a decision. The only clock a rule sees.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Who is acting.
    pub actor: Actor,
    /// When: the phone's clock, clamped by the server to its own.
    pub now: Timestamp,
    /// The company's day at that time.
    pub today: Day,
    /// The company's day by the server's clock. Rules that protect what is over, or keep days out of the future, go by it, whatever a device's
    /// clock says. On a phone the same as `today`.
    pub server_today: Day,
    /// The version of the subject that the person was looking at; 0 on a phone, where nothing can have changed since.
    pub base: i64,
}

impl Moment {
    /// Who did what this person writes down: they did. What an import brings in was done by whoever is responsible for it.
    fn author(&self, responsible: PersonId) -> PersonId {
        if self.actor.imports { responsible } else { self.actor.person }
    }

    /// A moment by one clock alone, with nothing that could have changed meanwhile.
    pub fn of(actor: Actor, now: Timestamp, today: Day) -> Moment {
        Moment { actor, now, today, server_today: today, base: 0 }
    }
}

/// What has become different.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    /// Records as they now are.
    pub puts: Vec<Record>,
    /// Records that are no more.
    pub removes: Vec<Key>,
    /// Wishes that gave way to what somebody else wrote meanwhile.
    pub conflicts: Vec<Conflict>,
}

impl Decision {
    fn put(record: impl Into<Record>) -> Decision {
        Decision { puts: vec![record.into()], ..Decision::default() }
    }

    fn and(mut self, record: impl Into<Record>) -> Decision {
        self.puts.push(record.into());
        self
    }

    /// The command with the number that this decision gives to what it makes, where its author left that open: what they are shown is then what
    /// they ask for, and another number is told of.
    #[must_use]
    pub fn numbered(&self, command: &Command) -> Command {
        let mut command = command.clone();
        let (key, number) = match &mut command {
            Command::FileCustomer(it) => (Key::from(it.id), &mut it.number),
            Command::TakeOrder(it) | Command::WinOpportunity { order: it, .. } => (Key::from(it.id), &mut it.number),
            _ => return command,
        };
        if number.as_deref().is_none_or(|it| it.trim().is_empty()) {
            *number = self.puts.iter().find(|it| it.key() == key).and_then(Record::number).map(str::to_owned);
        }
        command
    }

    fn with(mut self, conflicts: Vec<Conflict>) -> Decision {
        self.conflicts.extend(conflicts);
        self
    }
}

/// Decides a command. The book holds at least what [`Command::needs`] says.
pub fn decide(command: &Command, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut decision = decide_alone(command, book, moment)?;
    merging::tell(command, &mut decision, book, moment);
    firsts::settle(&mut decision, book);
    review::settle(&mut decision, book, moment);
    Ok(decision)
}

/// What the command itself changes, before it is asked what that means for reviews.
fn decide_alone(command: &Command, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    match command {
        Command::FileCustomer(it) => customers::file(it, book, moment),
        Command::AmendCustomer { customer, was, now } => customers::amend(*customer, was, now, book, moment),
        Command::HandOverCustomer { customer, to, reason } => customers::hand_over(*customer, *to, reason, book, moment),
        Command::RequestChange(it) => requests::ask(it, book, moment),
        Command::AnswerRequest { customer, request, accept, to, reason } => {
            requests::answer(*customer, *request, &requests::Verdict { accept: *accept, to: *to, reason }, book, moment)
        }
        Command::DecideGrade { customer, quarter, from, to, accept, reason } => {
            let asked = grades::Asked { quarter: *quarter, from: *from, to: *to, accept: *accept, reason };
            grades::decide(*customer, &asked, book, moment)
        }
        Command::Observe(it) => observations::observe(it, book, moment),
        Command::MergeCustomers { keep, gone, reason } => merging::merge(*keep, *gone, reason, book, moment),
        Command::RemoveCustomer { customer } => customers::remove(*customer, book, moment),
        Command::LogFollowUp(it) => follow_ups::log(it, book, moment),
        Command::AddFeedback { follow_up, feedback } => follow_ups::add_feedback(*follow_up, feedback, book, moment),
        Command::AddTask(it) => tasks::add(it, book, moment),
        Command::AmendTask { task, was, now } => tasks::amend(*task, was, now, book, moment),
        Command::FinishTask { task, on, follow_up } => tasks::finish(*task, *on, *follow_up, book, moment),
        Command::ReviewTask { task, on, note } => tasks::review(*task, *on, note, book, moment),
        Command::CancelTask { task, reason } => tasks::cancel(*task, reason, book, moment),
        Command::OpenOpportunity { id, customer, opened_on, stage, owner, profile } => {
            let asked =
                opportunities::Opening { id: *id, customer: *customer, opened_on: *opened_on, stage: *stage, owner: *owner, profile };
            opportunities::open(&asked, book, moment)
        }
        Command::AmendOpportunity { opportunity, was, now } => opportunities::amend(*opportunity, was, now, book, moment),
        Command::MoveStage { opportunity, from, to, on } => opportunities::move_stage(*opportunity, *from, *to, *on, book, moment),
        Command::WinOpportunity { opportunity, order } => opportunities::win(*opportunity, order, book, moment),
        Command::LoseOpportunity { opportunity, on, reason } => opportunities::lose(*opportunity, *on, reason, book, moment),
        Command::RaiseRisk(it) => risks::raise(it, book, moment),
        Command::AnswerRisk { opportunity, risk, response, escalates } => {
            risks::answer(risks::Which { opportunity: *opportunity, risk: *risk }, response, *escalates, book, moment)
        }
        Command::ClearRisk { opportunity, risk, on, how } => {
            risks::clear(risks::Which { opportunity: *opportunity, risk: *risk }, *on, how, book, moment)
        }
        Command::SetQuota(it) => quotas::set(it, book, moment),
        Command::EndQuota { quota, reason } => quotas::end(*quota, reason, book, moment),
        Command::TakeOrder(it) => orders::take(it, book, moment),
        Command::AmendOrder { order, was, now } => orders::amend(*order, was, now, book, moment),
        Command::CancelOrder { order, on, reason, refund } => orders::cancel(*order, *on, reason, refund.as_ref(), book, moment),
        Command::RefundCredit { order, refund } => credit::refund(*order, refund, book, moment),
        Command::ApplyCredit(it) => credit::apply(it, book, moment),
        Command::VoidCreditUse { order, credit_use, to, reason, corrects } => {
            let which = credit::Which { order: *order, credit_use: *credit_use, to: *to };
            credit::void(which, &TakingBack { reason, corrects: *corrects }, book, moment)
        }
        Command::RecordPayment(it) => orders::record_payment(it, book, moment),
        Command::RecordAdvance(it) => orders::record_advance(it, book, moment),
        Command::VoidPayment { order, payment, reason, corrects } => {
            orders::void_payment(*order, *payment, &TakingBack { reason, corrects: *corrects }, book, moment)
        }
        Command::ApproveRecord { matter, seen } => reviews::approve(*matter, *seen, book, moment),
        Command::ReturnRecord { matter, seen, reason } => reviews::send_back(*matter, *seen, reason, book, moment),
        Command::ResubmitRecord { matter, answer } => reviews::resubmit(*matter, answer, book, moment),
        Command::SetTarget { of, metric, period, was, now, basis } => {
            let asked = targets::Asked { of: *of, metric: *metric, period: *period, was: *was, now: *now, basis };
            targets::set(&asked, book, moment)
        }
        Command::SeeAlert { alert } => alerts::see(*alert, book, moment),
        Command::HandleAlert(it) => alerts::handle(it, book, moment),
        Command::DismissAlert { alert, level, reason } => alerts::dismiss(*alert, *level, reason, book, moment),
        Command::SavePerson(it) => catalogue::save_person(it, book, moment),
        Command::SaveTeam(it) => catalogue::save_team(it, book, moment),
        Command::SaveDepartment(it) => catalogue::save_department(it, book, moment),
        Command::SaveRegion(it) => catalogue::save_region(it, book, moment),
        Command::SaveProduct(it) => catalogue::save_product(it, book, moment),
        Command::SaveCompany(it) => catalogue::save_company(it, book, moment),
        Command::Attach(it) => attachments::attach(it, book, moment),
        Command::WithdrawAttachment { attachment, reason } => attachments::withdraw(*attachment, reason, book, moment),
        Command::StoreAttachment { attachment } => attachments::store(*attachment, book, moment),
        Command::RecordExpense(it) => expenses::record(it, book, moment),
        Command::AmendExpense { expense, was, now } => expenses::amend(*expense, was, now, book, moment),
        Command::AttributeExpense { expense, was, now } => expenses::attribute(*expense, was, now, book, moment),
        Command::VoidExpense { expense, reason, corrects } => {
            expenses::void(*expense, &TakingBack { reason, corrects: *corrects }, book, moment)
        }
        Command::Track(it) => track::track(it, book, moment),
    }
}

/// Decides a command and brings the outcome into the book.
pub fn apply(command: &Command, book: &mut Book, moment: &Moment) -> Result<Decision, Refusals> {
    let decision = decide(command, book, moment)?;
    for key in &decision.removes {
        book.remove(*key);
    }
    for record in &decision.puts {
        book.put(record.clone());
    }
    Ok(decision)
}

/// Refuses a day in the future or before anything could have been recorded.
pub(crate) fn check_day(refusals: &mut Refusals, field: &str, on: Day, today: Day) {
    refusals.refuse_if(on < Day::FIRST, field, Refusal::TooEarly { first: Day::FIRST });
    refusals.refuse_if(today < on, field, Refusal::InFuture { today });
}

/// The customer, when this person may work with it; else one refusal for "not there" and "not yours" alike. Where the customer was
/// merged into another, it is that one: whoever held the one that went may still bring in what was written before they knew.
fn own_customer<'a>(id: CustomerId, book: &'a Book, moment: &Moment, refusals: &mut Refusals) -> Option<&'a Customer> {
    let named = book.customer(id);
    let stands = named.map(|it| book.standing(it));
    let reached = named.is_some_and(|it| moment.actor.may_work_with_customer(it, book));
    refusals.refuse_if(!reached, "customer", Refusal::NotYours);
    stands.filter(|_| reached)
}

/// That something was recorded by mistake.
struct TakingBack<'a> {
    reason: &'a str,
    /// Whether the days on which it counted are corrected; otherwise it is netted today, and a period that is over stays as it was reported.
    corrects: bool,
}

impl TakingBack<'_> {
    fn checked(&self, moment: &Moment, refusals: &mut Refusals) -> Option<Voided> {
        let reason = refusals.keep("reason", text::required(self.reason, text::NOTE))?;
        Some(Voided { on: moment.server_today, by: moment.actor.person, reason, nets: !self.corrects })
    }
}

/// Merges an amendment into what stands.
fn amend<T>(key: Key, was: &T, now: &T, current: &T, groups: Groups, book: &Book, moment: &Moment) -> (T, Vec<Conflict>)
where
    T: Serialize + DeserializeOwned + Clone,
{
    let stamps = book.stamps(key);
    merge::merge(was, now, current, &Circumstances { record: key, stamps: &stamps, base: moment.base, groups })
}

/// Longest number a person may give.
const LONGEST_NUMBER: u32 = 32;

/// Longest running number a person may give in the company's own form.
const LONGEST_RUNNING: u64 = 999_999_999_999;

/// The number wanted, if there is one and it can be given.
fn wanted_number(wanted: Option<&str>, refusals: &mut Refusals) -> Option<String> {
    let number = refusals.keep("number", text::code(wanted.unwrap_or_default(), LONGEST_NUMBER)).flatten()?;
    let runs_away = Numbers::split(&number).is_some_and(|(_, running)| LONGEST_RUNNING < running);
    refusals.refuse_if(runs_away, "number", Refusal::Malformed);
    Some(number)
}

/// By how much a number wanted may run ahead of the next one: commands made before it may have been refused since.
const FURTHEST_AHEAD: u64 = 50;

/// The number wanted when it is free, else the next one, with a conflict that tells of the change. A number in the company's own form is counted
/// on from, so one that leaves many out, or belongs to another month, is not given: whoever wanted the last one would leave none for the others.
fn settle_number(wanted: Option<&str>, prefix: &str, record: Key, book: &Book, moment: &Moment) -> (String, Option<Conflict>) {
    let next = || book.numbers().next(prefix);
    let Some(wanted) = wanted.map(str::trim).filter(|it| !it.is_empty()) else { return (next(), None) };
    let leaves_out = Numbers::split(wanted).is_some_and(|(its_prefix, running)| {
        its_prefix != prefix || book.numbers().highest(prefix).saturating_add(1 + FURTHEST_AHEAD) < running
    });
    if !book.numbers().is_taken(wanted) && (!leaves_out || moment.actor.imports) {
        return (wanted.to_owned(), None);
    }
    let settled = next();
    let conflict = Conflict {
        record,
        field: "number".to_owned(),
        yours: wanted.into(),
        theirs: settled.clone().into(),
        by: None,
        at: Timestamp::default(),
    };
    (settled, Some(conflict))
}

#[cfg(test)]
pub(crate) mod tests;
