//! The company, its people, teams, departments and roles (R-01…R-07), and its rules.

mod company;
mod dated_rules;
mod person;

pub use crate::values::role::Role;
pub use company::{Company, Currency};
pub use person::{Person, Posting};

use serde::{Deserialize, Serialize};

use crate::values::ids::{DepartmentId, RegionId, TeamId};

/// A sales region (区域).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    pub id: RegionId,
    pub name: String,
}

/// A department (部门).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    pub id: DepartmentId,
    pub name: String,
}

/// A team (小组) of a department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    pub id: TeamId,
    pub name: String,
    pub department: DepartmentId,
    /// Its sales region, which is the region of all its deals.
    #[serde(default)]
    pub region: Option<RegionId>,
}
