//! 客户构成: by industry, scale, grade or region, as the user chooses.

use domain::figures::analytics::Dashboard;
use domain::values::json::{of_word, word_of};
use leptos::prelude::*;

use super::lens::Lens;
use super::lens_in_url::LensInUrl;
use super::mix_chart::MixChart;
use crate::i18n::words;
use crate::t;
use crate::ui::kit::{Section, Segment, SegmentedControl};

/// The customer mix.
#[component]
pub fn CustomerSection(url: LensInUrl, answer: Signal<Dashboard>) -> impl IntoView {
    let segments = move || Lens::CUSTOMERS.into_iter().map(|it| Segment::new(word_of(it), words::by(it))).collect::<Vec<_>>();
    let cut = move || word_of(url.with(|it| it.customers));
    let choose = move |word: String| {
        if let Some(by) = of_word(&word) {
            url.change(|it| it.customers = by);
        }
    };
    view! {
        <Section title=move || t!("performance.customers")>
            <SegmentedControl
                label=move || t!("performance.cut_by")
                segments=Signal::derive(segments)
                value=Signal::derive(cut)
                on_choose=choose
            />
            <MixChart url answer by=|it| it.customers/>
        </Section>
    }
    .into_any()
}
