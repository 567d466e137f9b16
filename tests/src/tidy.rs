//! Checks invariants of the source code: things that are deliberately absent stay absent.

mod coverage;
mod domain_layers;
mod endpoints;
mod layers;
mod readme;
mod requirements;
mod source;
