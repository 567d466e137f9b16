//! A KPI against the industry average (F-13, AN-09): shares differ by percentage points, amounts and counts by a part of the average (A41).

use super::evaluate::Evaluator;
use super::growing::growing;
use crate::access::actor::Actor;
use crate::book::Book;
use crate::figures::analytics::{Filter, time_passed};
use crate::records::benchmark::{Benchmark, BenchmarkOf};
use crate::records::kpi::Formula;
use crate::values::better::Better;
use crate::values::calendar::{Day, Period, Stretch};
use crate::values::ids::RegionId;
use crate::values::kpi_name::KpiName;
use crate::values::kpi_unit::KpiUnit;
use crate::values::ratio::Ratio;
use crate::values::working_days::WorkingDays;

/// A value beside the industry average that applies to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgainstIndustry {
    pub benchmark: Benchmark,
    pub unit: KpiUnit,
    /// Our value; of one salesperson if [`AgainstIndustry::is_per_head`].
    pub ours: Ratio,
    /// The average, for our period.
    pub average: Ratio,
    /// `None` as long as no working day of the period has passed: then nothing is judged.
    pub difference: Option<IndustryGap>,
    /// Whether more is better than less.
    pub better: Better,
    /// Whether the KPI is a total, so that its value for each salesperson is compared.
    pub is_per_head: bool,
    /// Whether the average is our period's part of a longer period's.
    pub is_prorated: bool,
    /// Whether our period still runs, while the average is of a whole one.
    pub is_running: bool,
}

/// Our value − the average.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndustryGap {
    /// As a difference of shares: 96 % against 90 % is 6 points.
    Points(Ratio),
    /// As a part of the average: 550 against 500 is 10 %.
    Percent(Ratio),
}

impl IndustryGap {
    /// Of two values in this unit; `None` if the average is not positive.
    pub fn between(unit: KpiUnit, ours: Ratio, average: Ratio) -> Option<IndustryGap> {
        match unit {
            KpiUnit::Share | KpiUnit::Points => ours.less(average).map(IndustryGap::Points),
            _ => ours.growth_on(average).map(IndustryGap::Percent),
        }
    }

    pub fn value(self) -> Ratio {
        match self {
            IndustryGap::Points(value) | IndustryGap::Percent(value) => value,
        }
    }
}

/// The most specific average: the one of the region before that of all regions, then the one of the period before those of the longer periods
/// that hold it, the shortest first.
pub fn benchmark_for(
    metric: KpiName,
    of: BenchmarkOf,
    region: Option<RegionId>,
    period: Period,
    today: Day,
    book: &Book,
) -> Option<&Benchmark> {
    let regions = region.map(Some).into_iter().chain([None]);
    let periods: Vec<Period> = std::iter::once(period).chain(book.company().calendar_on(today).holders(period)).collect();
    let mut ids = regions.flat_map(|region| periods.iter().map(move |it| Benchmark::id_of(metric, of, region, *it)));
    ids.find_map(|id| book.benchmark(id).filter(|it| it.value.is_some()))
}

/// The region of those whose figures a filter asks for; `None` if they are of several or of none.
pub fn region_of(filter: &Filter, book: &Book) -> Option<RegionId> {
    let of_team = |it| book.team(it).and_then(|team| team.region);
    match filter {
        Filter { region: Some(region), .. } => Some(*region),
        Filter { person: Some(person), .. } => book.person(*person).and_then(|it| it.team).and_then(of_team),
        Filter { team: Some(team), .. } => of_team(*team),
        Filter { department: Some(department), .. } => {
            let mut regions = book.teams().filter(|it| it.department == *department).map(|it| it.region);
            let first = regions.next().flatten()?;
            regions.all(|it| it == Some(first)).then_some(first)
        }
        _ => None,
    }
}

impl Evaluator<'_> {
    /// The KPI's value, or its completion, against the industry average. `None` without an average or a value, and where the filter selects
    /// products or customers, which no average is of.
    pub fn against_industry(&self, name: KpiName, of: BenchmarkOf, period: Period, filter: &Filter) -> Option<AgainstIndustry> {
        if filter.asks_for_products() || filter.asks_for_customers() || filter.origin.is_some() {
            return None;
        }
        let benchmark = benchmark_for(name, of, region_of(filter, self.book), period, self.today, self.book)?.clone();
        let definition = self.definition(name, period.into())?;
        let growth = growing(name, self.book);
        let is_per_head = of == BenchmarkOf::Value && growth.is_total;
        let ours = match of {
            BenchmarkOf::Completion => self.completion(&definition, period, filter),
            BenchmarkOf::Value if is_per_head => {
                self.evaluate(&Formula::per_head(Formula::Kpi { kpi: name }), name, period, filter).value.ok()
            }
            BenchmarkOf::Value => self.measure(name, period, filter).value.ok(),
        }?;
        let unit = of.unit(definition.unit);
        let is_prorated = of == BenchmarkOf::Value && growth.with_period && benchmark.period != period;
        let stated = benchmark.value.and_then(|it| unit.target(it))?;
        let average = if is_prorated { part_of(stated, period, benchmark.period)? } else { stated };
        let difference = if self.has_begun(period) { Some(IndustryGap::between(unit, ours, average)?) } else { None };
        let is_running = period.contains(self.today);
        // Completing more is better, unless the target is a limit.
        let better = match (of, definition.better) {
            (BenchmarkOf::Completion, Better::Neither) => Better::More,
            (_, better) => better,
        };
        Some(AgainstIndustry { better, benchmark, unit, ours, average, difference, is_per_head, is_prorated, is_running })
    }

    fn has_begun(&self, period: Period) -> bool {
        let passed = time_passed(period, self.today, &WorkingDays::of(self.book.company()));
        period.first() <= self.today && passed.is_none_or(|it| it.sign().is_gt())
    }

    /// Both comparisons that this person may see (A48).
    pub fn industry_for(&self, actor: &Actor, name: KpiName, period: Period, filter: &Filter) -> Vec<AgainstIndustry> {
        if actor.may_see_benchmarks(self.book, self.today) { self.all_against_industry(name, period, filter) } else { Vec::new() }
    }

    /// Both comparisons that there are, the completion first.
    pub fn all_against_industry(&self, name: KpiName, period: Period, filter: &Filter) -> Vec<AgainstIndustry> {
        BenchmarkOf::ALL.into_iter().filter_map(|of| self.against_industry(name, of, period, filter)).collect()
    }
}

/// The share of a longer period's total that a period of it has: by months, of a week by days.
fn part_of(total: Ratio, period: Period, holder: Period) -> Option<Ratio> {
    let (part, whole) = match period {
        Period::Week(_) => (Stretch::from(period).days(), Stretch::from(holder).days()),
        _ => (i32::try_from(period.months().len()).ok()?, i32::try_from(holder.months().len()).ok()?),
    };
    Ratio::of_products(i128::from(total.numerator()) * i128::from(part), i128::from(total.denominator()) * i128::from(whole))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::figures::kpis::Measured;
    use crate::records::organisation::Team;
    use crate::records::target::{Target, TargetLine};
    use crate::sample::small;
    use crate::values::money::Money;
    use crate::values::shipped_kpi::ShippedKpi;
    use crate::values::target_of::TargetOf;

    const NORTH: RegionId = RegionId(Uuid::from_u128(7));
    const SALES: KpiName = KpiName::SALES_AMOUNT;

    fn period(text: &str) -> Period {
        Period::parse(text).expect("a period")
    }

    fn put(book: &mut Book, metric: KpiName, of: BenchmarkOf, region: Option<RegionId>, text: &str, value: i64) {
        let (id, period) = (Benchmark::id_of(metric, of, region, period(text)), period(text));
        book.put(Benchmark { id, metric, compares: of, region, period, value: Some(value), citation: "行业年报".to_owned() }.into());
    }

    #[test]
    fn golden_g5_g6_points_above_the_industry() {
        // F-13, A41: target, actual, the industry's completion in ten-thousandths, the difference in tenths of a point.
        for (target, actual, average, tenths) in [(500, 480, 9_000, 60), (20, 18, 8_500, 50), (10, 9, 9_000, 0), (10, 8, 9_000, -100)] {
            let completion = KpiUnit::Count.completion(Ratio::whole(actual), target).expect("a target");
            let average = KpiUnit::Share.target(average).expect("an average");
            let IndustryGap::Points(points) = IndustryGap::between(KpiUnit::Share, completion, average).expect("a difference") else {
                panic!("shares differ by points")
            };
            assert_eq!(points.in_parts(1_000), tenths, "{actual} of {target}");
        }
    }

    #[test]
    fn the_measure_decides_how_values_differ() {
        // A41: tenths of a point, or of a percent.
        let whole = Ratio::whole;
        let share = |of| KpiUnit::Share.target(of).expect("a share");
        for (unit, ours, average, expected) in [
            (KpiUnit::Share, share(9_600), share(9_000), Some(IndustryGap::Points(share(600)))),
            (KpiUnit::Points, share(200), share(500), Some(IndustryGap::Points(share(-300)))),
            (KpiUnit::Money, whole(55_000), whole(50_000), Some(IndustryGap::Percent(share(1_000)))),
            (KpiUnit::Count, whole(9), whole(12), Some(IndustryGap::Percent(share(-2_500)))),
            (KpiUnit::Days, whole(30), whole(25), Some(IndustryGap::Percent(share(2_000)))),
            (KpiUnit::Money, whole(1), whole(0), None),
        ] {
            assert_eq!(IndustryGap::between(unit, ours, average), expected, "{unit:?}");
        }
    }

    #[test]
    fn the_most_specific_average_applies() {
        let mut book = Book::default();
        let all = [(None, "2026"), (None, "2026-Q4"), (None, "2026-11"), (Some(NORTH), "2026"), (Some(NORTH), "2026-11")];
        let applied = |book: &Book, region| {
            let today = Day::parse("2026-11-21").expect("a day");
            benchmark_for(SALES, BenchmarkOf::Completion, region, period("2026-11"), today, book)
                .map(|it| (it.region, it.period.to_string()))
        };
        assert_eq!(applied(&book, None), None);
        // Each one added is more specific than those before it, for the north.
        for (region, text) in all {
            put(&mut book, SALES, BenchmarkOf::Completion, region, text, 9_000);
            assert_eq!(applied(&book, Some(NORTH)), Some((region, text.to_owned())));
        }
        let other = RegionId(Uuid::from_u128(8));
        for region in [None, Some(other)] {
            assert_eq!(applied(&book, region), Some((None, "2026-11".to_owned())));
        }
        let removed = Benchmark::id_of(SALES, BenchmarkOf::Completion, Some(NORTH), period("2026-11"));
        let gone = Benchmark { value: None, ..book.benchmark(removed).expect("the average").clone() };
        book.put(gone.into());
        assert_eq!(applied(&book, Some(NORTH)), Some((Some(NORTH), "2026".to_owned())), "a removed one does not apply");
    }

    #[test]
    fn a_filter_asks_for_a_region_if_all_of_it_lies_there() {
        let (mut book, ids) = small();
        let of_department = Filter { department: Some(ids.department), ..Filter::default() };
        let team = book.team(ids.first_team).expect("a team").clone();
        book.put(Team { region: None, ..team }.into());
        assert_eq!(region_of(&of_department, &book), None);
        let teams: Vec<Team> = book.teams().filter(|it| it.department == ids.department).cloned().collect();
        for team in &teams {
            book.put(Team { region: Some(NORTH), ..team.clone() }.into());
        }
        for filter in [
            of_department,
            Filter { team: Some(ids.first_team), ..Filter::default() },
            Filter { person: Some(ids.lin), ..Filter::default() },
            Filter { region: Some(NORTH), ..Filter::default() },
        ] {
            assert_eq!(region_of(&filter, &book), Some(NORTH), "{filter:?}");
        }
        assert_eq!(region_of(&Filter::default(), &book), None);
    }

    #[test]
    fn a_total_is_compared_for_each_salesperson_and_a_longer_average_by_its_part() {
        // AN-09: 人均.
        let (mut book, ids) = small();
        let order = book.order(ids.order).expect("the order").clone();
        let month = Period::Month(order.terms.deal_on.month());
        let year = Period::natural_year(order.terms.deal_on.year());
        let of_team = Filter { team: order.team, ..Filter::default() };
        put(&mut book, SALES, BenchmarkOf::Value, None, &year.to_string(), Money::whole(120_000).0);
        put(&mut book, KpiName::Shipped(ShippedKpi::AverageOrder), BenchmarkOf::Value, None, &year.to_string(), Money::whole(10_000).0);
        let evaluator = Evaluator::of(&book, ids.today);
        let against = |name| evaluator.against_industry(name, BenchmarkOf::Value, month, &of_team).expect("an average");
        let of = |name| -> Measured { evaluator.measure(name, month, &of_team) };
        let sales = against(SALES);
        assert!(sales.is_per_head && sales.is_prorated);
        assert_eq!(sales.average, Ratio::whole(Money::whole(10_000).0), "a twelfth");
        assert_eq!(Ok(sales.ours), of(KpiName::Shipped(ShippedKpi::SalesPerHead)).value);
        let average_order = against(KpiName::Shipped(ShippedKpi::AverageOrder));
        assert!(!average_order.is_per_head && !average_order.is_prorated, "it does not grow with people or days");
        assert_eq!(Ok(average_order.ours), of(KpiName::Shipped(ShippedKpi::AverageOrder)).value);
        for narrowed in
            [Filter { product: Some(ids.product), ..Filter::default() }, Filter { customer: Some(ids.acme), ..Filter::default() }]
        {
            assert_eq!(evaluator.against_industry(SALES, BenchmarkOf::Value, month, &narrowed), None, "no average is of these");
        }
    }

    #[test]
    fn completion_is_compared_where_there_is_a_target() {
        let (mut book, ids) = small();
        let order = book.order(ids.order).expect("the order").clone();
        let month = Period::Month(order.terms.deal_on.month());
        let lin = Filter { person: Some(order.owner), ..Filter::default() };
        put(&mut book, SALES, BenchmarkOf::Completion, None, &month.to_string(), 9_000);
        let none = Evaluator::of(&book, ids.today).against_industry(SALES, BenchmarkOf::Completion, month, &lin);
        assert_eq!(none, None);
        let (of, metric) = (TargetOf::Person(order.owner), SALES);
        let sold = Evaluator::of(&book, ids.today).measure(SALES, month, &lin).value.expect("sales").rounded();
        book.put(Target::of(TargetLine::whole(of, metric), month, Some(sold)).into());
        let all = Evaluator::of(&book, ids.today).all_against_industry(SALES, month, &lin);
        let points: Vec<IndustryGap> = all.iter().filter_map(|it| it.difference).collect();
        assert_eq!(points, [IndustryGap::Points(Ratio::whole(1).less(all[0].average).expect("a difference"))]);
        assert_eq!(points[0].value().in_parts(1_000), 100, "100 % against 90 %");
        let on_the_first_day = Evaluator::of(&book, month.first()).all_against_industry(SALES, month, &lin);
        assert!(on_the_first_day.iter().all(|it| it.difference.is_none()), "nothing is judged before a working day has passed");
    }
}
