//! 产品构成: by line, model, functional module or price band (E-07), as the user chooses; within one of those, by model.

use domain::figures::analytics::Dashboard;
use domain::values::json::{of_word, word_of};
use leptos::prelude::*;

use super::lens::Lens;
use super::lens_in_url::LensInUrl;
use super::mix_chart::MixChart;
use crate::i18n::words;
use crate::t;
use crate::ui::kit::{Section, Segment, SegmentedControl};

/// The product mix.
#[component]
pub fn ProductSection(url: LensInUrl, answer: Signal<Dashboard>) -> impl IntoView {
    let segments = move || Lens::PRODUCTS.into_iter().map(|it| Segment::new(word_of(it), words::by(it))).collect::<Vec<_>>();
    let cut = move || word_of(url.with(|it| it.products));
    let choose = move |word: String| {
        if let Some(by) = of_word(&word) {
            url.change(|it| it.products = by);
        }
    };
    view! {
        <Section title=move || t!("performance.products")>
            <SegmentedControl
                label=move || t!("mixes.products_by")
                segments=Signal::derive(segments)
                value=Signal::derive(cut)
                on_choose=choose
            />
            <MixChart url answer by=Lens::product_cut/>
        </Section>
    }
    .into_any()
}
