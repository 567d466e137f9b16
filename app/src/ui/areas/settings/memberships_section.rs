//! Where a person belonged, from which day to which (A36). It follows from the change log, which lies on the server only.

use domain::sync::history::{HistoryEntry, HistoryQuestion};
use domain::sync::memberships::{Membership, memberships};
use domain::values::ids::PersonId;
use leptos::prelude::*;

use crate::api::{self, ApiError};
use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::forms::network;
use crate::ui::forms::server_call::ServerCall;
use crate::ui::kit::{Section, SkeletonRows};
use crate::ui::records::unanswered::Unanswered;

/// The section.
#[component]
pub fn MembershipsSection(person: PersonId) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let (call, entries) = (ServerCall::ready(), RwSignal::new(None::<Vec<HistoryEntry>>));
    let ask = move || {
        let question = HistoryQuestion { record: Some(person.into()), limit: HistoryQuestion::MOST, ..HistoryQuestion::default() };
        call.ask(async move { api::history::history(question).await }, move |answer| {
            if let Ok(page) = answer {
                entries.set(Some(page.entries));
            }
        });
    };
    ask();
    network::on_return(move || {
        if call.failure().get() == Some(ApiError::Offline) {
            ask();
        }
    });
    let body = move || match (entries.get(), call.failure().get()) {
        (Some(entries), _) => {
            let all = notebook.with(|book| {
                book.person(person).map(|it| memberships(it, &entries, book.company().utc_offset_minutes)).unwrap_or_default()
            });
            let rows = all.into_iter().map(|place| view! { <PlaceLine place/> }).collect_view();
            view! { <ol class="divide-y divide-base-200" aria-label=move || t!("people.places")>{rows}</ol> }.into_any()
        }
        (None, Some(error)) => view! { <Unanswered error offline=move || t!("people.places_offline") retry=ask/> }.into_any(),
        (None, None) => view! { <SkeletonRows/> }.into_any(),
    };
    view! {
        <Section title=move || t!("people.places")>
            <p class="pb-1 text-sm text-quiet">{move || t!("people.places_note")}</p>
            {body}
        </Section>
    }
    .into_any()
}

#[component]
fn PlaceLine(place: Membership) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let Membership { role, team, department, from, until, by } = place;
    let belongs = move || {
        notebook.with(|book| {
            let team = team.and_then(|it| book.team(it));
            let department = department.or(team.map(|it| it.department)).and_then(|it| book.department(it));
            let names = [department.map(|it| it.name.clone()), team.map(|it| it.name.clone()), Some(words::role(role).to_owned())];
            names.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        })
    };
    let days = move || {
        let first = from.map_or_else(|| t!("people.place_unknown").to_owned(), |it| locale().day(it));
        match until {
            None => t!("people.place_since", from = first),
            Some(until) => t!("people.place_until", from = first, until = locale().day(until)),
        }
    };
    let author = move || by.map(|it| notebook.with(|book| t!("people.place_by", name = person_name(book, it))));
    view! {
        <li class="py-2">
            <p class="text-sm font-medium break-words">{belongs}</p>
            <p class="text-[0.8125rem] text-quiet tabular-nums">{days} " " {author}</p>
        </li>
    }
    .into_any()
}
