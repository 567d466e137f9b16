//! Which pages somebody sees.

use crate::access::actor::Actor;
use crate::records::organisation::Role;

impl Actor {
    /// Whether this person writes sales records: customers, follow-ups, tasks, opportunities, orders, payments, expenses and their evidence.
    pub fn may_enter_sales(&self) -> bool {
        self.imports || self.role.sells()
    }

    /// Whether this person reads sales records and figures. Administrators keep people and rules, and hold no customers.
    pub fn may_see_sales(&self) -> bool {
        self.role != Role::Administrator
    }

    /// Whether this person reads the records of others too, so that a list says whose they are.
    pub fn may_see_others(&self) -> bool {
        self.role != Role::Rep
    }

    /// Whether nothing of the company is out of this person's reach, so that figures need not say whose they are.
    pub fn may_see_whole_company(&self) -> bool {
        self.role == Role::Director
    }

    /// Whether this person keeps people, catalogue and rules.
    pub fn may_administer(&self) -> bool {
        self.role == Role::Administrator
    }

    /// Whether this person reads the rules of grades and alerts.
    pub fn may_see_rules(&self) -> bool {
        matches!(self.role, Role::Manager | Role::Director | Role::Administrator)
    }
}
