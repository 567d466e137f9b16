//! Everything that answers over HTTP: one router, the rules every request passes, and the addresses behind them.

mod answers;
mod attachments;
mod events;
mod files;
mod guard;
mod headers;
mod health;
mod router;
mod server_fns;
mod trace;

pub use answers::{api_error, status};
pub use guard::is_own_write;
pub use router::router;
pub use trace::{client_address, is_over_tls, request_id};
