//! Sales funnel: count per stage, and its share of the stage before.

use charming::datatype::DataPointItem;
use charming::element::{ItemStyle, Label, LabelLine, LabelPosition, Sort, Tooltip, Trigger};
use charming::series::Funnel;
use domain::values::ratio::Ratio;

use super::{Drawn, Ink, PALETTE, Table};
use crate::t;

/// One stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunnelStep {
    pub name: String,
    /// Number that reached at least this stage.
    pub count: i64,
    /// Share of the stage before.
    pub from_previous: Option<Ratio>,
}

/// Draws the funnel.
pub fn drawn(steps: &[FunnelStep], ink: &Ink) -> Drawn {
    let locale = ink.locale;
    let written = |step: &FunnelStep| match step.from_previous {
        Some(share) => format!("{}  {}  ({})", step.name, locale.count(step.count), locale.share(share)),
        None => format!("{}  {}", step.name, locale.count(step.count)),
    };
    let points = steps
        .iter()
        .enumerate()
        .map(|(at, it)| DataPointItem::new(it.count).name(written(it)).item_style(ItemStyle::new().color(shade(at)).border_width(0)));
    let series = Funnel::new()
        .left("2%")
        .top(8)
        .bottom(8)
        .width("52%")
        .min_size("6%")
        .sort(Sort::None)
        .gap(3.0)
        .label(Label::new().show(true).position(LabelPosition::Right).color(ink.text()).formatter("{b}"))
        .label_line(LabelLine::new().show(false))
        .data(points.collect());
    let chart = ink.sheet().tooltip(Tooltip::new().trigger(Trigger::Item).formatter("{b}")).series(series);

    let head = [t!(in locale.lang, "charts.stage"), t!(in locale.lang, "kit.count"), t!(in locale.lang, "kit.conversion")];
    let rows = steps.iter().map(|it| [it.name.clone(), locale.count(it.count), locale.share_or_nothing(it.from_previous)]);
    let is_empty = steps.iter().all(|it| it.count == 0);
    Drawn { chart, table: Table::new(head, rows.filter(|_| !is_empty)) }
}

/// Shades of one colour, from dark to light: the stages are one process, not separate series.
fn shade(at: usize) -> &'static str {
    const SHADES: [&str; 6] = ["#0a6469", "#0e7a80", PALETTE[0], "#35a0a4", "#62b6b9", "#8ecbcd"];
    SHADES[at.min(SHADES.len() - 1)]
}

#[cfg(test)]
mod tests {
    use super::super::ink::tests::LIGHT;
    use super::*;

    fn step(name: &str, count: i64, of: Option<i64>) -> FunnelStep {
        FunnelStep { name: name.to_owned(), count, from_previous: of.and_then(|it| domain::values::ratio::ratio(count, it)) }
    }

    #[test]
    fn stages_say_their_count_and_conversion() {
        let steps = [step("潜在客户", 1_200, None), step("意向客户", 800, Some(1_200)), step("方案提交", 0, Some(800))];
        let drawn = drawn(&steps, &LIGHT);
        insta::assert_json_snapshot!(drawn.chart);
        assert_eq!(drawn.table.rows[1], ["意向客户", "800", "66.7%"]);
    }

    #[test]
    fn a_funnel_of_nothing_is_empty() {
        assert!(drawn(&[step("潜在客户", 0, None), step("意向客户", 0, None)], &LIGHT).is_empty());
    }
}
