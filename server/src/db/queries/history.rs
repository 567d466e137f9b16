//! 变更记录: pages of the history, newest first, within the reader's scope. As text, because a page follows an index from a place on, over three
//! tables, in the same few statements on both databases.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::api::ApiError;
use domain::access::actor::Actor;
use domain::access::bucket::Bucket;
use domain::access::sight::Sight;
use domain::book::Book;
use domain::book::record::Record;
use domain::sync::history::{Change, HistoryAnswer, HistoryEntry, HistoryPlace, HistoryQuestion, change_of, name_of, told};
use domain::values::calendar::{Day, Timestamp};
use domain::values::field::Field;
use domain::values::ids::{CommandId, CustomerId, Key, Kind, PersonId};
use domain::values::refusal::{Refusal, Refusals};
use sea_orm::{DbErr, EntityTrait, FromQueryResult, Value};
use serde_json::Map;
use uuid::Uuid;

use super::people;
use crate::db::tables::record;
use crate::db::{Database, sql};

/// How many lines of the history are searched in each step, and how many of those that lie in the scope are read at most. A person whose records
/// are few among many, or long stretches that tell nothing, may get a page that ends before its limit.
const STEPS: [(u64, usize); 4] = [(200, 200), (1_000, 500), (4_000, 1_000), (4_000, 1_000)];

/// A day in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1_000;

/// The order of all lines. Times follow versions, so both orders are the same within a record.
const OF_ALL: &[&str] = &["at", "version", "command_id", "record_id", "kind"];

/// The order of the lines of one record: that of the primary key, which SQLite otherwise passes over for an index by time.
const OF_RECORD: &[&str] = &["version", "command_id"];

/// A page of the changes that this person may read. A record that is not there and one that they may not see are refused alike.
pub async fn page(db: &Database, reader: &Actor, question: &HistoryQuestion, now: Timestamp) -> anyhow::Result<HistoryAnswer> {
    if !reader.may_see_history() {
        return Err(ApiError::Refused(Refusals::of(Field::Role, Refusal::NotAllowed)).into());
    }
    let mut scope = ReaderScope::of(db, reader, now).await?;
    if let Some(key) = question.record
        && !scope.may_read(key).await?
    {
        return Err(ApiError::Refused(Refusals::of(Field::Id, Refusal::Unknown)).into());
    }
    let limit = usize::try_from(question.limit.clamp(1, HistoryQuestion::MOST))?;
    let offset = scope.catalogue.company().utc_offset_minutes;
    let mut answer = HistoryAnswer { entries: Vec::new(), next: question.before };
    for (step, most) in STEPS {
        let search = Search::of(question, answer.next, offset);
        let lines = search.lines(db, scope.buckets.as_deref(), step, most).await?;
        let is_cut = lines.len() == most;
        let mut last = None;
        for line in lines {
            if limit == answer.entries.len() {
                return Ok(answer);
            }
            let Some(place) = line.place() else { continue };
            last = Some(place);
            if let Some(entry) = scope.entry(place, line).await?.filter(|it| is_asked(it, &question.text)) {
                answer.next = Some(place);
                answer.entries.push(entry);
            }
        }
        answer.next = if is_cut { last } else { search.end(db, step).await? };
        if answer.next.is_none() || limit == answer.entries.len() {
            return Ok(answer);
        }
    }
    Ok(answer)
}

/// Whether an entry has the text in the name of its record or a field, or in a value, as the reader sees it.
fn is_asked(entry: &HistoryEntry, text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let has = |said: &str| said.to_lowercase().contains(&text);
    let is_within = |value: &serde_json::Value| !value.is_null() && has(&value.to_string());
    text.is_empty() || has(&entry.name) || entry.fields.iter().any(|it| has(&it.field.text()) || is_within(&it.from) || is_within(&it.to))
}

/// A line of the history with its record.
#[derive(FromQueryResult)]
struct Line {
    record_id: Uuid,
    kind: String,
    version: i64,
    command_id: Uuid,
    by_id: Uuid,
    at: i64,
    made_at: i64,
    changes: String,
    body: String,
    removed: bool,
}

impl Line {
    /// `None` for a kind of a newer release.
    fn place(&self) -> Option<HistoryPlace> {
        place_of(self.at, self.version, self.command_id, self.record_id, &self.kind)
    }
}

fn place_of(at: i64, version: i64, command: Uuid, id: Uuid, kind: &str) -> Option<HistoryPlace> {
    let record = Key { kind: Kind::parse(kind)?, id };
    Some(HistoryPlace { at: Timestamp(at), version, command: CommandId(command), record })
}

/// The end of a step.
#[derive(FromQueryResult)]
struct End {
    record_id: Uuid,
    kind: String,
    version: i64,
    command_id: Uuid,
    at: i64,
}

/// The lines that a question asks for, from a place on.
struct Search {
    condition: String,
    values: Vec<Value>,
    /// The columns of the order, newest first.
    order: &'static [&'static str],
}

impl Search {
    fn of(question: &HistoryQuestion, after: Option<HistoryPlace>, offset_minutes: i32) -> Search {
        let mut search = Search { condition: "TRUE".to_owned(), values: Vec::new(), order: OF_ALL };
        let begin_of = |day: Day| i64::from(day.0) * DAY - i64::from(offset_minutes) * 60_000;
        if let Some(Key { kind, id }) = question.record {
            search.order = OF_RECORD;
            search.and("record_id = ", id.into());
            search.and("kind = ", kind.as_str().into());
        }
        if let Some(kind) = question.kind {
            search.and("kind = ", kind.as_str().into());
        }
        if let Some(by) = question.by {
            search.and("by_id = ", by.0.into());
        }
        if let Some(from) = question.from {
            search.and("at >= ", begin_of(from).into());
        }
        if let Some(until) = question.until {
            search.and("at < ", begin_of(until.plus(1)).into());
        }
        if let Some(HistoryPlace { at, version, command, record }) = after {
            let whole: [Value; 5] = [at.0.into(), version.into(), command.0.into(), record.id.into(), record.kind.as_str().into()];
            let values = whole.into_iter().zip(OF_ALL).filter(|(_, column)| search.order.contains(column)).map(|it| it.0);
            let values: Vec<Value> = values.collect();
            // The first part is what an index understands.
            search.and(&format!("{} <= ", search.order[0]), values[0].clone());
            let from = search.values.len() + 1;
            search.values.extend(values);
            let places: Vec<String> = (from..=search.values.len()).map(|it| format!("${it}")).collect();
            search.condition += &format!(" AND ({}) < ({})", search.order.join(", "), places.join(", "));
        }
        search
    }

    fn and(&mut self, is: &str, value: Value) {
        self.values.push(value);
        self.condition += &format!(" AND {is}${}", self.values.len());
    }

    fn newest_first(&self, table: &str) -> String {
        let columns: Vec<String> = self.order.iter().map(|it| format!("{table}{it} DESC")).collect();
        format!("ORDER BY {}", columns.join(", "))
    }

    /// The first `most` lines of the next `step` ones whose record lies in one of these buckets or was removed.
    async fn lines(&self, db: &Database, buckets: Option<&[Bucket]>, step: u64, most: usize) -> anyhow::Result<Vec<Line>> {
        let mut values = self.values.clone();
        let is_open = match buckets {
            None => "TRUE".to_owned(),
            Some(buckets) => {
                let from = values.len() + 1;
                values.extend(buckets.iter().map(|it| Value::from(it.to_string())));
                let places: Vec<String> = (from..=values.len()).map(|it| format!("${it}")).collect();
                let places = places.join(", ");
                format!(
                    "(record.removed = TRUE OR EXISTS (SELECT 1 FROM scope_bucket \
                     WHERE scope_bucket.scope_id = record.scope_id AND scope_bucket.bucket IN ({places})))"
                )
            }
        };
        // Without a scope, every line is read.
        let step = if buckets.is_none() { step.min(u64::try_from(most)?) } else { step };
        let question = format!(
            "SELECT line.*, record.body, record.removed FROM (SELECT * FROM history WHERE {} {} LIMIT {step}) AS line \
             JOIN record ON record.id = line.record_id AND record.kind = line.kind WHERE {is_open} {} LIMIT {most}",
            self.condition,
            self.newest_first(""),
            self.newest_first("line.")
        );
        Ok(sql::all(db.connection(), question, values).await?)
    }

    /// The last of the next `step` lines, readable or not; `None` if there are fewer.
    async fn end(&self, db: &Database, step: u64) -> Result<Option<HistoryPlace>, DbErr> {
        let question = format!(
            "SELECT record_id, kind, version, command_id, at FROM history WHERE {} {} LIMIT 1 OFFSET {}",
            self.condition,
            self.newest_first(""),
            step - 1
        );
        let end: Option<End> = sql::one(db.connection(), question, self.values.clone()).await?;
        Ok(end.and_then(|it| place_of(it.at, it.version, it.command_id, it.record_id, &it.kind)))
    }
}

/// What a person may read.
struct ReaderScope<'a> {
    db: &'a Database,
    reader: &'a Actor,
    sight: Sight,
    catalogue: Arc<Book>,
    /// `None` for everything.
    buckets: Option<Vec<Bucket>>,
    /// The customers that removed records belonged to.
    families: BTreeMap<CustomerId, Option<Record>>,
}

impl<'a> ReaderScope<'a> {
    async fn of(db: &'a Database, reader: &'a Actor, now: Timestamp) -> anyhow::Result<ReaderScope<'a>> {
        let catalogue = people::catalogue(db).await?;
        let sight = Sight::of(reader, &catalogue, now.day(catalogue.company().utc_offset_minutes));
        Ok(ReaderScope { db, reader, sight, catalogue, buckets: reader.history_buckets(), families: BTreeMap::new() })
    }

    /// Whether this person may read the history of the record.
    async fn may_read(&mut self, key: Key) -> anyhow::Result<bool> {
        let row = record::Entity::find_by_id((key.id, key.kind.as_str().to_owned())).one(self.db.connection()).await?;
        let Some(row) = row else { return Ok(false) };
        self.holds(&Record::parse(key.kind, &row.body)?).await
    }

    /// Whether the record lies in what this person may read; of a removed one, where it lay.
    async fn holds(&mut self, record: &Record) -> anyhow::Result<bool> {
        let Some(buckets) = self.buckets.clone() else { return Ok(true) };
        let scope = match record.family() {
            Some(family) => {
                let mut book = (*self.catalogue).clone();
                self.family(family).await?.into_iter().for_each(|it| book.put(it));
                record.scope(&book).buckets(&book)
            }
            None => record.scope(&self.catalogue).buckets(&self.catalogue),
        };
        Ok(buckets.iter().any(|it| scope.contains(it)))
    }

    async fn family(&mut self, id: CustomerId) -> anyhow::Result<Option<Record>> {
        if let Some(known) = self.families.get(&id) {
            return Ok(known.clone());
        }
        let row = record::Entity::find_by_id((id.0, Kind::Customer.as_str().to_owned())).one(self.db.connection()).await?;
        let customer = row.map(|it| Record::parse(Kind::Customer, &it.body)).transpose()?;
        self.families.insert(id, customer.clone());
        Ok(customer)
    }

    /// The line as this person may read it; `None` if it tells them nothing.
    async fn entry(&mut self, place: HistoryPlace, line: Line) -> anyhow::Result<Option<HistoryEntry>> {
        let kind = place.record.kind;
        let record = Record::parse(kind, &line.body)?;
        if line.removed && !self.holds(&record).await? {
            return Ok(None);
        }
        let changes: Map<String, serde_json::Value> = serde_json::from_str(&line.changes)?;
        let change = change_of(&changes);
        let fields = told(&record, changes, self.reader, self.sight);
        if change == Change::Amended && fields.is_empty() {
            return Ok(None);
        }
        let customer = match place.record {
            Key { kind: Kind::Customer, id } => Some(CustomerId(id)),
            _ => record.family(),
        };
        Ok(Some(HistoryEntry {
            place,
            by: Some(PersonId(line.by_id)).filter(|it| *it != PersonId::default()),
            made_at: Timestamp(line.made_at),
            change,
            name: name_of(&record, self.reader),
            customer: customer.filter(|_| self.reader.may_read_history_values(kind)),
            fields,
        }))
    }
}
