//! Changes of the rules that the person has not been told of yet, because the device was away or another page was open. Shown until they say that
//! they have read them; hidden when there are none.

use domain::rules::RuleVersion;
use domain::views::rule_news::{RuleNews, ToldVersion, rule_news};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::state::{Machine, person_name};
use crate::t;
use crate::ui::kit::{Button, Icon, Look, Section, icons};
use crate::ui::records::rule_version::page_of_rules;

/// Lines shown.
const MOST: usize = 5;

/// The card.
#[component]
pub fn RuleNewsCard() -> impl IntoView {
    let (notebook, machine) = (expect_context::<Notebook>(), expect_context::<Machine>());
    let key = StoredValue::new(format!("rules-told.{}", notebook.person()));
    let told = RwSignal::new(key.with_value(|key| machine.recall::<Vec<ToldVersion>>(key)));
    let all = notebook.see(|book| book.has_company().then(|| ToldVersion::all(book.company())));
    let remember = move |all: Vec<ToldVersion>| {
        key.with_value(|key| machine.remember(key, &all));
        told.set(Some(all));
    };
    // A device that holds the rules for the first time has nothing to compare them with.
    Effect::new(move |_| {
        if let Some(all) = all.get().filter(|_| told.with(Option::is_none)) {
            remember(all);
        }
    });
    let news = Memo::new(move |_| {
        let (person, today) = (notebook.person(), notebook.today());
        let of = |told: &Vec<ToldVersion>| notebook.with(|book| rule_news(told, book.company(), person, today));
        told.with(|told| told.as_ref().filter(|_| all.with(Option::is_some)).map(of).unwrap_or_default())
    });
    let lines = move || news.get().into_iter().take(MOST).map(|news| view! { <NewsLine news/> }).collect_view();
    let n_more = move || news.with(Vec::len).saturating_sub(MOST);
    let close = move || all.get_untracked().into_iter().for_each(remember);
    view! {
        <Show when=move || news.with(|it| !it.is_empty())>
            <Section
                title=move || t!("rules.news")
                actions=move || view! { <Button label=move || t!("rules.got_it") look=Look::Ghost icon=icons::CHECK on_press=close/> }
            >
                <ul class="divide-y divide-base-200">{lines}</ul>
                <Show when=move || 0 < n_more()><p class="pt-2 text-sm text-quiet">{move || t!("rules.more", n = n_more())}</p></Show>
            </Section>
        </Show>
    }
    .into_any()
}

#[component]
fn NewsLine(news: RuleNews) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let (rules, what, set, note) = match news {
        RuleNews::Set(RuleVersion { rules, from, set, note }) => {
            let what = move || t!("rules.set_from", rules = words::field(rules), day = locale().day(from));
            (rules, Signal::derive(what), set, note)
        }
        RuleNews::Cancelled { rules, from } => {
            let what = move || t!("rules.cancelled", rules = words::field(rules), day = locale().day(from));
            (rules, Signal::derive(what), None, None)
        }
    };
    let by = set.map(|set| move || format!("{} · {}", notebook.with(|book| person_name(book, set.by)), locale().moment(set.at, today)));
    let said = note.map(|note| move || t!("settings.versions.note_said", note = note));
    let page = Memo::new(move |_| page_of_rules(rules, &notebook.actor()));
    let lines = view! {
        <span class="min-w-0 flex-1">
            <span class="block font-medium">{what}</span>
            <span class="block text-xs text-quiet break-words empty:hidden">{by}</span>
            <span class="block text-xs text-quiet break-words empty:hidden">{said}</span>
        </span>
    };
    let to = page.get_untracked();
    view! {
        <li>
            {match to {
                Some(to) => view! {
                    <A href=to attr:class="pressable -mx-4 flex min-h-14 items-center gap-3 px-4 py-1">
                        {lines} <Icon name=icons::FORWARD class="size-4 text-quiet"/>
                    </A>
                }
                .into_any(),
                None => view! { <div class="flex min-h-14 items-center py-1">{lines}</div> }.into_any(),
            }}
        </li>
    }
    .into_any()
}
