//! 批量添加人员: people pasted from a spreadsheet, shown as a table with every mistake at its cell, and added all or none.

use std::collections::BTreeMap;

use domain::decide::command::{AddPeople, Command};
use domain::values::field::{Field, FieldName, PersonPart};
use domain::values::ids::PersonId;
use domain::values::pasted::cells_of;
use domain::values::refusal::Refusal;
use domain::views::pasted_people::{COLUMNS, PastedPerson, pasted_people};
use leptos::prelude::*;

use super::administrators_only::AdministratorsOnly;
use super::first_passwords::FirstPasswords;
use crate::i18n::{self, words};
use crate::local::Notebook;
use crate::state::Machine;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Badge, Button, DraftNote, EmptyState, Look, PageHead, Section, TextArea, Toasts, Tone, icons, use_desk};
use crate::ui::url::routes;

/// The most characters of a paste.
const LONGEST: u32 = 60_000;

/// What is wrong at a cell, by line and column.
type CellProblems = BTreeMap<(usize, PersonPart), Vec<String>>;

/// The page.
#[component]
pub fn AddPeoplePage() -> impl IntoView {
    view! { <AdministratorsOnly><AddPeopleBody/></AdministratorsOnly> }
}

#[component]
fn AddPeopleBody() -> impl IntoView {
    let added = RwSignal::new(None::<Vec<PersonId>>);
    view! {
        <PageHead title=move || t!("people.add_many") back=routes::PEOPLE/>
        {move || match added.get() {
            None => view! { <Paste added/> }.into_any(),
            Some(people) => view! { <FirstPasswords people/> }.into_any(),
        }}
    }
    .into_any()
}

/// The pasted text, and what would be added.
#[component]
fn Paste(added: RwSignal<Option<Vec<PersonId>>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let writing = Writing::ready();
    let pasted = RwSignal::new(String::new());
    let kept = KeptWords::of("people/pasted", [("pasted", pasted)]);
    // A line keeps its id while the text changes.
    let ids = StoredValue::new(Vec::<PersonId>::new());
    let lines = Memo::new(move |_| {
        let block = pasted.with(|it| cells_of(it));
        let mut given = 0;
        let id = || {
            given += 1;
            ids.try_update_value(|ids| {
                while ids.len() < given {
                    ids.push(PersonId(notebook.new_id()));
                }
                ids[given - 1]
            })
            .unwrap_or_default()
        };
        notebook.with(|book| pasted_people(&block, id, book))
    });
    let command = move || Command::AddPeople(AddPeople { people: lines.with(|it| it.iter().map(|line| line.person.clone()).collect()) });
    let problems = Memo::new(move |_| {
        // The accounts in use are those of the book.
        notebook.with(|_| ());
        lines.with(|lines| if lines.is_empty() { CellProblems::new() } else { problems_of(lines, notebook, &command()) })
    });
    let n_lines = move || lines.with(Vec::len);
    let n_wrong = move || problems.with(BTreeMap::len);
    let may_add = Signal::derive(move || 0 < n_lines() && n_wrong() == 0);
    let add = move || {
        if may_add.get_untracked() {
            let people = lines.with_untracked(|it| it.iter().map(|line| line.person.id).collect());
            writing.commit_of(kept, untrack(command), move || added.set(Some(people)));
        }
    };
    let is_desk = use_desk();
    view! {
        <DraftNote was_restored=kept.was_restored() on_discard=move |()| kept.discard()/>
        <Section title=move || t!("people.paste") actions=|| view! { <CopyTitles/> }>
            <p class="pb-2 text-sm text-quiet">{move || t!("people.paste_hint")}</p>
            <TextArea label=move || t!("people.pasted") name=Field::People value=pasted refusals=writing.refusals() longest=LONGEST rows=6
                placeholder=Signal::derive(move || t!("people.example").to_owned())/>
        </Section>
        <Section title=move || t!("people.preview") actions=move || view! { <Count n_lines=Signal::derive(n_lines) n_wrong=Signal::derive(n_wrong)/> }>
            <Show
                when=move || 0 < n_lines()
                fallback=|| view! { <EmptyState icon=icons::TABLE title=move || t!("people.none_pasted") body=move || t!("people.none_pasted_body")/> }
            >
                {move || match is_desk.get() {
                    true => view! { <PreviewTable lines problems/> }.into_any(),
                    false => view! { <PreviewList lines problems/> }.into_any(),
                }}
            </Show>
        </Section>
        <div class="flex justify-end py-4 lg:sticky lg:bottom-0 lg:z-10">
            <Button label=move || t!("people.add_n", n = n_lines()) look=Look::Primary icon=icons::PLUS busy=writing.is_busy()
                disabled=Signal::derive(move || !may_add.get()) on_press=add/>
        </div>
    }
    .into_any()
}

/// What the cells themselves say, and for cells that can be read what the rules say.
fn problems_of(lines: &[PastedPerson], notebook: Notebook, command: &Command) -> CellProblems {
    let mut problems = CellProblems::new();
    for (at, line) in lines.iter().enumerate() {
        for (part, refusal) in &line.problems {
            problems.entry((at, *part)).or_default().push(said(*part, refusal));
        }
    }
    let read: Vec<(usize, PersonPart)> = problems.keys().copied().collect();
    let refused = untrack(|| notebook.would(command)).err().unwrap_or_default();
    for (name, reasons) in &refused.0 {
        let (at, part) = match name.known() {
            Some(Field::PersonAt(at, part)) => (at, part),
            _ => (0, PersonPart::Account),
        };
        if !read.contains(&(at, part)) {
            problems.entry((at, part)).or_default().extend(reasons.iter().map(|it| said(part, it)));
        }
    }
    problems
}

/// The title of a column.
fn title_of(part: PersonPart) -> String {
    match part {
        PersonPart::Name => t!("settings.person_name").to_owned(),
        other => words::field(other.field()),
    }
}

/// A mistake with what would be right.
fn said(part: PersonPart, refusal: &Refusal) -> String {
    match (part, refusal) {
        (PersonPart::Account, Refusal::Taken) => t!("people.wrong.taken").to_owned(),
        (PersonPart::Role, Refusal::Missing | Refusal::Malformed) => t!("people.wrong.role").to_owned(),
        (PersonPart::Team, Refusal::NotYours) => t!("people.wrong.team").to_owned(),
        (PersonPart::Team, Refusal::Missing) => t!("people.wrong.no_team").to_owned(),
        (PersonPart::Department, Refusal::NotYours) => t!("people.wrong.department").to_owned(),
        (PersonPart::Department, Refusal::Missing) => t!("people.wrong.no_department").to_owned(),
        (PersonPart::Superior, Refusal::NotYours) => t!("people.wrong.superior").to_owned(),
        (PersonPart::Email, Refusal::Malformed) => t!("people.wrong.email").to_owned(),
        (PersonPart::Superior, _) => t!("people.wrong.not_above").to_owned(),
        (_, other) => i18n::refusal(other),
    }
}

#[component]
fn Count(n_lines: Signal<usize>, n_wrong: Signal<usize>) -> impl IntoView {
    view! {
        <span class="flex items-center gap-2 text-sm" role="status">
            <span class="text-quiet">{move || t!("people.n_lines", n = n_lines.get())}</span>
            <Show when=move || 0 < n_wrong.get()>
                <Badge label=Signal::derive(move || t!("people.n_wrong", n = n_wrong.get())) tone=Tone::Error icon=icons::ALERT/>
            </Show>
        </span>
    }
    .into_any()
}

/// Copies the titles, to be filled in a spreadsheet.
#[component]
fn CopyTitles() -> impl IntoView {
    let (machine, toasts) = (expect_context::<Machine>(), expect_context::<Toasts>());
    let copy = move || {
        let titles = COLUMNS.map(title_of).join("\t");
        leptos::task::spawn_local(async move {
            match machine.browser().copy_text(&titles).await {
                true => toasts.say(t!("people.titles_copied"), Tone::Success),
                false => toasts.say(t!("people.not_copied"), Tone::Error),
            }
        });
    };
    view! { <Button label=move || t!("people.copy_titles") icon=icons::COPY brief=true on_press=copy/> }
}

#[component]
fn PreviewTable(lines: Memo<Vec<PastedPerson>>, problems: Memo<CellProblems>) -> impl IntoView {
    let head = COLUMNS.map(|it| view! { <th scope="col">{move || title_of(it)}</th> }).collect_view();
    let cell = move |at: usize, part: PersonPart, text: String| {
        let wrong = problems.with(|it| it.get(&(at, part)).cloned());
        let class = if wrong.is_some() { "bg-error/10 align-top" } else { "align-top" };
        view! {
            <td class=class data-cell=FieldName::from(part.field()).to_string()>
                <span class="break-words">{text}</span>
                {wrong.map(|it| view! { <span class="block text-xs text-bad">{it.join(" · ")}</span> })}
            </td>
        }
    };
    let row = move |(at, line): (usize, PastedPerson)| {
        let cells = COLUMNS.map(|part| cell(at, part, line.cells.get(&part).cloned().unwrap_or_default()));
        view! { <tr><th scope="row" class="align-top font-normal text-quiet tabular-nums">{at + 1}</th>{cells.collect_view()}</tr> }
    };
    view! {
        <table class="table table-sm" aria-label=move || t!("people.preview")>
            <thead><tr><th scope="col">"#"</th>{head}</tr></thead>
            <tbody>{move || lines.get().into_iter().enumerate().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn PreviewList(lines: Memo<Vec<PastedPerson>>, problems: Memo<CellProblems>) -> impl IntoView {
    let row = move |(at, line): (usize, PastedPerson)| {
        let text = |part: PersonPart| line.cells.get(&part).cloned().filter(|it| !it.is_empty());
        let about = COLUMNS.into_iter().filter(|it| *it != PersonPart::Name).filter_map(text).collect::<Vec<_>>().join(" · ");
        let wrong = move || {
            let of_line = |part: PersonPart| problems.with(|it| it.get(&(at, part)).map(|said| (part, said.join(" · "))));
            let item = |(part, said): (PersonPart, String)| view! { <li>{title_of(part)} ": " {said}</li> };
            COLUMNS.into_iter().filter_map(of_line).map(item).collect_view()
        };
        view! {
            <li class="py-2">
                <p class="font-medium break-words">{text(PersonPart::Name).unwrap_or_default()}</p>
                <p class="text-[0.8125rem] break-words text-quiet">{about}</p>
                <ul class="text-[0.8125rem] text-bad">{wrong}</ul>
            </li>
        }
    };
    view! { <ol class="divide-y divide-base-200">{move || lines.get().into_iter().enumerate().map(row).collect_view()}</ol> }.into_any()
}
