//! Setting one target, beside the figures to compare it with: last year, last month, the sum of its parts (T-02, T-08).

use domain::decide::command::{Command, SetTarget};
use domain::figures::kpis::{Evaluator, unit_of};
use domain::records::target::Target;
use domain::values::calendar::Period;
use domain::values::field::Field;
use domain::values::kpi_unit::KpiUnit;
use domain::values::money::{Money, Quantity, Share};
use domain::values::number;
use domain::values::refusal::{Refusal, Refusals};
use domain::values::text::is_blank;
use leptos::prelude::*;

use super::plan::{Achieved, Cell, Plan, TargetSource, cell};
use super::plan_row::Notation;
use super::targets_query::{TargetsInUrl, TargetsQuery};
use crate::i18n::{NOTHING, kpi_words, locale, words};
use crate::local::Notebook;
use crate::state::typed;
use crate::t;
use crate::ui::fields::owners::owner_name;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Button, Look, MoneyField, NumberField, Sheet, StatTile, TextArea};

/// The sheet.
#[component]
pub fn TargetSheet(
    url: TargetsInUrl,
    /// The plan that the target belongs to.
    shown: Signal<Plan>,
    /// `None` while the sheet is closed.
    editing: RwSignal<Option<Cell>>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let title = move || {
        let asked = url.get();
        let period = editing.with(|cell| cell.as_ref().map(|it| locale().period(it.period))).unwrap_or_default();
        let owner = notebook.with(|book| owner_name(asked.of, book));
        let name = notebook.with(|book| kpi_words::name(asked.metric, book));
        format!("{owner} · {period} · {name}")
    };
    let form = move || {
        editing.get().map(|target| view! { <TargetForm asked=url.get_untracked() target year=shown.get_untracked().year.value editing/> })
    };
    view! {
        <Sheet open=Signal::derive(move || editing.with(Option::is_some)) on_close=move || editing.set(None) title=Signal::derive(title)>
            {form}
        </Sheet>
    }
    .into_any()
}

#[component]
fn TargetForm(asked: TargetsQuery, target: Cell, year: Option<i64>, editing: RwSignal<Option<Cell>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let TargetsQuery { metric, of, .. } = asked;
    let period = target.period;
    let was = notebook.peek(|book| book.target(Target::id_of(of, metric, period)).and_then(|it| it.value));
    let unit = notebook.peek(|book| unit_of(metric, book)).unwrap_or(KpiUnit::Count);
    let label = notebook.see(move |book| format!("{}（{}）", kpi_words::name(metric, book), kpi_words::unit(unit)));
    let typed = was.map(|it| written_target(unit, it));
    let (value, basis) = (RwSignal::new(typed.unwrap_or_default()), RwSignal::new(target.basis.clone()));
    let kept = KeptWords::of(&format!("target/{}", Target::id_of(of, metric, period)), [("value", value), ("basis", basis)]);
    let set = move |now: Option<i64>, basis: String| Command::SetTarget(SetTarget { of, metric, period, was, now, basis });
    let close = move || editing.set(None);
    let make = move || {
        let (text, basis) = (value.get(), basis.get());
        let mut refusals = Refusals::default();
        let now = refusals.keep(Field::Value, read_target(unit, &text));
        refusals.refuse_if(is_blank(&basis), Field::Basis, Refusal::Missing);
        refusals.into_result().map(|()| set(now, basis))
    };
    let save = writing.saving(kept, make, close);
    let take_away = writing.saving(kept, move || Ok(set(None, String::new())), close);
    let hint = move || if unit == KpiUnit::Money { t!("targets.value_hint").to_owned() } else { kpi_words::unit(unit).to_owned() };
    let field = if unit != KpiUnit::Count {
        view! { <MoneyField label name=Field::Value value refusals=writing.refusals() required=true hint=Signal::derive(hint)/> }.into_any()
    } else {
        view! { <NumberField label name=Field::Value value refusals=writing.refusals() required=true/> }.into_any()
    };
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Value, Field::Basis]>
            <Beside asked target year/>
            {field}
            <TextArea label=move || words::field(Field::Basis) name=Field::Basis value=basis refusals=writing.refusals() required=true
                placeholder=move || t!("targets.basis_example")/>
        </WriteForm>
        {was.is_some().then(|| view! {
            <Button label=move || t!("targets.take_away") look=Look::Ghost wide=true on_press=take_away/>
        })}
    }
    .into_any()
}

/// The figures to compare the target with.
#[component]
fn Beside(asked: TargetsQuery, target: Cell, year: Option<i64>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let TargetsQuery { metric, of, .. } = asked;
    let today = notebook.today();
    let last_month = Period::Month(today.month()).previous();
    let before = {
        let facts = untrack(|| notebook.kpi_facts());
        notebook.peek(|book| {
            let evaluator = Evaluator::over(&facts, book, today);
            cell(of, metric, last_month, &Achieved::of(of, metric, &evaluator, book), today, book)
        })
    };
    let last_month_words = move || {
        let completion = before.completion.map_or_else(|| NOTHING.to_owned(), |it| locale().completion(it));
        t!("targets.last_month", month = locale().period(last_month), completion = completion)
    };
    let notation = notebook.peek(|book| Notation::of(metric, book));
    let (last_year, actual, whole) = (notation.result(target.last_year), notation.result(before.actual), notation.target(year));
    let derived = (target.source == TargetSource::Derived).then(|| notation.target(target.value));
    view! {
        <div class="grid grid-cols-2 gap-3 rounded-box bg-base-200 p-3">
            <StatTile label=move || t!("targets.last_year") value=Signal::stored(last_year)/>
            <StatTile label=Signal::derive(last_month_words) value=Signal::stored(actual)/>
            {derived.map(|value| view! { <StatTile label=move || t!("targets.sum_of_parts") value=Signal::stored(value)/> })}
            <StatTile label=move || t!("targets.year") value=Signal::stored(whole)/>
        </div>
    }
    .into_any()
}

/// Reads a target in its unit: yuan, percent, days with up to two decimals.
fn read_target(unit: KpiUnit, text: &str) -> Result<i64, Refusal> {
    match unit {
        KpiUnit::Count => number::whole(text, number::CUSTOMERS),
        KpiUnit::Quantity => Quantity::parse(text).map(|it| it.0),
        KpiUnit::Share | KpiUnit::Points => Share::parse_percent(text).map(|it| it.0),
        // Hundredths, like fen.
        KpiUnit::Money | KpiUnit::Days | KpiUnit::Hours | KpiUnit::Score => Money::parse(text).map(|it| it.0),
    }
}

/// The text that [`read_target`] reads.
fn written_target(unit: KpiUnit, value: i64) -> String {
    match unit {
        KpiUnit::Count => value.to_string(),
        KpiUnit::Quantity => typed::quantity(Quantity(value)),
        KpiUnit::Share | KpiUnit::Points => typed::percent(Share(value)),
        KpiUnit::Money | KpiUnit::Days | KpiUnit::Hours | KpiUnit::Score => typed::money(Money(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_typed_in_its_unit() {
        for (unit, typed, stored) in [
            (KpiUnit::Money, "1250", 125_000),
            (KpiUnit::Count, "20", 20),
            (KpiUnit::Share, "90", 9_000),
            (KpiUnit::Share, "92.5", 9_250),
            (KpiUnit::Days, "2.5", 250),
            (KpiUnit::Quantity, "1.5", 1_500),
        ] {
            assert_eq!(read_target(unit, typed), Ok(stored), "{unit:?} {typed}");
            assert_eq!(read_target(unit, &written_target(unit, stored)), Ok(stored), "{unit:?} {stored}");
        }
        assert!(read_target(KpiUnit::Count, "2.5").is_err());
    }
}
