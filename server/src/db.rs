//! The database: how it is opened, how a transaction is made, the shape of its tables, and the questions asked of it. Nothing outside writes
//! SQL.

pub mod connect;
pub mod constraint;
pub mod tx;

pub use connect::{Database, DatabaseKind};
