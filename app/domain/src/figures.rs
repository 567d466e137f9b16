//! All figures: facts, and the sums, comparisons and series computed from them.

pub mod analytics;
mod claims;
pub mod credit_split;
pub mod credited;
pub mod fact;
pub mod facts;
pub(crate) mod first_orders;
pub mod fulfilment;
pub mod habits;
pub mod kpis;
pub mod rollup;
pub mod segments;
pub mod target_shape;
pub mod target_value;
pub mod traits;
pub mod unreviewed;
