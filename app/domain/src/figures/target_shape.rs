//! How a total is divided into targets: by a shape over periods, or by a percentage of a whole (T-02, T-05, T-10, G7).

use crate::book::Book;
use crate::figures::analytics::Filter;
use crate::figures::kpis::{Evaluator, KpiFacts, is_summed, unit_of};
use crate::figures::target_value::members_on;
use crate::records::target::TargetLine;
use crate::rules::SeasonCurve;
use crate::values::calendar::{Day, Period, Stretch};
use crate::values::money::Share;
use crate::values::refusal::Refusal;
use crate::values::split::split;
use crate::values::target_of::TargetOf;
use crate::values::working_days::WorkingDays;

/// By what a total is spread over periods.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TargetShape {
    #[default]
    Evenly,
    /// The results of the same periods a year before (T-10).
    LastYear,
    WorkingDays,
    /// A saved curve of the company (T-02).
    Season(SeasonCurve),
}

/// Where the results of a line are read from.
pub struct Results<'a> {
    pub book: &'a Book,
    pub facts: &'a KpiFacts,
    pub today: Day,
}

impl Results<'_> {
    /// The result of a line in the unit that its targets are stored in; `None` where records do not go back that far.
    pub fn of(&self, line: &TargetLine, days: Stretch) -> Option<i64> {
        let narrowing = line.cut.as_ref().map(|it| it.narrowing()).unwrap_or_default();
        let evaluator = Evaluator::over(self.facts, self.book, self.today).within(narrowing);
        if !evaluator.reaches(line.metric, days) {
            return None;
        }
        let parts = unit_of(line.metric, self.book)?.parts();
        evaluator.measure(line.metric, days, &Filter::from(line.of)).value.ok().map(|it| it.in_parts(parts))
    }

    /// What these days will bring at the rate so far, by working days, today included (T-08). Only of a KPI that is summed, while the days run.
    pub fn at_this_rate(&self, line: &TargetLine, days: Stretch) -> Option<i64> {
        let is_running = days.first <= self.today && self.today < days.last;
        let so_far = self.of(line, days).filter(|_| is_running && is_summed(line.metric, self.book))?;
        let working = WorkingDays::of(self.book.company());
        projected(so_far, working.count(days.first, self.today), working.count(days.first, days.last))
    }

    /// The results of the same periods a year before.
    pub fn a_year_before(&self, line: &TargetLine, periods: &[Period]) -> Vec<Option<i64>> {
        periods.iter().map(|it| self.of(line, Stretch::from(it.year_before()))).collect()
    }

    /// The weights by which a total of a line is spread over periods. Periods in which a person is new, or gone, weigh less.
    pub fn weights(&self, line: &TargetLine, periods: &[Period], shape: &TargetShape) -> Vec<i64> {
        let weights = self.shaped(line, periods, shape);
        weights.into_iter().zip(periods).map(|(weight, it)| weight.saturating_mul(self.strength(line.of, *it).0)).collect()
    }

    /// The weights by which the target of a period is divided among the lines: as last year's results, if that is the shape, else by the number of
    /// people. People who are new, or gone, weigh less.
    pub fn weights_of_lines(&self, lines: &[TargetLine], period: Period, shape: &TargetShape) -> Vec<i64> {
        let weight = |line: &TargetLine| match shape {
            TargetShape::LastYear => {
                self.a_year_before(line, &[period])[0].unwrap_or_default().saturating_mul(self.strength(line.of, period).0)
            }
            _ => self.heads(line.of, period),
        };
        lines.iter().map(weight).collect()
    }

    /// The strength of everybody in a group together; of a person, their own.
    fn heads(&self, of: TargetOf, period: Period) -> i64 {
        if let TargetOf::Person(_) = of {
            return self.strength(of, period).0;
        }
        members_on(period.last(), self.book, of).into_iter().map(|it| self.heads(it, period)).sum()
    }

    /// The part of a full target that an owner has in a period: less than everything for people who are new, or gone (T-02).
    pub fn strength(&self, of: TargetOf, period: Period) -> Share {
        let TargetOf::Person(id) = of else { return Share::WHOLE };
        let company = self.book.company();
        let Some(person) = self.book.person(id) else { return Share::WHOLE };
        if !person.active && person.left_on.is_none() {
            return Share(0);
        }
        let left = person.left_on.filter(|_| !person.active);
        company.ramp.on(period.last()).strength(period.into(), person.joined_on, left, &WorkingDays::of(company))
    }

    fn shaped(&self, line: &TargetLine, periods: &[Period], shape: &TargetShape) -> Vec<i64> {
        match shape {
            TargetShape::Evenly => vec![1; periods.len()],
            TargetShape::LastYear => self.a_year_before(line, periods).into_iter().map(Option::unwrap_or_default).collect(),
            TargetShape::WorkingDays => {
                let days = WorkingDays::of(self.book.company());
                periods.iter().map(|it| days.count(it.first(), it.last())).collect()
            }
            TargetShape::Season(curve) => periods.iter().map(|it| curve.weight(*it)).collect(),
        }
    }
}

/// A result of some days, carried on over all of them, rounded; `None` before the first day.
fn projected(so_far: i64, n_elapsed: i64, n_all: i64) -> Option<i64> {
    let (elapsed, all) = (i128::from(n_elapsed), i128::from(n_all));
    let exact = i128::from(so_far) * all;
    (0 < elapsed).then(|| i64::try_from((2 * exact + elapsed).div_euclid(2 * elapsed)).unwrap_or(i64::MAX))
}

/// The parts of a total that are still open, if the rest of it holds `held` already; `None` if that is more than the total, or nothing is open.
/// Their sum and `held` are the total exactly.
pub fn open_parts(total: i64, held: i64, weights: &[i64], step: i64) -> Option<Vec<i64>> {
    let rest = total.checked_sub(held).filter(|it| 0 <= *it)?;
    Some(split(rest, weights, step)).filter(|it| !it.is_empty())
}

/// A percentage of a whole, rounded to a step.
pub fn part_of(whole: i64, share: Share, step: i64) -> i64 {
    split(whole, &[share.0, (Share::WHOLE.0 - share.0).max(0)], step).first().copied().unwrap_or_default()
}

/// Reads a part of a whole such as `60%`: from nothing to everything (G7).
pub fn read_part(text: &str) -> Result<Share, Refusal> {
    let share = Share::parse_percent(text.trim().trim_end_matches(['%', '％']))?;
    if share <= Share::WHOLE { Ok(share) } else { Err(Refusal::OutOfRange { least: 0, most: 100 }) }
}

/// Reads a growth such as `10`, `-5` or `12.5%`.
pub fn read_growth(text: &str) -> Result<Share, Refusal> {
    let text = text.trim().trim_end_matches(['%', '％']).trim();
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.starts_with(['+', '-', '−']) {
        return Err(Refusal::Malformed);
    }
    let share = Share::parse_percent(digits)?;
    Ok(Share(sign * share.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::kpi_name::KpiName;
    use crate::values::shipped_kpi::ShippedKpi;

    #[test]
    fn a_part_of_a_whole_is_read() {
        // G7.
        let out = Err(Refusal::OutOfRange { least: 0, most: 100 });
        for (text, expected) in
            [("60%", Ok(Share(6_000))), ("100 ％", Ok(Share::WHOLE)), ("0%", Ok(Share(0))), ("100.01%", out.clone()), ("150", out)]
        {
            assert_eq!(read_part(text), expected, "{text}");
        }
    }

    #[test]
    fn growth_is_read() {
        // T-02.
        for (text, expected) in [("10", Ok(1_000)), ("+10%", Ok(1_000)), ("-5", Ok(-500)), ("12.5 ％", Ok(1_250)), ("0", Ok(0))] {
            assert_eq!(read_growth(text).map(|it| it.0), expected, "{text}");
        }
        for text in ["", "十", "1,23", "--5"] {
            assert!(read_growth(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_percentage_and_the_rest_are_the_whole() {
        // T-05, G7: 150万 by 60 % and 40 %.
        for (whole, percent, step, expected) in [
            (150_000_000, "60", 100, 90_000_000),
            (150_000_000, "40", 100, 60_000_000),
            (101, "50", 1, 51),
            (100, "0", 1, 0),
            (7, "100", 1, 7),
        ] {
            assert_eq!(part_of(whole, Share::parse_percent(percent).expect("a percentage"), step), expected, "{percent} % of {whole}");
        }
    }

    #[test]
    fn a_year_at_this_rate_is_counted_by_working_days() {
        // T-08.
        for (so_far, elapsed, all, expected) in [
            (1_000_000, 50, 250, Some(5_000_000)),
            (1_000_000, 250, 250, Some(1_000_000)),
            (100, 3, 250, Some(8_333)),
            (1, 2, 3, Some(2)),
            (-1, 2, 3, Some(-1)),
            (0, 1, 250, Some(0)),
            (100, 0, 250, None),
        ] {
            assert_eq!(projected(so_far, elapsed, all), expected, "{so_far} in {elapsed} of {all} days");
        }
        let (book, ids) = crate::sample::small();
        let facts = KpiFacts::of(&book);
        let results = Results { book: &book, facts: &facts, today: ids.today };
        let of = |kpi| results.at_this_rate(&TargetLine::whole(TargetOf::Company, kpi), Stretch::from(Period::natural_year(2026)));
        let sales = results.of(&TargetLine::whole(TargetOf::Company, KpiName::SALES_AMOUNT), Stretch::from(Period::natural_year(2026)));
        assert!(sales < of(KpiName::SALES_AMOUNT), "{sales:?}");
        assert_eq!(of(KpiName::Shipped(ShippedKpi::AverageOrder)), None, "an average is not carried on");
        let past = Stretch::from(Period::natural_year(2025));
        assert_eq!(results.at_this_rate(&TargetLine::whole(TargetOf::Company, KpiName::SALES_AMOUNT), past), None, "it is over");
    }

    #[test]
    fn what_is_held_already_is_not_spread_again() {
        // T-02, T-10.
        assert_eq!(open_parts(9_000_000, 1_000_000, &[1; 8], 100), Some(vec![1_000_000; 8]));
        assert_eq!(open_parts(999_999, 1_000_000, &[1; 8], 100), None, "January alone has more");
        assert_eq!(open_parts(4_000_000, 0, &[3, 1, 0], 100), Some(vec![3_000_000, 1_000_000, 0]));
        assert_eq!(open_parts(1, 0, &[], 1), None);
    }

    #[test]
    fn a_season_and_the_working_days_weigh_the_months() {
        let (book, ids) = crate::sample::small();
        let facts = KpiFacts::of(&book);
        let results = Results { book: &book, facts: &facts, today: ids.today };
        let line = TargetLine::whole(TargetOf::Team(ids.first_team), KpiName::SALES_AMOUNT);
        let months: Vec<Period> = ["2026-01", "2026-02"].map(|it| Period::parse(it).expect("a month")).to_vec();
        let season = SeasonCurve { name: "旺季".to_owned(), months: [3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] };
        let whole = Share::WHOLE.0;
        assert_eq!(results.weights(&line, &months, &TargetShape::Season(season)), [30_000 * whole, 10_000 * whole]);
        let days = results.weights(&line, &months, &TargetShape::WorkingDays);
        assert!(days[1] < days[0] && 0 < days[1], "the new year's holidays lie in February: {days:?}");
        assert_eq!(results.weights(&line, &months, &TargetShape::Evenly), [whole, whole]);
    }

    #[test]
    fn somebody_new_is_given_less() {
        // T-02: 0, 25, 50 and then 100 %.
        let (mut book, ids) = crate::sample::small();
        let wang = book.person(ids.wang).expect("Wang").clone();
        book.put(
            crate::records::organisation::Person { joined_on: Some(Period::parse("2026-07").expect("a month").first()), ..wang }.into(),
        );
        let facts = KpiFacts::of(&book);
        let results = Results { book: &book, facts: &facts, today: ids.today };
        let months: Vec<Period> =
            ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10"].map(|it| Period::parse(it).expect("a month")).to_vec();
        let line = |of| TargetLine::whole(of, KpiName::SALES_AMOUNT);
        let wang = line(TargetOf::Person(ids.wang));
        assert_eq!(results.weights(&wang, &months, &TargetShape::Evenly), [0, 0, 2_500, 5_000, 10_000]);
        let lines = [wang, line(TargetOf::Person(ids.zhao))];
        assert_eq!(results.weights_of_lines(&lines, months[2], &TargetShape::Evenly), [2_500, 10_000]);
        assert_eq!(split(1_000_000, &results.weights_of_lines(&lines, months[2], &TargetShape::Evenly), 100), [200_000, 800_000]);
        assert_eq!(results.weights_of_lines(&lines, months[4], &TargetShape::LastYear), [0, 0], "nobody sold anything then");
        // A team weighs as much as its people do together.
        let team = [line(TargetOf::Team(ids.first_team))];
        let n_people = members_on(months[4].last(), &book, team[0].of).len() as i64;
        assert!(1 < n_people);
        assert_eq!(results.weights_of_lines(&team, months[4], &TargetShape::Evenly), [n_people * 10_000]);
        assert_eq!(results.weights_of_lines(&team, months[2], &TargetShape::Evenly), [(n_people - 1) * 10_000 + 2_500]);
    }
}
