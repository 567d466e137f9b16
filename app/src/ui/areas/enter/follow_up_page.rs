//! Records a follow-up (FU-01): who, how, what was said, what comes next.

use domain::rules::dictionary::{Activity, Term};
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::ids::{CustomerId, FollowUpId};
use domain::values::json::of_word;
use domain::values::method::Method;
use leptos::prelude::*;

use super::EntryRounds;
use super::call_link::CallLink;
use super::offered_day::OfferedDay;
use super::saved_sheet::JustSaved;
use super::tasks_done::TasksDone;
use crate::i18n::{measure_words, words};
use crate::local::Notebook;
use crate::state::customer_name;
use crate::state::forms::FollowUpForm;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::fields::customer_picker::CustomerPicker;
use crate::ui::forms::filling::Filling;
use crate::ui::forms::record_form::RecordForm;
use crate::ui::forms::unfinished::about;
use crate::ui::kit::{Chip, ChipRow, DateField, TextArea, TextField};
use crate::ui::records::attachments::{DraftPhotos, Proof};
use crate::ui::url::routes::paths;
use crate::ui::url::use_query_value;

/// The page.
#[component]
pub fn EnterFollowUpPage() -> impl IntoView {
    let customer = use_query_value::<CustomerId>("customer");
    let word = use_query_value::<String>("method");
    let method = Memo::new(move |_| word.get().and_then(|it| of_word::<Method>(&it)));
    view! {
        <EntryRounds
            title=move || t!("nav.enter_follow_up")
            another=move || t!("enter.another_follow_up")
            otherwise=|saved| paths::customer(saved.customer)
            form=move |_, on_saved| view! { <FollowUpFields customer=customer.get() method=method.get() on_saved/> }.into_any()
        />
    }
}

/// The form.
#[component]
fn FollowUpFields(customer: Option<CustomerId>, method: Option<Method>, on_saved: Callback<JustSaved>) -> impl IntoView {
    const SHOWN: &[Field] =
        &[Field::Customer, Field::Content, Field::Feedback, Field::NextStep, Field::NextOn, Field::On, Field::ExpectedClose];
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let fresh = FollowUpForm::fresh(FollowUpId(notebook.new_id()), customer, today);
    let fresh = FollowUpForm { method: method.unwrap_or(fresh.method), ..fresh };
    let filling = Filling::open(&FollowUpForm::name(customer), fresh);
    let words_of = filling.draft.words();
    let refusals = filling.refusals();
    let content = filling.text(|it| it.content.clone(), |it, typed| it.content = typed);
    let feedback = filling.text(|it| it.feedback.clone(), |it, typed| it.feedback = typed);
    let next_step = filling.text(|it| it.next_step.clone(), |it, typed| it.next_step = typed);
    let next_on = filling.text(|it| it.next_on.clone(), |it, typed| it.next_on = typed);
    let on = filling.text(|it| it.on.clone(), |it, typed| it.on = typed);
    let expected_close = filling.text(|it| it.expected_close.clone(), |it, typed| it.expected_close = typed);
    let left = move || {
        words_of.with(|form| {
            let customer = form.customer.map(|it| notebook.with(|book| customer_name(book, it))).unwrap_or_default();
            about([customer, form.content.clone(), form.next_step.clone()])
        })
    };
    let saved = move || {
        let (id, customer) = words_of.with_untracked(|it| (it.id, it.customer));
        if let Some(customer) = customer {
            let name = notebook.peek(|book| customer_name(book, customer));
            on_saved.run(JustSaved { customer, name, progress: None, proof: Some(Proof::of(id, customer)), record: None });
        }
    };
    let methods = Memo::new(move |_| choices::listed::<Method>(notebook, [words_of.with(|it| it.method)]));
    let method_chip = move |method: Method| {
        let is_on = Signal::derive(move || words_of.with(|now| now.method == method));
        view! { <Chip label=move || words::method(method) on=is_on on_press=move || words_of.update(|now| now.method = method)/> }
    };
    view! {
        <RecordForm filling about=Signal::derive(left) shown=SHOWN label=move || t!("enter.save_follow_up") on_saved=saved>
            <CustomerPicker
                chosen=Signal::derive(move || words_of.with(|it| it.customer))
                on_choose=move |it| words_of.update(|now| now.customer = it)
                is_missing=Signal::derive(move || refusals.with(|it| !it.on(Field::Customer).is_empty()))
            />
            <ChipRow label=move || t!("words.field.method")>{move || methods.get().into_iter().map(method_chip).collect_view()}</ChipRow>
            <CallLink words_of/>
            <Show when=move || words_of.with(|it| it.method == Method::Event)>
                <ActivityChips words_of/>
            </Show>
            <TextArea label=move || t!("words.field.content") name=Field::Content value=content refusals required=true rows=4 placeholder=move || t!("enter.content_example")/>
            <DraftPhotos filling label=move || t!("evidence.draft_photos")/>
            <TextField label=move || words::field(Field::Feedback) name=Field::Feedback value=feedback refusals placeholder=move || t!("tasks.feedback_example")/>
            <TasksDone words_of/>
            <TextField label=move || t!("words.field.next_step") name=Field::NextStep value=next_step refusals placeholder=move || t!("enter.next_step_example")/>
            <OfferedDay next_step next_on on today/>
            <NextOn next_on today/>
            <DateField label=move || t!("words.field.next_on") name=Field::NextOn value=next_on refusals first=today/>
            <details class="rounded-box border border-base-300 bg-base-100">
                <summary class="flex min-h-11 cursor-pointer items-center px-4 text-sm">{move || t!("enter.more")}</summary>
                <div class="grid gap-4 p-4 pt-1 sm:grid-cols-2">
                    <DateField label=move || t!("words.field.on") name=Field::On value=on refusals last=today required=true/>
                    <DateField label=move || t!("words.field.expected_close") name=Field::ExpectedClose value=expected_close refusals/>
                </div>
            </details>
        </RecordForm>
    }
    .into_any()
}

/// Activity of the follow-up (E-21): the built-in ones and the company's own.
#[component]
fn ActivityChips(words_of: RwSignal<FollowUpForm>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let offered = move || notebook.with(|book| Term::<Activity>::offered(&book.company().dictionaries_on(notebook.today()).activities));
    let chip = move |activity: Term<Activity>| {
        let (kept, chosen, said) = (activity.clone(), activity.clone(), activity);
        let is_on = Signal::derive(move || words_of.with(|now| now.activity.as_ref() == Some(&kept)));
        let press =
            move || words_of.update(|now| now.activity = if now.activity.as_ref() == Some(&chosen) { None } else { Some(chosen.clone()) });
        view! { <Chip label=move || measure_words::activity(&said) on=is_on on_press=press/> }
    };
    view! { <ChipRow label=move || t!("measures.activity.title")>{move || offered().into_iter().map(chip).collect_view()}</ChipRow> }
        .into_any()
}

/// The most common days: today, tomorrow, in three days, in a week.
#[component]
fn NextOn(next_on: RwSignal<String>, today: Day) -> impl IntoView {
    /// Days from today, and the label.
    type DayChip = (i32, fn() -> &'static str);
    let day_chip = move |(by, label): DayChip| {
        let day = today.plus(by).to_string();
        let (kept, chosen) = (day.clone(), day);
        let is_on = Signal::derive(move || next_on.with(|it| *it == kept));
        let press = move || next_on.update(|it| if *it == chosen { it.clear() } else { it.clone_from(&chosen) });
        view! { <Chip label=move || label() on=is_on on_press=press/> }
    };
    let days: [DayChip; 4] =
        [(0, || t!("enter.today")), (1, || t!("enter.tomorrow")), (3, || t!("enter.in_three_days")), (7, || t!("enter.in_a_week"))];
    view! { <ChipRow label=move || t!("words.field.next_on")>{days.map(day_chip).into_iter().collect_view()}</ChipRow> }.into_any()
}
