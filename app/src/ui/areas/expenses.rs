//! 销售费用: selling expenses, each entry with its owner and purpose.

pub mod expense_list;

mod expense_page;
mod expenses_page;

mod amend_sheet;
mod attribute_sheet;
mod expense_filters;
mod void_sheet;

pub use expense_page::ExpensePage;
pub use expenses_page::ExpensesPage;
