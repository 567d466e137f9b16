//! Views derived from the book that people act on.

pub mod agenda;
pub mod alert;
pub mod assignments;
mod awaited_update;
pub mod cadence;
pub mod customer_credit;
pub mod dossier;
pub mod entry_time;
pub mod evidence;
pub mod grading;
pub mod hand_over;
pub mod last_contact;
pub mod moves;
pub mod open_tasks;
mod opener;
pub mod pasted_people;
pub mod planner;
pub mod quota_progress;
pub mod renewal;
pub mod review_queue;
pub mod rule_news;
pub mod simulation;
pub mod superiors;
pub mod weekly;
