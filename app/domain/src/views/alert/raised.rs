//! An alert while its condition holds.

use serde::{Deserialize, Serialize};

use crate::records::alert::AlertKey;
use crate::rules::alert_rules::Level;
use crate::values::calendar::Day;
use crate::values::ids::{AlertId, CustomerId, PersonId};
use crate::values::money::Money;
use crate::values::ratio::Ratio;

/// An alert derived from the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raised {
    pub key: AlertKey,
    pub level: Level,
    /// The person responsible.
    pub person: PersonId,
    pub customer: Option<CustomerId>,
    /// The first day of the alert.
    pub since: Day,
    /// The measured value: days, hours, a count or 1/10,000, depending on the rule.
    pub measured: i64,
    /// The exact value, if it is a share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Ratio>,
    pub amount: Option<Money>,
}

impl Raised {
    /// The id of its stored [`Alert`].
    pub fn id(&self) -> AlertId {
        self.key.id()
    }
}
