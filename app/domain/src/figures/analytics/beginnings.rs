//! When the records of each measure begin. Before the first record a figure has no value, which is not the same as zero.

use super::Figure;
use crate::figures::fact::{Fact, Measure};
use crate::values::calendar::{Day, Stretch};

/// The first day of each measure, indexed by [`Measure`], among the facts visible to the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beginnings([Option<Day>; Measure::ALL.len()]);

impl Beginnings {
    pub fn of(facts: &[Fact]) -> Beginnings {
        let mut first = [None; Measure::ALL.len()];
        for fact in facts {
            let first = &mut first[fact.key.measure as usize];
            if first.is_none_or(|it| fact.key.on < it) {
                *first = Some(fact.key.on);
            }
        }
        Beginnings(first)
    }

    fn of_figure(&self, figure: Figure) -> Option<Day> {
        figure.measures().iter().filter_map(|it| self.0[*it as usize]).min()
    }

    /// Whether a figure can have a value in these days: they are not entirely before its first record or in the future. Without any record, only
    /// a range that contains today has a value (zero).
    pub fn reach(&self, figure: Figure, days: Stretch, today: Day) -> bool {
        days.first <= today && self.of_figure(figure).map_or(days.contains(today), |it| it <= days.last)
    }

    /// Whether the records cover these days well enough for a comparison: they begin within the first tenth.
    pub fn covers(&self, figure: Figure, days: Stretch) -> bool {
        self.of_figure(figure).is_some_and(|it| it <= days.first.plus(days.days() / 10))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::fact::FactKey;
    use crate::values::calendar::Period;
    use crate::values::ids::{CustomerId, PersonId};

    #[test]
    fn a_period_before_the_first_record_has_no_data() {
        let day = |text: &str| Day::parse(text).expect("a day");
        let of = |text: &str| Stretch::from(Period::parse(text).expect("a period"));
        let (person, customer) = (PersonId::default(), CustomerId::default());
        let key = FactKey { measure: Measure::Deals, on: day("2026-03-10"), person, team: None, product: None, customer };
        let (some, none) = (Beginnings::of(&[Fact::of(key, 1)]), Beginnings::of(&[]));
        let today = day("2026-11-29");
        for (period, expected) in
            [("2025", false), ("2026-02", false), ("2026-03", true), ("2026-10", true), ("2026-12", false), ("2026", true)]
        {
            assert_eq!(some.reach(Figure::Deals, of(period), today), expected, "{period}");
        }
        assert!(!some.reach(Figure::FollowUps, of("2026-10"), today), "of another kind there is none");
        assert_eq!((none.reach(Figure::Deals, of("2026-11"), today), none.reach(Figure::Deals, of("2026-10"), today)), (true, false));
        assert_eq!((some.covers(Figure::Deals, of("2026-03")), some.covers(Figure::Deals, of("2026-04"))), (false, true));
    }

    #[test]
    fn the_index_of_a_measure_is_its_position() {
        for (at, measure) in Measure::ALL.into_iter().enumerate() {
            assert_eq!(measure as usize, at, "{measure:?}");
        }
    }
}
