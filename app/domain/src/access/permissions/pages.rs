//! Which pages a person may see.

use crate::access::actor::Actor;
use crate::access::bucket::Bucket;
use crate::records::organisation::Role;
use crate::values::ids::Kind;

impl Actor {
    /// Whether this person writes sales records: customers, follow-ups, tasks, opportunities, orders, payments, expenses and their evidence.
    pub fn may_enter_sales(&self) -> bool {
        self.imports || self.role.sells()
    }

    /// Whether this person reads sales records and figures. Administrators maintain people and rules and own no customers; supporting
    /// departments read their own assignments.
    pub fn may_see_sales(&self) -> bool {
        self.role.has_figures()
    }

    /// Whether this person belongs to a supporting department and answers for what sales assigned to them.
    pub fn may_answer_assignments(&self) -> bool {
        self.role == Role::Support
    }

    /// Whether this person reads any history of changes (matrix, "Read the audit ledger"). It holds the amounts that the copies of a supporting
    /// department leave out.
    pub fn may_see_history(&self) -> bool {
        self.role != Role::Support
    }

    /// Whether this person also reads other people's records, so that lists must show the owner.
    pub fn may_see_others(&self) -> bool {
        !matches!(self.role, Role::Rep | Role::Support)
    }

    /// Whether this person sees the whole company, so that figures need not name an owner.
    pub fn may_see_whole_company(&self) -> bool {
        self.role == Role::Director
    }

    /// Whether this person maintains people, catalogue and rules.
    pub fn may_administer(&self) -> bool {
        self.role == Role::Administrator
    }

    /// Whether this person plans moves of people: an administrator of everybody, a manager within the department.
    pub fn may_plan_moves(&self) -> bool {
        self.may_administer() || self.role == Role::Manager
    }

    /// Whether this person may read the rules for grades and alerts.
    pub fn may_see_rules(&self) -> bool {
        matches!(self.role, Role::Manager | Role::Director | Role::Administrator)
    }

    /// The buckets whose records this person reads the history of; `None` for every record (matrix, "Read the audit ledger"). The history of the
    /// catalogue is for those who read its rules.
    pub fn history_buckets(&self) -> Option<Vec<Bucket>> {
        let is_read = |it: &Bucket| self.may_see_history() && (*it != Bucket::Catalog || self.may_see_rules());
        let reads_all = matches!(self.role, Role::Director | Role::Administrator);
        (!reads_all).then(|| self.buckets().into_iter().filter(is_read).collect())
    }

    /// Whether this person reads the values in the history of records of this kind. Administrators see who changed a sales record, when, and which
    /// field, but not its contents.
    pub fn may_read_history_values(&self, kind: Kind) -> bool {
        use Kind::{Benchmark, Company, Department, Kpi, Person, Product, Region, Team};
        self.may_see_sales() || matches!(kind, Company | Region | Department | Team | Person | Product | Kpi | Benchmark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::ids::{DepartmentId, PersonId, TeamId};

    #[test]
    fn each_role_reads_the_history_of_its_scope() {
        let (person, team, department) = (PersonId::default(), TeamId::default(), DepartmentId::default());
        let own = Bucket::Person(person);
        for (role, buckets, reads_values) in [
            (Role::Rep, Some(vec![own]), true),
            (Role::Supervisor, Some(vec![own, Bucket::Team(team)]), true),
            (Role::Manager, Some(vec![Bucket::Catalog, own, Bucket::Department(department)]), true),
            (Role::Director, None, true),
            (Role::Administrator, None, false),
            (Role::Support, Some(Vec::new()), false),
        ] {
            let actor = Actor { person, role, team: Some(team), department: Some(department), imports: false };
            assert_eq!(actor.history_buckets(), buckets, "{role:?}");
            for kind in
                [Kind::Customer, Kind::FollowUp, Kind::Task, Kind::Opportunity, Kind::Order, Kind::Target, Kind::Expense, Kind::Quota]
            {
                assert_eq!(actor.may_read_history_values(kind), reads_values, "{role:?} {kind:?}");
            }
            for kind in [Kind::Company, Kind::Person, Kind::Product, Kind::Benchmark] {
                assert!(actor.may_read_history_values(kind), "{role:?} {kind:?}");
            }
        }
    }
}
