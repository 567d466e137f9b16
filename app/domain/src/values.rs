//! What everything else is made of: money, days, ids, the reading of what people type, and the small closed words.

pub mod broken;
pub mod calendar;
pub mod cause;
pub mod grade;
pub mod ids;
pub mod method;
pub mod metric;
pub mod money;
pub mod node;
pub mod number;
pub mod password;
pub mod phone;
pub mod promise;
pub mod ratio;
pub mod refusal;
pub mod search;
pub mod short_stage;
pub mod stage;
pub mod target_of;
pub mod text;
pub mod working_days;
