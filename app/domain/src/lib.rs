//! The rules of Dabiao, the same on the phone and on the server. Pure: no clock, no I/O, no randomness, no locale, no order that depends on a
//! hash. The layers in reading order; a file imports only from those above its own.

#![warn(missing_docs)]

pub mod values;

pub mod rules;

pub mod records;

pub mod book;

pub mod access;

pub mod figures;

pub mod views;

pub mod decide;

pub mod sync;

// A company to try it on.
#[cfg(test)]
mod golden;
#[cfg(any(test, feature = "sample"))]
pub mod sample;
