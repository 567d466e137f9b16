//! The frame of every form that writes a part of the company's record.

use domain::records::organisation::Company;
use domain::values::calendar::Day;
use leptos::prelude::*;

use crate::i18n::locale;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Section, SkeletonRows};

/// A section with one form of the company's record. The form is made anew when the record changes, so that it never writes back what somebody
/// else has changed meanwhile; what she typed and has not saved is in its draft.
#[component]
pub fn CompanySection<F, V>(
    /// What the form is about.
    #[prop(into)]
    title: Signal<String>,
    /// The form of the record as it is.
    form: F,
) -> impl IntoView
where
    F: Fn(Company) -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let notebook = expect_context::<Notebook>();
    let company = notebook.see(|book| book.has_company().then(|| book.company().clone()));
    let content = move || match company.get() {
        Some(was) => form(was).into_any(),
        None => view! { <SkeletonRows/> }.into_any(),
    };
    view! { <Section title>{content}</Section> }.into_any()
}

/// Says that what is planned for a later day stays as it is.
#[component]
pub fn PlannedNote(
    /// The first day of what is planned, if anything is.
    #[prop(into)]
    from: Signal<Option<Day>>,
) -> impl IntoView {
    move || from.get().map(|day| view! { <p class="text-xs text-quiet">{t!("settings.planned_stays", day = locale().day(day))}</p> })
}
