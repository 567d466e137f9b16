//! Σ parts = whole, where a KPI adds up, and the records behind it.

use std::collections::BTreeSet;

use proptest::prelude::*;
use std::sync::LazyLock;

use super::*;
use crate::values::calendar::Stretch;
use crate::values::ids::PersonId;

static BOOK: LazyLock<Book> = LazyLock::new(company);

fn rounded(evaluator: &Evaluator<'_>, name: KpiName, days: impl Into<Stretch>, filter: &Filter) -> i64 {
    evaluator.measure(name, days.into(), filter).value.map_or(0, Ratio::rounded)
}

#[test]
fn people_and_months_add_up_where_a_kpi_adds_up() {
    let book = &*BOOK;
    let evaluator = Evaluator::of(book, today());
    let everybody: BTreeSet<PersonId> = book.people().map(|it| it.id).collect();
    let mut n_adding = 0;
    for name in ShippedKpi::ALL.map(KpiName::Shipped) {
        if !is_summed(name, book) {
            continue;
        }
        n_adding += 1;
        let of = |person: Option<PersonId>, text: &str| rounded(&evaluator, name, period(text), &Filter { person, ..Filter::default() });
        for text in ["2026-10", "2026-Q3", "2026-W47"] {
            let by_person: i64 = everybody.iter().map(|it| of(Some(*it), text)).sum();
            assert_eq!(by_person, of(None, text), "{name} {text} over people");
        }
        // New customers of a quarter are judged at its end, so months need not add up to it (A11).
        if name != KpiName::Shipped(ShippedKpi::NewCustomers) {
            let months: i64 = ["2026-07", "2026-08", "2026-09"].map(|it| of(None, it)).iter().sum();
            assert_eq!(months, of(None, "2026-Q3"), "{name} over months");
        }
    }
    assert!(10 <= n_adding, "{n_adding}");
}

#[test]
fn the_records_of_every_part_add_up_to_it() {
    let book = &*BOOK;
    let evaluator = Evaluator::of(book, today());
    for name in ShippedKpi::ALL.map(KpiName::Shipped) {
        let days: Stretch = period("2026-10").into();
        for part in evaluator.parts(name, days, &Filter::default()) {
            assert_eq!(part.records.iter().map(|it| it.2).sum::<i64>(), part.total, "{name}");
            assert!(part.records.iter().all(|it| book.has(it.0)), "{name}: each record opens");
        }
        if let [part] = evaluator.parts(name, days, &Filter::default()).as_slice() {
            let value = evaluator.measure(name, days, &Filter::default()).value;
            if matches!(ShippedKpi::parse(&name.to_string()).map(ShippedKpi::formula), Some(crate::records::kpi::Formula::Gauge { .. })) {
                assert_eq!(value, Ok(part.total.into()), "{name}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// A day is within its week and its month, a month within its quarter and its year; and the days of a week add up to it.
    #[test]
    fn what_a_kpi_counts_in_a_day_is_in_every_longer_period(back in 0..400_i32, by in 0..5_usize) {
        let book = &*BOOK;
        let evaluator = Evaluator::of(book, today());
        let filter = filters(book).swap_remove(by);
        let on = today().plus(-back);
        let of = |name, days: Stretch| evaluator.measure(name, days, &filter).value.map(Ratio::rounded);
        let shipped = ShippedKpi::ALL.into_iter().filter(|it| *it != ShippedKpi::NewCustomers).map(KpiName::Shipped);
        for name in shipped.chain([KpiName::Own(crate::sample::kpis::PILOTS)]).filter(|it| is_summed(*it, book)) {
            let week: Stretch = Period::Week(on.week()).into();
            let days = (0..7).map(|at| week.first.plus(at)).map(|it| of(name, Stretch { first: it, last: it }));
            let whole = of(name, week);
            // A KPI of the company's own has no value before its first day.
            if whole.is_ok() && days.clone().all(|it| it.is_ok()) {
                prop_assert_eq!(days.map(|it| it.unwrap_or(0)).sum::<i64>(), whole.unwrap_or(0), "{} in the week of {:?}", name, on);
            }
            // Sales, receivables and what was collected may be taken back; the rest only grows.
            let only_grows = match name {
                KpiName::Shipped(kpi) => kpi.group() == crate::records::kpi::KpiGroup::Process,
                KpiName::Own(_) => true,
            };
            let day = Stretch { first: on, last: on };
            let longer = [Period::Month(on.month()), Period::Quarter(on.quarter()), Period::natural_year(on.year())].map(Stretch::from);
            for (shorter, longer) in [(day, week), (day, longer[0]), (longer[0], longer[1]), (longer[1], longer[2])] {
                if let (true, Ok(less), Ok(more)) = (only_grows, of(name, shorter), of(name, longer)) {
                    prop_assert!(less <= more, "{} from {:?} to {:?}: {} of {}", name, shorter, longer, less, more);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the formula: nothing panics, its JSON reads back, and one that adds up has people who add up to the whole.
    #[test]
    fn any_formula_can_be_measured(formula in formulas(), at in 0..PERIODS.len(), by in 0..5_usize) {
        let book = &*BOOK;
        let evaluator = Evaluator::of(book, today());
        let name = KpiName::Own(crate::sample::kpis::PILOTS);
        let text = serde_json::to_string(&formula).expect("JSON");
        prop_assert_eq!(&serde_json::from_str::<crate::records::kpi::Formula>(&text).expect("a formula"), &formula);
        let days: Stretch = period(PERIODS[at]).into();
        let filter = filters(book).swap_remove(by);
        let whole = evaluator.evaluate(&formula, name, days, &filter);
        let mut refusals = crate::values::refusal::Refusals::default();
        formula.check(&mut refusals);
        let is_sound = refusals.is_empty() && formula.unit(&|it| unit_of(it, book)).is_ok();
        if is_sound && formula.adds_up(&|_| false) && by == 0 {
            let each = book.people().map(|it| evaluator.evaluate(&formula, name, days, &Filter { person: Some(it.id), ..Filter::default() }));
            let sum: i64 = each.map(|it| it.value.map_or(0, Ratio::rounded)).sum();
            prop_assert_eq!(Ok(sum), whole.value.map(Ratio::rounded));
        }
    }
}

#[test]
fn the_cuts_of_sales_add_up_to_the_whole_and_others_are_refused() {
    // T-05, T-09.
    use crate::figures::target_value::cuts;
    use crate::records::target::CutBy;
    let book = &*BOOK;
    let facts = KpiFacts::of(book);
    let value = |name: KpiName, within: crate::records::kpi::Narrowing, text: &str| {
        Evaluator::over(&facts, book, today()).within(within).measure(name, period(text), &Filter::default()).value
    };
    let whole = |text: &str| value(KpiName::SALES_AMOUNT, Default::default(), text).map_or(0, Ratio::rounded);
    for by in [CutBy::Line, CutBy::Product, CutBy::Buyer, CutBy::Region, CutBy::Scale, CutBy::Channel] {
        for text in ["2026-10", "2026-Q3", "2025"] {
            let parts: i64 =
                cuts(by, book, today()).iter().map(|it| value(KpiName::SALES_AMOUNT, it.narrowing(), text).map_or(0, Ratio::rounded)).sum();
            // Products that are no longer sold, and customers of whom a property is not known, are in no part.
            let (is_whole, whole) = (matches!(by, CutBy::Buyer), whole(text));
            assert!(if is_whole { parts == whole } else { 0 < parts && parts <= whole }, "{by:?} {text}: {parts} of {whole}");
        }
    }
    for cut in cuts(CutBy::Line, book, today()) {
        let follow_ups = KpiName::Shipped(ShippedKpi::FollowUps);
        assert!(!answers(follow_ups, &cut.narrowing(), book));
        assert!(matches!(value(follow_ups, cut.narrowing(), "2026-10"), Err(NoValue::NotApplicable(_))), "never a wrong number");
    }
    let per_head = KpiName::Shipped(ShippedKpi::SalesPerHead);
    let heads = |within| value(per_head, within, "2026-10").expect("a value");
    let line = cuts(CutBy::Line, book, today()).remove(0);
    assert!(heads(line.narrowing()) < heads(Default::default()), "of a cut, the people stay the same");
}
