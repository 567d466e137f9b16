//! One figure with its target and its comparison with the previous period and the previous year (F-01, F-02, F-03).

use super::{Against, Barrier, Beginnings, Caveat, Comparison, CompletionRule, Figure, Filter, Growth, Standing, Totals, compare};
use crate::book::Book;
use crate::figures::fact::Fact;
use crate::figures::target_value;
use crate::records::target::TargetLine;
use crate::values::calendar::{Day, Period, Stretch};
use crate::values::ratio::{Ratio, ratio};
use crate::values::target_of::TargetOf;
use crate::values::working_days::WorkingDays;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card {
    pub figure: Figure,
    /// Why it has no value under the filter. If set, the other fields are empty.
    pub barrier: Option<Barrier>,
    /// The caveat to show with the value.
    pub caveat: Option<Caveat>,
    pub actual: Option<Ratio>,
    pub target: Option<i64>,
    /// Whether the target was set or changed after the period had ended.
    pub is_target_late: bool,
    /// 完成率 = actual ÷ target (F-01). `None` without a target (A3).
    pub completion: Option<Ratio>,
    /// 差额 = actual − target, negative when short (F-02, A1).
    pub gap: Option<i64>,
    /// The status against target and elapsed time.
    pub standing: Standing,
    /// Completion ÷ the share of working days elapsed (A4). `None` after the period and before it begins.
    pub pace: Option<Ratio>,
    /// The value of the previous period, over the days compared.
    pub previous: Option<Ratio>,
    /// 环比.
    pub on_previous: Growth,
    /// The value one year earlier, over the days compared.
    pub last_year: Option<Ratio>,
    /// 同比.
    pub on_last_year: Growth,
    /// Whether both comparisons run only up to the same day.
    pub is_to_date: bool,
    /// 含未审核: the part that nobody but its author has approved (A33).
    pub unreviewed: Option<i64>,
}

/// What all cards of a period share.
pub(super) struct Measuring<'a> {
    period: Period,
    pub filter: &'a Filter,
    today: Day,
    pub book: &'a Book,
    rule: CompletionRule,
    beginnings: Beginnings,
    pub previous: Comparison,
    pub last_year: Comparison,
}

/// The sums of the period and of the two periods it is compared with.
pub(super) struct Sums<'a> {
    pub now: &'a Totals,
    pub previous: &'a Totals,
    pub last_year: &'a Totals,
}

impl<'a> Measuring<'a> {
    pub fn of(facts: &[Fact], period: Period, filter: &'a Filter, today: Day, book: &'a Book) -> Measuring<'a> {
        let working_days = WorkingDays::of(book.company());
        let compare = |against| compare(period, against, today, &working_days);
        Measuring {
            period,
            filter,
            today,
            book,
            rule: CompletionRule::of(book.company(), period, today),
            beginnings: Beginnings::of(facts),
            previous: compare(Against::PeriodBefore),
            last_year: compare(Against::YearBefore),
        }
    }

    /// Whether there are records for these days; see [`Beginnings::reach`].
    pub fn reaches(&self, figure: Figure, days: Stretch) -> bool {
        self.beginnings.reach(figure, days, self.today)
    }

    /// Whether the figure can have a value in these days under the filter.
    pub fn answers(&self, figure: Figure, days: Stretch) -> bool {
        figure.barrier(self.filter).is_none() && self.reaches(figure, days)
    }

    /// The target of a figure, if it has one and can be compared with it under the filter.
    pub fn target(&self, figure: Figure, of: Option<TargetOf>, period: Period) -> Option<i64> {
        let of = of.filter(|_| figure.barrier(self.filter).is_none());
        figure.metric().zip(of).and_then(|(metric, of)| target_value::value_of(self.book, of, metric, period))
    }

    fn is_target_late(&self, figure: Figure, period: Period) -> bool {
        let line = figure.metric().zip(self.filter.target_of()).map(|(metric, of)| TargetLine::whole(of, metric));
        line.is_some_and(|it| target_value::is_late(self.book, &it, period))
    }

    pub fn card(&self, figure: Figure, sums: &Sums<'_>) -> Card {
        let Measuring { period, today, .. } = *self;
        let value = |totals: &Totals, days| if self.answers(figure, days) { figure.value(totals) } else { None };
        let actual = value(sums.now, period.into());
        let (previous, last_year) = (value(sums.previous, self.previous.days(figure)), value(sums.last_year, self.last_year.days(figure)));
        let target = self.target(figure, self.filter.target_of(), period);
        let amount = actual.map(Ratio::rounded);
        Card {
            figure,
            barrier: figure.barrier(self.filter),
            caveat: figure.caveat(self.filter),
            actual,
            target,
            is_target_late: target.is_some() && self.is_target_late(figure, period),
            completion: amount.zip(target).and_then(|(amount, target)| ratio(amount, target)),
            gap: amount.zip(target).map(|(amount, target)| amount.saturating_sub(target)),
            standing: self.rule.standing(amount, target, period, today),
            pace: amount.zip(target).and_then(|(amount, target)| self.rule.pace(amount, target, period, today)),
            previous,
            on_previous: self.previous.growth(figure, actual, previous, &self.beginnings),
            last_year,
            on_last_year: self.last_year.growth(figure, actual, last_year, &self.beginnings),
            is_to_date: self.last_year.is_to_date,
            unreviewed: figure.unreviewed(sums.now).filter(|_| actual.is_some()),
        }
    }
}

/// The card of a figure for a period under a filter.
pub fn card(figure: Figure, facts: &[Fact], period: Period, filter: &Filter, today: Day, book: &Book) -> Card {
    let measuring = Measuring::of(facts, period, filter, today, book);
    let (first, last) = period.days();
    let (mut now, mut previous, mut last_year) = (Totals::default(), Totals::default(), Totals::default());
    for fact in facts.iter().filter_map(|it| filter.counted(it, book)) {
        now.add(&fact, first, last);
        previous.add_compared(&fact, &measuring.previous);
        last_year.add_compared(&fact, &measuring.last_year);
    }
    measuring.card(figure, &Sums { now: &now, previous: &previous, last_year: &last_year })
}

impl Totals {
    /// Adds a fact if the other period of the comparison counts it.
    pub(super) fn add_compared(&mut self, fact: &Fact, comparison: &Comparison) {
        let days = comparison.days_of(fact.key.measure);
        self.add(fact, days.first, days.last);
    }
}
