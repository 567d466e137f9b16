//! The places of a team's members in one KPI (A48), computed from the records of the team, which the devices of its reps do not hold.

use app::api::ApiError;
use domain::access::actor::Actor;
use domain::access::bucket::Bucket;
use domain::book::Book;
use domain::book::record::Record;
use domain::figures::kpis::{Evaluator, RankedMember, RankingQuestion, ranking};
use domain::values::calendar::Timestamp;
use domain::values::field::Field;
use domain::values::ids::Kind;
use domain::values::refusal::{Refusal, Refusals};
use sea_orm::FromQueryResult;

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
    // As text, because the records of all kinds are read in one statement.
    let of_team =
        "SELECT r.kind, r.body FROM record r JOIN scope_bucket b ON b.scope_id = r.scope_id WHERE b.bucket = $1 AND r.removed = FALSE";
    let rows: Vec<TeamRow> = sql::all(db.connection(), of_team, vec![Bucket::Team(team).to_string().into()]).await?;
    // Parsing thousands of records takes a while, so it runs off the threads that answer requests.
    tokio::task::spawn_blocking(move || {
        let mut book: Book = (*catalogue).clone();
        for row in rows {
            if let Some(kind) = Kind::parse(&row.kind) {
                book.put(Record::parse(kind, &row.body)?);
            }
        }
        Ok(ranking(question, team, &Evaluator::of(&book, today)))
    })
    .await?
}
