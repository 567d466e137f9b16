//! Adding or changing a person: role, department and team, and whether they may sign in. Shows the consequences before saving.

use domain::decide::command::{Command, Save};
use domain::records::organisation::{Person, Role};
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::ids::PersonId;
use domain::values::json::{of_word, word_of};
use domain::values::refusal::Refusals;
use domain::values::text::is_blank;
use leptos::prelude::*;

use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::state::{posting_name, typed};
use crate::t;
use crate::ui::forms::edit_sheet::{Editing, EditingSheet};
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, DateField, Entry, SelectField, TextField, Toggle};

/// The sheet.
#[component]
pub fn PersonSheet(
    /// `None` while the sheet is closed.
    editing: RwSignal<Option<Editing<Person>>>,
    /// Set to the new person, who needs a first password.
    resetting: RwSignal<Option<PersonId>>,
) -> impl IntoView {
    let form = move |was| view! { <PersonForm was editing resetting/> }.into_any();
    view! { <EditingSheet editing name=|it| it.name.clone() title_of_new=move || t!("settings.new_person") form/> }
}

#[component]
fn PersonForm(was: Option<Person>, editing: RwSignal<Option<Editing<Person>>>, resetting: RwSignal<Option<PersonId>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let id = was.as_ref().map_or_else(|| PersonId(notebook.new_id()), |it| it.id);
    let is_new = was.is_none();
    let text = |read: fn(&Person) -> String| RwSignal::new(was.as_ref().map(read).unwrap_or_default());
    let (name, account) = (text(|it| it.name.clone()), text(|it| it.account.clone()));
    let email = text(|it| it.email.clone().unwrap_or_default());
    let role = RwSignal::new(word_of(was.as_ref().map(|it| it.role).unwrap_or_default()));
    let team = text(|it| it.team.map(|id| id.to_string()).unwrap_or_default());
    let department = text(|it| it.department.map(|id| id.to_string()).unwrap_or_default());
    let joined_on = text(|it| it.joined_on.map(|day| day.to_string()).unwrap_or_default());
    let active = RwSignal::new(was.as_ref().is_none_or(|it| it.active));
    let chosen = Memo::new(move |_| of_word::<Role>(&role.get()).unwrap_or_default());
    let roles = move || Role::ALL.into_iter().map(|it| Choice::new(word_of(it), words::role(it))).collect::<Vec<_>>();
    let teams = notebook.see(|book| book.teams().map(|it| Choice::new(it.id, it.name.clone())).collect::<Vec<_>>());
    let departments = notebook.see(|book| book.departments().map(|it| Choice::new(it.id, it.name.clone())).collect::<Vec<_>>());
    let planned = was.as_ref().and_then(|person| person.planned_postings(notebook.today()).next().map(|it| (it.from, it.rules)));
    let planned_note = move || {
        planned.map(|(from, to)| t!("moves.planned_note", day = locale().day(from), to = notebook.with(|book| posting_name(book, to))))
    };
    let was_active = was.as_ref().is_some_and(|it| it.active);
    let form = was.as_ref().map_or_else(|| "person".to_owned(), |it| format!("person/{}", it.id));
    let kept = KeptWords::of(
        &form,
        [
            ("name", name),
            ("account", account),
            ("role", role),
            ("team", team),
            ("department", department),
            ("email", email),
            ("joined_on", joined_on),
        ],
    );
    let make = move || {
        let mut refusals = Refusals::default();
        let joined_on = typed::optional(Field::JoinedOn, &joined_on.get(), Day::read, &mut refusals);
        refusals.into_result()?;
        let now = Person {
            id,
            name: name.get(),
            account: account.get(),
            role: chosen.get(),
            team: team.get().parse().ok(),
            department: department.get().parse().ok(),
            email: Some(email.get()).filter(|it| !is_blank(it)),
            active: active.get(),
            postings: Default::default(),
            joined_on,
            left_on: None,
        };
        Ok(Command::SavePerson(Save { was: was.clone(), now }))
    };
    let save = writing.saving(kept, make, move || {
        editing.set(None);
        if is_new {
            resetting.set(Some(id));
        }
    });
    let refusals = writing.refusals();
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Name, Field::Account, Field::Role, Field::Team, Field::Department, Field::Email, Field::JoinedOn]>
            <TextField label=move || t!("settings.person_name") name=Field::Name value=name refusals required=true/>
            <TextField label=move || words::field(Field::Account) name=Field::Account value=account refusals required=true entry=Entry::Text
                hint=move || t!("settings.account_hint")/>
            <SelectField label=move || words::field(Field::Role) name=Field::Role value=role choices=Signal::derive(roles) refusals
                hint=move || words::role_note(chosen.get())/>
            <Show when=move || chosen.get().has_a_team()>
                <SelectField label=move || words::field(Field::Team) name=Field::Team value=team choices=teams refusals
                    none=move || t!("settings.choose") required=true hint=move || t!("settings.team_hint")/>
            </Show>
            <Show when=move || chosen.get().has_a_department()>
                <SelectField label=move || words::field(Field::Department) name=Field::Department value=department choices=departments refusals
                    none=move || t!("settings.choose") required=true/>
            </Show>
            <p class="text-sm text-quiet tabular-nums empty:hidden">{planned_note}</p>
            <TextField label=move || words::field(Field::Email) name=Field::Email value=email refusals entry=Entry::Email hint=move || t!("settings.email_hint")/>
            <DateField label=move || words::field(Field::JoinedOn) name=Field::JoinedOn value=joined_on refusals hint=move || t!("people.joined_on_hint")/>
            <Toggle label=move || t!("settings.may_sign_in") on=active/>
            <Show when=move || was_active && !active.get()>
                <p class="alert alert-warning alert-soft text-sm" role="status">
                    {move || t!("settings.disable_consequence")}
                </p>
            </Show>
        </WriteForm>
    }
    .into_any()
}
