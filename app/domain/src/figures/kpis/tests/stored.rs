//! KPIs from stored sums equal those from facts, wherever sums suffice.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::figures::fact::FactKey;
use crate::figures::rollup;
use crate::records::kpi::{Formula, Kpi};
use crate::rules::Dated;
use crate::values::calendar::Stretch;
use crate::values::ids::{CustomerId, PersonId};

static BOOK: LazyLock<Book> = LazyLock::new(company);
static STORED: LazyLock<BTreeMap<FactKey, i64>> = LazyLock::new(|| rollup::recount(BOOK.records()));
static FACTS: LazyLock<KpiFacts> = LazyLock::new(|| KpiFacts::of(&BOOK));

/// As the database computes it.
fn sum_of(person: PersonId, sum: StoredSum) -> i64 {
    let of_person = STORED.iter().filter(|(key, _)| key.person == person && key.measure == sum.measure && sum.days.contains(key.on));
    match sum.of {
        SumOf::Values => of_person.map(|it| it.1).sum(),
        SumOf::Customers => {
            let mut by_customer: BTreeMap<CustomerId, i64> = BTreeMap::new();
            of_person.for_each(|(key, value)| *by_customer.entry(key.customer).or_default() += value);
            by_customer.into_iter().filter(|it| it.0 != CustomerId::default() && 0 < it.1).count().try_into().expect("few")
        }
    }
}

/// Whether sums suffice; then compares the KPI of every person.
fn compare(name: KpiName, days: Stretch, book: &Book) -> bool {
    let Some(sums) = stored_sums(name, days, book, today()) else { return false };
    let evaluator = Evaluator::over(&FACTS, book, today());
    for person in book.people().map(|it| it.id) {
        let asked = |sum: StoredSum| {
            assert!(sums.contains(&sum), "{name} asks for {sum:?} unannounced");
            sum_of(person, sum)
        };
        let stored = from_stored_sums(name, days, person, book, today(), asked);
        let filter = Filter { person: Some(person), ..Filter::default() };
        assert_eq!(stored, evaluator.measure(name, days, &filter), "{name} of {person} in {days:?}");
    }
    true
}

#[test]
fn shipped_kpis_from_stored_sums_equal_those_from_facts() {
    let mut answered: Vec<ShippedKpi> = Vec::new();
    for kpi in ShippedKpi::ALL {
        let all = PERIODS.map(|it| compare(KpiName::Shipped(kpi), period(it).into(), &BOOK));
        assert!(all.iter().all(|it| *it == all[0]), "{kpi:?} is answered by sums in some periods only");
        answered.extend(all[0].then_some(kpi));
    }
    for kpi in [ShippedKpi::SalesAmount, ShippedKpi::Collected, ShippedKpi::CollectionRate, ShippedKpi::AverageOrder, ShippedKpi::WinRate] {
        assert!(answered.contains(&kpi), "{kpi:?} needs records: {answered:?}");
    }
    for kpi in [ShippedKpi::Visits, ShippedKpi::NewCustomers, ShippedKpi::OnTimeRate] {
        assert!(!answered.contains(&kpi), "{kpi:?} is known by records alone");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_formula_from_stored_sums_equals_the_same_from_facts(formula in formulas(), at in 0..PERIODS.len()) {
        let pilots = BOOK.kpi(crate::sample::kpis::PILOTS).expect("the company has a KPI of its own").clone();
        let name = KpiName::Own(pilots.id);
        let mut book = BOOK.clone();
        book.put(Kpi { formula: Dated::default().since(Day::FIRST, Some(formula)), ..pilots }.into());
        compare(name, period(PERIODS[at]).into(), &book);
    }

    /// Most random formulas count something that the sums do not know.
    #[test]
    fn any_formula_over_measured_facts_is_answered(parts in proptest::collection::vec(proptest::sample::select(vec![
        ShippedKpi::SalesAmount, ShippedKpi::Collected, ShippedKpi::SellingExpense,
    ]), 1..4), divided in any::<bool>(), at in 0..PERIODS.len()) {
        let pilots = BOOK.kpi(crate::sample::kpis::PILOTS).expect("the company has a KPI of its own").clone();
        let kpi = |it: &ShippedKpi| Formula::Kpi { kpi: KpiName::Shipped(*it) };
        let sum = Formula::Sum { parts: parts.iter().map(kpi).collect() };
        let formula = if divided { Formula::ratio(sum, kpi(&ShippedKpi::Deals)) } else { Formula::per_head(sum) };
        let name = KpiName::Own(pilots.id);
        let mut book = BOOK.clone();
        book.put(Kpi { formula: Dated::default().since(Day::FIRST, Some(formula)), ..pilots }.into());
        prop_assert!(compare(name, period(PERIODS[at]).into(), &book));
    }
}
