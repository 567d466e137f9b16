//! A figure cut into parts. Amounts and counts add up and make a ring; ratios do not and become bars.

use domain::figures::analytics::{By, Dashboard};
use leptos::prelude::*;

use super::answered::Answered;
use super::lens::Lens;
use super::lens_in_url::LensInUrl;
use super::parts::{mixed, part_name};
use crate::i18n::words;
use crate::local::Notebook;
use crate::ui::charts::{self, ChartCanvas, mix, ranking};

/// The chart of one cut.
#[component]
pub fn MixChart(
    url: LensInUrl,
    answer: Signal<Dashboard>,
    /// How it is cut.
    by: fn(&Lens) -> By,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let series = Memo::new(move |_| {
        let by = url.with(by);
        answer.with(|it| it.part(by).cloned())
    });
    let chart = move || {
        let (ink, series) = (charts::ink(), series.get()?);
        let unit = series.figure.unit();
        Some(notebook.with(|book| match series.figure.adds_up() {
            true => {
                let parts: Vec<mix::MixPart> =
                    mixed(&series, book).into_iter().map(|(_, name, value)| mix::MixPart { name, value }).collect();
                mix::drawn(&parts, unit, &ink)
            }
            false => {
                let name = |it: &domain::figures::analytics::Point| part_name(&it.key, book);
                let places: Vec<ranking::RankingPlace> =
                    series.points.iter().map(|it| ranking::RankingPlace { name: name(it), value: it.value, target: None }).collect();
                ranking::drawn(&places, unit, &ink)
            }
        }))
    };
    let press = move |at: usize| {
        let Some(series) = series.get_untracked() else { return };
        let key = notebook.peek(|book| match series.figure.adds_up() {
            true => mixed(&series, book).into_iter().nth(at).map(|(key, ..)| key),
            false => series.points.get(at).map(|it| it.key.clone()),
        });
        if let Some(key) = key {
            url.narrow(&key);
        }
    };
    let label = move || url.with(|lens| format!("{} · {}", words::figure(lens.figure), words::by(by(lens))));
    let barrier = Signal::derive(move || url.with(|lens| lens.figure.barrier(&lens.filter).or(lens.figure.barrier_by(by(lens)))));
    view! {
        <Answered barrier>
            <ChartCanvas chart=Signal::derive(chart) label=Signal::derive(label) on_press=Callback::new(press)/>
        </Answered>
    }
    .into_any()
}
