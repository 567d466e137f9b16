//! What a merge leaves behind (C-01; duplicates): the merged record stays as a pointer to the kept one, and the kept one stores the other's number
//! and name, so that both can be found.

use serde::{Deserialize, Serialize};

use crate::values::calendar::Timestamp;
use crate::values::ids::{CustomerId, PersonId};

/// A customer that was merged into this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    pub customer: CustomerId,
    pub number: String,
    pub name: String,
    /// Its owner at the time.
    pub owner: PersonId,
    pub by: PersonId,
    pub at: Timestamp,
    #[serde(default)]
    pub reason: String,
}

/// The pointer from a merged customer to the kept one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergedInto {
    /// The kept customer.
    pub customer: CustomerId,
    pub by: PersonId,
    pub at: Timestamp,
}
