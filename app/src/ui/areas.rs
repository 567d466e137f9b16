//! The areas of the business, one folder each. An area never imports another one: areas link by address, and what two of them share is in
//! `records`, `fields` or `forms`.

pub mod alerts;
pub mod attention;
pub mod customers;
pub mod enter;
pub mod expenses;
pub mod grades;
pub mod history;
pub mod me;
pub mod opportunities;
pub mod orders;
pub mod performance;
pub mod quotas;
pub mod review;
pub mod session;
pub mod settings;
pub mod targets;
pub mod tasks;
pub mod today;
pub mod weekly;
