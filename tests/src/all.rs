//! One binary: linking the server once is enough.

mod api;
mod delivery;
mod files;
mod import;
mod phones;
mod simulation;
mod support;
mod sync;
mod tidy;
