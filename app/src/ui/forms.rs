//! What every form shares: its draft, its refusals, the command it commits, and what happens when storing fails.

pub mod correction;
pub mod edit_sheet;
pub mod filling;
pub mod kept_words;
pub mod network;
pub mod record_form;
pub mod save_bar;
pub mod server_call;
pub mod unfinished;
pub mod unkept;
pub mod write_form;
pub mod writing;
