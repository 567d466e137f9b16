//! Timeline of a customer, newest first, with the sync state of each record.

use std::collections::BTreeMap;

use domain::book::Book;
use domain::records::customer::Customer;
use domain::values::ids::Key;
use domain::values::search::Query;
use domain::views::dossier::{Event, Happening, timeline};
use leptos::prelude::*;
use leptos_router::components::A;

use super::happening_words::{icon, link, more, title, tone};
use crate::i18n::{han, locale};
use crate::local::Notebook;
use crate::state::person_name;
use crate::sync::Saved;
use crate::t;
use crate::ui::kit::{Button, Look, SavedBadge, SearchField, SyncState, Timeline, TimelineItem};
use crate::ui::records::attachments::{EvidenceStrip, MissingBadge, Proof};

/// Entries shown at first, and added by each press on "earlier".
const PAGE: usize = 30;
/// With more entries than this, they can be searched.
const MANY: usize = 10;
/// The camera is offered beside a follow-up for this many days.
const FRESH: i32 = 7;

/// One entry with its author's name.
#[derive(Clone, PartialEq)]
struct TimelineLine {
    happening: Happening,
    by: String,
}

/// Key of a row: the record and its event. It excludes what changes while the row is in use (position, sync state), because recreating a row
/// under an open camera would lose the photo.
type RowKey = (Key, String, usize);

/// Pairs the entries with their row keys.
fn keyed(lines: Vec<TimelineLine>) -> Vec<(RowKey, TimelineLine)> {
    let mut met: BTreeMap<(Key, String), usize> = BTreeMap::new();
    let with_key = |line: TimelineLine| {
        let what = match &line.happening.event {
            // One per record, whatever its text is now.
            Event::FollowedUp(_) => String::new(),
            event => format!("{}{event:?}", line.happening.on),
        };
        let n = met.entry((line.happening.record, what.clone())).or_default();
        *n += 1;
        ((line.happening.record, what, *n), line)
    };
    lines.into_iter().map(with_key).collect()
}

/// The timeline.
#[component]
pub fn CustomerTimeline(customer: Signal<Customer>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let (shown, show) = signal(PAGE);
    let typed = RwSignal::new(String::new());
    let everything = Memo::new(move |_| customer.with(|it| notebook.with(|book| timeline(it, book))));
    let all = Memo::new(move |_| {
        let query = Query::parse(han(), &typed.get());
        everything.with(|all| match query.is_empty() {
            true => all.clone(),
            false => notebook.with(|book| all.iter().filter(|it| query.finds_in(&han().fold(&read(it, book)))).cloned().collect()),
        })
    });
    let lines = Memo::new(move |_| {
        let line = |happening: &Happening| TimelineLine {
            by: notebook.with(|book| happening.by.map(|it| person_name(book, it)).unwrap_or_default()),
            happening: happening.clone(),
        };
        all.with(|all| all.iter().take(shown.get()).map(line).collect::<Vec<_>>())
    });
    let has_more = move || shown.get() < all.with(Vec::len);
    let evidence = move |happening: &Happening| match &happening.event {
        Event::FollowedUp(follow_up) => {
            let proof = Proof::of(follow_up.id, follow_up.customer);
            // Photos belong to the day of the visit: the camera is offered while it is recent.
            let is_fresh = today.0 - follow_up.on.0 <= FRESH;
            let may_add = move || is_fresh && notebook.with(|book| notebook.actor().may_attach_to(proof.of, book));
            Some(view! {
                <MissingBadge of=Signal::stored(proof.of)/>
                <EvidenceStrip proof=Signal::stored(proof) may_add=Signal::derive(may_add)/>
            })
        }
        _ => None,
    };
    let item = move |TimelineLine { happening, by }: TimelineLine| {
        let record = happening.record;
        let saved = Memo::new(move |_| notebook.saved(record));
        let event = happening.event.clone();
        let (said, linked) = (event.clone(), link(&event));
        let (on, at) = (happening.on, happening.at);
        // The time of day is shown only if recorded on the day itself.
        let when = move || match at.filter(|it| it.day(locale().utc_offset_minutes) == on) {
            Some(at) => locale().moment(at, today),
            None => locale().day_near(on, today),
        };
        let note = move || format!("{} · {by}", when());
        let more = move || notebook.with(|book| more(&event, book));
        let words = move || notebook.with(|book| title(&said, book));
        view! {
            <TimelineItem icon=icon(&happening.event) tone=tone(&happening.event) title=words note>
                {evidence(&happening)}
                {move || more().into_iter().map(|it| view! { <p>{it}</p> }).collect_view()}
                <span class="flex flex-wrap items-center gap-2">
                    <Show when=move || saved.get() != Saved::Confirmed>
                        <SavedBadge state=Signal::derive(move || SyncState::from(saved.get()))/>
                    </Show>
                    {linked.map(|to| view! { <A href=to attr:class="link inline-flex min-h-11 items-center">{move || t!("customers.open_record")}</A> })}
                </span>
            </TimelineItem>
        }
    };
    view! {
        <Show when=move || everything.with(|it| MANY < it.len())>
            <div class="pb-3"><SearchField value=typed placeholder=move || t!("customers.search_timeline")/></div>
        </Show>
        <Show when=move || typed.with(|it| !it.trim().is_empty()) && all.with(Vec::is_empty)>
            <p class="pb-3 text-sm text-quiet" role="status">{move || t!("customers.none_in_timeline")}</p>
        </Show>
        <Timeline label=move || t!("customers.timeline")>
            <For each=move || keyed(lines.get()) key=|it| it.0.clone() let((_, line))>{item(line)}</For>
        </Timeline>
        <Show when=has_more>
            <Button label=move || t!("customers.earlier") look=Look::Ghost wide=true on_press=move || show.update(|it| *it += PAGE)/>
        </Show>
    }
    .into_any()
}

/// Searchable text of an entry.
fn read(happening: &Happening, book: &Book) -> String {
    let by = happening.by.map(|it| person_name(book, it)).unwrap_or_default();
    [title(&happening.event, book), by].into_iter().chain(more(&happening.event, book)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use domain::values::calendar::Day;
    use domain::values::ids::OrderId;
    use domain::values::money::Money;
    use uuid::Uuid;

    use super::*;

    fn paid(record: u128, on: i32) -> TimelineLine {
        let order = OrderId(Uuid::from_u128(record));
        let event = Event::Paid { order, number: "SO-1".to_owned(), amount: Money(100), is_void: false };
        TimelineLine { happening: Happening { on: Day(on), at: None, by: None, record: order.into(), event }, by: String::new() }
    }

    #[test]
    fn a_row_keeps_its_key_when_others_come_before_it() {
        let keys = |lines: Vec<TimelineLine>| keyed(lines).into_iter().map(|it| it.0).collect::<Vec<_>>();
        let before = keys(vec![paid(1, 10), paid(2, 9)]);
        let after = keys(vec![paid(3, 11), paid(1, 10), paid(2, 9)]);
        assert_eq!(before, after[1..]);
        // Two payments that look the same are two rows.
        let twice = keys(vec![paid(1, 10), paid(1, 10)]);
        assert_ne!(twice[0], twice[1]);
    }
}
