//! The history of an opportunity, newest first: who moved it to which stage, and when.

use domain::records::opportunity::{Opportunity, Outcome};
use leptos::prelude::*;

use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Section, Timeline, TimelineItem, Tone, icons};

/// The moves.
#[component]
pub fn Moves(opportunity: Signal<Opportunity>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let items = move || {
        let (opportunity, today) = (opportunity.get(), notebook.today());
        let person = |id| notebook.with(|book| book.person(id).map(|it| it.name.clone()).unwrap_or_default());
        let mut items = Vec::new();
        let day = |it| locale().day_near(it, today);
        if let Some(outcome) = &opportunity.outcome {
            let (icon, tone) = match outcome {
                Outcome::Won { .. } => (icons::CHECK, Tone::Success),
                Outcome::Lost { .. } => (icons::CLOSE, Tone::Neutral),
            };
            let who = opportunity.ender().map(person).unwrap_or_default();
            items.push((icon, tone, words::outcome(outcome).to_owned(), format!("{} · {who}", day(outcome.on()))));
        }
        let moves = opportunity.moves.iter().rev();
        items.extend(moves.map(|moved| {
            (icons::ARROW_RIGHT, Tone::Brand, words::stage(moved.to).to_owned(), format!("{} · {}", day(moved.on), person(moved.by)))
        }));
        let opened = format!("{} · {}", day(opportunity.opened_on), person(notebook.with(|book| opportunity.opener(book))));
        items.push((icons::OPPORTUNITY, Tone::Neutral, t!("opportunities.opened").to_owned(), opened));
        let item = |(icon, tone, title, note): (&'static str, Tone, String, String)| {
            view! { <TimelineItem icon tone title=Signal::derive(move || title.clone()) note=Signal::derive(move || note.clone())/> }
        };
        items.into_iter().map(item).collect_view()
    };
    view! {
        <Section title=move || t!("opportunities.way")>
            <Timeline label=move || t!("opportunities.way")>{items}</Timeline>
        </Section>
    }
    .into_any()
}
