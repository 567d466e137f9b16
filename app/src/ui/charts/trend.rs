//! Trend by month: bars for actual values, a grey line for last year, a dashed line for the target.

use charming::component::{Grid, Legend};
use charming::datatype::DataPointItem;
use charming::element::{ItemStyle, LineStyle, LineStyleType, Symbol, Tooltip, Trigger};
use charming::series::{Bar, Line};
use domain::figures::analytics::Unit;
use domain::values::ratio::Ratio;

use super::scaled::Scale;
use super::{Drawn, Ink, PALETTE, Table};
use crate::i18n::NOTHING;
use crate::t;

/// One month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthPoint {
    /// Short name.
    pub name: String,
    /// Actual value; `None` before the first records and in the future.
    pub value: Option<Ratio>,
    pub target: Option<i64>,
    /// Value one year before.
    pub last_year: Option<Ratio>,
    /// Whether the month is still running; the value one year before is then counted up to the same day.
    pub is_running: bool,
}

/// A figure over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trend {
    pub unit: Unit,
    /// Every month, without gaps.
    pub months: Vec<MonthPoint>,
}

/// Draws the trend.
pub fn drawn(trend: &Trend, ink: &Ink) -> Drawn {
    let (months, locale) = (&trend.months, ink.locale);
    let largest = months.iter().flat_map(|it| [it.value, it.target.map(Ratio::whole), it.last_year]).flatten().max();
    let largest = largest.map_or(0, Ratio::rounded);
    let scale = Scale::of(trend.unit, largest, locale);
    let written = |value: Option<Ratio>| value.map_or_else(|| NOTHING.to_owned(), |it| locale.in_unit_short(trend.unit, it));
    let before = |month: &MonthPoint| match month.last_year.filter(|_| month.is_running) {
        Some(_) => format!("{} ({})", written(month.last_year), t!(in locale.lang, "kit.to_date")),
        None => written(month.last_year),
    };
    let (actual, target, last_year) =
        (t!(in locale.lang, "kit.actual"), t!(in locale.lang, "kit.target"), t!(in locale.lang, "kit.last_year"));

    // The tooltip shows the month through the item names of the first series.
    let named = months
        .iter()
        .map(|month| DataPointItem::new(month.value.map(|it| scale.place(it))).name(format!("{} {}", month.name, written(month.value))));
    let mut chart = ink
        .sheet()
        .grid(Grid::new().left(8).right(16).top(40).bottom(8).contain_label(true))
        .legend(Legend::new().top(0).right(0).text_style(ink.words()))
        .x_axis(ink.names(months.iter().map(|it| it.name.clone()).collect()))
        .y_axis(ink.values(&scale.unit))
        .series(
            Bar::new().name(actual).data(named.collect()).item_style(ItemStyle::new().color(PALETTE[0]).border_radius(3)).bar_width("50%"),
        );
    let mut template = "{b0}".to_owned();
    if months.iter().any(|month| month.last_year.is_some_and(|it| it != Ratio::NONE)) {
        template.push_str(&format!("\n{last_year} {{b{}}}", 1));
        let ghost = LineStyle::new().color(ink.ghost()).width(2);
        chart = chart.series(
            Line::new()
                .name(last_year)
                .data(
                    months.iter().map(|month| DataPointItem::new(month.last_year.map(|it| scale.place(it))).name(before(month))).collect(),
                )
                .symbol(Symbol::None)
                .line_style(ghost)
                .item_style(ItemStyle::new().color(ink.ghost())),
        );
    }
    if months.iter().any(|it| it.target.is_some()) {
        let at = if template.contains('\n') { 2 } else { 1 };
        template.push_str(&format!("\n{target} {{b{at}}}"));
        let dash = LineStyle::new().color(ink.target()).width(2).type_(LineStyleType::Dashed);
        chart = chart.series(
            Line::new()
                .name(target)
                .data(
                    months
                        .iter()
                        .map(|month| {
                            DataPointItem::new(month.target.map(|it| scale.place(it))).name(written(month.target.map(Ratio::whole)))
                        })
                        .collect(),
                )
                .symbol(Symbol::None)
                .line_style(dash)
                .item_style(ItemStyle::new().color(ink.target())),
        );
    }
    let chart = chart.tooltip(Tooltip::new().trigger(Trigger::Axis).formatter(template.as_str()));

    let rows = months.iter().map(|it| [it.name.clone(), written(it.value), written(it.target.map(Ratio::whole)), before(it)]);
    Drawn { chart, table: Table::new([t!(in locale.lang, "kit.month"), actual, target, last_year], rows) }
}

#[cfg(test)]
mod tests {
    use super::super::ink::tests::LIGHT;
    use super::*;

    fn point(name: &str, value: i64, target: Option<i64>, last_year: Option<i64>) -> MonthPoint {
        let (value, last_year) = (Some(Ratio::whole(value)), last_year.map(Ratio::whole));
        MonthPoint { name: name.to_owned(), value, target, last_year, is_running: false }
    }

    #[test]
    fn a_month_with_nothing_still_has_its_place() {
        let months = vec![
            point("9月", 12_500_000, Some(10_000_000), Some(9_000_000)),
            point("10月", 0, Some(10_000_000), None),
            MonthPoint { value: None, ..point("11月", 0, None, Some(1)) },
        ];
        let drawn = drawn(&Trend { unit: Unit::Money, months }, &LIGHT);
        insta::assert_json_snapshot!(drawn.chart);
        assert_eq!(drawn.table.rows[1], ["10月", "¥0", "¥10万", "—"]);
    }

    #[test]
    fn the_month_that_runs_says_up_to_when_last_year_counts() {
        let months = vec![MonthPoint { is_running: true, ..point("11月", 12_500_000, None, Some(9_000_000)) }];
        let drawn = drawn(&Trend { unit: Unit::Money, months }, &LIGHT);
        assert_eq!(drawn.table.rows[0], ["11月", "¥12.5万", "—", "¥9万 (截至同日)"]);
    }
}
