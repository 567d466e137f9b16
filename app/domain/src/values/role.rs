//! The roles of people.

use serde::{Deserialize, Serialize};

/// A person's role, which determines their permissions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 销售员: own customers and records.
    #[default]
    Rep,
    /// 销售主管: their team.
    Supervisor,
    /// 部门经理: their department.
    Manager,
    /// 销售总监: reads everything, hands customers over, sets the company's targets.
    Director,
    /// 管理员: people, catalogue and rules, no customers.
    Administrator,
    /// 协作人员 of production, logistics, service, marketing or technology: the nodes and anomalies of orders that sales assigned to them, without
    /// amounts and contact details.
    Support,
}

impl Role {
    /// Every role, from reps to administrators, then those outside sales.
    pub const ALL: [Role; 6] = [Role::Rep, Role::Supervisor, Role::Manager, Role::Director, Role::Administrator, Role::Support];

    /// Whether this role owns customers and writes sales records. Directors only read, administrators maintain the rules.
    pub fn sells(self) -> bool {
        matches!(self, Role::Rep | Role::Supervisor | Role::Manager)
    }

    /// Whether this role belongs to a team.
    pub fn has_a_team(self) -> bool {
        matches!(self, Role::Rep | Role::Supervisor)
    }

    /// Whether this role belongs to a department directly, not through a team.
    pub fn has_a_department(self) -> bool {
        matches!(self, Role::Manager | Role::Support)
    }

    /// Whether figures exist for this role. Administrators and supporting departments sell nothing.
    pub fn has_figures(self) -> bool {
        !matches!(self, Role::Administrator | Role::Support)
    }
}
