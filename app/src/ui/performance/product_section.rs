//! 产品构成: by line; within a line, by product.

use domain::analytics::Dashboard;
use leptos::prelude::*;

use super::lens::Lens;
use super::lens_in_url::LensInUrl;
use super::mix_chart::MixChart;
use crate::t;
use crate::ui::kit::Section;

/// The product mix.
#[component]
pub fn ProductSection(
    /// The lens of the page.
    url: LensInUrl,
    /// What the dashboard says.
    answer: Signal<Dashboard>,
) -> impl IntoView {
    view! {
        <Section title=move || t!("performance.products")>
            <MixChart url answer by=Lens::products/>
        </Section>
    }
    .into_any()
}
