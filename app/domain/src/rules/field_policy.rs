//! 敏感信息: which roles see contact details, costs and amounts.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::values::field::Field;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::role::Role;
use crate::values::sensitive::Sensitive;

/// The roles that see each group of sensitive fields, of those for which the company decides it ([`FieldPolicy::CHOICES`]). For every other role it
/// is fixed: nobody can sell without contacts and amounts, and nobody outside sales needs contacts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FieldPolicy {
    pub contacts: BTreeSet<Role>,
    pub costs: BTreeSet<Role>,
    pub amounts: BTreeSet<Role>,
}

impl Default for FieldPolicy {
    fn default() -> FieldPolicy {
        FieldPolicy {
            contacts: [Role::Supervisor, Role::Manager].into(),
            costs: [Role::Rep, Role::Supervisor, Role::Manager, Role::Director].into(),
            amounts: BTreeSet::new(),
        }
    }
}

impl FieldPolicy {
    /// What the company decides.
    pub const CHOICES: [(Sensitive, Role); 8] = [
        (Sensitive::Contacts, Role::Supervisor),
        (Sensitive::Contacts, Role::Manager),
        (Sensitive::Contacts, Role::Director),
        (Sensitive::Costs, Role::Rep),
        (Sensitive::Costs, Role::Supervisor),
        (Sensitive::Costs, Role::Manager),
        (Sensitive::Costs, Role::Director),
        (Sensitive::Amounts, Role::Support),
    ];

    /// Whether people of this role see the group.
    pub fn shows(&self, what: Sensitive, role: Role) -> bool {
        match (what, role) {
            choice if FieldPolicy::CHOICES.contains(&choice) => self.roles(what).contains(&role),
            (Sensitive::Contacts, role) => role == Role::Rep,
            (Sensitive::Costs, role) => role == Role::Administrator,
            (Sensitive::Amounts, _) => true,
        }
    }

    /// A copy in which people of this role see the group, or not.
    #[must_use]
    pub fn with(mut self, what: Sensitive, role: Role, is_shown: bool) -> FieldPolicy {
        let roles = match what {
            Sensitive::Contacts => &mut self.contacts,
            Sensitive::Costs => &mut self.costs,
            Sensitive::Amounts => &mut self.amounts,
        };
        let _ = if is_shown { roles.insert(role) } else { roles.remove(&role) };
        self
    }

    /// Refuses roles for which the company cannot decide it.
    pub fn check(&self, refusals: &mut Refusals) {
        for what in Sensitive::ALL {
            for role in self.roles(what) {
                let is_fixed = !FieldPolicy::CHOICES.contains(&(what, *role));
                refusals.refuse_if(is_fixed, Field::SeenBy(what, *role), Refusal::NotAllowed);
            }
        }
    }

    fn roles(&self, what: Sensitive) -> &BTreeSet<Role> {
        match what {
            Sensitive::Contacts => &self.contacts,
            Sensitive::Costs => &self.costs,
            Sensitive::Amounts => &self.amounts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_and_what_no_company_can_change() {
        // contacts, costs and amounts, for every role.
        let usual = FieldPolicy::default();
        let all = FieldPolicy::CHOICES.into_iter().fold(usual.clone(), |it, (what, role)| it.with(what, role, true));
        let none = FieldPolicy::CHOICES.into_iter().fold(usual.clone(), |it, (what, role)| it.with(what, role, false));
        for (what, role, by_default, at_least, at_most) in [
            (Sensitive::Contacts, Role::Rep, true, true, true),
            (Sensitive::Contacts, Role::Supervisor, true, false, true),
            (Sensitive::Contacts, Role::Manager, true, false, true),
            (Sensitive::Contacts, Role::Director, false, false, true),
            (Sensitive::Contacts, Role::Administrator, false, false, false),
            (Sensitive::Contacts, Role::Support, false, false, false),
            (Sensitive::Costs, Role::Rep, true, false, true),
            (Sensitive::Costs, Role::Supervisor, true, false, true),
            (Sensitive::Costs, Role::Manager, true, false, true),
            (Sensitive::Costs, Role::Director, true, false, true),
            (Sensitive::Costs, Role::Administrator, true, true, true),
            (Sensitive::Costs, Role::Support, false, false, false),
            (Sensitive::Amounts, Role::Rep, true, true, true),
            (Sensitive::Amounts, Role::Director, true, true, true),
            (Sensitive::Amounts, Role::Administrator, true, true, true),
            (Sensitive::Amounts, Role::Support, false, false, true),
        ] {
            let shown = [&usual, &none, &all].map(|it| it.shows(what, role));
            assert_eq!(shown, [by_default, at_least, at_most], "{what:?} {role:?}");
        }
    }

    #[test]
    fn a_role_that_has_no_choice_is_refused_at_its_field() {
        for what in Sensitive::ALL {
            for role in Role::ALL {
                let mut refusals = Refusals::default();
                FieldPolicy::default().with(what, role, true).check(&mut refusals);
                let is_refused = !refusals.on(Field::SeenBy(what, role)).is_empty();
                assert_eq!(is_refused, !FieldPolicy::CHOICES.contains(&(what, role)), "{what:?} {role:?}");
            }
        }
    }
}
