//! The business rules of Dabiao, shared by the client and the server. Pure: no clock, no I/O, no randomness, no locale and no dependence on hash
//! order. The modules are listed by layer; a file imports only from the layers above its own.

pub mod values;

pub mod rules;

pub mod records;

pub mod book;

pub mod access;

pub mod figures;

pub mod views;

pub mod decide;

pub mod sync;

// Test helpers and sample data.
#[cfg(test)]
mod golden;
#[cfg(any(test, feature = "sample"))]
pub mod sample;
