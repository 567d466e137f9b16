//! 排行: how much each part of the owner contributes, against its own target.

use domain::figures::analytics::{By, Dashboard};
use domain::values::json::{of_word, word_of};
use leptos::prelude::*;

use super::answered::Answered;
use super::lens_in_url::LensInUrl;
use super::parts::part_name;
use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::charts::{self, ChartCanvas, ranking};
use crate::ui::kit::{Section, Segment, SegmentedControl};

/// The ranking.
#[component]
pub fn RankingSection(url: LensInUrl, answer: Signal<Dashboard>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let ranked = Memo::new(move |_| url.with(|it| it.ranked()));
    let series = Memo::new(move |_| {
        let by = ranked.get();
        answer.with(|it| it.part(by).cloned())
    });
    let chart = move || {
        let (ink, series) = (charts::ink(), series.get()?);
        let places: Vec<ranking::RankingPlace> = notebook.with(|book| {
            let place = |point: &domain::figures::analytics::Point| ranking::RankingPlace {
                name: part_name(&point.key, book),
                value: point.value,
                target: point.target,
            };
            series.points.iter().map(place).collect()
        });
        Some(ranking::drawn(&places, series.figure.unit(), &ink))
    };
    let press = move |at: usize| {
        let key = series.with_untracked(|series| series.as_ref().and_then(|it| it.points.get(at)).map(|it| it.key.clone()));
        if let Some(key) = key {
            url.narrow(&key);
        }
    };
    let rankings = Memo::new(move |_| url.with(|it| it.rankings().to_vec()));
    let segments = move || rankings.get().into_iter().map(|it| Segment::new(word_of(it), words::by(it))).collect::<Vec<_>>();
    let choose = move |word: String| {
        let by: Option<By> = of_word(&word);
        url.change(|it| it.ranking = by);
    };
    let label = move || format!("{} · {}", t!("performance.ranking"), words::by(ranked.get()));
    view! {
        <Section title=move || t!("performance.ranking")>
            <Show when=move || rankings.with(|it| 1 < it.len())>
                <SegmentedControl
                    label=move || t!("performance.ranked_by")
                    segments=Signal::derive(segments)
                    value=Signal::derive(move || word_of(ranked.get()))
                    on_choose=choose
                />
            </Show>
            <Answered barrier=url.barrier()>
                <ChartCanvas chart=Signal::derive(chart) label=Signal::derive(label) on_press=Callback::new(press)/>
            </Answered>
        </Section>
    }
    .into_any()
}
