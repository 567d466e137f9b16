//! What a change of a figure means.

use serde::{Deserialize, Serialize};

/// Which direction of change is good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    #[default]
    More,
    Less,
    /// Neither direction is good or bad by itself.
    Neither,
}
