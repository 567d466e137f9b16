//! Which pages a person may see.

use crate::access::actor::Actor;
use crate::records::organisation::Role;

impl Actor {
    /// Whether this person writes sales records: customers, follow-ups, tasks, opportunities, orders, payments, expenses and their evidence.
    pub fn may_enter_sales(&self) -> bool {
        self.imports || self.role.sells()
    }

    /// Whether this person reads sales records and figures. Administrators maintain people and rules and own no customers.
    pub fn may_see_sales(&self) -> bool {
        self.role != Role::Administrator
    }

    /// Whether this person also reads other people's records, so that lists must show the owner.
    pub fn may_see_others(&self) -> bool {
        self.role != Role::Rep
    }

    /// Whether this person sees the whole company, so that figures need not name an owner.
    pub fn may_see_whole_company(&self) -> bool {
        self.role == Role::Director
    }

    /// Whether this person maintains people, catalogue and rules.
    pub fn may_administer(&self) -> bool {
        self.role == Role::Administrator
    }

    /// Whether this person may read the rules for grades and alerts.
    pub fn may_see_rules(&self) -> bool {
        matches!(self.role, Role::Manager | Role::Director | Role::Administrator)
    }
}
