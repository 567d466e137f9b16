//! All integration tests in one binary, so that the server is linked only once.

mod api;
mod delivery;
mod files;
mod import;
mod phones;
mod simulation;
mod support;
mod sync;
mod tidy;
