//! 业绩趋势: the figure month by month, with the target and last year's line.

use domain::figures::analytics::{Dashboard, PointKey};
use domain::values::calendar::Period;
use leptos::prelude::*;

use super::answered::Answered;
use super::lens_in_url::LensInUrl;
use super::parts::part_name;
use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::charts::{self, ChartCanvas, trend};
use crate::ui::kit::Section;

/// The trend.
#[component]
pub fn TrendSection(url: LensInUrl, answer: Signal<Dashboard>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let series = Memo::new(move |_| answer.with(|it| it.trend.clone()));
    let chart = move || {
        let (ink, series, today) = (charts::ink(), series.get(), notebook.today());
        let months = notebook.with(|book| {
            let month = |point: &domain::figures::analytics::Point| trend::MonthPoint {
                name: part_name(&point.key, book),
                value: point.value,
                target: point.target,
                last_year: point.last_year,
                is_running: point.key == PointKey::Month(today.month()) && today < Period::Month(today.month()).last(),
            };
            series.points.iter().map(month).collect()
        });
        Some(trend::drawn(&trend::Trend { unit: series.figure.unit(), months }, &ink))
    };
    let press = move |at: usize| {
        let key: Option<PointKey> = series.with_untracked(|series| series.points.get(at).map(|it| it.key.clone()));
        if let Some(key) = key {
            url.narrow(&key);
        }
    };
    let label = move || format!("{} · {}", t!("performance.trend"), url.with(|it| words::figure(it.figure)));
    view! {
        <Section title=move || t!("performance.trend") class="lg:col-span-2">
            <Answered barrier=url.barrier()>
                <ChartCanvas chart=Signal::derive(chart) label=Signal::derive(label) on_press=Callback::new(press)/>
            </Answered>
        </Section>
    }
    .into_any()
}
