//! A part of an order's amount that is due on a day of its own.

use serde::{Deserialize, Serialize};

use crate::values::calendar::Day;
use crate::values::money::Money;

/// A part of the amount with its due day (分期).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    /// 应收日期.
    pub due_on: Day,
    pub amount: Money,
    /// 预付款: payable before the work begins (SA-09).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub prepaid: bool,
}
