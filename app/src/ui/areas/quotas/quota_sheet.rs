//! Setting a contact quota: owner, target, first and last day.

use domain::decide::command::{Command, SetQuota};
use domain::records::quota::Wanted;
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::grade::Grade;
use domain::values::ids::QuotaId;
use domain::values::json::{of_word, word_of};
use domain::values::method::Method;
use domain::values::number;
use domain::values::refusal::{Refusal, Refusals};
use domain::values::short_stage::ShortStage;
use domain::values::target_of::TargetOf;
use leptos::prelude::*;

use crate::i18n::{sort_by_person, words};
use crate::local::Notebook;
use crate::state::typed::optional;
use crate::t;
use crate::ui::fields::choices;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, DateField, NumberField, SelectField, Sheet, TextField};
use crate::ui::url::address::owner_part;

/// The sheet.
#[component]
pub fn QuotaSheet(is_open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("measures.quota.new")>
            <QuotaForm is_open/>
        </Sheet>
    }
}

const WEEK: &str = "week";
const DAY: &str = "day";

#[component]
fn QuotaForm(is_open: RwSignal<bool>) -> impl IntoView {
    const SHOWN: &[Field] = &[Field::Of, Field::Customers, Field::From, Field::Until, Field::Reason];
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let id = QuotaId(notebook.new_id());
    let today = notebook.today();
    let calendar = notebook.peek(|book| book.company().calendar_on(today));
    let this_week = calendar.week_of(today).first();
    let word = |it: &str| RwSignal::new(it.to_owned());
    let (of, what, customers, reason) = (word(""), word(WEEK), word("5"), word(""));
    let method = RwSignal::new(word_of(Method::Phone));
    let stage = RwSignal::new(word_of(ShortStage::Interested));
    let grade = RwSignal::new(word_of(Grade::Key));
    let (from, until) = (RwSignal::new(this_week.to_string()), word(""));
    let fields = [
        ("of", of),
        ("what", what),
        ("customers", customers),
        ("method", method),
        ("stage", stage),
        ("grade", grade),
        ("from", from),
        ("until", until),
        ("reason", reason),
    ];
    let kept = KeptWords::of("quota", fields);
    let owners = Memo::new(move |_| notebook.with(|book| reachable(notebook, book)));
    let is_weekly = move || what.with(|it| it == WEEK);
    let make = move || {
        let mut refusals = Refusals::default();
        let chosen = owners.with(|all| all.iter().map(|it| it.0).find(|it| of.with(|word| *word == key(*it))));
        refusals.refuse_if(chosen.is_none(), Field::Of, Refusal::Missing);
        let n: Option<u16> = match what.with(|it| it == WEEK) {
            true => refusals.keep(Field::Customers, customers.with(|it| number::whole(it, number::CUSTOMERS))),
            false => None,
        };
        let first = refusals.keep(Field::From, from.with(|it| Day::read(it)));
        let last = until.with(|it| optional(Field::Until, it, Day::read, &mut refusals));
        let (Some(of), Some(first), true) = (chosen, first, refusals.is_empty()) else { return Err(refusals) };
        let wanted = match what.with(|it| it == DAY) {
            true => Wanted::Day { grade: grade.with(|it| of_word(it)).unwrap_or(Grade::Key) },
            false => Wanted::Week {
                customers: n.unwrap_or_default(),
                method: method.with(|it| of_word(it)),
                stage: stage.with(|it| of_word(it)),
            },
        };
        Ok(Command::SetQuota(SetQuota { id, of, wanted, from: calendar.week_of(first), until: last, reason: reason.get() }))
    };
    let save = writing.saving(kept, make, move || is_open.set(false));
    let refusals = writing.refusals();
    let owner_choices = move || owners.with(|all| all.iter().map(|(of, name)| Choice::new(key(*of), name.clone())).collect::<Vec<_>>());
    let kinds = move || vec![Choice::new(WEEK, t!("measures.quota.weekly")), Choice::new(DAY, t!("measures.quota.daily"))];
    let methods = move || {
        choices::listed::<Method>(notebook, None).into_iter().map(|it| Choice::new(word_of(it), words::method(it))).collect::<Vec<_>>()
    };
    let stages = move || ShortStage::ALL.map(|it| Choice::new(word_of(it), words::short_stage(it))).to_vec();
    let grades = move || Grade::ALL.map(|it| Choice::new(word_of(it), words::grade(it))).to_vec();
    view! {
        <WriteForm writing kept on_submit=save shown=SHOWN label=Signal::derive(move || t!("measures.quota.new").to_owned())>
            <SelectField label=move || t!("measures.quota.whom") name=Field::Of value=of choices=Signal::derive(owner_choices) refusals none=move || t!("settings.choose") required=true/>
            <SelectField label=move || t!("measures.quota.what") name=Field::What value=what choices=Signal::derive(kinds)/>
            <Show
                when=is_weekly
                fallback=move || view! { <SelectField label=move || words::field(Field::Grade) name=Field::Grade value=grade choices=Signal::derive(grades)/> }
            >
                <NumberField label=move || words::field(Field::Customers) name=Field::Customers value=customers refusals required=true/>
                <SelectField label=move || words::field(Field::Stage) name=Field::Stage value=stage choices=Signal::derive(stages) none=move || t!("measures.quota.any_stage")/>
                <SelectField label=move || words::field(Field::Method) name=Field::Method value=method choices=Signal::derive(methods) none=move || t!("measures.quota.any_method")/>
            </Show>
            <DateField label=move || t!("measures.field.from") name=Field::From value=from refusals first=this_week required=true/>
            <DateField label=move || t!("measures.field.until") name=Field::Until value=until refusals first=today/>
            <TextField label=move || words::field(Field::Reason) name=Field::Reason value=reason refusals/>
        </WriteForm>
    }
    .into_any()
}

/// The owners for whom this person may set quotas, with their names: teams first.
fn reachable(notebook: Notebook, book: &domain::book::Book) -> Vec<(TargetOf, String)> {
    let actor = notebook.actor();
    let teams = book.teams().map(|it| (TargetOf::Team(it.id), t!("measures.quota.whole_team", team = it.name)));
    let people = book.people().filter(|it| it.may_hold_customers()).map(|it| (TargetOf::Person(it.id), it.name.clone()));
    let mut people: Vec<_> = people.collect();
    sort_by_person(&mut people, |it| &it.1);
    teams.chain(people).filter(|it| actor.may_ask_quota_of(it.0, book)).collect()
}

fn key(of: TargetOf) -> String {
    owner_part(of).map(|(kind, id)| format!("{kind}:{id}")).unwrap_or_default()
}
