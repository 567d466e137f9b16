//! Records who last changed which fields of a record.

use std::collections::BTreeMap;

use crate::values::calendar::Timestamp;
use crate::values::ids::PersonId;

/// Who last changed a group of fields, and at which version of the server's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Stamp {
    /// The version that contains the change.
    #[serde(rename = "v")]
    pub version: i64,
    /// Who changed it.
    pub by: Option<PersonId>,
    /// When the server accepted it.
    pub at: Timestamp,
}

/// Stamps by field group. Only the server has them, because only the server orders writes.
pub type Stamps = BTreeMap<String, Stamp>;
