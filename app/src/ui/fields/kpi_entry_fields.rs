//! The fields of a value entered for a KPI, for entering and amending one.

use domain::records::kpi::EntryPolicy;
use domain::values::field::Field;
use domain::values::kpi_unit::KpiUnit;
use leptos::prelude::*;

use crate::i18n::{kpi_words, words};
use crate::local::Notebook;
use crate::state::forms::KpiEntryForm;
use crate::t;
use crate::ui::forms::filling::Filling;
use crate::ui::kit::{DateField, MoneyField, NumberField, TextArea};

/// The fields that show their own refusals.
pub const SHOWN: &[Field] = &[Field::Kpi, Field::Value, Field::On, Field::Note, Field::Owner];

/// What counts, the value, the day and the note, and what is asked of the entry.
#[component]
pub fn KpiEntryFields(filling: Filling<KpiEntryForm>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let (words_of, refusals) = (filling.draft.words(), filling.refusals());
    let value = filling.text(|it| it.value.clone(), |it, typed| it.value = typed);
    let on = filling.text(|it| it.on.clone(), |it, typed| it.on = typed);
    let note = filling.text(|it| it.note.clone(), |it, typed| it.note = typed);
    let kpi = Memo::new(move |_| words_of.with(|it| it.kpi).and_then(|id| notebook.with(|book| book.kpi(id).cloned())));
    let is_money = Memo::new(move |_| words_of.with(|it| it.enters_money));
    let label = Signal::derive(move || {
        let word = kpi.with(|it| it.as_ref().map(|kpi| kpi.unit_word.clone()).unwrap_or_default());
        let unit = if is_money.get() { kpi_words::unit(KpiUnit::Money).to_owned() } else { word };
        if unit.is_empty() { t!("kpis.field.value").to_owned() } else { format!("{}（{unit}）", t!("kpis.field.value")) }
    });
    let meaning = move || kpi.with(|it| it.as_ref().map(|kpi| kpi.note.clone()).unwrap_or_default());
    let policy = move || -> EntryPolicy {
        let day = words_of.with(|it| domain::values::calendar::Day::read(&it.on)).unwrap_or(today);
        kpi.with(|it| it.as_ref().and_then(|kpi| kpi.formula_on(day)).map(|formula| formula.entry_policy()).unwrap_or_default())
    };
    let asked = move || {
        let policy = policy();
        let notes = [(policy.needs_evidence, t!("kpis.asks.evidence_note")), (policy.needs_review, t!("kpis.asks.review_note"))];
        notes.into_iter().filter(|it| it.0).map(|it| view! { <p class="text-sm text-quiet">{it.1}</p> }).collect_view()
    };
    view! {
        {move || Some(meaning()).filter(|it| !it.is_empty()).map(|it| view! { <p class="text-sm text-quiet">{it}</p> })}
        <Show
            when=move || is_money.get()
            fallback=move || view! { <NumberField label name=Field::Value value refusals required=true/> }
        >
            <MoneyField label name=Field::Value value refusals required=true/>
        </Show>
        <DateField label=move || t!("kpis.field.on") name=Field::On value=on refusals last=today required=true/>
        <TextArea label=move || words::field(Field::Note) name=Field::Note value=note refusals/>
        <div class="grid gap-1 empty:hidden" data-asked="">{asked}</div>
    }
    .into_any()
}
