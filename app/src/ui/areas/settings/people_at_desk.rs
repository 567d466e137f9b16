//! The people of a desk: a table with their place and superiors, and what can be done with several of them.

use std::sync::Arc;

use domain::records::organisation::Person;
use domain::values::ids::PersonId;
use domain::views::superiors::superiors;
use leptos::prelude::*;
use uuid::Uuid;

use super::disable_many::DisableButton;
use crate::i18n::words;
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::forms::edit_sheet::Editing;
use crate::ui::kit::{DeskGrid, GridColumn, GridSort, GridState, Icon, SortKey, icons};
use crate::ui::url::routes::paths;

/// A row.
#[derive(Clone, Debug, PartialEq)]
struct StaffLine {
    person: Person,
    team: String,
    department: String,
    superiors: String,
}

/// The table.
#[component]
pub fn PeopleAtDesk(
    grid: GridState,
    /// The people after search and filters.
    found: Memo<Vec<PersonId>>,
    editing: RwSignal<Option<Editing<Person>>>,
    resetting: RwSignal<Option<PersonId>>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let sort = RwSignal::new(None::<GridSort>);
    let rows = Memo::new(move |_| found.with(|found| Arc::new(found.iter().map(|it| it.0).collect::<Vec<_>>())));
    let line = move |row: Uuid| {
        notebook.with(|book| {
            let person = book.person(PersonId(row))?.clone();
            let team = person.team.and_then(|it| book.team(it));
            let department = person.department.or(team.map(|it| it.department)).and_then(|it| book.department(it));
            let above = if person.role.has_figures() || person.department.is_some() { superiors(person.id, book) } else { Vec::new() };
            let names = above.into_iter().map(|it| person_name(book, it)).collect::<Vec<_>>().join("、");
            let (team, department) = (team.map(|it| it.name.clone()), department.map(|it| it.name.clone()));
            Some(StaffLine { team: team.unwrap_or_default(), department: department.unwrap_or_default(), superiors: names, person })
        })
    };
    let chosen = Memo::new(move |_| rows.with(|rows| grid.picks.of(rows).into_iter().map(PersonId).collect::<Vec<_>>()));
    let actions = move || view! { <DisableButton grid chosen/> };
    view! {
        <DeskGrid
            grid
            label=move || t!("nav.people")
            columns=columns(editing, resetting)
            rows
            line
            link=|row| paths::person_devices(PersonId(row))
            sort
            on_sort=move |to| sort.set(to)
            counted=move || t!("settings.n_people", n = found.with(Vec::len))
            actions
        />
    }
    .into_any()
}

fn columns(editing: RwSignal<Option<Editing<Person>>>, resetting: RwSignal<Option<PersonId>>) -> Vec<GridColumn<StaffLine>> {
    vec![
        GridColumn::text("name", || t!("settings.person_name"), 120, |it: &StaffLine| it.person.name.clone()),
        GridColumn::text("account", || t!("words.field.account"), 120, |it: &StaffLine| it.person.account.clone()),
        GridColumn::text("role", || t!("words.field.role"), 96, |it: &StaffLine| words::role(it.person.role).to_owned())
            .sorted_by(|it| Some(SortKey::Number(it.person.role as i64))),
        GridColumn::text("department", || t!("words.field.department"), 120, |it: &StaffLine| it.department.clone()),
        GridColumn::text("team", || t!("words.field.team"), 96, |it: &StaffLine| it.team.clone()),
        GridColumn::text("superior", || t!("people.column.superior"), 120, |it: &StaffLine| it.superiors.clone()),
        GridColumn::text("email", || t!("words.field.email"), 180, |it: &StaffLine| it.person.email.clone().unwrap_or_default()),
        GridColumn::text("state", || t!("settings.state"), 84, |it: &StaffLine| state_words(it).to_owned()),
        GridColumn::text("change", || t!("people.column.change"), 72, |_: &StaffLine| String::new())
            .shown_as(move |it| view! { <Changes person=it.person.clone() editing resetting/> }),
    ]
}

fn state_words(line: &StaffLine) -> &'static str {
    if line.person.active { t!("people.active") } else { t!("settings.disabled") }
}

/// What can be changed of one person.
#[component]
fn Changes(person: Person, editing: RwSignal<Option<Editing<Person>>>, resetting: RwSignal<Option<PersonId>>) -> impl IntoView {
    let (id, name, of) = (person.id, person.name.clone(), person.name.clone());
    let button = "btn btn-ghost btn-xs btn-square";
    view! {
        <button type="button" class=button aria-label=t!("settings.edit_of", name = of) on:click=move |_| editing.set(Some(Editing::of(person.clone())))>
            <Icon name=icons::EDIT class="size-4"/>
        </button>
        <button type="button" class=button aria-label=t!("settings.reset_of", name = name) on:click=move |_| resetting.set(Some(id))>
            <Icon name=icons::LOCK class="size-4"/>
        </button>
    }
    .into_any()
}
