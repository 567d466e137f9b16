//! Who is acting, with the place in the organisation that decides what they may do (see [`crate::access::permissions`]) and what their devices hold.

use serde::{Deserialize, Serialize};

use crate::book::Book;
use crate::records::organisation::{Person, Role};
use crate::values::ids::{DepartmentId, PersonId, TeamId};
use crate::values::target_of::TargetOf;

/// Somebody acting, with the place in the organisation that decides what they may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Who.
    pub person: PersonId,
    /// What their work allows.
    pub role: Role,
    /// Their team, if they have one.
    pub team: Option<TeamId>,
    /// Their department: a manager's own, else the team's.
    pub department: Option<DepartmentId>,
    /// Brings records in from elsewhere: reaches everything, and credits go to whom the records name. Only the server's own import says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub imports: bool,
}

impl Actor {
    /// The person as an actor, in the organisation of this book.
    pub fn of(person: &Person, book: &Book) -> Actor {
        let of_team = person.team.and_then(|it| book.team(it)).map(|it| it.department);
        Actor { person: person.id, role: person.role, team: person.team, department: person.department.or(of_team), imports: false }
    }

    /// The company itself, for what it does by itself and for nobody: reaches everything.
    pub fn company() -> Actor {
        Actor { person: PersonId::default(), role: Role::Administrator, team: None, department: None, imports: true }
    }

    /// The widest owner whose figures this person may ask for: themselves, their team, their department, the company.
    pub fn widest(&self) -> TargetOf {
        match (self.role, self.team, self.department) {
            (Role::Director, ..) => TargetOf::Company,
            (Role::Manager, _, Some(department)) => TargetOf::Department(department),
            (Role::Supervisor, Some(team), _) => TargetOf::Team(team),
            _ => TargetOf::Person(self.person),
        }
    }
}
