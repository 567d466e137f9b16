//! Whose: a person, a team, a department, the company.

use serde::{Deserialize, Serialize};

use crate::values::ids::{DepartmentId, PersonId, TeamId};

/// Whose target it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetOf {
    /// The whole company's.
    Company,
    /// A department's.
    Department(DepartmentId),
    /// A team's.
    Team(TeamId),
    /// One person's.
    Person(PersonId),
}
