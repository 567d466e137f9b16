//! 公司规则: what holds now, what is planned and what was, for everybody whose work the rules judge. Nothing can be changed here.

use domain::rules::cadence::Cadence;
use domain::rules::pipeline::Pipeline;
use domain::rules::{
    Comparisons, Dictionaries, EntryTimes, EvidencePolicy, FieldPolicy, FiscalCalendar, KpiSets, NodeTemplate, PriceBands, Ramp,
    ReviewPolicy, ReviewRhythm, SeasonCurves,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::company_section::CompanySection;
use super::rule_history::RuleHistory;
use super::rule_kind::{RuleKind, name_of};
use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{ButtonLink, Look, PageHead, icons};
use crate::ui::url::routes;

/// The name of a set of rules in the address, and its part of the page, open or closed.
type RuleEntry = (String, fn(bool) -> AnyView);

/// The page.
#[component]
pub fn RulesPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let sees_all = Memo::new(move |_| notebook.actor().may_see_rules());
    let query = use_query_map();
    let asked = StoredValue::new(query.with_untracked(|it| it.get("of")).unwrap_or_default());
    let parts: [RuleEntry; 15] = [
        entry::<EntryTimes>(),
        entry::<FiscalCalendar>(),
        entry::<Cadence>(),
        entry::<ReviewRhythm>(),
        entry::<Pipeline>(),
        entry::<EvidencePolicy>(),
        entry::<ReviewPolicy>(),
        entry::<NodeTemplate>(),
        entry::<Dictionaries>(),
        entry::<PriceBands>(),
        entry::<Comparisons>(),
        entry::<SeasonCurves>(),
        entry::<Ramp>(),
        entry::<KpiSets>(),
        entry::<FieldPolicy>(),
    ];
    // What somebody came for stands first, open.
    let (first, others): (Vec<_>, Vec<_>) = asked.with_value(|asked| parts.into_iter().partition(|it| it.0 == *asked));
    let first = first.into_iter().map(|it| it.1(true)).collect_view();
    let others = others.into_iter().map(|it| it.1(false)).collect_view();
    view! {
        <PageHead title=move || t!("rules.title") note=move || t!("rules.note").to_owned()>
            <Show when=move || sees_all.get()>
                <ButtonLink label=move || t!("grades.rules.title") to=routes::GRADE_RULES look=Look::Ghost icon=icons::GRADE/>
                <ButtonLink label=move || t!("alerts.settings.title") to=routes::ALERT_RULES look=Look::Ghost icon=icons::ALERT/>
            </Show>
        </PageHead>
        <div class="grid items-start gap-4 lg:grid-cols-2">{first} {others}</div>
    }
    .into_any()
}

/// The name of a set of rules in addresses, and its section.
fn entry<T: RuleKind>() -> RuleEntry {
    (T::FIELD.text().into_owned(), section::<T>)
}

/// The rules of today in full, and all versions.
fn section<T: RuleKind>(is_open: bool) -> AnyView {
    let notebook = expect_context::<Notebook>();
    let unfolded = RwSignal::new(is_open);
    let row = |(field, value): (String, String)| {
        view! {
            <div class="flex flex-wrap justify-between gap-x-3 py-1">
                <dt class="text-quiet">{field}</dt>
                <dd class="min-w-0 text-end break-words tabular-nums">{value}</dd>
            </div>
        }
    };
    let history = move || {
        view! { <div class="border-t border-base-300 pt-1 lg:pt-3">{RuleHistory::<T>::new(None, unfolded).view()}</div> }
    };
    let form = move |company: domain::records::organisation::Company| {
        let said = notebook.with(|book| T::on(&company, notebook.today()).said(&|id| name_of(book, id)));
        view! {
            <div class="grid gap-3">
                <dl class="divide-y divide-base-200 text-sm">{said.into_iter().map(row).collect_view()}</dl>
                {(!T::versions(&company).is_default()).then(history)}
            </div>
        }
    };
    view! { <CompanySection title=move || words::field(T::FIELD) form/> }.into_any()
}
