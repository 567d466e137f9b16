//! The frame of every form that saves a part of the company's record.

use domain::records::organisation::Company;
use domain::values::calendar::Day;
use leptos::prelude::*;

use crate::i18n::locale;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Section, SkeletonRows};

/// A section with one form of the company's record. The form is rebuilt when the record changes, so that it never overwrites another person's
/// change; unsaved input is kept in the draft.
#[component]
pub fn CompanySection<F, V>(
    #[prop(into)] title: Signal<String>,
    /// Builds the form from the current record.
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

/// A form with the list of its versions: beside it at a desk, below it on a phone.
#[component]
pub fn Beside(
    /// The list.
    history: AnyView,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:gap-6">
            {children()}
            <div class="min-w-0 border-base-300 max-lg:border-t max-lg:pt-1 lg:self-stretch lg:border-s lg:ps-6">{history}</div>
        </div>
    }
    .into_any()
}

/// Says that a version planned for a later day stays unchanged.
#[component]
pub fn PlannedNote(
    /// The first day of the planned version, if any.
    #[prop(into)]
    from: Signal<Option<Day>>,
) -> impl IntoView {
    move || from.get().map(|day| view! { <p class="text-xs text-quiet">{t!("settings.planned_stays", day = locale().day(day))}</p> })
}
