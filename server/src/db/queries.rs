//! The questions asked of the database, by what they mean. Every one starts from who is looking.

pub mod books;
pub mod facts;
pub mod notices;
pub mod people;
pub mod twins;
