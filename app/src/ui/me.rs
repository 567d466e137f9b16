//! 我的: who I am, how my records stand, how this device is dressed, and the way out.

mod delivery_card;
mod device_card;
mod me_page;
mod sync_card;
mod unsent_file;

pub use me_page::MePage;
