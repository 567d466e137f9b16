//! The owner of a target: a person, team, department or the company.

use serde::{Deserialize, Serialize};

use crate::values::ids::{DepartmentId, PersonId, TeamId};

/// The owner of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetOf {
    Company,
    Department(DepartmentId),
    Team(TeamId),
    Person(PersonId),
}
