//! Everything that answers over HTTP: the router, the middleware of every request, and the handlers.

mod answers;
mod attachments;
mod bodies;
mod connections;
mod events;
mod files;
mod guard;
mod headers;
mod health;
mod places;
mod router;
mod serve;
mod server_fns;
mod trace;

pub use answers::{api_error, retry_after, status};
pub use connections::note_session;
pub use events::Lines;
pub use guard::is_own_write;
pub use router::router;
pub use serve::serve;
pub use trace::{client_address, is_over_tls, request_id};
