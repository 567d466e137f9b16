//! Planning a move: who, from which day, to which role and team.

use domain::decide::command::{Command, PlanMove};
use domain::records::organisation::{Posting, Role};
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::ids::PersonId;
use domain::values::json::{of_word, word_of};
use domain::values::refusal::{Refusal, Refusals};
use domain::views::moves::movable;
use leptos::prelude::*;

use crate::i18n::{sort_by_name, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, DateField, SelectField, Sheet, TextField};

/// The sheet.
#[component]
pub fn MoveSheet(is_open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("moves.plan")>
            {move || is_open.get().then(|| view! { <MoveForm is_open/> })}
        </Sheet>
    }
    .into_any()
}

const SHOWN: &[Field] = &[Field::Person, Field::FromDay, Field::Role, Field::Team, Field::Department, Field::Note];

#[component]
fn MoveForm(is_open: RwSignal<bool>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let tomorrow = notebook.today().plus(1);
    let [person, team, department, note] = std::array::from_fn(|_| RwSignal::new(String::new()));
    let (from, role) = (RwSignal::new(tomorrow.to_string()), RwSignal::new(word_of(Posting::default().role)));
    let named = [("person", person), ("from", from), ("role", role), ("team", team), ("department", department), ("note", note)];
    let kept = KeptWords::of("move", named);
    let actor = notebook.actor();
    let people = notebook.see(move |book| {
        let mut people: Vec<Choice> = movable(&actor, book).map(|it| Choice::new(it.id, it.name.clone())).collect();
        sort_by_name(&mut people, |it| &it.label);
        people
    });
    let is_any_role = actor.may_administer();
    let roles = move || {
        let offered = Role::ALL.into_iter().filter(|it| is_any_role || it.has_a_team());
        offered.map(|it| Choice::new(word_of(it), words::role(it))).collect::<Vec<_>>()
    };
    let teams = notebook.see(move |book| {
        let offered = book.teams().filter(|it| actor.may_post_to_team(it.id, book));
        offered.map(|it| Choice::new(it.id, it.name.clone())).collect::<Vec<_>>()
    });
    let departments = notebook.see(|book| book.departments().map(|it| Choice::new(it.id, it.name.clone())).collect::<Vec<_>>());
    let chosen = Memo::new(move |_| of_word::<Role>(&role.get()).unwrap_or_default());
    // Whoever is chosen starts from the role they have.
    Effect::new(move |before: Option<String>| {
        let person = person.get();
        let is_other = before.is_some_and(|it| it != person);
        let now = notebook.peek(|book| person.parse::<PersonId>().ok().and_then(|it| book.person(it)).map(|it| it.role));
        if let Some(now) = now.filter(|_| is_other) {
            role.set(word_of(now));
        }
        person
    });
    let make = move || {
        let mut refusals = Refusals::default();
        let person = refusals.keep(Field::Person, person.get().parse::<PersonId>().map_err(|_| Refusal::Missing));
        let from = refusals.keep(Field::FromDay, Day::parse(&from.get()).ok_or(Refusal::Missing));
        let to = Posting { role: chosen.get(), team: team.get().parse().ok(), department: department.get().parse().ok() };
        refusals.refuse_if(to.role.has_a_team() && to.team.is_none(), Field::Team, Refusal::Missing);
        refusals.refuse_if(to.role.has_a_department() && to.department.is_none(), Field::Department, Refusal::Missing);
        let (Some(person), Some(from), true) = (person, from, refusals.is_empty()) else { return Err(refusals) };
        Ok(Command::PlanMove(PlanMove { person, from, to: Some(to), note: note.get() }))
    };
    let save = writing.saving(kept, make, move || is_open.set(false));
    let refusals = writing.refusals();
    view! {
        <WriteForm writing kept on_submit=save shown=SHOWN label=Signal::derive(|| t!("moves.save").to_owned())>
            <SelectField label=move || words::field(Field::Person) name=Field::Person value=person choices=people refusals
                none=move || t!("settings.choose") required=true/>
            <DateField label=move || words::field(Field::FromDay) name=Field::FromDay value=from refusals first=tomorrow required=true/>
            <SelectField label=move || words::field(Field::Role) name=Field::Role value=role choices=Signal::derive(roles) refusals/>
            <Show when=move || chosen.get().has_a_team()>
                <SelectField label=move || words::field(Field::Team) name=Field::Team value=team choices=teams refusals
                    none=move || t!("settings.choose") required=true hint=move || t!("settings.team_hint")/>
            </Show>
            <Show when=move || chosen.get().has_a_department()>
                <SelectField label=move || words::field(Field::Department) name=Field::Department value=department choices=departments refusals
                    none=move || t!("settings.choose") required=true/>
            </Show>
            <TextField label=move || t!("settings.versions.note") name=Field::Note value=note refusals/>
        </WriteForm>
    }
    .into_any()
}
