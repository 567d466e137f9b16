//! Collects acts in any order and sorts them by time. Ids are made as devices make them (UUIDv7): they sort by the time of their act.

use uuid::Uuid;

use super::act::Act;
use super::dice::Dice;
use crate::decide::command::Command;
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{CommandId, PersonId};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// Shanghai's offset from UTC in milliseconds (A43).
const AHEAD: i64 = 480 * MINUTE;

pub(super) struct Story {
    pub(super) today: Day,
    /// The day the company began to use the app.
    pub(super) begin: Day,
    pub(super) dice: Dice,
    told: i64,
    acts: Vec<Act>,
}

impl Story {
    pub(super) fn new(today: Day) -> Story {
        // A year and a half, from the first of a month.
        let begin = crate::values::calendar::Month(today.month().0 - 18).first();
        Story { today, begin, dice: Dice::new(0xDAB1_A0DA_B1A0), told: 0, acts: Vec::new() }
    }

    /// The day itself, or the Friday before a weekend. Keeps the order of days.
    pub(super) fn working(&self, day: Day) -> Day {
        let day = day.min(self.today).max(self.begin);
        let back = (day.weekday() - 4).max(0);
        if day.plus(-back) < self.begin { day } else { day.plus(-back) }
    }

    /// A new id for a record made on that day.
    pub(super) fn id(&mut self, on: Day) -> Uuid {
        self.told += 1;
        uuid_v7(self.moment(on).0, self.told)
    }

    /// Adds an act on that day, after all acts already added for the same day.
    pub(super) fn act(&mut self, by: PersonId, on: Day, command: Command) {
        let command_id = CommandId(self.id(on));
        let made_at = self.moment(on);
        self.acts.push(Act { by, made_at, command_id, command });
    }

    /// From eight in the morning, a few seconds after the last act.
    fn moment(&self, on: Day) -> Timestamp {
        Timestamp(i64::from(on.0) * DAY - AHEAD + 8 * 60 * MINUTE + self.told * 4_000)
    }

    /// The acts so far, in order of time.
    pub(super) fn acts(&self) -> Vec<Act> {
        let mut acts = self.acts.clone();
        acts.sort_by_key(|it| (it.made_at, it.command_id));
        acts
    }

    pub(super) fn into_acts(mut self) -> Vec<Act> {
        self.acts.sort_by_key(|it| (it.made_at, it.command_id));
        self.acts
    }
}

/// Noon of that day.
pub(super) fn noon_of(on: Day) -> Timestamp {
    Timestamp(i64::from(on.0) * DAY - AHEAD + 12 * 60 * MINUTE)
}

/// A UUIDv7 from milliseconds and a counter.
pub(super) fn uuid_v7(milliseconds: i64, count: i64) -> Uuid {
    let (milliseconds, count) = (milliseconds.unsigned_abs() as u128, count.unsigned_abs() as u128);
    let version = 7_u128 << 76;
    let variant = 0b10_u128 << 62;
    Uuid::from_u128(
        ((milliseconds & 0xFFFF_FFFF_FFFF) << 80) | version | ((count >> 50 & 0xFFF) << 64) | variant | (count & 0x3_FFFF_FFFF_FFFF),
    )
}
