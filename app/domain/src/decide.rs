//! Decides what a command changes or why it is refused, and nowhere else. The client runs it for the instant answer, the server for the
//! authoritative one. Pure: the actor, the time and the rules are parameters.

mod alerts;
pub mod arrival;
mod attachments;
mod catalogue;
pub mod command;
mod credit;
mod customers;
pub mod decision;
mod expenses;
mod firsts;
mod follow_ups;
mod grades;
pub mod merge;
mod merging;
mod observations;
mod opportunities;
mod orders;
mod quotas;
mod requests;
mod returns;
mod review_state;
mod reviews;
mod risks;
mod targets;
mod tasks;
mod track;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::values::refusal::Refusals;
use command::Command;
use decision::{Decision, TakingBack};

/// Decides a command. The book must hold at least the records named by [`Command::needs`].
pub fn decide(command: &Command, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut decision = decide_alone(command, book, moment)?;
    merging::tell(command, &mut decision, book, moment);
    firsts::settle(&mut decision, book);
    review_state::settle(&mut decision, book, moment);
    Ok(decision)
}

/// The command's own changes, before merge notices, first orders and review states are settled.
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

/// Decides a command and applies the decision to the book.
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

#[cfg(test)]
pub(crate) mod tests;
