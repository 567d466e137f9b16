//! Whether taking a record back corrects the month it counted in. If not, it is netted today and that month stays as reported.

use domain::values::calendar::Day;
use leptos::prelude::*;

use crate::i18n::locale;
use crate::local::Notebook;
use crate::t;

/// The choice; hidden while both are the same month.
#[component]
pub fn CorrectionBox(
    /// The day on which the record counted.
    of: Day,
    /// Whether that month is corrected.
    corrects: RwSignal<bool>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let month = of.month();
    (month != notebook.today().month()).then(|| {
        view! {
            <label class="flex min-h-11 items-center gap-2 text-sm">
                <input type="checkbox" class="checkbox" prop:checked=move || corrects.get() on:change:target=move |event| corrects.set(event.target().checked())/>
                <span>
                    {move || t!("words.corrects", month = locale().month(month))}
                    <span class="block text-xs text-quiet">{move || t!("words.corrects_hint", month = locale().month(month))}</span>
                </span>
            </label>
        }
    })
}
