//! 组织: the company, departments with their teams, and regions.

use domain::records::organisation::{Department, Region, Team};
use domain::values::ids::{DepartmentId, TeamId};
use leptos::prelude::*;

use super::administrators_only::AdministratorsOnly;
use super::company_form::CompanyForm;
use super::unit_sheet::{Unit, UnitSheet};
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Button, EmptyState, IconButton, Look, PageHead, Section, icons};

/// The page.
#[component]
pub fn OrganisationPage() -> impl IntoView {
    view! { <AdministratorsOnly><Organisation/></AdministratorsOnly> }
}

#[component]
fn Organisation() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let editing = RwSignal::new(None::<Unit>);
    let departments = notebook.see(|book| book.departments().cloned().collect::<Vec<Department>>());
    let regions = notebook.see(|book| book.regions().cloned().collect::<Vec<Region>>());
    view! {
        <PageHead title=move || t!("nav.organisation")>
            <Button label=move || t!("settings.new_department") look=Look::Primary icon=icons::PLUS on_press=move || editing.set(Some(Unit::NewDepartment))/>
        </PageHead>
        <div class="grid gap-4 lg:grid-cols-2">
            <Section title=move || t!("settings.departments")>
                <Show
                    when=move || departments.with(|it| !it.is_empty())
                    fallback=|| view! { <EmptyState icon=icons::BUILDING title=move || t!("settings.no_departments")/> }
                >
                    <ul class="divide-y divide-base-200">
                        <For each=move || departments.get() key=|it| (it.id, it.name.clone()) let(department)>
                            <DepartmentRow department editing/>
                        </For>
                    </ul>
                </Show>
            </Section>
            <div class="grid content-start gap-4">
                <CompanyForm/>
                <Section title=move || t!("settings.regions")>
                    <ul class="divide-y divide-base-200">
                        <For each=move || regions.get() key=|it| (it.id, it.name.clone()) let(region)>
                            <li>
                                <UnitRow name=region.name.clone() note=String::new() on_edit=move || editing.set(Some(Unit::Region(region.clone())))/>
                            </li>
                        </For>
                    </ul>
                    <Button label=move || t!("settings.new_region") icon=icons::PLUS look=Look::Ghost on_press=move || editing.set(Some(Unit::NewRegion))/>
                </Section>
            </div>
        </div>
        <UnitSheet editing/>
    }
    .into_any()
}

#[component]
fn DepartmentRow(department: Department, editing: RwSignal<Option<Unit>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let id: DepartmentId = department.id;
    let teams = notebook.see(move |book| {
        let of = book.teams().filter(|it| it.department == id);
        let n_people = |team: TeamId| book.people().filter(|it| it.active && it.team == Some(team)).count();
        let region = |team: &Team| team.region.and_then(|it| book.region(it)).map(|it| it.name.clone());
        of.map(|it| (it.clone(), n_people(it.id), region(it))).collect::<Vec<_>>()
    });
    let (name, edited) = (department.name.clone(), department.clone());
    let team_row = move |(team, n, region): (Team, usize, Option<String>)| {
        let people = t!("settings.n_people", n = n);
        let note = region.map_or(people.clone(), |it| format!("{people} · {it}"));
        view! { <li><UnitRow name=team.name.clone() note on_edit=move || editing.set(Some(Unit::Team(team.clone())))/></li> }
    };
    view! {
        <li class="py-2">
            <UnitRow name note=String::new() on_edit=move || editing.set(Some(Unit::Department(edited.clone())))/>
            <ul class="ms-4 border-s border-base-300 ps-3">{move || teams.get().into_iter().map(team_row).collect_view()}</ul>
            <div class="ms-4">
                <Button label=move || t!("settings.new_team") icon=icons::PLUS look=Look::Ghost on_press=move || editing.set(Some(Unit::NewTeam(id)))/>
            </div>
        </li>
    }
    .into_any()
}

#[component]
fn UnitRow(name: String, note: String, #[prop(into)] on_edit: Callback<()>) -> impl IntoView {
    let label = name.clone();
    view! {
        <div class="flex min-h-11 items-center justify-between gap-2">
            <div class="min-w-0">
                <p class="truncate text-sm font-medium">{name}</p>
                <p class="truncate text-xs text-quiet">{note}</p>
            </div>
            <IconButton icon=icons::EDIT label=move || t!("settings.edit_of", name = label.clone()) on_press=on_edit/>
        </div>
    }
}
