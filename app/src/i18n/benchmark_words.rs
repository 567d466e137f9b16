//! The texts of industry averages: their names, and how a value differs from them.

use domain::book::Book;
use domain::figures::kpis::{AgainstIndustry, IndustryGap, is_total, unit_of};
use domain::records::benchmark::{Benchmark, BenchmarkOf};
use domain::values::kpi_name::KpiName;
use domain::values::kpi_unit::KpiUnit;
use domain::values::money::Money;

use super::{MINUS, NOTHING, kpi_words, locale};
use crate::t;

/// 目标完成率; 人均数值 of a KPI that is a total, else 指标数值.
pub fn compares(of: BenchmarkOf, metric: KpiName, book: &Book) -> &'static str {
    match of {
        BenchmarkOf::Value if is_total(metric, book) => t!("benchmarks.compares.per_head"),
        of => what(of),
    }
}

/// 目标完成率; 指标数值.
pub fn what(of: BenchmarkOf) -> &'static str {
    match of {
        BenchmarkOf::Completion => t!("benchmarks.compares.completion"),
        BenchmarkOf::Value => t!("benchmarks.compares.value"),
    }
}

/// 华北; 全部区域.
pub fn region(of: &Benchmark, book: &Book) -> String {
    let named = of.region.map(|it| book.region(it).map(|region| region.name.clone()).unwrap_or_default());
    named.unwrap_or_else(|| t!("benchmarks.all_regions").to_owned())
}

/// 销售额 · 目标完成率 · 全部区域 · 2026年.
pub fn name(of: &Benchmark, book: &Book) -> String {
    let (metric, what) = (kpi_words::name(of.metric, book), compares(of.compares, of.metric, book));
    format!("{metric} · {what} · {} · {}", region(of, book), locale().period(of.period))
}

/// The average in its unit, an amount to the fen: `90%`, `¥1,200,000.00`.
pub fn value(of: &Benchmark, book: &Book) -> String {
    of.value.and_then(|it| stored(of.metric, of.compares, it, book)).unwrap_or_else(|| NOTHING.to_owned())
}

/// A stored value of a KPI's average.
pub fn stored(metric: KpiName, compares: BenchmarkOf, value: i64, book: &Book) -> Option<String> {
    match compares.unit(unit_of(metric, book)?) {
        KpiUnit::Money => Some(locale().money_signed(Money(value))),
        unit => unit.target(value).map(|it| kpi_words::value(unit, it, "")),
    }
}

/// `+6.0 个百分点`, `−12.5%`: always with its sign (A41). 尚未开始 as long as nothing is judged.
pub fn gap(of: Option<IndustryGap>) -> String {
    let Some(of) = of else { return t!("words.growth.not_begun").to_owned() };
    let tenths = of.value().in_parts(1_000);
    let sign = if tenths < 0 { MINUS } else { "+" };
    let number = format!("{sign}{}.{}", locale().count(tenths.abs() / 10), tenths.abs() % 10);
    match of {
        IndustryGap::Points(_) => t!("benchmarks.points", n = number),
        IndustryGap::Percent(_) => format!("{number}%"),
    }
}

/// 行业平均完成率 90%; 行业人均 ¥10万.
pub fn average(of: &AgainstIndustry) -> String {
    let value = kpi_words::value(of.unit, of.average, "");
    match of.benchmark.compares {
        BenchmarkOf::Completion => t!("benchmarks.average_completion", value = value),
        BenchmarkOf::Value if of.is_per_head => t!("benchmarks.average_per_head", value = value),
        BenchmarkOf::Value => t!("benchmarks.average", value = value),
    }
}

/// Which average was applied and what must be known to read the difference: 采用：全部区域 · 2026年 · 按期折算.
pub fn applied(of: &AgainstIndustry, book: &Book) -> String {
    let ours = of.is_per_head.then(|| t!("benchmarks.ours_per_head", value = kpi_words::value(of.unit, of.ours, "")));
    let which = [region(&of.benchmark, book), locale().period(of.benchmark.period)];
    let notes = [of.is_prorated.then(|| t!("benchmarks.prorated")), of.is_running.then(|| t!("benchmarks.running"))];
    let said = which.into_iter().chain(notes.into_iter().flatten().map(str::to_owned)).chain(ours);
    t!("benchmarks.by", what = said.collect::<Vec<_>>().join(" · "))
}

#[cfg(test)]
mod tests {
    use domain::values::ratio::ratio;

    use super::*;
    use crate::i18n::{Lang, set_lang};

    #[test]
    fn a_difference_has_a_sign_and_one_decimal() {
        // A41.
        set_lang(Lang::Zh);
        let of = |of, to| ratio(of, to).expect("a ratio");
        for (gap_of, expected) in [
            (IndustryGap::Points(of(6, 100)), "+6.0 个百分点"),
            (IndustryGap::Points(of(-125, 1_000)), "−12.5 个百分点"),
            (IndustryGap::Points(of(0, 1)), "+0.0 个百分点"),
            (IndustryGap::Percent(of(1, 10)), "+10.0%"),
            (IndustryGap::Percent(of(-1, 3)), "−33.3%"),
        ] {
            assert_eq!(gap(Some(gap_of)), expected);
        }
    }
}
