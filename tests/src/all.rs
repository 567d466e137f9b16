//! One binary: linking the server once is enough.

mod api;
mod import;
mod simulation;
mod support;
mod tidy;
