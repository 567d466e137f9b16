//! Buckets: the units in which records are synced to devices. A person may hold a few of them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::access::actor::Actor;
use crate::book::Book;
use crate::records::organisation::Role;
use crate::values::ids::{DepartmentId, PersonId, TeamId};

/// A unit of sync that devices subscribe to. Its text form, such as `team:<id>`, is used in messages and in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bucket {
    /// What everyone needs: people, products, rules.
    Catalog,
    /// A person's customers and records.
    Person(PersonId),
    /// A team's customers and records.
    Team(TeamId),
    /// A department's customers and records.
    Department(DepartmentId),
    /// Everything except the catalogue.
    Company,
    /// Orders with a node or an anomaly that this person of a supporting department is responsible for.
    Assigned(PersonId),
}

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bucket::Catalog => f.write_str("catalog"),
            Bucket::Company => f.write_str("company"),
            Bucket::Person(id) => write!(f, "person:{id}"),
            Bucket::Team(id) => write!(f, "team:{id}"),
            Bucket::Department(id) => write!(f, "department:{id}"),
            Bucket::Assigned(id) => write!(f, "assigned:{id}"),
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
            (_, Some(("assigned", id))) => id.parse().map(Bucket::Assigned).map_err(|_| unknown()),
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

impl Actor {
    /// The buckets this person's devices may hold, widest last.
    pub fn buckets(&self) -> Vec<Bucket> {
        let mut buckets = vec![Bucket::Catalog];
        if self.may_see_sales() {
            buckets.push(Bucket::Person(self.person));
        }
        match self.role {
            Role::Rep | Role::Administrator => {}
            Role::Support => buckets.push(Bucket::Assigned(self.person)),
            Role::Supervisor => buckets.extend(self.team.map(Bucket::Team)),
            Role::Manager => buckets.extend(self.department.map(Bucket::Department)),
            Role::Director => buckets.push(Bucket::Company),
        }
        buckets
    }
}

/// The buckets of the people notified after this person: the supervisors of a rep's team and the managers of the department. Directors hold
/// everything.
pub fn above(person: PersonId, book: &Book) -> impl Iterator<Item = Bucket> {
    let person = book.person(person);
    let team = person.filter(|it| it.role == Role::Rep).and_then(|it| it.team).map(Bucket::Team);
    let department = person.filter(|it| it.role != Role::Manager).and_then(|it| Actor::of(it, book).department).map(Bucket::Department);
    team.into_iter().chain(department)
}
