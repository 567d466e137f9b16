//! 客户管理: searching thousands of customers, the page of one customer, and editing.

mod advance_sheet;
mod ask_sheet;
mod bulk_hand_over;
mod choosing;
mod class_note;
mod contacts_fields;
mod customer_actions;
mod customer_classes;
mod customer_credit;
mod customer_figures;
mod customer_flag;
mod customer_form_page;
mod customer_head;
mod customer_line;
mod customer_page;
mod customer_query;
mod customer_standing;
mod customer_timeline;
mod customers_at_desk;
mod customers_filters;
mod customers_on_phone;
mod customers_page;
mod found_in;
mod hand_over_sheet;
mod happening_words;
mod leavers;
mod merge_sheet;
mod observe_sheet;
mod phone_links;
mod relation_fields;
mod renewals_page;
mod twins_hint;

pub use customer_form_page::{EditCustomerPage, NewCustomerPage};
pub use customer_page::CustomerPage;
pub use customers_page::CustomersPage;
pub use renewals_page::RenewalsPage;
