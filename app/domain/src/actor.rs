//! Who is acting, with the place in the organisation that decides what they may do (see [`crate::permissions`]) and what their devices hold.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::book::Book;
use crate::ids::{DepartmentId, PersonId, TeamId};
use crate::organisation::{Person, Role};
use crate::target::TargetOf;

/// A scope that devices subscribe to. Text form `team:<id>`; on the wire and in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bucket {
    /// What everybody needs: people, products, rules.
    Catalog,
    /// One person's customers and records.
    Person(PersonId),
    /// One team's.
    Team(TeamId),
    /// One department's.
    Department(DepartmentId),
    /// All of it.
    Company,
}

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bucket::Catalog => f.write_str("catalog"),
            Bucket::Company => f.write_str("company"),
            Bucket::Person(id) => write!(f, "person:{id}"),
            Bucket::Team(id) => write!(f, "team:{id}"),
            Bucket::Department(id) => write!(f, "department:{id}"),
        }
    }
}

impl FromStr for Bucket {
    type Err = String;

    fn from_str(text: &str) -> Result<Bucket, String> {
        let unknown = || format!("not a bucket: {text}");
        match (text, text.split_once(':')) {
            ("catalog", _) => Ok(Bucket::Catalog),
            ("company", _) => Ok(Bucket::Company),
            (_, Some(("person", id))) => id.parse().map(Bucket::Person).map_err(|_| unknown()),
            (_, Some(("team", id))) => id.parse().map(Bucket::Team).map_err(|_| unknown()),
            (_, Some(("department", id))) => id.parse().map(Bucket::Department).map_err(|_| unknown()),
            _ => Err(unknown()),
        }
    }
}

impl Serialize for Bucket {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Bucket {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Bucket, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

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

    /// The buckets this person's devices may hold, widest last.
    pub fn buckets(&self) -> Vec<Bucket> {
        let mut buckets = vec![Bucket::Catalog];
        if self.role != Role::Administrator {
            buckets.push(Bucket::Person(self.person));
        }
        match self.role {
            Role::Rep | Role::Administrator => {}
            Role::Supervisor => buckets.extend(self.team.map(Bucket::Team)),
            Role::Manager => buckets.extend(self.department.map(Bucket::Department)),
            Role::Director => buckets.push(Bucket::Company),
        }
        buckets
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
