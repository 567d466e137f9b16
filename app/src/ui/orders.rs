//! Orders with what was agreed, what is owed and what has come.

pub mod order_list;
