//! Opportunities by stage, and one opportunity with its way so far.

pub mod board;
