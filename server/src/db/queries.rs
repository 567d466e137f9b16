//! Queries, by their meaning. Each starts from the person who asks.

pub mod attachments;
pub mod books;
pub mod delivery;
pub mod facts;
pub mod history;
pub mod notices;
pub mod packing;
pub mod parcels;
pub mod people;
pub mod ranking;
pub mod receipts;
pub mod robots;
pub mod secrets;
pub mod twins;
