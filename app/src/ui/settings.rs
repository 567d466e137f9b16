//! What administrators keep: people, organisation, products, the company.

pub mod password;
