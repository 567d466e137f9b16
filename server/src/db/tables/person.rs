//! A row of `person`: account, role and place in the organisation. One row is enough to know an actor.

use domain::access::actor::Actor;
use domain::book::Book;
use domain::records::organisation::{Person, Role};
use domain::values::ids::{DepartmentId, PersonId, TeamId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account: String,
    pub name: String,
    pub role: String,
    pub team_id: Option<Uuid>,
    /// The department that follows from the team: a team never changes its department.
    pub department_id: Option<Uuid>,
    /// Whether they still work here.
    pub active: bool,
}

impl ActiveModelBehavior for ActiveModel {}

pub(super) fn row(person: &Person, book: &Book) -> Model {
    let actor = Actor::of(person, book);
    Model {
        id: person.id.0,
        account: person.account.clone(),
        name: person.name.clone(),
        role: role_word(person.role).to_owned(),
        team_id: actor.team.map(|it| it.0),
        department_id: actor.department.map(|it| it.0),
        active: person.active,
    }
}

impl Model {
    /// The person as an actor.
    pub fn actor(&self) -> Result<Actor, DbErr> {
        Ok(Actor {
            person: PersonId(self.id),
            role: role_of(&self.role).ok_or_else(|| DbErr::Type(format!("not a role: {}", self.role)))?,
            team: self.team_id.map(TeamId),
            department: self.department_id.map(DepartmentId),
            imports: false,
        })
    }
}

fn role_word(role: Role) -> &'static str {
    match role {
        Role::Rep => "rep",
        Role::Supervisor => "supervisor",
        Role::Manager => "manager",
        Role::Director => "director",
        Role::Administrator => "administrator",
        Role::Support => "support",
    }
}

fn role_of(word: &str) -> Option<Role> {
    Role::ALL.into_iter().find(|it| role_word(*it) == word)
}
