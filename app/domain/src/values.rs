//! The lowest layer: money, days, ids, parsing of user input, and small enums.

pub mod alert_rule;
pub mod better;
pub mod broken;
pub mod calendar;
pub mod cause;
pub mod field;
pub mod grade;
pub mod ids;
pub mod json;
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
pub mod tagged;
pub mod target_of;
pub mod text;
pub mod working_days;
