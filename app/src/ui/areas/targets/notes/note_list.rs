//! The notes of a period: as a section with its buttons, and as lines beside the entry of a target.

use domain::book::Book;
use domain::figures::kpis::region_of;
use domain::records::planning_note::PlanningNote;
use domain::values::calendar::Period;
use domain::values::ids::PlanningNoteId;
use domain::values::target_of::TargetOf;
use leptos::prelude::*;

use super::note_form::{NoteForm, VoidForm};
use crate::i18n::{locale, planning_words};
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::areas::targets::plan::filter_of;
use crate::ui::kit::{Badge, Button, IconButton, Look, Section, Sheet, icons};

/// How many notes are shown before the button that shows all.
const FEW: usize = 3;

/// By topic, the newest first.
fn notes_for(period: Period, of: TargetOf, book: &Book) -> Vec<PlanningNote> {
    let region = region_of(&filter_of(of), book);
    let mut notes: Vec<PlanningNote> = book.planning_notes().filter(|it| it.stands() && it.concerns(period, region)).cloned().collect();
    notes.sort_by(|a, b| a.topic.cmp(&b.topic).then(b.made_at.cmp(&a.made_at)).then(b.id.cmp(&a.id)));
    notes
}

/// The section of a page, with the buttons that add and withdraw.
#[component]
pub fn PlanningNotes(#[prop(into)] period: Signal<Period>, #[prop(into)] of: Signal<TargetOf>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let notes = Memo::new(move |_| notebook.with(|book| notes_for(period.get(), of.get(), book)));
    let (adding, voiding) = (RwSignal::new(false), RwSignal::new(None::<PlanningNoteId>));
    let shows_all = RwSignal::new(false);
    let may_write = Memo::new(move |_| notebook.actor().may_see_sales());
    let n_hidden = Memo::new(move |_| if shows_all.get() { 0 } else { notes.with(Vec::len).saturating_sub(FEW) });
    let line = move |note: PlanningNote| {
        let may_void = notebook.actor().may_void_planning_note(&note);
        let (id, text) = (note.id, note.text.clone());
        let button = may_void.then(|| {
            let label = move || t!("planning.void_of", text = text);
            view! { <IconButton icon=icons::CLOSE label on_press=move || voiding.set(Some(id))/> }
        });
        view! { <NoteLine note>{button}</NoteLine> }
    };
    let lines = move || notes.get().into_iter().take(if shows_all.get() { usize::MAX } else { FEW }).map(line).collect_view();
    let add = move || {
        may_write.get().then(|| {
            view! { <Button label=move || t!("planning.add") icon=icons::PLUS look=Look::Ghost on_press=move || adding.set(true)/> }
        })
    };
    view! {
        <Section title=move || t!("planning.title", period = locale().period(period.get())) actions=move || add().into_any()>
            <Show when=move || notes.with(|it| !it.is_empty()) fallback=|| view! { <p class="text-sm text-quiet">{move || t!("planning.none")}</p> }>
                <ul class="-mx-4 -my-2">{lines}</ul>
                <Show when=move || n_hidden.get() != 0>
                    <Button label=move || t!("planning.show_all", n = notes.with(Vec::len)) look=Look::Ghost wide=true on_press=move || shows_all.set(true)/>
                </Show>
            </Show>
        </Section>
        <Sheet open=adding on_close=move || adding.set(false) title=move || t!("planning.new")>
            {move || adding.get().then(|| view! { <NoteForm period=period.get_untracked() of=of.get_untracked() adding/> })}
        </Sheet>
        <Sheet open=Signal::derive(move || voiding.with(Option::is_some)) on_close=move || voiding.set(None) title=move || t!("planning.verb.void")>
            {move || voiding.get().map(|note| view! { <VoidForm note voiding/> })}
        </Sheet>
    }
    .into_any()
}

/// The notes beside the entry of a target. Nothing without notes.
#[component]
pub fn NotesBeside(#[prop(into)] period: Signal<Period>, #[prop(into)] of: Signal<TargetOf>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let notes = Memo::new(move |_| notebook.with(|book| notes_for(period.get(), of.get(), book)));
    let lines = move || notes.get().into_iter().map(|note| view! { <NoteLine note/> }).collect_view();
    view! {
        <Show when=move || notes.with(|it| !it.is_empty())>
            <details class="rounded-box border border-base-300" open=move || notes.with(|it| it.len() <= FEW)>
                <summary class="min-h-11 cursor-pointer px-4 py-3 text-sm font-medium">
                    {move || format!("{}（{}）", t!("planning.one"), notes.with(Vec::len))}
                </summary>
                <ul>{lines}</ul>
            </details>
        </Show>
    }
    .into_any()
}

#[component]
fn NoteLine(
    note: PlanningNote,
    /// The button at its end.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let said = notebook.with(|book| {
        let on = note.made_at.day(book.company().utc_offset_minutes);
        format!(
            "{} · {} · {}",
            planning_words::about(&note, book.company().calendar_on(notebook.today()), book),
            person_name(book, note.made_by),
            locale().day(on)
        )
    });
    let topic = note.topic;
    view! {
        <li class="flex items-start gap-3 border-b border-base-200 px-4 py-2 last:border-b-0">
            <span class="w-24 shrink-0 pt-0.5"><Badge label=move || planning_words::topic(topic)/></span>
            <span class="block min-w-0 flex-1">
                <span class="block text-sm break-words whitespace-pre-line">{note.text}</span>
                <span class="block text-xs text-quiet tabular-nums">{said}</span>
            </span>
            {children.map(|it| it())}
        </li>
    }
    .into_any()
}
