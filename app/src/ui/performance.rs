//! The figures of a period as charts, each of them a door to what lies behind it.

pub mod lens;
