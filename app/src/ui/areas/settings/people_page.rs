//! 人员: the people of the company, their team and role, and whether they may sign in.

use domain::records::organisation::{Person, Role};
use domain::values::field::Field;
use domain::values::ids::PersonId;
use domain::values::search::{Query, SearchEntry};
use leptos::prelude::*;
use leptos_router::components::A;

use super::administrators_only::AdministratorsOnly;
use super::password_sheet::PasswordSheet;
use super::people_at_desk::PeopleAtDesk;
use super::person_sheet::PersonSheet;
use crate::i18n::{han, sort_by_name, sort_by_person, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::edit_sheet::Editing;
use crate::ui::kit::{
    Avatar, Button, ButtonLink, Chip, ChipRow, EmptyState, GridState, Icon, IconButton, ListFaces, Look, PageHead, Picks, SearchField,
    icons, use_desk,
};
use crate::ui::records::book_note::face_of;
use crate::ui::url::routes::{self, paths};

#[derive(Clone, Debug, PartialEq)]
struct PersonRow {
    person: Person,
    place: String,
}

/// The page.
#[component]
pub fn PeoplePage() -> impl IntoView {
    view! { <AdministratorsOnly><People/></AdministratorsOnly> }
}

#[component]
fn People() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let (search, role) = (RwSignal::new(String::new()), RwSignal::new(None::<Role>));
    let editing = RwSignal::new(None::<Editing<Person>>);
    let resetting = RwSignal::new(None::<PersonId>);
    let rows = Memo::new(move |_| {
        let (query, role) = (Query::parse(han(), &search.get()), role.get());
        notebook.with(|book| {
            let found = |it: &&Person| query.is_empty() || query.finds(&SearchEntry::of(&han(), [it.name.as_str(), &it.account]));
            let people = book.people().filter(|it| role.is_none_or(|role| role == it.role)).filter(found);
            let mut rows: Vec<PersonRow> = people
                .map(|person| {
                    let team = person.team.and_then(|it| book.team(it)).map(|it| it.name.clone());
                    let department = person.department.and_then(|it| book.department(it)).map(|it| it.name.clone());
                    PersonRow { person: person.clone(), place: team.or(department).unwrap_or_default() }
                })
                .collect();
            sort_by_person(&mut rows, |it| &it.person.name);
            sort_by_name(&mut rows, |it| &it.place);
            rows.sort_by_key(|it| !it.person.active);
            rows
        })
    });
    let found = Memo::new(move |_| rows.with(|rows| rows.iter().map(|it| it.person.id).collect::<Vec<_>>()));
    let (is_desk, grid) = (use_desk(), GridState::of("people", Picks::none()));
    let chip = move |offered: Role| {
        let on = Signal::derive(move || role.get() == Some(offered));
        let press = move || role.update(|role| *role = Some(offered).filter(|it| *role != Some(*it)));
        view! { <Chip label=move || words::role(offered) on on_press=press/> }
    };
    view! {
        <PageHead title=move || t!("nav.people") note=move || t!("settings.n_people", n = rows.with(Vec::len))>
            <ButtonLink label=move || t!("moves.title") to=routes::MOVES icon=icons::CALENDAR/>
            <ButtonLink label=move || t!("people.add_many") to=routes::ADD_PEOPLE icon=icons::TABLE/>
            <Button label=move || t!("settings.new_person") look=Look::Primary icon=icons::PLUS on_press=move || editing.set(Some(Editing::New))/>
        </PageHead>
        <div class="pb-2"><SearchField value=search placeholder=move || t!("settings.search_people")/></div>
        <ChipRow label=move || words::field(Field::Role)>{Role::ALL.map(chip).collect_view()}</ChipRow>
        <ListFaces
            face=face_of(notebook, move || rows.with(Vec::is_empty))
            empty=|| view! { <EmptyState icon=icons::CUSTOMERS title=move || t!("settings.no_people") body=move || t!("settings.no_people_body")/> }
        >
            {move || match is_desk.get() {
                true => view! { <PeopleAtDesk grid found editing resetting/> }.into_any(),
                false => view! {
                    <ul class="divide-y divide-base-200 pt-2">
                        <For each=move || rows.get() key=|it| (it.person.clone().id, it.person.active, it.person.role, it.person.name.clone(), it.place.clone()) let(row)>
                            <Row row editing resetting/>
                        </For>
                    </ul>
                }
                .into_any(),
            }}
        </ListFaces>
        <PersonSheet editing resetting/>
        <PasswordSheet resetting/>
    }
    .into_any()
}

#[component]
fn Row(row: PersonRow, editing: RwSignal<Option<Editing<Person>>>, resetting: RwSignal<Option<PersonId>>) -> impl IntoView {
    let PersonRow { person, place } = row;
    let (id, role, active) = (person.id, person.role, person.active);
    let edited = person.clone();
    let name = person.name.clone();
    let of = person.name.clone();
    let devices = Signal::derive(move || t!("devices.of", name = of.clone()));
    view! {
        <li class="flex min-h-16 items-center gap-3 py-2">
            <Avatar name=person.name.clone()/>
            <div class="min-w-0 flex-1">
                <p class=if active { "truncate font-medium" } else { "truncate text-quiet" }>{person.name}</p>
                <p class="truncate text-xs text-quiet">{(!active).then(|| view! { {move || t!("settings.disabled")} " · " })} {person.account} " · " {move || words::role(role)} {(!place.is_empty()).then(|| format!(" · {place}"))}</p>
            </div>
            <div class="flex shrink-0">
            <A
                href=paths::person_devices(id)
                attr:class="btn btn-ghost btn-square min-h-11 min-w-11"
                attr:title=move || devices.get()
                attr:aria-label=move || devices.get()
            >
                <Icon name=icons::STORED/>
            </A>
            <IconButton icon=icons::LOCK label=move || t!("settings.reset_of", name = name.clone()) on_press=move || resetting.set(Some(id))/>
            <IconButton
                icon=icons::EDIT
                label=move || t!("settings.edit")
                on_press=move || editing.set(Some(Editing::of(edited.clone())))
            />
            </div>
        </li>
    }
    .into_any()
}
