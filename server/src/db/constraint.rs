//! What an error of the database means. A unique value that somebody else wrote first is no refusal in itself: the transaction is repeated, the
//! rules see the other's record, and settle another number or refuse in words.

use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// Whether the transaction lost against another one and should be repeated.
pub fn is_lost_race(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) || code(error).is_some_and(|it| is_retryable(&it))
}

/// Whether the database was not reached at all, or could not work for reasons that have nothing to do with what was asked.
pub fn is_outage(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(it)) | DbErr::Query(RuntimeErr::SqlxError(it)) => {
            it.as_database_error().is_none() || code(error).is_some_and(|it| is_outage_code(&it))
        }
        _ => false,
    }
}

fn code(error: &DbErr) -> Option<String> {
    match error {
        DbErr::Exec(RuntimeErr::SqlxError(it)) | DbErr::Query(RuntimeErr::SqlxError(it)) => {
            it.as_database_error().and_then(|it| it.code()).map(|it| it.into_owned())
        }
        _ => None,
    }
}

/// PostgreSQL: serialization failure, deadlock. SQLite: busy, busy snapshot, locked, locked shared cache.
fn is_retryable(code: &str) -> bool {
    matches!(code, "40001" | "40P01" | "5" | "517" | "6" | "262")
}

/// PostgreSQL: connection, resources, operator intervention, system. SQLite: busy, locked, read-only, I/O, full, cannot open.
fn is_outage_code(code: &str) -> bool {
    match code.parse::<u32>() {
        Ok(sqlite) if code.len() <= 4 => matches!(sqlite & 0xFF, 5 | 6 | 8 | 10 | 13 | 14),
        _ => ["08", "53", "57", "58", "40"].iter().any(|it| code.starts_with(it)),
    }
}
