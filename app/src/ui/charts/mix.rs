//! Mix chart: the parts of a whole as a ring, with a legend that shows each share.

use charming::component::{Legend, LegendType};
use charming::datatype::DataPointItem;
use charming::element::{ItemStyle, Label, LabelLine, Orient, Tooltip, Trigger};
use charming::series::Pie;
use domain::figures::analytics::Unit;
use domain::values::ratio::ratio;

use super::scaled::Scale;
use super::{Drawn, Ink, PALETTE, Table};
use crate::t;

/// One part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MixPart {
    pub name: String,
    pub value: i64,
}

/// Draws the mix. Parts beyond the palette are merged into 其他. Zero and negative parts appear only in the table.
pub fn drawn(parts: &[MixPart], unit: Unit, ink: &Ink) -> Drawn {
    let locale = ink.locale;
    let whole: i64 = parts.iter().map(|it| it.value.max(0)).sum();
    let scale = Scale::of(unit, whole, locale);
    // A negative part (returns) has no share of the ring.
    let share = |value: i64| locale.share_or_nothing(ratio(value, whole).filter(|_| 0 <= value));

    let positive: Vec<&MixPart> = parts.iter().filter(|it| 0 < it.value).collect();
    let alone = if PALETTE.len() < positive.len() { PALETTE.len() - 1 } else { positive.len() };
    let rest: i64 = positive[alone..].iter().map(|it| it.value).sum();
    let mut shown: Vec<(&str, i64)> = positive[..alone].iter().map(|it| (it.name.as_str(), it.value)).collect();
    if 0 < rest {
        shown.push((t!(in locale.lang, "kit.other"), rest));
    }
    let points = shown.iter().enumerate().map(|(at, (name, value))| {
        // Two lines: on a phone the ring and its legend share 300 pixels.
        let written = format!("{name}\n{}  {}", locale.in_unit_short(unit, *value), share(*value));
        DataPointItem::new(scale.place(*value)).name(written).item_style(ItemStyle::new().color(PALETTE[at]))
    });
    let series = Pie::new()
        .radius(vec!["33%", "52%"])
        .center(vec!["26%", "50%"])
        .label(Label::new().show(false))
        .label_line(LabelLine::new().show(false))
        .item_style(ItemStyle::new().border_color(ink.ground()).border_width(2))
        .data(points.collect());
    let legend = Legend::new()
        .type_(LegendType::Scroll)
        .orient(Orient::Vertical)
        .left("54%")
        .top("middle")
        .text_style(ink.words().line_height(16.0))
        .item_gap(14)
        .item_width(12)
        .item_height(12);
    let chart = ink.sheet().tooltip(Tooltip::new().trigger(Trigger::Item).formatter("{b}")).legend(legend).series(series);

    let head = [t!(in locale.lang, "kit.name"), t!(in locale.lang, "kit.value"), t!(in locale.lang, "kit.share")];
    let rows = parts.iter().map(|it| [it.name.clone(), locale.in_unit_short(unit, it.value), share(it.value)]);
    Drawn { chart, table: Table::new(head, rows) }
}

#[cfg(test)]
mod tests {
    use super::super::ink::tests::LIGHT;
    use super::*;

    fn part(name: &str, value: i64) -> MixPart {
        MixPart { name: name.to_owned(), value }
    }

    #[test]
    fn each_part_says_its_share() {
        let drawn = drawn(&[part("GTX Pro", 75_000_000), part("MG Special", 25_000_000), part("退货", -1)], Unit::Money, &LIGHT);
        insta::assert_json_snapshot!(drawn.chart);
        assert_eq!(drawn.table.rows[0], ["GTX Pro", "¥75万", "75%"]);
        assert_eq!(drawn.table.rows[2], ["退货", "−¥0", "—"]);
    }

    #[test]
    fn more_parts_than_colours_become_one() {
        let parts: Vec<MixPart> = (1..=10).map(|it| part(&it.to_string(), 100 - it)).collect();
        let option = drawn(&parts, Unit::Count, &LIGHT).option();
        assert!(option.contains("其他") && option.contains("\"7\\n93"), "{option}");
        assert!(!option.contains("\"8\\n92"), "{option}");
    }
}
