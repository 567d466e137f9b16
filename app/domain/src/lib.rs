//! The rules of Dabiao, the same on the phone and on the server. Pure: no clock, no I/O, no randomness, no locale, no order that depends on a
//! hash. In reading order:

#![warn(missing_docs)]

// Words everything else is made of.
pub mod calendar;
pub mod cause;
pub mod dictionary;
pub mod ids;
pub mod money;
pub mod number;
pub mod phone;
pub mod ratio;
pub mod refusal;
pub mod rules;
pub mod search;
pub mod text;
// Who acts.
pub mod actor;
pub mod organisation;
pub mod password;
pub mod working_days;
// The nouns.
pub mod attachment;
pub mod customer;
pub mod expense;
pub mod follow_up;
pub mod opportunity;
pub mod order;
pub mod product;
pub mod quota;
pub mod target;
pub mod task;
// Who may do what.
mod permissions;
// The machine.
pub mod book;
pub mod command;
pub mod decide;
pub mod entry_time;
pub mod merge;
pub mod promise;
pub mod record;
pub mod review;
// The figures.
pub mod agenda;
pub mod alert;
pub mod analytics;
pub mod cadence;
pub mod dossier;
pub mod evidence;
pub mod fact;
pub mod fulfilment;
pub mod grading;
pub mod habits;
pub mod hand_over;
pub mod planner;
pub mod renewal;
pub mod rollup;
pub mod segments;
pub mod traits;
pub mod weekly;
// The wire.
pub mod sync;
// A company to try it on.
#[cfg(test)]
mod golden;
#[cfg(any(test, feature = "sample"))]
pub mod sample;
