//! Attaching evidence, withdrawing it, and noting that its bytes have arrived.

mod attach;
mod store_attachment;
mod withdraw_attachment;

pub use attach::Attach;
pub use store_attachment::StoreAttachment;
pub use withdraw_attachment::WithdrawAttachment;
