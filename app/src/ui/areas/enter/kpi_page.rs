//! Enters a value of a KPI: so many on a day, for somebody (S0:L282).

use domain::figures::kpis::entered_by;
use domain::records::kpi::Formula;
use domain::values::field::Field;
use domain::values::ids::{KpiEntryId, KpiId, PersonId};
use domain::values::kpi_name::KpiName;
use domain::values::kpi_unit::KpiUnit;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::EntryPage;
use crate::i18n::kpi_words;
use crate::local::Notebook;
use crate::state::forms::KpiEntryForm;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::fields::kpi_entry_fields::{KpiEntryFields, SHOWN};
use crate::ui::forms::filling::Filling;
use crate::ui::forms::record_form::RecordForm;
use crate::ui::forms::unfinished::about;
use crate::ui::kit::{Choice, EmptyState, SelectField, icons};
use crate::ui::records::attachments::DraftPhotos;
use crate::ui::url::routes::paths;

/// The page.
#[component]
pub fn EnterKpiPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let kpis = Memo::new(move |_| {
        let (actor, today) = (notebook.actor(), notebook.today());
        notebook.with(|book| entered_by(&actor, book, today).map(|it| Choice::new(it.id, kpi_words::own(it))).collect::<Vec<_>>())
    });
    view! {
        <EntryPage title=move || t!("kpis.enter")>
            <Show
                when=move || kpis.with(|it| !it.is_empty())
                fallback=|| view! { <EmptyState icon=icons::CHART title=move || t!("kpis.nothing_to_enter") body=move || t!("kpis.nothing_to_enter_body")/> }
            >
                <EnterFields kpis/>
            </Show>
        </EntryPage>
    }
    .into_any()
}

#[component]
fn EnterFields(kpis: Memo<Vec<Choice>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let enters_money = move |kpi: Option<KpiId>| {
        let formula = kpi.and_then(|id| notebook.peek(|book| book.kpi(id).and_then(|it| it.formula_on(today))));
        matches!(formula, Some(Formula::Entered { unit: KpiUnit::Money, .. }))
    };
    let asked = use_query_map().with_untracked(|it| it.get("kpi")).and_then(|it| it.parse::<KpiName>().ok());
    let asked = asked.and_then(|it| if let KpiName::Own(id) = it { Some(id.to_string()) } else { None });
    let first: Option<KpiId> = kpis.with_untracked(|all| {
        let known = asked.filter(|it| all.iter().any(|choice| choice.value == *it));
        known.or_else(|| all.first().map(|it| it.value.clone())).and_then(|it| it.parse().ok())
    });
    let fresh = KpiEntryForm::fresh(KpiEntryId(notebook.new_id()), first, enters_money(first), today);
    let filling = Filling::open(&KpiEntryForm::name(None), fresh);
    let (words_of, refusals) = (filling.draft.words(), filling.refusals());
    let kpi = filling.text(
        |it| it.kpi.map(|id| id.to_string()).unwrap_or_default(),
        move |form, word| {
            form.kpi = word.parse().ok();
            form.enters_money = enters_money(form.kpi);
        },
    );
    let owner =
        filling.text(|it| it.owner.map(|owner| owner.to_string()).unwrap_or_default(), |it, word| it.owner = word.parse::<PersonId>().ok());
    let left = move || {
        words_of.with(|form| {
            let name = form.kpi.map(|id| notebook.with(|book| kpi_words::name(KpiName::Own(id), book))).unwrap_or_default();
            about([name, form.value.clone(), form.note.clone()])
        })
    };
    let navigate = use_navigate();
    let saved = move || {
        if let Some(kpi) = words_of.with_untracked(|it| it.kpi) {
            navigate(&paths::kpi(KpiName::Own(kpi)), NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    };
    let people = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| choices::people(actor.owners_to_choose(book).filter(|it| it.id != actor.person)))
    });
    view! {
        <RecordForm filling about=Signal::derive(left) shown=SHOWN label=move || t!("kpis.save_entry") on_saved=saved>
            <SelectField label=move || t!("kpis.one") name=Field::Kpi value=kpi choices=kpis refusals/>
            <KpiEntryFields filling/>
            <DraftPhotos filling label=move || t!("evidence.draft_photos")/>
            <Show when=move || people.with(|it| !it.is_empty())>
                <SelectField label=move || t!("kpis.field.owner") name=Field::Owner value=owner choices=people refusals none=move || t!("kpis.myself")/>
            </Show>
        </RecordForm>
    }
    .into_any()
}
