//! Keeping industry averages.

mod save_benchmark;

pub use save_benchmark::SaveBenchmark;
