//! The addresses of the pages, and the state of a page in its address.

pub mod address;
pub mod routes;
