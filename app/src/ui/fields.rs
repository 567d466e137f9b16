//! Fields that know the business: owners, people, times of day. The plain ones are in the kit.

pub mod choices;
pub mod customer_picker;
pub mod expense_fields;
pub mod half_hours;
pub mod kpi_entry_fields;
mod new_customer_form;
pub mod owner_field;
pub mod owners;
pub mod picks;
pub mod responsible_field;
