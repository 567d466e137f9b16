//! Screens. `kit` holds the basic components, `charts` draws, `frame` surrounds every page, `routes` names every address; the other modules are
//! business areas. An area never imports another one: areas link by address, and code that two of them share is a module beside them.

pub mod charts;
pub mod frame;
pub mod kit;
pub mod routes;
pub mod standing_tone;

pub mod address;
pub mod alert_links;
pub mod attachments;
pub mod book_note;
pub mod choices;
pub mod command_words;
pub mod correction;
pub mod customer_link;
pub mod expense_fields;
pub mod grade_words;
pub mod half_hours;
pub mod kept_words;
pub mod network;
pub mod owner_field;
pub mod owners;
pub mod pending_list;
pub mod picks;
pub mod quota_progress;
pub mod request_card;
pub mod responsible_field;
pub mod review_note;
mod saved_state;
pub mod send_back_sheet;
pub mod unfinished;
pub mod unkept;
pub mod write_form;
pub mod writing;

pub mod alerts;
pub mod attention;
pub mod customers;
pub mod enter;
pub mod expenses;
pub mod grades;
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
