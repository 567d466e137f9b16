//! Enters a value of a KPI: so many on a day, for somebody (S0:L282).

use domain::decide::command::{Command, RecordKpiEntry};
use domain::figures::kpis::entered_by;
use domain::records::kpi::Formula;
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::ids::{KpiEntryId, KpiId, PersonId};
use domain::values::kpi_name::KpiName;
use domain::values::kpi_unit::KpiUnit;
use domain::values::money::Money;
use domain::values::number;
use domain::values::refusal::{Refusal, Refusals};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::EntryPage;
use crate::i18n::{kpi_words, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, DateField, EmptyState, MoneyField, NumberField, SelectField, TextArea, icons};
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
    let writing = Writing::ready();
    let id = KpiEntryId(notebook.new_id());
    let today = notebook.today();
    let asked = use_query_map().with_untracked(|it| it.get("kpi")).and_then(|it| it.parse::<KpiName>().ok());
    let asked = asked.and_then(|it| if let KpiName::Own(id) = it { Some(id.to_string()) } else { None });
    let first = kpis.with_untracked(|all| {
        let known = asked.filter(|it| all.iter().any(|choice| choice.value == *it));
        known.or_else(|| all.first().map(|it| it.value.clone())).unwrap_or_default()
    });
    let (kpi, value) = (RwSignal::new(first), RwSignal::new(String::new()));
    let (on, note, owner) = (RwSignal::new(today.to_string()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let kept = KeptWords::of("kpi-entry", [("kpi", kpi), ("value", value), ("on", on), ("note", note), ("owner", owner)]);
    let chosen = Memo::new(move |_| kpi.get().parse::<KpiId>().ok());
    let is_money = Memo::new(move |_| {
        let formula = chosen.get().and_then(|id| notebook.with(|book| book.kpi(id).and_then(|it| it.formula_on(today))));
        matches!(formula, Some(Formula::Entered { unit: KpiUnit::Money }))
    });
    let unit_word =
        move || chosen.get().and_then(|id| notebook.with(|book| book.kpi(id).map(|it| it.unit_word.clone()))).unwrap_or_default();
    let value_label = move || {
        let word = unit_word();
        let unit = if is_money.get() { kpi_words::unit(KpiUnit::Money).to_owned() } else { word };
        if unit.is_empty() { t!("kpis.field.value").to_owned() } else { format!("{}（{unit}）", t!("kpis.field.value")) }
    };
    let meaning = move || chosen.get().and_then(|id| notebook.with(|book| book.kpi(id).map(|it| it.note.clone()))).unwrap_or_default();
    let make = move || {
        let mut refusals = Refusals::default();
        let typed = value.get();
        let parsed = if is_money.get() { Money::parse(&typed).map(|it| it.0) } else { number::whole::<i64>(&typed, number::BARE) };
        let value = refusals.keep(Field::Value, parsed);
        let on = refusals.keep(Field::On, Day::read(&on.get()));
        let kpi = refusals.keep(Field::Kpi, chosen.get().ok_or(Refusal::Missing));
        let owner = owner.get().parse::<PersonId>().ok();
        let (Some(value), Some(on), Some(kpi)) = (value, on, kpi) else { return Err(refusals) };
        Ok(Command::RecordKpiEntry(RecordKpiEntry { id, kpi, owner, on, value, note: note.get() }))
    };
    let navigate = use_navigate();
    let saved = move || {
        if let Some(kpi) = chosen.get_untracked() {
            navigate(&paths::kpi(KpiName::Own(kpi)), NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    };
    let save = writing.saving(kept, make, saved);
    let refusals = writing.refusals();
    let people = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| choices::people(actor.owners_to_choose(book).filter(|it| it.id != actor.person)))
    });
    view! {
        <WriteForm
            writing
            kept
            on_submit=save
            shown=&[Field::Kpi, Field::Value, Field::On, Field::Note, Field::Owner]
            label=Signal::derive(|| t!("kpis.save_entry").to_owned())
        >
            <SelectField label=move || t!("kpis.one") name=Field::Kpi value=kpi choices=kpis refusals/>
            {move || Some(meaning()).filter(|it| !it.is_empty()).map(|it| view! { <p class="text-sm text-quiet">{it}</p> })}
            <Show
                when=move || is_money.get()
                fallback=move || view! { <NumberField label=Signal::derive(value_label) name=Field::Value value refusals required=true/> }
            >
                <MoneyField label=Signal::derive(value_label) name=Field::Value value refusals required=true/>
            </Show>
            <DateField label=move || t!("kpis.field.on") name=Field::On value=on refusals last=today required=true/>
            <TextArea label=move || words::field(Field::Note) name=Field::Note value=note refusals/>
            <Show when=move || people.with(|it| !it.is_empty())>
                <SelectField label=move || t!("kpis.field.owner") name=Field::Owner value=owner choices=people refusals none=move || t!("kpis.myself")/>
            </Show>
        </WriteForm>
    }
    .into_any()
}
