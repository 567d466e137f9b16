//! Classifies database errors. A unique value that another transaction wrote first is not a refusal by itself. The transaction is repeated, and
//! the rules see the other record and choose another number or refuse with a reason.

use sea_orm::{DbErr, RuntimeErr, SqlErr, sqlx};

/// Whether the transaction lost against another one and should be repeated.
pub fn is_lost_race(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) || code(error).is_some_and(|it| is_retryable(&it))
}

/// Whether the database was not reached, or failed for reasons that have nothing to do with the statement.
pub fn is_outage(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause)) => match cause.as_ref() {
            sqlx::Error::Database(_) => code(error).is_some_and(|it| is_outage_code(&it)),
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::BeginFailed => true,
            _ => false,
        },
        _ => false,
    }
}

/// Whether the SQLite file cannot be read as a database.
pub fn is_damaged(error: &DbErr) -> bool {
    code(error).and_then(|it| it.parse::<u32>().ok().filter(|_| it.len() <= 4)).is_some_and(|it| matches!(it & 0xFF, 11 | 26))
}

fn code(error: &DbErr) -> Option<String> {
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(cause))
        | DbErr::Exec(RuntimeErr::SqlxError(cause))
        | DbErr::Query(RuntimeErr::SqlxError(cause)) => cause.as_database_error().and_then(|it| it.code()).map(|it| it.into_owned()),
        _ => None,
    }
}

/// PostgreSQL: serialization failure, deadlock. SQLite: busy, busy snapshot, locked, locked shared cache.
fn is_retryable(code: &str) -> bool {
    matches!(code, "40001" | "40P01" | "5" | "517" | "6" | "262")
}

/// PostgreSQL: connection, resources, operator intervention, system, lost races, read-only standby. SQLite: busy, locked, out of memory,
/// read-only, I/O, damaged, full, cannot open, not a database.
fn is_outage_code(code: &str) -> bool {
    match code.parse::<u32>() {
        Ok(sqlite) if code.len() <= 4 => matches!(sqlite & 0xFF, 5..=8 | 10 | 11 | 13 | 14 | 26),
        _ => ["08", "53", "57", "58", "40", "25006"].iter().any(|it| code.starts_with(it)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_and_stopped_databases_are_outages_and_wrong_values_are_not() {
        for outage in ["13", "5", "517", "522", "11", "26", "57P01", "57P03", "53300", "08006", "25006"] {
            assert!(is_outage_code(outage), "{outage}");
        }
        for other in ["19", "2067", "1", "23505", "22021", "42601", "25P02"] {
            assert!(!is_outage_code(other), "{other}");
        }
    }
}
