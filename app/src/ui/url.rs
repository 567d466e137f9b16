//! The addresses of the pages, and the state of a page in its address.

pub mod address;
pub mod routes;
pub mod state;

pub use state::{InUrl, UrlReader, UrlState, use_path_id, use_query_value};
