//! Who is acting, and how far their hands and eyes reach: own, team, department, company (permission matrix, requirements C0).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::book::Book;
use crate::customer::Grade;
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

    /// Whether what `holder` is responsible for is within this person's reach.
    pub fn covers(&self, holder: PersonId, book: &Book) -> bool {
        if self.imports {
            return true;
        }
        if holder == self.person {
            return self.role != Role::Administrator;
        }
        let Some(holder) = book.person(holder) else { return self.role == Role::Director };
        match self.role {
            Role::Rep | Role::Administrator => false,
            Role::Supervisor => self.team.is_some() && holder.team == self.team,
            Role::Manager => self.department.is_some() && Actor::of(holder, book).department == self.department,
            Role::Director => true,
        }
    }

    /// Whether this person may create and edit what `holder` is responsible for.
    pub fn may_change(&self, holder: PersonId, book: &Book) -> bool {
        (self.imports || matches!(self.role, Role::Rep | Role::Supervisor | Role::Manager)) && self.covers(holder, book)
    }

    /// Whether this person may take a customer from `holder` and give it to somebody (R-02, C-20).
    pub fn may_hand_over(&self, holder: PersonId, book: &Book) -> bool {
        (self.imports || matches!(self.role, Role::Supervisor | Role::Manager | Role::Director)) && self.covers(holder, book)
    }

    /// Whether this person looks at what others recorded and approves it.
    pub fn is_reviewer(&self) -> bool {
        matches!(self.role, Role::Supervisor | Role::Manager | Role::Director)
    }

    /// Whether this person decides the grade of what `holder` is responsible for: 战略 and 重点 are a manager's, the others a supervisor's too (C0
    /// matrix, "Change grade by hand").
    pub fn may_grade(&self, holder: PersonId, from: Grade, to: Grade, book: &Book) -> bool {
        let decides = match self.role {
            Role::Supervisor => !from.is_major() && !to.is_major(),
            Role::Manager | Role::Director => true,
            Role::Rep | Role::Administrator => false,
        };
        (self.imports || decides) && self.covers(holder, book)
    }

    /// Whether this person decides the strategy of such a customer: of a major one a manager (C-21), of any other whoever works with it.
    pub fn may_set_strategy(&self, holder: PersonId, grade: Grade, book: &Book) -> bool {
        self.may_grade(holder, grade, grade, book) || (!grade.is_major() && self.may_change(holder, book))
    }

    /// Whether this person keeps people, catalogue and rules.
    pub fn may_administer(&self) -> bool {
        self.role == Role::Administrator
    }

    /// Whether contact details are shown in full; the director's copy is masked.
    pub fn sees_contacts(&self) -> bool {
        matches!(self.role, Role::Rep | Role::Supervisor | Role::Manager)
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

    /// Whether this person may ask for that owner's figures: only then does the device hold all of them.
    pub fn may_ask_for(&self, of: TargetOf, book: &Book) -> bool {
        let own_department = |team: TeamId| self.department.is_some() && book.team(team).map(|it| it.department) == self.department;
        match (self.role, of) {
            (Role::Administrator, _) => false,
            (Role::Director, _) => true,
            (_, TargetOf::Person(it)) => self.covers(it, book),
            (Role::Manager, TargetOf::Team(it)) => own_department(it),
            _ => of == self.widest(),
        }
    }

    /// Whether this person may set that owner's target: a supervisor splits within the team, a manager sets teams and the department,
    /// a director everything (matrix, "Set targets").
    pub fn may_set_target(&self, of: TargetOf, book: &Book) -> bool {
        match (self.role, of) {
            _ if self.imports => true,
            (Role::Director, _) => true,
            (Role::Manager, TargetOf::Department(it)) => self.department == Some(it),
            (Role::Manager, TargetOf::Team(it)) => self.department.is_some() && book.team(it).map(|it| it.department) == self.department,
            (Role::Manager | Role::Supervisor, TargetOf::Person(it)) => self.covers(it, book),
            _ => false,
        }
    }
}
