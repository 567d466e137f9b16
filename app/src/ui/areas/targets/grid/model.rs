//! The grid as data: rows, columns, the values that stand, and what typing into it means.

use std::collections::BTreeMap;

use domain::access::actor::Actor;
use domain::book::Book;
use domain::decide::command::TargetChange;
use domain::figures::kpis::{KpiFacts, answers, is_summed, unit_of};
use domain::figures::target_shape::{Results, TargetShape, open_parts, part_of, read_part};
use domain::figures::target_value::{cuts, members_on, value_in};
use domain::records::target::TargetLine;
use domain::values::calendar::{Day, Period, Stretch};
use domain::values::ids::TargetId;
use domain::values::kpi_unit::KpiUnit;
use domain::values::money::Share;
use domain::values::refusal::Refusal;
use domain::values::target_of::TargetOf;
use domain::values::text::is_blank;

use super::grid_query::{GridQuery, GridRows};
use crate::state::kpi_value;
use crate::ui::areas::targets::cut_words;
use crate::ui::fields::owners::owner_name;

/// What was typed, by target. Blank removes the target.
pub type TypedCells = BTreeMap<TargetId, String>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodColumn {
    pub period: Period,
    /// Whether the period is over and the reader may not change it any more.
    pub is_locked: bool,
    pub is_over: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridLine {
    pub line: TargetLine,
    pub name: String,
    /// The first day of a person who is new in these periods.
    pub joined_on: Option<Day>,
    pub may_set: bool,
    /// The targets, by column.
    pub ids: Vec<TargetId>,
    /// What somebody set.
    pub set: Vec<Option<i64>>,
    /// The value in force: set, or the sum of its parts or members.
    pub value: Vec<Option<i64>>,
    /// The result of last year's period from its first to its last day, of all columns together; `None` where records do not go back that far.
    pub last_year: Option<i64>,
    /// This year's result so far.
    pub so_far: Option<i64>,
    /// What this year will bring at the rate so far.
    pub at_this_rate: Option<i64>,
}

/// A cell that cannot be read, by row and column, and why.
pub type WrongCell = ((usize, usize), Refusal);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetGrid {
    pub unit: KpiUnit,
    /// Whether rows and columns may be summed.
    pub is_summed: bool,
    pub columns: Vec<PeriodColumn>,
    /// The owner's own targets, which the lines are parts of.
    pub whole: GridLine,
    pub lines: Vec<GridLine>,
}

/// Where the grid is read from.
pub struct GridSource<'a> {
    pub book: &'a Book,
    pub facts: &'a KpiFacts,
    pub actor: &'a Actor,
    pub today: Day,
}

impl TargetGrid {
    pub fn of(asked: &GridQuery, source: &GridSource<'_>) -> TargetGrid {
        let GridSource { book, actor, today, .. } = source;
        let is_locked = |period: Period| period.last() < *today && !actor.may_set_past_targets();
        let periods = asked.periods.of_year(asked.year, book.company().calendar_on(*today).week_start);
        let columns: Vec<PeriodColumn> =
            periods.iter().map(|it| PeriodColumn { period: *it, is_locked: is_locked(*it), is_over: it.last() < *today }).collect();
        let whole = TargetLine::whole(asked.of, asked.metric);
        let lines: Vec<(TargetLine, String)> = match asked.rows {
            GridRows::Members => {
                let lines = members_on(Period::Year(asked.year).last(), book, asked.of).into_iter().map(|it| whole.of_member(it));
                lines.map(|it| (it.clone(), owner_name(it.of, book))).collect()
            }
            GridRows::Cut(by) => {
                let lines = cuts(by, book, *today).into_iter().map(|it| TargetLine { cut: Some(it), ..whole.clone() });
                let is_known = |it: &TargetLine| it.cut.as_ref().is_some_and(|cut| answers(it.metric, &cut.narrowing(), book));
                lines
                    .filter(is_known)
                    .map(|it| (it.clone(), it.cut.as_ref().map(|cut| cut_words::cut(cut, book)).unwrap_or_default()))
                    .collect()
            }
        };
        let line = |line: TargetLine, name: String| source.line(line, name, &periods);
        let is_here = |of: TargetOf| match of {
            TargetOf::Person(id) => book.person(id).is_some_and(|it| it.active && it.may_hold_customers()),
            _ => true,
        };
        let lines = lines.into_iter().map(|(it, name)| line(it, name));
        let lines = lines.filter(|it| is_here(it.line.of) || it.value.iter().any(Option::is_some)).collect();
        TargetGrid {
            unit: unit_of(asked.metric, book).unwrap_or(KpiUnit::Count),
            is_summed: is_summed(asked.metric, book),
            columns,
            whole: line(whole, owner_name(asked.of, book)),
            lines,
        }
    }

    /// Every line that can be typed into, the owner's own first.
    pub fn all(&self) -> impl Iterator<Item = &GridLine> {
        std::iter::once(&self.whole).chain(&self.lines)
    }

    pub fn line(&self, row: usize) -> Option<&GridLine> {
        if row == 0 { Some(&self.whole) } else { self.lines.get(row - 1) }
    }

    pub fn is_editable(&self, row: usize, column: usize) -> bool {
        self.line(row).is_some_and(|it| it.may_set) && self.columns.get(column).is_some_and(|it| !it.is_locked)
    }

    /// Reads what was typed into a cell: a value in the KPI's unit, or a percentage of the owner's own target (T-05, G7). Blank is no target.
    pub fn read(&self, row: usize, column: usize, text: &str, draft: &TypedCells) -> Result<Option<i64>, Refusal> {
        let text = text.trim();
        if is_blank(text) {
            return Ok(None);
        }
        let is_share = self.is_summed && text.ends_with(['%', '％']);
        if is_share && row != 0 {
            let share = read_part(text)?;
            let whole = self.value(0, column, draft).ok_or(Refusal::Malformed)?;
            return Ok(Some(part_of(whole, share, self.step())));
        }
        kpi_value::read(self.unit, text).map(Some)
    }

    /// The value of a cell as it would be saved: typed, else in force. `None` also where the typed text is wrong.
    pub fn value(&self, row: usize, column: usize, draft: &TypedCells) -> Option<i64> {
        let line = self.line(row)?;
        match draft.get(line.ids.get(column)?) {
            Some(text) => self.read(row, column, text, draft).ok().flatten(),
            None => line.value.get(column).copied().flatten(),
        }
    }

    /// The sum of a row.
    pub fn row_total(&self, row: usize, draft: &TypedCells) -> Option<i64> {
        sum((0..self.columns.len()).map(|it| self.value(row, it, draft)))
    }

    /// The sum of a column, without the owner's own target.
    pub fn column_total(&self, column: usize, draft: &TypedCells) -> Option<i64> {
        sum((1..=self.lines.len()).map(|it| self.value(it, column, draft)))
    }

    /// The changes that the draft makes, and the cells that cannot be read with the reason.
    pub fn changes(&self, draft: &TypedCells) -> (Vec<TargetChange>, Vec<WrongCell>) {
        let (mut changes, mut wrong) = (Vec::new(), Vec::new());
        for (row, line) in self.all().enumerate() {
            for (column, id) in line.ids.iter().enumerate() {
                let Some(text) = draft.get(id) else { continue };
                let was = line.set[column];
                match self.read(row, column, text, draft) {
                    Err(refusal) => wrong.push(((row, column), refusal)),
                    Ok(now) if now == was => {}
                    Ok(now) => {
                        let TargetLine { of, metric, cut } = line.line.clone();
                        changes.push(TargetChange { of, metric, cut, period: self.columns[column].period, was, now });
                    }
                }
            }
        }
        (changes, wrong)
    }

    /// The value per open column if the row is to have this total; `None` if the columns that are over hold more than it already.
    pub fn spread(&self, row: usize, total: i64, weights: &[i64], draft: &TypedCells) -> Option<Vec<(usize, i64)>> {
        let (open, over): (Vec<usize>, Vec<usize>) = (0..self.columns.len()).partition(|it| self.is_editable(row, *it));
        let held = sum(over.into_iter().map(|it| self.value(row, it, draft))).unwrap_or_default();
        let weights: Vec<i64> = open.iter().map(|it| weights.get(*it).copied().unwrap_or_default()).collect();
        open_parts(total, held, &weights, self.step()).map(|parts| open.into_iter().zip(parts).collect())
    }

    /// The value per open row if the owner's own target of a column is shared out among the rows; `None` if nobody set one, or the rows that are
    /// closed hold more than it already.
    pub fn shared_out(&self, column: usize, weights: &[i64], draft: &TypedCells) -> Option<Vec<(usize, i64)>> {
        let is_set = self.whole.set.get(column)?.is_some() || draft.contains_key(self.whole.ids.get(column)?);
        let whole = self.value(0, column, draft).filter(|_| is_set)?;
        let (open, closed): (Vec<usize>, Vec<usize>) = (1..=self.lines.len()).partition(|it| self.is_editable(*it, column));
        let held = sum(closed.into_iter().map(|it| self.value(it, column, draft))).unwrap_or_default();
        let weights: Vec<i64> = open.iter().map(|it| weights.get(*it - 1).copied().unwrap_or_default()).collect();
        open_parts(whole, held, &weights, self.step()).map(|parts| open.into_iter().zip(parts).collect())
    }

    /// By how much the lines of a column may miss the owner's own target because each is rounded by itself: only in weeks that follow from months,
    /// where nobody set or typed anything.
    pub fn rounding(&self, column: usize, draft: &TypedCells) -> i64 {
        let is_set =
            |it: &GridLine| it.set.get(column).is_some_and(Option::is_some) || it.ids.get(column).is_some_and(|id| draft.contains_key(id));
        let follows = self.columns.get(column).is_some_and(|it| matches!(it.period, Period::Week(_))) && !self.all().any(is_set);
        if follows { i64::try_from(self.lines.len()).unwrap_or_default().saturating_mul(self.step()) } else { 0 }
    }

    /// Amounts are planned in whole yuan.
    pub fn step(&self) -> i64 {
        if self.unit == KpiUnit::Money { 100 } else { 1 }
    }
}

impl GridSource<'_> {
    fn line(&self, line: TargetLine, name: String, periods: &[Period]) -> GridLine {
        let book = self.book;
        let days = self.year(periods);
        let before = periods
            .first()
            .zip(periods.last())
            .map(|(first, last)| Stretch { first: first.year_before().first(), last: last.year_before().last() });
        let joined_on = match line.of {
            TargetOf::Person(id) => book.person(id).and_then(|it| it.joined_on),
            _ => None,
        };
        let is_new = |day: &Day| periods.iter().any(|it| self.results().strength(line.of, *it) < Share::WHOLE && *day <= it.last());
        GridLine {
            joined_on: joined_on.filter(is_new),
            may_set: self.actor.may_set_target(line.of, book),
            ids: periods.iter().map(|it| line.id(*it)).collect(),
            set: periods.iter().map(|period| book.target(line.id(*period)).and_then(|it| it.value)).collect(),
            value: periods.iter().map(|it| value_in(book, &line, *it)).collect(),
            last_year: before.and_then(|it| self.result(&line, it)),
            at_this_rate: days.and_then(|it| self.results().at_this_rate(&line, it)),
            so_far: days.filter(|it| it.first <= self.today).and_then(|it| self.result(&line, it)),
            name,
            line,
        }
    }

    fn year(&self, periods: &[Period]) -> Option<Stretch> {
        periods.first().zip(periods.last()).map(|(first, last)| Stretch { first: first.first(), last: last.last() })
    }

    fn result(&self, line: &TargetLine, days: Stretch) -> Option<i64> {
        self.results().of(line, days)
    }

    fn results(&self) -> Results<'_> {
        Results { book: self.book, facts: self.facts, today: self.today }
    }

    /// The result of each period a year before.
    pub fn last_year(&self, line: &TargetLine, columns: &[PeriodColumn]) -> Vec<Option<i64>> {
        self.results().a_year_before(line, &periods_of(columns))
    }

    /// The weights by which the owner's own target of a column is shared out among the lines.
    pub fn weights_of_lines(&self, lines: &[GridLine], column: &PeriodColumn, shape: &TargetShape) -> Vec<i64> {
        let lines: Vec<TargetLine> = lines.iter().map(|it| it.line.clone()).collect();
        self.results().weights_of_lines(&lines, column.period, shape)
    }

    /// The weights by which a total is spread over the columns.
    pub fn weights(&self, line: &TargetLine, columns: &[PeriodColumn], shape: &TargetShape) -> Vec<i64> {
        self.results().weights(line, &periods_of(columns), shape)
    }
}

fn periods_of(columns: &[PeriodColumn]) -> Vec<Period> {
    columns.iter().map(|it| it.period).collect()
}

/// The sum of the values present; `None` if there are none.
fn sum(parts: impl Iterator<Item = Option<i64>>) -> Option<i64> {
    parts.flatten().fold(None, |sum, it| Some(i64::saturating_add(sum.unwrap_or(0), it)))
}

#[cfg(test)]
mod tests {
    use domain::figures::target_value;
    use domain::sample;
    use domain::values::calendar::Year;
    use domain::values::kpi_name::KpiName;

    use super::*;
    use crate::ui::areas::targets::grid::grid_query::GridPeriods;

    fn grid(rows: GridRows, periods: GridPeriods, year: i32) -> (TargetGrid, Book) {
        let (book, ids) = sample::small();
        let actor = Actor::of(book.person(ids.boss).expect("the supervisor"), &book);
        let asked = GridQuery { year: Year(year), metric: KpiName::SALES_AMOUNT, of: TargetOf::Team(ids.first_team), rows, periods };
        let facts = KpiFacts::of(&book);
        let grid = TargetGrid::of(&asked, &GridSource { book: &book, facts: &facts, actor: &actor, today: ids.today });
        (grid, book)
    }

    fn typed(grid: &TargetGrid, cells: &[(usize, usize, &str)]) -> TypedCells {
        cells.iter().map(|(row, column, text)| (grid.line(*row).expect("a line").ids[*column], (*text).to_owned())).collect()
    }

    #[test]
    fn typed_cells_become_changes_and_totals() {
        let (grid, _) = grid(GridRows::Members, GridPeriods::Months, 2026);
        assert_eq!(grid.columns.len(), 12);
        // Today is in May: the supervisor types into May and later, not into the team's own row.
        assert_eq!((0..12).map(|it| grid.is_editable(1, it)).collect::<Vec<_>>(), [vec![false; 4], vec![true; 8]].concat());
        assert!((0..12).all(|it| !grid.is_editable(0, it)));
        let draft = typed(&grid, &[(1, 5, "12.5万"), (2, 5, "10,000"), (1, 6, ""), (2, 6, "1,23")]);
        let (changes, wrong) = grid.changes(&draft);
        assert_eq!(changes.iter().map(|it| it.now).collect::<Vec<_>>(), [Some(12_500_000), Some(1_000_000)], "nothing was there to remove");
        assert_eq!(wrong, [((2, 6), Refusal::Grouping)]);
        assert_eq!(grid.column_total(5, &draft), Some(13_500_000));
        assert_eq!(grid.row_total(1, &draft), Some(12_500_000));
    }

    #[test]
    fn a_percentage_is_one_of_the_owner_s_own_target() {
        // G7: 150万 by 60 % and 40 %.
        let (mut grid, _) = grid(GridRows::Members, GridPeriods::Quarters, 2026);
        grid.whole.value[2] = Some(150_000_000);
        let draft = typed(&grid, &[(1, 2, "60%"), (2, 2, "40％"), (1, 3, "60%")]);
        assert_eq!((grid.value(1, 2, &draft), grid.value(2, 2, &draft)), (Some(90_000_000), Some(60_000_000)));
        assert_eq!(grid.changes(&draft).1, [((1, 3), Refusal::Malformed)], "there is no target to take a part of");
        let over = typed(&grid, &[(1, 2, "100%"), (2, 2, "100.01%")]);
        assert_eq!(grid.value(1, 2, &over), Some(150_000_000));
        assert_eq!(grid.changes(&over).1, [((2, 2), Refusal::OutOfRange { least: 0, most: 100 })], "no part is more than the whole");
    }

    #[test]
    fn a_total_is_spread_over_what_is_not_over() {
        let (mut grid, _) = grid(GridRows::Members, GridPeriods::Months, 2026);
        grid.lines[0].value[0] = Some(1_000_000);
        let parts = grid.spread(1, 9_000_000, &[1; 12], &TypedCells::new()).expect("parts");
        assert_eq!(parts, (4..12).map(|it| (it, 1_000_000)).collect::<Vec<_>>());
        assert_eq!(grid.spread(1, 999_999, &[1; 12], &TypedCells::new()), None, "January alone has more");
        let seasonal = [0, 0, 0, 0, 3, 1, 0, 0, 0, 0, 0, 0];
        let parts = grid.spread(1, 5_000_000, &seasonal, &TypedCells::new()).expect("parts");
        assert_eq!(parts.iter().map(|it| it.1).collect::<Vec<_>>(), [3_000_000, 1_000_000, 0, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn only_weeks_that_nobody_set_may_miss_by_their_rounding() {
        let (mut weeks, _) = grid(GridRows::Members, GridPeriods::Weeks(3), 2026);
        weeks.lines.truncate(2);
        assert_eq!(weeks.rounding(3, &TypedCells::new()), 200, "a yuan a line");
        let draft = typed(&weeks, &[(2, 3, "1")]);
        assert_eq!((weeks.rounding(3, &draft), weeks.rounding(4, &draft)), (0, 200), "what is typed is compared exactly");
        weeks.whole.set[4] = Some(1_000);
        assert_eq!(weeks.rounding(4, &draft), 0);
        let (months, _) = grid(GridRows::Members, GridPeriods::Months, 2026);
        assert_eq!(months.rounding(3, &TypedCells::new()), 0);
    }

    #[test]
    fn the_owner_s_own_target_is_shared_out_among_the_rows() {
        let (mut grid, _) = grid(GridRows::Members, GridPeriods::Months, 2026);
        grid.lines.truncate(2);
        assert_eq!(grid.shared_out(6, &[1, 1], &TypedCells::new()), None, "nobody set a target");
        grid.whole.set[6] = Some(1_000_000);
        grid.whole.value[6] = Some(1_000_000);
        assert_eq!(grid.shared_out(6, &[1, 3], &TypedCells::new()), Some(vec![(1, 250_000), (2, 750_000)]));
        // What a row that is closed holds stays as it is.
        grid.lines[0].may_set = false;
        grid.lines[0].value[6] = Some(400_000);
        assert_eq!(grid.shared_out(6, &[1, 3], &TypedCells::new()), Some(vec![(2, 600_000)]));
        grid.lines[0].value[6] = Some(1_000_100);
        assert_eq!(grid.shared_out(6, &[1, 3], &TypedCells::new()), None, "the closed row has more than everything");
    }

    #[test]
    fn cuts_are_those_the_kpi_knows() {
        let (grid, book) = grid(GridRows::Cut(domain::records::target::CutBy::Buyer), GridPeriods::Months, 2026);
        assert_eq!(grid.lines.len(), 2);
        let none = target_value::cuts(domain::records::target::CutBy::Line, &book, sample::small().1.today);
        let follow_ups = KpiName::Shipped(domain::values::shipped_kpi::ShippedKpi::FollowUps);
        assert!(none.iter().all(|it| !answers(follow_ups, &it.narrowing(), &book)));
    }
}
