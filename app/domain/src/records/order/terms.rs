//! The terms of an order: what people edit, and what is checked when it is entered.

use serde::{Deserialize, Serialize};

use super::instalment::Instalment;
use super::line::Line;
use crate::values::calendar::Day;

/// Where the business came from (E-06).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// 新客户开发.
    NewCustomer,
    /// 老客户复购.
    Repurchase,
    /// 渠道转介绍.
    ChannelReferral,
}

impl Origin {
    /// All origins.
    pub const ALL: [Origin; 3] = [Origin::NewCustomer, Origin::Repurchase, Origin::ChannelReferral];
}

/// The fields of an order that people edit. `lines` and `instalments` are each merged as a whole, the rest field by field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderTerms {
    /// 成交日期.
    pub deal_on: Day,
    /// 应收日期 of the part not covered by instalments; if `None`, the company's credit days after the deal (A6).
    #[serde(default)]
    pub due_on: Option<Day>,
    pub lines: Vec<Line>,
    /// 业绩来源.
    #[serde(default)]
    pub origin: Option<Origin>,
    #[serde(default)]
    pub note: String,
    /// 预计交付时间 (O-01).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deliver_by: Option<Day>,
    /// 分期, including prepayments (SA-09, A6). Any remainder is due on the due day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instalments: Vec<Instalment>,
}
