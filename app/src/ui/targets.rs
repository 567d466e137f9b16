//! Targets of a year, set and followed.

pub mod plan;
