//! The industry averages that the sample company's administrator entered.

use super::staff::Staff;
use super::story::Story;
use crate::decide::command::{Command, SaveBenchmark};
use crate::records::benchmark::BenchmarkOf;
use crate::values::calendar::Period;
use crate::values::kpi_name::KpiName;
use crate::values::money::Money;
use crate::values::shipped_kpi::ShippedKpi;

/// The administrator enters the report of the trade association five weeks before today: of the year, and of the quarter before this one.
pub(super) fn tell(story: &mut Story, staff: &Staff) {
    let on = story.working(story.today.plus(-35));
    let (year, quarter) = (Period::natural_year(story.today.year()), Period::Quarter(story.today.quarter().shift(-1)));
    for (kpi, compares, period, value) in [
        (ShippedKpi::SalesAmount, BenchmarkOf::Completion, year, 8_800),
        (ShippedKpi::SalesPerHead, BenchmarkOf::Value, year, Money::whole(1_200_000).0),
        (ShippedKpi::WinRate, BenchmarkOf::Value, year, 3_200),
        (ShippedKpi::CollectionRate, BenchmarkOf::Value, year, 8_500),
        (ShippedKpi::NewCustomers, BenchmarkOf::Completion, quarter, 8_500),
    ] {
        let benchmark = SaveBenchmark {
            metric: KpiName::Shipped(kpi),
            compares,
            region: None,
            period,
            was: None,
            citation_was: String::new(),
            now: Some(value),
            citation: "行业协会年度销售效能报告".to_owned(),
        };
        story.act(staff.administrator, on, Command::SaveBenchmark(benchmark));
    }
}
