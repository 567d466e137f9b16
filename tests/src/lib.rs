//! Code shared by the test binary, the simulation and the benchmark.

pub mod bench;
pub mod place;
pub mod sim;
