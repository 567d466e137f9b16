//! One binary: linking the server once is enough.

mod api;
mod support;
