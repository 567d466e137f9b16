//! Orders: their terms, receivables and payments.

pub mod order_line;
mod order_list;

mod order_page;
mod order_words;
mod orders_at_desk;
mod orders_on_phone;
mod orders_page;
mod track_page;
mod tracking_page;

mod amend_sheet;
mod assigned_order;
mod cancel_sheet;
mod collection_badges;
mod credit_section;
mod credit_sheet;
mod deliveries_section;
mod dues_section;
mod goods_forms;
mod instalment_fields;
mod lines_table;
mod node_forms;
mod order_filters;
mod order_flag;
mod payments;
mod reason_form;
mod said_forms;
mod split_section;
mod split_sheet;
mod step_sheet;
mod terms_words;
mod track_board;
mod track_section;
mod tracked;
mod tracking_at_desk;
mod tracking_filters;
mod tracking_table;
mod voices_section;
mod void_sheet;

pub use order_page::OrderPage;
pub use orders_page::OrdersPage;
pub use track_page::TrackPage;
pub use tracking_page::TrackingPage;
