//! The places of a team's members in one KPI (A48): from the stored sums where they suffice, else from the records of the members, which the
//! devices of their colleagues do not hold.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use app::api::ApiError;
use domain::access::actor::Actor;
use domain::access::bucket::Bucket;
use domain::book::Book;
use domain::book::record::Record;
use domain::figures::analytics::Filter;
use domain::figures::kpis::{Evaluator, RankedMember, RankingQuestion, StoredSum, SumOf, from_stored_sums, ranked, reps_of, stored_sums};
use domain::values::calendar::{Day, Timestamp};
use domain::values::field::Field;
use domain::values::ids::{Kind, PersonId, TeamId};
use domain::values::refusal::{Refusal, Refusals};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::people;
use crate::db::{Database, sql};

#[derive(FromQueryResult)]
struct TeamRow {
    kind: String,
    body: String,
}

/// The ranking of the caller's team. Refused unless the company lets reps see it, and for a KPI that the caller does not have.
pub async fn of_own_team(db: &Database, reader: &Actor, question: RankingQuestion, now: Timestamp) -> anyhow::Result<Vec<RankedMember>> {
    let catalogue = people::catalogue(db).await?;
    let today = now.day(catalogue.company().utc_offset_minutes);
    let Some(team) = reader.team.filter(|_| reader.may_see_ranking(question.kpi, &catalogue, today)) else {
        return Err(ApiError::Refused(Refusals::of(Field::Kpi, Refusal::NotAllowed)).into());
    };
    of_team(db, question, team, catalogue, today).await
}

/// The ranking of any team.
pub async fn of_team(
    db: &Database,
    question: RankingQuestion,
    team: TeamId,
    catalogue: Arc<Book>,
    today: Day,
) -> anyhow::Result<Vec<RankedMember>> {
    let days = question.period.into();
    // The sums keep who was credited at the time; who has a customer now stands in the records.
    let sums = if question.credited.is_then() { stored_sums(question.kpi, days, &catalogue, today) } else { None };
    if let Some(sums) = sums {
        let stored = read(db, &sums, &reps_of(team, &catalogue)).await?;
        let value = |person: PersonId| {
            let sum_of = |sum: StoredSum| stored.get(&(person, sum)).copied().unwrap_or_default();
            from_stored_sums(question.kpi, days, person, &catalogue, today, sum_of).value.ok()
        };
        return Ok(ranked(question, team, &catalogue, today, value));
    }
    let rows = records_of(db, team, &catalogue).await?;
    // Parsing thousands of records takes a while, so it runs off the threads that answer requests.
    tokio::task::spawn_blocking(move || {
        let mut book: Book = (*catalogue).clone();
        for row in rows {
            if let Some(kind) = Kind::parse(&row.kind) {
                book.put(Record::parse(kind, &row.body)?);
            }
        }
        let evaluator = Evaluator::of(&book, today);
        let of = |person: PersonId| Filter { person: Some(person), credited: question.credited, ..Filter::default() };
        let value = |person: PersonId| evaluator.measure(question.kpi, question.period, &of(person)).value.ok();
        Ok(ranked(question, team, &book, today, value))
    })
    .await?
}

/// The records of a team and of its members, who may have been in another one.
async fn records_of(db: &Database, team: TeamId, catalogue: &Book) -> anyhow::Result<Vec<TeamRow>> {
    let members = reps_of(team, catalogue).into_iter().map(Bucket::Person);
    let buckets: Vec<Value> = std::iter::once(Bucket::Team(team)).chain(members).map(|it| it.to_string().into()).collect();
    let places = (1..=buckets.len()).map(|it| format!("${it}")).collect::<Vec<_>>().join(", ");
    // As text, because the records of all kinds are read in one statement.
    let question = format!(
        "SELECT r.kind, r.body FROM record r WHERE r.removed = FALSE AND r.scope_id IN (SELECT scope_id FROM scope_bucket WHERE bucket IN ({places}))"
    );
    Ok(sql::all(db.connection(), question, buckets).await?)
}

#[derive(FromQueryResult)]
struct PersonSum {
    person_id: Uuid,
    sum: i64,
}

/// The sums of these people; none where nothing is stored.
async fn read(db: &Database, sums: &BTreeSet<StoredSum>, people: &[PersonId]) -> anyhow::Result<BTreeMap<(PersonId, StoredSum), i64>> {
    let mut read = BTreeMap::new();
    if people.is_empty() {
        return Ok(read);
    }
    let places = (4..4 + people.len()).map(|it| format!("${it}")).collect::<Vec<_>>().join(", ");
    for sum in sums {
        let StoredSum { measure, days, of } = *sum;
        let mut values: Vec<Value> = vec![measure.as_str().into(), days.first.0.into(), days.last.0.into()];
        values.extend(people.iter().map(|it| Value::from(it.0)));
        let asked = format!("FROM rollup WHERE measure = $1 AND on_day >= $2 AND on_day <= $3 AND person_id IN ({places})");
        // As text, because a sum of whole numbers is of another type on PostgreSQL, and customers are counted from a question within the question.
        let question = match of {
            SumOf::Values => format!("SELECT person_id, CAST(SUM(value) AS BIGINT) AS sum {asked} GROUP BY person_id"),
            SumOf::Customers => {
                values.push(Uuid::nil().into());
                let customers =
                    format!("{asked} AND customer_id <> ${} GROUP BY person_id, customer_id HAVING SUM(value) > 0", values.len());
                format!("SELECT person_id, COUNT(*) AS sum FROM (SELECT person_id, customer_id {customers}) buyer GROUP BY person_id")
            }
        };
        let rows: Vec<PersonSum> = sql::all(db.connection(), question, values).await?;
        read.extend(rows.into_iter().map(|it| ((PersonId(it.person_id), *sum), it.sum)));
    }
    Ok(read)
}
