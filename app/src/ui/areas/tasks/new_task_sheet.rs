//! Planning a task for oneself, or assigning one (FU-04).

use domain::decide::command::{AddTask, Command};
use domain::records::task::TaskProfile;
use domain::rules::cadence::Interval;
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::ids::{CustomerId, PersonId, TaskId};
use domain::values::json::{of_word, word_of};
use domain::values::method::Method;
use domain::values::refusal::{Refusal, Refusals};
use domain::values::text::is_blank;
use leptos::prelude::*;

use crate::i18n::{measure_words, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, DateField, SelectField, Sheet, TextArea};

/// The sheet.
#[component]
pub fn NewTaskSheet(is_open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("tasks.verb.add")>
            <NewTaskForm is_open/>
        </Sheet>
    }
}

/// Review intervals offered for ongoing tasks, in addition to the company's default.
const EVERY: [(&str, Interval); 4] = [
    ("weekly", Interval::Days(7)),
    ("fortnightly", Interval::Days(14)),
    ("monthly", Interval::Months(1)),
    ("quarterly", Interval::Months(3)),
];

/// The intervals offered: the company's default first (A44), then the others. If a draft holds the word of an interval that is the default by
/// now, the default is offered under that word.
fn offered(usual: Interval, chosen: &str) -> impl Iterator<Item = (&'static str, Interval)> {
    let word = EVERY.into_iter().find(|it| *it == (chosen, usual)).map_or("usual", |it| it.0);
    [(word, usual)].into_iter().chain(EVERY.into_iter().filter(move |it| it.1 != usual))
}

fn read_every(word: &str, usual: Interval) -> Option<Interval> {
    offered(usual, word).find(|it| it.0 == word).map(|it| it.1)
}

#[component]
fn NewTaskForm(is_open: RwSignal<bool>) -> impl IntoView {
    const SHOWN: &[Field] = &[Field::Customer, Field::Owner, Field::Method, Field::Goal, Field::Every, Field::DueOn];
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let id = TaskId(notebook.new_id());
    let text = || RwSignal::new(String::new());
    let (customer, owner, method, goal, every) = (text(), text(), text(), text(), text());
    let due_on = RwSignal::new(notebook.today().to_string());
    let kept = KeptWords::of_new(
        "task",
        [("customer", customer), ("owner", owner), ("method", method), ("goal", goal), ("every", every), ("due_on", due_on)],
    );
    let customers = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| {
            let own = book.customers().filter(|it| it.stands() && actor.may_work_with_customer(it, book));
            choices::customers(own)
        })
    });
    let people = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| choices::people(actor.owners_to_choose(book).filter(|it| it.id != actor.person)))
    });
    let usual = notebook.see(move |book| book.company().task_review_on(notebook.today()));
    let rhythms = Memo::new(move |_| {
        every.with(|chosen| offered(usual.get(), chosen).map(|(word, it)| Choice::new(word, measure_words::every(it))).collect::<Vec<_>>())
    });
    let due_label = move || if every.with(String::is_empty) { t!("tasks.due_on") } else { t!("measures.every.first") };
    let methods = move || {
        choices::listed::<Method>(notebook, None).into_iter().map(|it| Choice::new(word_of(it), words::method(it))).collect::<Vec<_>>()
    };
    let make = move || {
        let mut refusals = Refusals::default();
        let chosen: Option<CustomerId> = customer.with(|it| it.parse().ok());
        let day = due_on.with(|it| Day::parse(it));
        refusals.refuse_if(chosen.is_none(), Field::Customer, Refusal::Missing);
        refusals.refuse_if(day.is_none(), Field::DueOn, Refusal::Missing);
        refusals.refuse_if(goal.with(|it| is_blank(it)), Field::Goal, Refusal::Missing);
        let (Some(customer), Some(due_on), true) = (chosen, day, refusals.is_empty()) else { return Err(refusals) };
        let owner: Option<PersonId> = owner.with(|it| it.parse().ok());
        let profile = TaskProfile {
            goal: goal.get(),
            method: method.with(|it| of_word(it)),
            due_on,
            every: every.with(|it| read_every(it, usual.get())),
        };
        Ok(Command::AddTask(AddTask { id, customer, owner, profile }))
    };
    let save = writing.saving(kept, make, move || is_open.set(false));
    let refusals = writing.refusals();
    view! {
        <WriteForm writing kept on_submit=save shown=SHOWN label=Signal::derive(move || t!("tasks.verb.add").to_owned())>
            <SelectField label=move || words::field(Field::Customer) name=Field::Customer value=customer choices=customers refusals none=move || t!("settings.choose") required=true/>
            <TextArea label=move || words::field(Field::Goal) name=Field::Goal value=goal refusals required=true placeholder=move || t!("tasks.goal_example")/>
            <SelectField label=move || words::field(Field::Every) name=Field::Every value=every choices=rhythms refusals none=move || t!("measures.every.once")/>
            <DateField label=due_label name=Field::DueOn value=due_on refusals first=notebook.today() required=true/>
            <SelectField label=move || words::field(Field::Method) name=Field::Method value=method choices=Signal::derive(methods) refusals none=move || t!("kit.none")/>
            <Show when=move || people.with(|it| !it.is_empty())>
                <SelectField label=move || t!("tasks.who") name=Field::Owner value=owner choices=people refusals none=move || t!("tasks.myself")/>
            </Show>
        </WriteForm>
    }
    .into_any()
}
