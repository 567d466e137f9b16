//! 销售漏斗: of the opportunities opened in the period, how many reached each stage. A press opens those that did.

use domain::figures::analytics::{Dashboard, Figure};
use leptos::prelude::*;

use super::answered::Answered;
use super::lens_in_url::LensInUrl;
use crate::i18n::words;
use crate::t;
use crate::ui::charts::{self, ChartCanvas, funnel};
use crate::ui::kit::Section;

/// The funnel.
#[component]
pub fn FunnelSection(url: LensInUrl, answer: Signal<Dashboard>) -> impl IntoView {
    let steps = Memo::new(move |_| answer.with(|it| it.funnel.clone()));
    let chart = move || {
        let ink = charts::ink();
        let is_empty = steps.with(|steps| steps.iter().all(|it| it.count == 0));
        let shown = steps.get().into_iter().filter(|_| !is_empty);
        let steps: Vec<funnel::FunnelStep> = shown
            .map(|it| funnel::FunnelStep { name: words::stage(it.stage).to_owned(), count: it.count, from_previous: it.from_previous })
            .collect();
        Some(funnel::drawn(&steps, &ink))
    };
    let press = move |at: usize| {
        let stage = steps.with_untracked(|steps| steps.get(at).map(|it| it.stage));
        url.open_records(&url.get_untracked().with(|it| it.step = stage));
    };
    // Opportunities have the same barriers as the win rate.
    let barrier = Signal::derive(move || url.with(|it| Figure::WinRate.barrier(&it.filter)));
    view! {
        <Section title=move || t!("performance.funnel")>
            <p class="text-xs text-quiet">{move || t!("performance.funnel_note")}</p>
            <Answered barrier>
                <ChartCanvas chart=Signal::derive(chart) label=move || t!("performance.funnel") on_press=Callback::new(press)/>
            </Answered>
        </Section>
    }
    .into_any()
}
