//! How the golden numbers (C10) and the sample rows of the sources (C10b) are written, from raw records to the words of a screen.

use domain::figures::analytics::{Against, Figure, Filter, Unit, card, facts_of};
use domain::figures::kpis::Evaluator;
use domain::sample::ledger::{Ledger, day};
use domain::sample::tables;
use domain::values::calendar::Period;
use domain::values::kpi_name::KpiName;
use domain::values::money::Share;
use domain::values::ratio::{Ratio, ratio};
use domain::values::shipped_kpi::ShippedKpi;

use super::{Lang, NOTHING, kpi_words, locale, set_lang, words};

fn period(text: &str) -> Period {
    Period::parse(text).expect("a period")
}

/// Value, target, completion and growth of a KPI, as a line of the list of KPIs writes them.
fn written(ledger: &Ledger, kpi: ShippedKpi, text: &str, filter: &Filter, today: &str) -> [String; 4] {
    let row = Evaluator::of(&ledger.book, day(today)).row(KpiName::Shipped(kpi), period(text), filter).expect("a shipped KPI");
    let value = |it: Ratio| kpi_words::value(row.definition.unit, it, "");
    let or_nothing = |it: Option<String>| it.unwrap_or_else(|| NOTHING.to_owned());
    [
        or_nothing(row.now.value.ok().map(value)),
        or_nothing(row.target.map(value)),
        or_nothing(row.completion.map(|it| locale().completion(it))),
        words::growth(row.growth, Against::PeriodBefore),
    ]
}

/// The gap of the sales, as their card writes it.
fn gap(ledger: &Ledger, text: &str, filter: &Filter, today: &str) -> String {
    let card = card(Figure::SalesAmount, &facts_of(&ledger.book), period(text), filter, day(today), &ledger.book);
    card.gap.map_or_else(|| NOTHING.to_owned(), |it| locale().gap_short(Unit::Money, it))
}

#[test]
fn the_rows_of_the_sources_are_written_as_there() {
    set_lang(Lang::Zh);
    let july = tables::performance_of_july();
    let (lin, wang) = (july.ids.lin, july.ids.wang);
    let of = |person| Filter { person: Some(person), ..Filter::default() };
    for (case, filter, expected, short) in [
        ("G1", of(lin), ["¥135万", "¥150万", "90%"], "−¥15万"),
        ("G2", of(wang), ["¥132万", "¥120万", "110%"], "+¥12万"),
        ("G3", Filter::default(), ["¥267万", "¥270万", "98.9%"], "−¥3万"),
    ] {
        let [value, target, completion, _] = written(&july, ShippedKpi::SalesAmount, "2025-07", &filter, "2025-08-05");
        assert_eq!([value.as_str(), &target, &completion], expected, "{case}");
        assert_eq!(gap(&july, "2025-07", &filter, "2025-08-05"), short, "{case}");
    }

    let week = tables::week_of_july();
    let line = written(&week, ShippedKpi::SalesAmount, "2025-W28", &of(lin), "2025-07-14");
    assert_eq!(line, ["¥8万", "¥10万", "80%", "▼ 10%"], "G4");
    assert_eq!(gap(&week, "2025-W28", &of(lin), "2025-07-14"), "−¥2万", "G4");

    let quarter = tables::analysis_of_the_third_quarter();
    for (case, kpi, expected, by) in [
        ("G5", ShippedKpi::SalesAmount, ["¥480万", "¥500万", "96%"], "▲ 6.7%"),
        ("G6", ShippedKpi::NewCustomers, ["18", "20", "90%"], "▲ 20%"),
        ("T-03", ShippedKpi::CollectionRate, ["90%", "90%", "100%"], NOTHING),
    ] {
        let team = Filter { team: Some(quarter.ids.first_team), ..Filter::default() };
        let [value, target, completion, growth] = written(&quarter, kpi, "2025-Q3", &team, "2025-10-09");
        assert_eq!([value.as_str(), &target, &completion], expected, "{case}");
        assert_eq!(growth, by, "{case}");
    }

    let summary = tables::summary_of_october();
    for (case, kpi, expected) in [
        ("G8", ShippedKpi::SalesAmount, ["¥185万", "¥200万", "92.5%"]),
        ("G9", ShippedKpi::NewCustomers, ["12", "15", "80%"]),
        ("G10", ShippedKpi::RepurchaseRate, ["32%", "35%", "91.4%"]),
    ] {
        let [value, target, completion, _] = written(&summary, kpi, "2025-10", &Filter::default(), "2025-11-03");
        assert_eq!([value.as_str(), &target, &completion], expected, "{case}");
    }
    let plan = tables::plan_rows_of_october();
    let repurchases = written(&plan, ShippedKpi::RepurchaseRate, "2025-10", &Filter::default(), "2025-11-03");
    assert_eq!(repurchases[..3], ["35%", "35%", "100%"], "G11");
}

#[test]
fn a_difference_from_the_industry_is_in_points() {
    // F-13, A41: 96 % of the revenue target against 90 %, 90 % of the new customers against 85 %.
    set_lang(Lang::Zh);
    for (actual, target, industry, expected) in [(480, 500, 9_000, "6"), (18, 20, 8_500, "5"), (32, 40, 8_000, "0")] {
        let completion = ratio(actual, target).expect("a completion");
        assert_eq!(locale().points(completion, Share(industry).into()), expected);
    }
}
