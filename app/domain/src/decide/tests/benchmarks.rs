use super::*;
use crate::decide::command::SaveBenchmark;
use crate::records::benchmark::{Benchmark, BenchmarkOf};
use crate::values::calendar::Week;
use crate::values::ids::{KpiId, RegionId};
use crate::values::kpi_name::KpiName;
use crate::values::shipped_kpi::ShippedKpi;

/// The industry's completion of sales targets in the second quarter of 2026.
pub(super) fn of_completion(now: Option<i64>) -> Command {
    Command::SaveBenchmark(saved(now))
}

fn saved(now: Option<i64>) -> SaveBenchmark {
    SaveBenchmark {
        metric: KpiName::SALES_AMOUNT,
        compares: BenchmarkOf::Completion,
        region: None,
        period: Period::parse("2026-Q2").expect("a period"),
        was: None,
        citation_was: String::new(),
        now,
        citation: "行业协会季报".to_owned(),
    }
}

fn stored(world: &World) -> Option<(Option<i64>, &str)> {
    let id = Benchmark::id_of(KpiName::SALES_AMOUNT, BenchmarkOf::Completion, None, saved(None).period);
    world.book.benchmark(id).map(|it| (it.value, it.citation.as_str()))
}

#[test]
fn the_administrator_sets_changes_and_removes_an_average() {
    let mut world = world();
    let admin = world.ids.admin;
    world.applies(admin, &of_completion(Some(9_000)));
    assert_eq!(stored(&world), Some((Some(9_000), "行业协会季报")));
    let changed = SaveBenchmark { was: Some(9_000), citation_was: "行业协会季报".to_owned(), ..saved(Some(8_800)) };
    world.applies(admin, &Command::SaveBenchmark(changed));
    assert_eq!(stored(&world), Some((Some(8_800), "行业协会季报")));
    assert_eq!(world.book.benchmarks().len(), 1);
    let current = world.book.benchmarks().next().expect("the average").clone();
    world.applies(admin, &Command::SaveBenchmark(SaveBenchmark::removal(&current)));
    assert_eq!(stored(&world), Some((None, "行业协会季报")), "the record keeps its last source");
}

#[test]
fn the_same_average_is_the_same_record() {
    let mut world = world();
    let admin = world.ids.admin;
    let month = Period::parse("2026-06").expect("a period");
    world.applies(admin, &of_completion(Some(9_000)));
    world.applies(admin, &of_completion(Some(8_500)));
    assert_eq!(world.book.benchmarks().len(), 1);
    assert_eq!(stored(&world), Some((Some(8_500), "行业协会季报")));
    for other in [
        SaveBenchmark { compares: BenchmarkOf::Value, ..saved(Some(1)) },
        SaveBenchmark { metric: KpiName::DEALS, ..saved(Some(1)) },
        SaveBenchmark { period: month, ..saved(Some(1)) },
    ] {
        world.applies(admin, &Command::SaveBenchmark(other));
    }
    assert_eq!(world.book.benchmarks().len(), 4);
}

#[test]
fn saving_is_refused_for_every_reason() {
    let world = world();
    let ids = world.ids;
    for who in [ids.lin, ids.boss, ids.manager, ids.director] {
        world.refuses(who, &of_completion(Some(9_000)), &[(Field::Role, Refusal::NotAllowed)]);
    }
    let most = Money::LARGEST;
    let of_value = |now| SaveBenchmark { compares: BenchmarkOf::Value, ..saved(Some(now)) };
    let share = KpiName::Shipped(ShippedKpi::WinRate);
    for (asked, refused) in [
        (SaveBenchmark { metric: KpiName::Own(KpiId(fresh(9))), ..saved(Some(1)) }, vec![(Field::Metric, Refusal::NotYours)]),
        (SaveBenchmark { region: Some(RegionId(fresh(9))), ..saved(Some(1)) }, vec![(Field::Region, Refusal::NotYours)]),
        (SaveBenchmark { period: Period::Week(Week(2_900)), ..saved(Some(1)) }, vec![(Field::Period, Refusal::Malformed)]),
        (
            SaveBenchmark { period: Period::natural_year(1989), ..saved(Some(1)) },
            vec![(Field::Period, Refusal::TooEarly { first: Day::FIRST })],
        ),
        (
            SaveBenchmark { period: Period::natural_year(2101), ..saved(Some(1)) },
            vec![(Field::Period, Refusal::TooLate { last: Day::LAST })],
        ),
        (saved(Some(0)), vec![(Field::Value, Refusal::NotPositive)]),
        (saved(Some(100_001)), vec![(Field::Value, Refusal::OutOfRange { least: 0, most: 1_000 })]),
        (of_value(most.0 + 1), vec![(Field::Value, Refusal::TooMuch { most })]),
        (SaveBenchmark { metric: share, ..of_value(100_001) }, vec![(Field::Value, Refusal::OutOfRange { least: 0, most: 1_000 })]),
        (SaveBenchmark { citation: " ".to_owned(), ..saved(Some(1)) }, vec![(Field::Citation, Refusal::Missing)]),
        (SaveBenchmark { citation: long(NOTE + 1), ..saved(Some(1)) }, vec![(Field::Citation, too_long(NOTE))]),
        (
            SaveBenchmark { citation: String::new(), ..saved(Some(-1)) },
            vec![(Field::Citation, Refusal::Missing), (Field::Value, Refusal::NotPositive)],
        ),
    ] {
        world.refuses(ids.admin, &Command::SaveBenchmark(asked), &refused);
    }
    assert!(world.decides(ids.admin, &Command::SaveBenchmark(of_value(most.0))).is_ok());
}
