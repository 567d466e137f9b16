//! 试算 beside a draft of rules: a button, and what the draft would change.

mod alerts_result;
mod cadence_result;
mod grades_result;
mod kpi_result;
mod names;
mod result_table;
mod simulation_part;
mod simulator;

pub use simulation_part::SimulationPart;
pub use simulator::Simulator;
