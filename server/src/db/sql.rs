//! Statements over many rows, in few distinct texts, so that both databases keep them prepared. Written as SQL text that both understand alike,
//! including `$1`. Single rows are read and written through the entities of [`super::tables`].

use futures::{Stream, StreamExt};
use sea_orm::{
    ConnectionTrait, DbBackend, DbErr, EntityName, EntityTrait, FromQueryResult, IdenStatic, Iterable, ModelTrait, Statement, StreamTrait,
    Value,
};

/// Rows per statement. Only these sizes are used, so that few texts exist.
const SIZES: [usize; 6] = [500, 128, 32, 8, 2, 1];

fn statement(connection: &impl ConnectionTrait, sql: impl Into<String>, values: Vec<Value>) -> Statement {
    Statement::from_sql_and_values(connection.get_database_backend(), sql, values)
}

/// All rows of a query. A column is read by its name.
pub async fn all<R: FromQueryResult>(
    connection: &impl ConnectionTrait,
    sql: impl Into<String>,
    values: Vec<Value>,
) -> Result<Vec<R>, DbErr> {
    R::find_by_statement(statement(connection, sql, values)).all(connection).await
}

/// The rows of a query without parameters, as a stream.
pub async fn stream<R: FromQueryResult, C: ConnectionTrait + StreamTrait>(
    connection: &C,
    sql: &str,
) -> Result<impl Stream<Item = Result<R, DbErr>>, DbErr> {
    let rows = connection.stream_raw(statement(connection, sql, Vec::new())).await?;
    Ok(rows.map(|row| R::from_query_result(&row?, "")))
}

/// The one row of a query, if there is one.
pub async fn one<R: FromQueryResult>(
    connection: &impl ConnectionTrait,
    sql: impl Into<String>,
    values: Vec<Value>,
) -> Result<Option<R>, DbErr> {
    R::find_by_statement(statement(connection, sql, values)).one(connection).await
}

/// Changes rows, and returns how many.
pub async fn run(connection: &impl ConnectionTrait, sql: impl Into<String>, values: Vec<Value>) -> Result<u64, DbErr> {
    Ok(connection.execute_raw(statement(connection, sql, values)).await?.rows_affected())
}

/// The suffix that locks the rows read until the transaction ends. Empty on SQLite, which has only one writer.
pub fn for_update(connection: &impl ConnectionTrait) -> &'static str {
    if connection.get_database_backend() == DbBackend::Postgres { " FOR UPDATE" } else { "" }
}

/// Inserts rows, in as few statements as possible. `tail` ends each statement, such as `ON CONFLICT …`.
pub async fn insert<M: ModelTrait>(connection: &impl ConnectionTrait, tail: &str, rows: Vec<M>) -> Result<(), DbErr> {
    let columns: Vec<_> = <M::Entity as EntityTrait>::Column::iter().collect();
    let names: Vec<&str> = columns.iter().map(IdenStatic::as_str).collect();
    let mut rows = rows.into_iter();
    while 0 < rows.len() {
        let size = SIZES.into_iter().find(|it| *it <= rows.len()).unwrap_or(1);
        let values: Vec<Value> = rows.by_ref().take(size).flat_map(|row| columns.iter().map(move |it| row.get(*it))).collect();
        let mut sql = format!("INSERT INTO {} ({}) VALUES ", M::Entity::default().table_name(), names.join(", "));
        for row in 0..size {
            sql.push_str(if row == 0 { "(" } else { ", (" });
            push_places(&mut sql, Some(row * columns.len()).filter(|_| are_numbered(connection)), columns.len());
            sql.push(')');
        }
        sql.push(' ');
        sql.push_str(tail);
        run(connection, sql, values).await?;
    }
    Ok(())
}

/// Inserts rows, or updates all other columns of those whose key exists.
pub async fn replace<M: ModelTrait>(connection: &impl ConnectionTrait, rows: Vec<M>) -> Result<(), DbErr> {
    let tail = replacing::<M::Entity>();
    insert(connection, &tail, rows).await
}

/// The end of an `INSERT` that updates all other columns of the rows whose key exists.
pub fn replacing<E: EntityTrait>() -> String {
    let keys: Vec<&str> = <E::PrimaryKey as Iterable>::iter().map(|it| it.as_str()).collect();
    let others = <E::Column as Iterable>::iter().map(|it| it.as_str()).filter(|it| !keys.contains(it));
    let updates: Vec<String> = others.map(|it| format!("{it} = excluded.{it}")).collect();
    format!("ON CONFLICT ({}) DO UPDATE SET {}", keys.join(", "), updates.join(", "))
}

/// Runs a query for many values: `before` and `after` surround the list, as in `SELECT … WHERE id IN (` and `) ORDER BY id`.
pub async fn all_in<R: FromQueryResult>(
    connection: &impl ConnectionTrait,
    before: &str,
    after: &str,
    values: Vec<Value>,
) -> Result<Vec<R>, DbErr> {
    let mut rows = Vec::new();
    for (sql, values) in lists(connection, before, after, &[], values) {
        rows.extend(all::<R>(connection, sql, values).await?);
    }
    Ok(rows)
}

/// Runs a change for many values. `fixed` are the first values of the statement; the list follows them.
pub async fn run_in(
    connection: &impl ConnectionTrait,
    before: &str,
    after: &str,
    fixed: Vec<Value>,
    values: Vec<Value>,
) -> Result<(), DbErr> {
    for (sql, values) in lists(connection, before, after, &fixed, values) {
        run(connection, sql, values).await?;
    }
    Ok(())
}

/// The statements for a list of values. A list that is a little too short is padded by repeating its last value.
fn lists(connection: &impl ConnectionTrait, before: &str, after: &str, fixed: &[Value], values: Vec<Value>) -> Vec<(String, Vec<Value>)> {
    // Unnumbered placeholders would begin again at the first value, which belongs to `fixed`.
    let from = Some(fixed.len()).filter(|it| 0 < *it || are_numbered(connection));
    let mut statements = Vec::new();
    for chunk in values.chunks(SIZES[0]) {
        let size = SIZES.into_iter().rev().find(|it| chunk.len() <= *it).unwrap_or(SIZES[0]);
        let mut values = [fixed, chunk].concat();
        if let Some(last) = values.last().cloned() {
            values.resize(fixed.len() + size, last);
        }
        let mut sql = before.to_owned();
        push_places(&mut sql, from, size);
        sql.push_str(after);
        statements.push((sql, values));
    }
    statements
}

/// Whether the placeholders of a long statement are numbered. SQLite takes a number for a name and looks it up among all others, for each value
/// of each row: with thousands of values that took four fifths of a push.
fn are_numbered(connection: &impl ConnectionTrait) -> bool {
    connection.get_database_backend() == DbBackend::Postgres
}

/// Appends `count` placeholders, numbered after the first `from` ones, or without numbers.
fn push_places(sql: &mut String, from: Option<usize>, count: usize) {
    use std::fmt::Write;
    for place in 0..count {
        let comma = if place == 0 { "" } else { ", " };
        let _ = match from {
            Some(from) => write!(sql, "{comma}${}", from + place + 1),
            None => write!(sql, "{comma}?"),
        };
    }
}
