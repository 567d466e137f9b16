//! Decides what a command changes or why it is refused, and nowhere else. The client runs it for the instant answer, the server for the
//! authoritative one. Pure: the actor, the time and the rules are parameters.

mod alerts;
pub mod arrival;
mod attachments;
mod benchmarks;
mod catalogue;
pub mod command;
mod credit;
mod customers;
pub mod decision;
mod expenses;
mod firsts;
mod follow_ups;
mod grades;
mod kpis;
pub mod merge;
mod merge_notice;
mod merging;
pub mod needs;
mod numbered;
mod observations;
mod opportunities;
mod orders;
mod planning_notes;
mod quotas;
mod requests;
mod returns;
mod review_state;
mod reviews;
mod risks;
pub mod ruling;
mod targets;
mod tasks;
mod track;
mod verb;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::values::refusal::Refusals;
use command::Command;
use decision::Decision;

/// Decides a command. The book must hold at least the records named by [`Command::needs`].
pub fn decide(command: &Command, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut decision = command.decide(book, moment)?;
    merge_notice::tell(command, &mut decision, book, moment);
    firsts::settle(&mut decision, book);
    review_state::settle(&mut decision, book, moment);
    Ok(decision)
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
