//! 客户管理: finding a customer among thousands, everything about one, and changing what is written.

mod customer_actions;
mod customer_figures;
mod customer_form_page;
mod customer_head;
mod customer_page;
mod customer_query;
mod customer_timeline;
mod customers_filters;
mod customers_page;
mod hand_over_sheet;
mod happening_words;
mod twins_hint;

pub use customer_form_page::{EditCustomerPage, NewCustomerPage};
pub use customer_page::CustomerPage;
pub use customers_page::CustomersPage;
