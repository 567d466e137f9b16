//! 新人爬坡: which part of a full target somebody new is given in each month of their employment (T-02).

use serde::{Deserialize, Serialize};

use crate::values::calendar::{Day, Month, Period, Stretch};
use crate::values::field::Field;
use crate::values::money::Share;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;
use crate::values::working_days::WorkingDays;

/// The share of each month, the month of the first day first. Every later month counts in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ramp(pub Vec<Share>);

impl Default for Ramp {
    /// Nothing in the month of the first day, then a quarter, then half.
    fn default() -> Ramp {
        Ramp(vec![Share(0), Share(2_500), Share(5_000)])
    }
}

impl Ramp {
    /// The most months that a ramp has.
    pub const MOST: usize = 24;

    /// Reads percentages from 0 to 100, separated by spaces or commas. Nothing at all is no ramp.
    pub fn read(raw: &str) -> Result<Ramp, Refusal> {
        let plain = text::plain(&raw.replace(['\t', '\n', ',', '，', '、', ';', '；', '/', '%', '％'], " "));
        plain.split_whitespace().map(Share::parse_percent).collect::<Result<_, _>>().map(Ramp).and_then(|it| it.check().map(|()| it))
    }

    fn check(&self) -> Result<(), Refusal> {
        if Ramp::MOST < self.0.len() {
            return Err(Refusal::TooLong { longest: Ramp::MOST as u32 });
        }
        let is_share = |it: &Share| (Share(0)..=Share::WHOLE).contains(it);
        if self.0.iter().all(is_share) { Ok(()) } else { Err(Refusal::OutOfRange { least: 0, most: 100 }) }
    }

    pub(crate) fn checked(&self, refusals: &mut Refusals) -> Ramp {
        let _ = refusals.keep(Field::Ramp, self.check());
        self.clone()
    }

    /// The share of a month for somebody whose first day is in another, or the same, one.
    fn share(&self, joined: Month, month: Month) -> Share {
        let at = usize::try_from(month.0 - joined.0).ok();
        at.map_or(Share(0), |it| self.0.get(it).copied().unwrap_or(Share::WHOLE))
    }

    /// The part of a full target for somebody employed from `joined` to `left`, both included: each working day counts with the share of its month.
    /// An unknown first day is one long ago.
    pub fn strength(&self, days: Stretch, joined: Option<Day>, left: Option<Day>, working: &WorkingDays) -> Share {
        let all = working.count(days.first, days.last);
        let here =
            Stretch { first: joined.map_or(days.first, |it| it.max(days.first)), last: left.map_or(days.last, |it| it.min(days.last)) };
        if here.last < here.first {
            return Share(0);
        }
        if all == 0 {
            return Share::WHOLE;
        }
        let months = here.first.month().0..=here.last.month().0;
        let of_month = |month: Month| {
            let (first, last) = Period::Month(month).days();
            let n = working.count(here.first.max(first), here.last.min(last));
            n * joined.map_or(Share::WHOLE, |it| self.share(it.month(), month)).0
        };
        Share(months.map(|it| of_month(Month(it))).sum::<i64>() / all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_read() {
        // T-02.
        let shares = |all: &[i64]| Ok(Ramp(all.iter().copied().map(Share).collect()));
        for (text, expected) in [
            ("0 25 50", shares(&[0, 2_500, 5_000])),
            ("0%，25％、50 %/ 75", shares(&[0, 2_500, 5_000, 7_500])),
            ("33.3", shares(&[3_330])),
            ("", shares(&[])),
            ("100", shares(&[10_000])),
            ("100.01", Err(Refusal::OutOfRange { least: 0, most: 100 })),
        ] {
            assert_eq!(Ramp::read(text), expected, "{text}");
        }
        for text in ["-1", "x", "1.234"] {
            assert!(Ramp::read(text).is_err(), "{text}");
        }
        assert!(Ramp::read(&"1 ".repeat(24)).is_ok());
        assert_eq!(Ramp::read(&"1 ".repeat(25)), Err(Refusal::TooLong { longest: 24 }));
    }

    #[test]
    fn somebody_new_has_a_part_of_a_full_target() {
        // T-02: 0, 25, 50 and then 100 %, by the working days employed. September 2026 has 22 working days beside the festival's.
        let working = WorkingDays::default();
        let ramp = Ramp::default();
        let day = |text: &str| Some(Day::parse(text).expect("a day"));
        let strength =
            |period: &str, joined, left| ramp.strength(Period::parse(period).expect("a period").into(), joined, left, &working).0;
        for (period, joined, left, expected) in [
            ("2026-09", None, None, 10_000),
            ("2026-09", day("2026-10-01"), None, 0),
            ("2026-09", day("2026-09-01"), None, 0),
            ("2026-09", day("2026-08-31"), None, 2_500),
            ("2026-09", day("2026-07-01"), None, 5_000),
            ("2026-09", day("2026-06-30"), None, 10_000),
            // 11 of 22 working days.
            ("2026-09", None, day("2026-09-15"), 5_000),
            ("2026-09", None, day("2026-08-31"), 0),
            ("2026-09", day("2026-07-01"), day("2026-09-15"), 2_500),
            // 23 working days in July, 21 in August, 22 in September.
            ("2026-Q3", day("2026-07-01"), None, (21 * 2_500 + 22 * 5_000) / 66),
            ("2027", day("2026-07-01"), None, 10_000),
        ] {
            assert_eq!(strength(period, joined, left), expected, "{period}, {joined:?} to {left:?}");
        }
        let at_once = Ramp(vec![]);
        assert_eq!(at_once.strength(Period::parse("2026-09").expect("a month").into(), day("2026-09-16"), None, &working), Share(5_000));
    }
}
