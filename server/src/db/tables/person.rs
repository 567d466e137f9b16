//! `person`: account, role and place in the organisation. One row is enough to know an actor.

use domain::access::actor::Actor;
use domain::book::Book;
use domain::records::organisation::{Person, Role};
use domain::values::ids::{DepartmentId, PersonId, TeamId};
use sea_orm::{ConnectionTrait, DbErr, QueryResult, Value};
use uuid::Uuid;

use crate::db::sql;

const COLUMNS: [&str; 7] = ["id", "account", "name", "role", "team_id", "department_id", "active"];

/// The columns [`actor_of`] reads, in its order.
pub const ACTOR_COLUMNS: &str = "person.id, person.role, person.team_id, person.department_id, person.active";

pub(super) fn row(person: &Person, book: &Book) -> Vec<Value> {
    // Store the department that follows from the team: a team never changes its department.
    let actor = Actor::of(person, book);
    vec![
        person.id.0.into(),
        person.account.clone().into(),
        person.name.clone().into(),
        role_word(person.role).into(),
        actor.team.map(|it| it.0).into(),
        actor.department.map(|it| it.0).into(),
        person.active.into(),
    ]
}

pub(super) async fn save(connection: &impl ConnectionTrait, rows: Vec<Vec<Value>>) -> Result<(), DbErr> {
    let updates: Vec<String> = COLUMNS[1..].iter().map(|it| format!("{it} = excluded.{it}")).collect();
    let tail = format!("ON CONFLICT (id) DO UPDATE SET {}", updates.join(", "));
    sql::insert(connection, "person", &COLUMNS, &tail, rows).await
}

/// The actor of a row whose columns from `first` on are [`ACTOR_COLUMNS`], and whether they still work here. `None` if the row has no person.
pub fn actor_of(row: &QueryResult, first: usize) -> Result<Option<(Actor, bool)>, DbErr> {
    let Some(id) = row.try_get_by_index::<Option<Uuid>>(first)? else { return Ok(None) };
    let word: String = row.try_get_by_index(first + 1)?;
    let actor = Actor {
        person: PersonId(id),
        role: role_of(&word).ok_or_else(|| DbErr::Type(format!("not a role: {word}")))?,
        team: row.try_get_by_index::<Option<Uuid>>(first + 2)?.map(TeamId),
        department: row.try_get_by_index::<Option<Uuid>>(first + 3)?.map(DepartmentId),
        imports: false,
    };
    Ok(Some((actor, row.try_get_by_index(first + 4)?)))
}

fn role_word(role: Role) -> &'static str {
    match role {
        Role::Rep => "rep",
        Role::Supervisor => "supervisor",
        Role::Manager => "manager",
        Role::Director => "director",
        Role::Administrator => "administrator",
    }
}

fn role_of(word: &str) -> Option<Role> {
    Role::ALL.into_iter().find(|it| role_word(*it) == word)
}
