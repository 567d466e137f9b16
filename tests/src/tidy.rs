//! Checks invariants of the source code: things that are deliberately absent stay absent.

mod coverage;
mod domain_layers;
mod endpoints;
mod folders;
mod it;
mod layers;
mod natural_periods;
mod one_word;
mod readme;
mod requirements;
mod rings;
mod source;
mod type_names;
mod ui_layers;
