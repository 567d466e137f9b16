//! 我的: the user's profile, sync state, device settings and sign-out.

mod delivery_card;
mod device_card;
mod devices_page;
mod me_page;
mod sync_card;
mod unsent_file;

pub use devices_page::DevicesPage;
pub use me_page::MePage;
