//! The database: opening it, transactions, tables and queries. Nothing outside `db`, `sync` and `rollup` writes SQL.

pub mod connect;
pub mod constraint;
mod keys;
pub mod pulse;
pub mod queries;
pub mod readiness;
pub mod sql;
pub mod tables;
pub mod tx;

pub use connect::{Database, DatabaseKind};
