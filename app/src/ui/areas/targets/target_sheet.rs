//! Setting one target, beside the figures to compare it with: last year, last month, the sum of its parts (T-02, T-08).

use domain::decide::command::{Command, SetTarget};
use domain::records::target::Target;
use domain::values::calendar::Period;
use domain::values::field::Field;
use domain::values::money::Money;
use domain::values::number;
use domain::values::refusal::{Refusal, Refusals};
use domain::values::text::is_blank;
use leptos::prelude::*;

use super::plan::{Achieved, Cell, Plan, TargetSource, cell};
use super::plan_table::written;
use super::targets_query::{TargetsInUrl, TargetsQuery};
use crate::i18n::{NOTHING, locale, words};
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
        format!("{owner} · {period} · {}", words::metric(asked.metric))
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
    let typed = was.map(|it| if metric.is_money() { typed::money(Money(it)) } else { it.to_string() });
    let (value, basis) = (RwSignal::new(typed.unwrap_or_default()), RwSignal::new(target.basis.clone()));
    let kept = KeptWords::of(&format!("target/{}", Target::id_of(of, metric, period)), [("value", value), ("basis", basis)]);
    let set = move |now: Option<i64>, basis: String| Command::SetTarget(SetTarget { of, metric, period, was, now, basis });
    let close = move || editing.set(None);
    let make = move || {
        let (text, basis) = (value.get(), basis.get());
        let mut refusals = Refusals::default();
        let read = if metric.is_money() { Money::parse(&text).map(|it| it.0) } else { number::whole(&text, number::CUSTOMERS) };
        let now = refusals.keep(Field::Value, read);
        refusals.refuse_if(is_blank(&basis), Field::Basis, Refusal::Missing);
        refusals.into_result().map(|()| set(now, basis))
    };
    let save = writing.saving(kept, make, close);
    let take_away = writing.saving(kept, move || Ok(set(None, String::new())), close);
    let field = if metric.is_money() {
        view! { <MoneyField label=move || words::metric(metric) name=Field::Value value refusals=writing.refusals() required=true hint=move || t!("targets.value_hint")/> }
            .into_any()
    } else {
        view! { <NumberField label=move || words::metric(metric) name=Field::Value value refusals=writing.refusals() required=true/> }
            .into_any()
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
        let facts = untrack(|| notebook.facts());
        notebook.peek(|book| cell(of, metric, last_month, &Achieved::of(of, metric, &facts, book), today, book))
    };
    let last_month_words = move || {
        let completion = before.completion.map_or_else(|| NOTHING.to_owned(), |it| locale().completion(it));
        t!("targets.last_month", month = locale().period(last_month), completion = completion)
    };
    let last_year = target.last_year;
    let derived = (target.source == TargetSource::Derived).then_some(target.value);
    let actual = before.actual;
    view! {
        <div class="grid grid-cols-2 gap-3 rounded-box bg-base-200 p-3">
            <StatTile label=move || t!("targets.last_year") value=Signal::derive(move || written(metric, last_year))/>
            <StatTile label=Signal::derive(last_month_words) value=Signal::derive(move || written(metric, actual))/>
            {derived.map(|value| view! { <StatTile label=move || t!("targets.sum_of_parts") value=Signal::derive(move || written(metric, value))/> })}
            <StatTile label=move || t!("targets.year") value=Signal::derive(move || written(metric, year))/>
        </div>
    }
    .into_any()
}
