//! Ranking: horizontal bars, each with a mark at its target.

use charming::component::Grid;
use charming::datatype::{CompositeValue, DataPointItem};
use charming::element::{ItemStyle, Label, LabelPosition, NameLocation, Symbol, Tooltip, Trigger};
use charming::series::{Bar, Scatter};
use domain::figures::analytics::Unit;
use domain::values::ratio::{Ratio, ratio};

use super::scaled::Scale;
use super::{Drawn, Ink, PALETTE, Table};
use crate::i18n::NOTHING;
use crate::t;

/// One place in the ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankingPlace {
    pub name: String,
    pub value: Option<Ratio>,
    pub target: Option<i64>,
}

/// Draws the ranking, the first place at the top.
pub fn drawn(places: &[RankingPlace], unit: Unit, ink: &Ink) -> Drawn {
    let locale = ink.locale;
    let largest = places.iter().flat_map(|it| [it.value, it.target.map(Ratio::whole)]).flatten().max();
    let largest = largest.map_or(0, Ratio::rounded);
    let scale = Scale::of(unit, largest, locale);
    let written = |value: Option<Ratio>| value.map_or_else(|| NOTHING.to_owned(), |it| locale.in_unit_short(unit, it));
    let (actual, target) = (t!(in locale.lang, "kit.actual"), t!(in locale.lang, "kit.target"));

    let bars = places.iter().map(|it| DataPointItem::new(scale.place(it.value.unwrap_or(Ratio::NONE))).name(written(it.value)));
    // A single bar must not fill the chart.
    let thickness: CompositeValue = if places.len() < 5 { 28.into() } else { "55%".into() };
    let series = Bar::new()
        .name(actual)
        .bar_width(thickness)
        .item_style(ItemStyle::new().color(PALETTE[0]).border_radius(3))
        .label(Label::new().show(true).position(LabelPosition::Right).color(ink.text()).formatter("{b}"))
        .data(bars.collect());
    let mut chart = ink
        .sheet()
        .grid(Grid::new().left(8).right(72).top(8).bottom(24).contain_label(true))
        .tooltip(Tooltip::new().trigger(Trigger::Item).formatter("{a} {b}"))
        .x_axis(ink.values(&scale.unit).name_location(NameLocation::Middle).name_gap(26))
        .y_axis(ink.names(places.iter().map(|it| it.name.clone()).collect()).inverse(true))
        .series(series);
    if places.iter().any(|it| it.target.is_some()) {
        let marks = places.iter().enumerate().filter_map(|(at, place)| {
            let mark_at = place.target.map(|it| scale.place(it))?;
            #[expect(clippy::cast_precision_loss, reason = "a ranking has few places")]
            Some(DataPointItem::new(vec![mark_at, at as f64]).name(written(place.target.map(Ratio::whole))))
        });
        let mark = Scatter::new().name(target).symbol(Symbol::Diamond).symbol_size(10).item_style(ItemStyle::new().color(ink.target()));
        chart = chart.series(mark.data(marks.collect()));
    }

    let rows = places.iter().map(|place| {
        let completion = place.value.zip(place.target).and_then(|(value, target)| ratio(value.rounded(), target));
        [
            place.name.clone(),
            written(place.value),
            written(place.target.map(Ratio::whole)),
            completion.map_or_else(|| NOTHING.to_owned(), |it| locale.completion(it)),
        ]
    });
    let head = [t!(in locale.lang, "kit.name"), actual, target, t!(in locale.lang, "kit.completion")];
    Drawn { chart, table: Table::new(head, rows) }
}

#[cfg(test)]
mod tests {
    use super::super::ink::tests::LIGHT;
    use super::*;

    #[test]
    fn places_without_a_target_have_no_mark() {
        let place = |name: &str, value, target| RankingPlace { name: name.to_owned(), value: Some(Ratio::whole(value)), target };
        let drawn = drawn(&[place("李雷", 30_000_000, Some(25_000_000)), place("韩梅梅", 0, None)], Unit::Money, &LIGHT);
        insta::assert_json_snapshot!(drawn.chart);
        assert_eq!(drawn.table.rows, [["李雷", "¥30万", "¥25万", "120%"], ["韩梅梅", "¥0", "—", "—"]]);
    }
}
