//! Whether reps see the industry average and the ranking of their team (A48).

use serde::{Deserialize, Serialize};

/// What reps see beside their own figures; nothing by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparisons {
    /// The industry average, and the others of their team with their values and places.
    pub for_reps: bool,
}
