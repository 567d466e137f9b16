//! Notes on a record when it reached the server and what a wrong device clock said (A46).

use crate::book::Book;
use crate::book::record::Record;
use crate::decide::decision::Decision;
use crate::values::calendar::Timestamp;

/// Delays and clock errors from this size on are noted, in milliseconds: ten minutes.
pub const NOTABLE: i64 = 10 * 60_000;

/// Notes the arrival time on new orders, payments and follow-ups that reached the server notably later than they were made. Called only on the
/// server.
pub fn note_arrival(decision: &mut Decision, book: &Book, made_at: Timestamp, now: Timestamp) {
    if now.0.saturating_sub(made_at.0) < NOTABLE {
        return;
    }
    for record in &mut decision.puts {
        match record {
            Record::Order(order) => {
                let before = book.order(order.id);
                if before.is_none() {
                    order.arrived_at = Some(now);
                }
                let is_new = |id| before.is_none_or(|it| it.payments.iter().all(|payment| payment.id != id));
                order.payments.iter_mut().filter(|it| is_new(it.id)).for_each(|it| it.arrived_at = Some(now));
            }
            Record::FollowUp(follow_up) if book.follow_up(follow_up.id).is_none() => follow_up.arrived_at = Some(now),
            _ => {}
        }
    }
}

/// Notes what the wrong device clock said on new orders, payments, follow-ups,
/// expenses and entries. Returns whether there were any.
pub fn note_clock(decision: &mut Decision, book: &Book, said: Timestamp) -> bool {
    let mut noted = false;
    let mut note = |time: &mut Option<Timestamp>| {
        *time = Some(said);
        noted = true;
    };
    for record in &mut decision.puts {
        match record {
            Record::Order(order) => {
                let before = book.order(order.id);
                if before.is_none() {
                    note(&mut order.clock_said);
                }
                let is_new = |id| before.is_none_or(|it| it.payments.iter().all(|payment| payment.id != id));
                order.payments.iter_mut().filter(|it| is_new(it.id)).for_each(|it| note(&mut it.clock_said));
            }
            Record::FollowUp(follow_up) if book.follow_up(follow_up.id).is_none() => note(&mut follow_up.clock_said),
            Record::Expense(expense) if book.expense(expense.id).is_none() => note(&mut expense.clock_said),
            Record::KpiEntry(entry) if book.kpi_entry(entry.id).is_none() => note(&mut entry.clock_said),
            _ => {}
        }
    }
    noted
}
