//! Changes of the rules that the person has not been told of yet, because the device was away or another page was open. Shown until they say that
//! they have read them; hidden when there are none.

use domain::rules::RuleVersion;
use domain::values::field::Field;
use domain::views::rule_news::{RuleNews, ToldVersion, rule_news};
use leptos::prelude::*;

use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::state::{Machine, person_name};
use crate::t;
use crate::ui::kit::{Button, ButtonLink, Look, Section, icons};
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
            <Section title=move || t!("rules.news")>
                <ul class="grid gap-2">{lines}</ul>
                <Show when=move || 0 < n_more()><p class="pt-2 text-sm text-quiet">{move || t!("rules.more", n = n_more())}</p></Show>
                <div class="flex justify-end pt-2">
                    <Button label=move || t!("rules.got_it") icon=icons::CHECK on_press=close/>
                </div>
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
    let label = move |rules: Field| t!("rules.open_of", rules = words::field(rules));
    let page = Memo::new(move |_| page_of_rules(rules, &notebook.actor()));
    view! {
        <li class="flex flex-wrap items-center justify-between gap-x-3">
            <div class="min-w-0 flex-1 basis-56">
                <p class="font-medium">{what}</p>
                <p class="text-xs text-quiet break-words empty:hidden">{by}</p>
                <p class="text-xs text-quiet break-words empty:hidden">{said}</p>
            </div>
            {move || page.get().map(|to| view! { <ButtonLink label=move || label(rules) to look=Look::Ghost/> })}
        </li>
    }
    .into_any()
}
