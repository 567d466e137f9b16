//! What the test binary, the simulation and the benchmark share.

pub mod bench;
pub mod place;
pub mod sim;
