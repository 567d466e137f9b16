//! The review queue, grouped by person. Several records can be ticked and approved at once, or sent back with one reason.

use std::collections::BTreeSet;

use domain::values::ids::PersonId;
use domain::values::money::Money;
use domain::views::review_queue;
use domain::views::review_queue::Waiting;
use leptos::prelude::*;

use super::selection::Selection;
use super::send_back_many::SendBackManySheet;
use super::waiting_row::{WaitingRow, kind_of};
use crate::i18n::locale;
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::kit::{Button, EmptyState, ListFaces, Look, PageHead, Section, Segment, SegmentedControl, icons};
use crate::ui::records::book_note::{BookNote, face_unless};
use crate::ui::url::{InUrl, UrlReader, UrlState, routes};

/// Records of one person shown at first.
const MOST: usize = 30;

/// What the address of the page asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ReviewQuery {
    /// All records in reach, not only those that no closer reviewer can decide.
    shows_all: bool,
}

impl InUrl for ReviewQuery {
    const PATH: &'static str = routes::REVIEW;

    fn read(query: &dyn Fn(&str) -> Option<String>, _: &UrlReader) -> ReviewQuery {
        ReviewQuery { shows_all: query("show").is_some_and(|it| it == "all") }
    }

    fn parts(&self, _: &UrlReader) -> Vec<(&'static str, String)> {
        self.shows_all.then(|| ("show", "all".to_owned())).into_iter().collect()
    }
}

/// The page.
#[component]
pub fn ReviewPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let selection = Selection::none();
    let url = UrlState::<ReviewQuery>::here();
    let shows_all = Memo::new(move |_| url.get().shows_all);
    let queue = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| review_queue::queue(book, &actor))
    });
    let shown =
        Memo::new(move |_| queue.with(|queue| queue.iter().filter(|it| shows_all.get() || it.is_first).cloned().collect::<Vec<_>>()));
    Effect::new(move |_| queue.with(|it| selection.drop_gone(it)));
    let has_others = Memo::new(move |_| queue.with(|queue| queue.iter().any(|it| !it.is_first)));
    let face = face_unless(notebook, move || !notebook.actor().may_review(), move || shown.with(Vec::is_empty));
    let people = Memo::new(move |_| {
        let people: BTreeSet<PersonId> = shown.with(|shown| shown.iter().map(|it| it.credit).collect());
        people.into_iter().collect::<Vec<_>>()
    });
    let note = move || t!("review.n_waiting", n = shown.with(Vec::len));
    view! {
        <div class="mx-auto max-w-3xl">
            <PageHead title=move || t!("review.title") note=Signal::derive(note)/>
            <Show when=move || has_others.get()><WhichOnes url/></Show>
            <ListFaces face empty=|| view! { <EmptyState icon=icons::CHECK title=move || t!("review.empty") body=move || t!("review.empty_body")/> }>
                <div class="grid gap-4">
                    <For each=move || people.get() key=|it| *it let(person)><OfPerson person shown selection/></For>
                </div>
            </ListFaces>
            <BookNote/>
            <Bar shown selection/>
        </div>
    }
    .into_any()
}

/// Switches between records that no closer reviewer can decide and all in reach.
#[component]
fn WhichOnes(url: UrlState<ReviewQuery>) -> impl IntoView {
    let segments = move || vec![Segment::new("mine", t!("review.mine")), Segment::new("all", t!("review.all"))];
    view! {
        <div class="pb-3">
            <SegmentedControl
                label=move || t!("review.title")
                segments=Signal::derive(segments)
                value=Signal::derive(move || if url.get().shows_all { "all".to_owned() } else { "mine".to_owned() })
                on_choose=move |word: String| url.change(|it| it.shows_all = word == "all")
            />
        </div>
    }
}

/// The records of one person.
#[component]
fn OfPerson(person: PersonId, shown: Memo<Vec<Waiting>>, selection: Selection) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let n_shown = RwSignal::new(MOST);
    let theirs = Memo::new(move |_| shown.with(|shown| shown.iter().filter(|it| it.credit == person).cloned().collect::<Vec<_>>()));
    let name = move || notebook.with(|book| person_name(book, person));
    let title = move || format!("{} · {}", name(), t!("review.n_waiting", n = theirs.with(Vec::len)));
    let sums = move || {
        let said = |(kind, amount): (_, Money)| format!("{} {}", kind_of(kind), locale().money_short(amount));
        theirs.with(|it| review_queue::sums(it)).into_iter().map(said).collect::<Vec<_>>().join(" · ")
    };
    let rows = Memo::new(move |_| theirs.with(|it| it.iter().take(n_shown.get()).cloned().collect::<Vec<_>>()));
    let are_ticked = move || rows.with(|it| selection.count(it) == it.len());
    let n_more = Memo::new(move |_| theirs.with(Vec::len).saturating_sub(n_shown.get()));
    view! {
        <Section title=Signal::derive(title)>
            <div class="flex flex-wrap items-center justify-between gap-2">
                <p class="text-sm text-quiet tabular-nums">{sums}</p>
                <Button
                    label=move || if are_ticked() { t!("review.select_none") } else { t!("review.select_all") }
                    look=Look::Ghost
                    on_press=move || rows.with_untracked(|it| selection.turn_all(it))
                />
            </div>
            <ul class="divide-y divide-base-200">
                <For each=move || rows.get() key=|it| (it.matter, it.mark) let(waiting)><WaitingRow waiting selection/></For>
            </ul>
            <Show when=move || 0 < n_more.get()>
                <Button label=move || t!("today.show_more", n = n_more.get()) look=Look::Ghost wide=true on_press=move || n_shown.update(|it| *it += MOST)/>
            </Show>
        </Section>
    }
    .into_any()
}

/// Actions on the ticked records, within reach of the thumb.
#[component]
fn Bar(shown: Memo<Vec<Waiting>>, selection: Selection) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let n = Memo::new(move |_| shown.with(|it| selection.count(it)));
    view! {
        <Show when=move || 0 < n.get()>
            <div class="action-bar grid grid-cols-[1fr_2fr] gap-2">
                <Button label=move || t!("review.send_back_n", n = n.get()) on_press=move || is_open.set(true) busy=selection.writing.is_busy()/>
                <Button
                    label=move || t!("review.approve_n", n = n.get())
                    look=Look::Primary
                    icon=icons::CHECK
                    busy=selection.writing.is_busy()
                    on_press=move || shown.with_untracked(|it| selection.approve(it))
                />
            </div>
        </Show>
        <SendBackManySheet is_open shown selection/>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::url::state::assert_reads_back;

    #[test]
    fn an_address_reads_back_as_the_same_state() {
        assert_reads_back(|_| ReviewQuery { shows_all: true });
    }
}
