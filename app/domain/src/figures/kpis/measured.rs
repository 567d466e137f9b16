//! The result of measuring a KPI.

use serde::{Deserialize, Serialize};

use crate::records::kpi::FactTrait;
use crate::values::ratio::Ratio;

/// Why a KPI has no value. Neither is zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoValue {
    /// 无数据: nothing to divide by (A3, A45), or no such KPI in these days.
    NoData,
    /// 不适用: its facts do not have the property that the filter asks for.
    NotApplicable(KpiBarrier),
}

/// The property that the facts do not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KpiBarrier {
    Asks(FactTrait),
    /// What people enter has no product and no customer.
    Entered,
}

/// The value of a KPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    pub value: Result<Ratio, NoValue>,
    /// 不完整: a part of a sum has no value and was left out.
    pub is_incomplete: bool,
}

impl Measured {
    pub(super) fn of(value: Ratio) -> Measured {
        Measured { value: Ok(value), is_incomplete: false }
    }

    pub(super) fn missing(why: NoValue) -> Measured {
        Measured { value: Err(why), is_incomplete: false }
    }
}
