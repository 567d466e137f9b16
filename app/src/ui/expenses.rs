//! 销售费用: what was spent on selling, each entry with who and what for.

pub mod expense_list;

mod expense_page;
mod expenses_page;

mod amend_sheet;
mod attribute_sheet;
mod expense_filters;
mod void_sheet;

pub use expense_page::ExpensePage;
pub use expenses_page::ExpensesPage;
