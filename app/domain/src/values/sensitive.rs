//! What not everybody may see in a record.

use serde::{Deserialize, Serialize};

/// A group of sensitive fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sensitive {
    /// 联系方式: names, phone numbers and e-mail addresses of a customer's contacts, and photos of their cards.
    Contacts,
    /// 成本: what goods cost the company, and every figure computed from it.
    Costs,
    /// 金额: prices, amounts and refunds of orders.
    Amounts,
}

impl Sensitive {
    /// All groups.
    pub const ALL: [Sensitive; 3] = [Sensitive::Contacts, Sensitive::Costs, Sensitive::Amounts];
}
