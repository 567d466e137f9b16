//! Naming a department, a team or a region.

use domain::decide::command::{Command, Save};
use domain::records::organisation::{Department, Region, Team};
use domain::values::field::Field;
use domain::values::ids::{DepartmentId, RegionId, TeamId};
use leptos::prelude::*;
use uuid::Uuid;

use crate::i18n::words;
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Choice, SelectField, Sheet, TextField};

#[derive(Clone, Debug, PartialEq)]
pub enum Unit {
    NewDepartment,
    Department(Department),
    NewTeam(DepartmentId),
    Team(Team),
    NewRegion,
    Region(Region),
}

impl Unit {
    fn title(&self) -> String {
        match self {
            Unit::NewDepartment => t!("settings.new_department").to_owned(),
            Unit::NewTeam(_) => t!("settings.new_team").to_owned(),
            Unit::NewRegion => t!("settings.new_region").to_owned(),
            Unit::Department(_) | Unit::Team(_) | Unit::Region(_) => self.name(),
        }
    }

    fn name(&self) -> String {
        match self {
            Unit::NewDepartment | Unit::NewTeam(_) | Unit::NewRegion => String::new(),
            Unit::Department(department) => department.name.clone(),
            Unit::Team(team) => team.name.clone(),
            Unit::Region(region) => region.name.clone(),
        }
    }

    /// The name of the form's draft.
    fn form(&self) -> String {
        match self {
            Unit::NewDepartment => "department".to_owned(),
            Unit::Department(department) => format!("department/{}", department.id),
            Unit::NewTeam(department) => format!("team/of/{department}"),
            Unit::Team(team) => format!("team/{}", team.id),
            Unit::NewRegion => "region".to_owned(),
            Unit::Region(region) => format!("region/{}", region.id),
        }
    }

    /// The command that saves the unit; `region` applies to teams only.
    fn command(&self, name: String, region: Option<RegionId>, id: Uuid) -> Command {
        match self.clone() {
            Unit::NewDepartment => Command::SaveDepartment(Save { was: None, now: Department { id: DepartmentId(id), name } }),
            Unit::Department(was) => Command::SaveDepartment(Save { now: Department { id: was.id, name }, was: Some(was) }),
            Unit::NewTeam(department) => Command::SaveTeam(Save { was: None, now: Team { id: TeamId(id), name, department, region } }),
            Unit::Team(was) => Command::SaveTeam(Save { now: Team { name, region, ..was.clone() }, was: Some(was) }),
            Unit::NewRegion => Command::SaveRegion(Save { was: None, now: Region { id: RegionId(id), name } }),
            Unit::Region(was) => Command::SaveRegion(Save { now: Region { id: was.id, name }, was: Some(was) }),
        }
    }
}

/// The sheet.
#[component]
pub fn UnitSheet(
    /// `None` while the sheet is closed.
    editing: RwSignal<Option<Unit>>,
) -> impl IntoView {
    let title = move || editing.with(|it| it.as_ref().map(Unit::title)).unwrap_or_default();
    let form = move || editing.get().map(|unit| view! { <UnitForm unit editing/> });
    view! {
        <Sheet open=Signal::derive(move || editing.with(Option::is_some)) on_close=move || editing.set(None) title=Signal::derive(title)>
            {form}
        </Sheet>
    }
}

#[component]
fn UnitForm(unit: Unit, editing: RwSignal<Option<Unit>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let name = RwSignal::new(unit.name());
    let is_team = matches!(unit, Unit::Team(_) | Unit::NewTeam(_));
    let region = match &unit {
        Unit::Team(team) => team.region.map(|it| it.to_string()).unwrap_or_default(),
        _ => String::new(),
    };
    let region = RwSignal::new(region);
    let regions = notebook.see(|book| book.regions().map(|it| Choice::new(it.id, it.name.clone())).collect::<Vec<_>>());
    let kept = KeptWords::of(&unit.form(), [("name", name), ("region", region)]);
    // A new unit gets its id when the form opens.
    let id = notebook.new_id();
    let make = move || Ok(unit.command(name.get(), region.get().parse().ok(), id));
    let save = writing.saving(kept, make, move || editing.set(None));
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Name, Field::Region]>
            <TextField label=move || words::field(Field::Name) name=Field::Name value=name refusals=writing.refusals() required=true/>
            <Show when=move || is_team>
                <SelectField
                    label=move || words::field(Field::Region)
                    name=Field::Region
                    value=region
                    choices=regions
                    refusals=writing.refusals()
                    none=move || t!("kit.none")
                    hint=move || t!("settings.region_hint")
                />
            </Show>
        </WriteForm>
    }
    .into_any()
}
