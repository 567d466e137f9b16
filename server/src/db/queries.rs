//! The questions asked of the database, by what they mean. Every one starts from who is looking.

pub mod attachments;
pub mod books;
pub mod delivery;
pub mod facts;
pub mod notices;
pub mod packing;
pub mod parcels;
pub mod people;
pub mod receipts;
pub mod robots;
pub mod secrets;
pub mod twins;
