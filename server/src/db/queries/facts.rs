//! The facts behind a person's figures: the rollup, limited to the records they may see. They see what they (or their people) are credited with,
//! and everything of customers that they (or their people) hold. A follow-up is visible with its customer alone, and an expense without a
//! customer with the person who spent it.

use domain::access::actor::Actor;
use domain::figures::fact::{Fact, Measure};
use domain::records::organisation::Role;
use sea_orm::Value;
use uuid::Uuid;

use crate::db::tables::rollup::{SUM_COLUMNS, Sum};
use crate::db::{Database, sql};

/// Every fact this person may see.
pub async fn seen_by(db: &Database, actor: &Actor) -> anyhow::Result<Vec<Fact>> {
    let (credited, held, id): (&str, &str, Option<Uuid>) = match actor.role {
        Role::Administrator | Role::Support => return Ok(Vec::new()),
        Role::Director => ("", "", None),
        Role::Rep => ("person_id = $1", "owner_id = $1", Some(actor.person.0)),
        Role::Supervisor => (
            "(person_id = $2 OR team_id = $1)",
            "(owner_id = $2 OR owner_id IN (SELECT id FROM person WHERE team_id = $1))",
            actor.team.map(|it| it.0),
        ),
        Role::Manager => (
            "(person_id = $2 OR team_id IN (SELECT DISTINCT team_id FROM person WHERE department_id = $1 AND team_id IS NOT NULL))",
            "(owner_id = $2 OR owner_id IN (SELECT id FROM person WHERE department_id = $1))",
            actor.department.map(|it| it.0),
        ),
    };
    // As text, because thousands of sums are read in one statement, whose condition depends on the role.
    let mut question = format!("SELECT {SUM_COLUMNS} FROM rollup WHERE value <> 0");
    let mut values: Vec<Value> = Vec::new();
    if actor.role != Role::Director {
        values.push(id.unwrap_or_default().into());
        if actor.role != Role::Rep {
            values.push(actor.person.0.into());
        }
        values.push(Uuid::nil().into());
        let (of_nobody, own) = (format!("customer_id = ${}", values.len()), held.replace("owner_id", "person_id"));
        let with_the_customer = Measure::ALL.into_iter().filter(|it| it.goes_with_the_customer()).map(|it| format!("'{}'", it.as_str()));
        let with_the_customer = with_the_customer.collect::<Vec<_>>().join(", ");
        question.push_str(&format!(
            " AND ((measure NOT IN ({with_the_customer}) AND {credited}) OR ({of_nobody} AND {own}) \
             OR customer_id IN (SELECT id FROM customer WHERE {held} AND removed = FALSE))"
        ));
    }
    let sums: Vec<Sum> = sql::all(db.connection(), question, values).await?;
    sums.iter().map(Sum::fact).collect()
}
