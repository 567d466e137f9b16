//! 业绩来源 (E-06, SA-08): where the business came from. Only for figures made up of orders; the others have no origin.

use domain::figures::analytics::{By, Dashboard};
use leptos::prelude::*;

use super::lens_in_url::LensInUrl;
use super::mix_chart::MixChart;
use crate::t;
use crate::ui::kit::Section;

/// The mix by origin.
#[component]
pub fn OriginSection(url: LensInUrl, answer: Signal<Dashboard>) -> impl IntoView {
    let has_origin = Memo::new(move |_| url.with(|it| it.figure.has_origin()));
    view! {
        <Show when=move || has_origin.get()>
            <Section title=move || t!("mixes.origins")>
                <MixChart url answer by=|_| By::Origin/>
            </Section>
        </Show>
    }
    .into_any()
}
