//! The acting person, with the position in the organisation that determines permissions (see [`crate::access::permissions`]) and what the
//! devices hold.

use serde::{Deserialize, Serialize};

use crate::book::Book;
use crate::records::organisation::{Person, Role};
use crate::values::ids::{DepartmentId, PersonId, TeamId};
use crate::values::target_of::TargetOf;

/// An acting person, with the position in the organisation that determines permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub person: PersonId,
    pub role: Role,
    pub team: Option<TeamId>,
    /// A manager's own department, else the team's.
    pub department: Option<DepartmentId>,
    /// Imports records: has access to everything, and credits go to the people the records name. Set only by the server's own import.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub imports: bool,
}

impl Actor {
    /// The person as an actor in this book's organisation.
    pub fn of(person: &Person, book: &Book) -> Actor {
        let of_team = person.team.and_then(|it| book.team(it)).map(|it| it.department);
        Actor { person: person.id, role: person.role, team: person.team, department: person.department.or(of_team), imports: false }
    }

    /// The company itself, for automatic actions on nobody's behalf. Has access to everything.
    pub fn company() -> Actor {
        Actor { person: PersonId::default(), role: Role::Administrator, team: None, department: None, imports: true }
    }

    /// The widest owner whose figures this person may see: themselves, their team, their department or the company.
    pub fn widest(&self) -> TargetOf {
        match (self.role, self.team, self.department) {
            (Role::Director, ..) => TargetOf::Company,
            (Role::Manager, _, Some(department)) => TargetOf::Department(department),
            (Role::Supervisor, Some(team), _) => TargetOf::Team(team),
            _ => TargetOf::Person(self.person),
        }
    }
}
