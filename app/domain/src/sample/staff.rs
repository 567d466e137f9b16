//! The people of the sample company.

use super::act::SignIn;
use crate::records::organisation::Person;
use crate::values::ids::{PersonId, ProductId, RegionId, TeamId};
use crate::values::money::Money;

/// A rep, with the parameters of their customers and figures.
#[derive(Clone, Copy)]
pub(super) struct RepOf {
    pub(super) id: PersonId,
    pub(super) supervisor: PersonId,
    /// 0 East China, 1 South China.
    pub(super) region: usize,
    /// The completion rate their targets lead to, in percent.
    pub(super) completion: i64,
}

pub(super) struct TeamOf {
    pub(super) id: TeamId,
    pub(super) manager: PersonId,
    pub(super) completion: i64,
}

pub(super) struct Staff {
    pub(super) administrator: PersonId,
    pub(super) director: PersonId,
    pub(super) teams: Vec<TeamOf>,
    /// The last one leaves during the story.
    pub(super) reps: Vec<RepOf>,
    pub(super) regions: [RegionId; 2],
    pub(super) products: Vec<(ProductId, Money)>,
    pub(super) people: Vec<Person>,
}

impl Staff {
    /// Everybody who still works here.
    pub(super) fn sign_ins(&self) -> Vec<SignIn> {
        self.people.iter().filter(|it| it.id != self.leaver()).map(Staff::sign_in).collect()
    }

    pub(super) fn sign_in(person: &Person) -> SignIn {
        SignIn {
            person: person.id,
            account: person.account.clone(),
            name: person.name.clone(),
            role: person.role,
            password: format!("dabiao-{}-demo", person.account),
        }
    }

    /// The rep who leaves during the story.
    pub(super) fn leaver(&self) -> PersonId {
        self.reps.last().map_or(PersonId::default(), |it| it.id)
    }
}
