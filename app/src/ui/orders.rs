//! Orders with what was agreed, what is owed and what has come.

pub mod order_list;

mod order_page;
mod orders_page;

mod amend_sheet;
mod cancel_sheet;
mod collection_badges;
mod instalment_fields;
mod lines_table;
mod order_filters;
mod payments;
mod reason_form;
mod terms_words;
mod void_sheet;

pub use order_page::OrderPage;
pub use orders_page::OrdersPage;
