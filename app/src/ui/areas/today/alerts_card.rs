//! Alerts that concern this user, red first, and the number of all visible ones. Hidden when there are none.

use domain::rules::alert_rules::Level;
use domain::views::alert::{self, Status};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::alert_words;
use crate::local::Notebook;
use crate::state::alerts;
use crate::t;
use crate::ui::kit::{Badge, ButtonLink, Icon, Look, Section, icons};
use crate::ui::records::alert_links::{icon_of, leads_to, subject_of, tone_of};
use crate::ui::url::routes;

/// Maximum number of lines.
const MOST: usize = 5;

/// One line.
#[derive(Clone, Debug, PartialEq)]
struct AlertLine {
    alert: alert::Raised,
    subject: String,
    fact: String,
    to: String,
    /// Number of further alerts on the same subject.
    n_more: usize,
}

/// Content of the card.
#[derive(Clone, Debug, PartialEq)]
struct Mine {
    /// The most urgent lines.
    lines: Vec<AlertLine>,
    /// Counts of the alerts that concern the user.
    counts: alert::Counts,
    /// Number of all visible alerts, without dismissed ones.
    n_in_reach: usize,
}

/// The card.
#[component]
pub fn AlertsCard() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let raised = alerts::raised(notebook);
    let today = notebook.today();
    let mine = Memo::new(move |_| {
        let me = notebook.actor().person;
        notebook.with(|book| {
            let rules = book.company().alerts.on(today);
            raised.with(|raised| {
                let mine: Vec<_> = raised.iter().filter(|it| alert::concerns(it, me, book, today)).collect();
                let counts = alert::Counts::of(mine.iter().copied());
                let n_in_reach = raised.iter().filter(|it| alert::status(it, book, today) != Status::Dismissed).count();
                let line = |gathered: alert::Gathered<'_>| {
                    let first = gathered.alerts[0];
                    AlertLine {
                        subject: subject_of(first, book),
                        fact: alert_words::fact(first, &rules, today, book),
                        to: leads_to(&first.key, book),
                        n_more: gathered.alerts.len() - 1,
                        alert: first.clone(),
                    }
                };
                Mine { lines: alert::gather(mine).into_iter().take(MOST).map(line).collect(), counts, n_in_reach }
            })
        })
    });
    let n_red = Memo::new(move |_| mine.with(|it| it.counts.n_red));
    let n_mine = Memo::new(move |_| mine.with(|it| it.counts.n));
    let n_in_reach = Memo::new(move |_| mine.with(|it| it.n_in_reach));
    let lines = move || mine.with(|it| it.lines.clone());
    let actions = move || {
        view! {
            <Show when=move || 0 < n_red.get()>
                <Badge label=move || t!("alerts.n_red", n = n_red.get()) tone=tone_of(Level::Red) icon=icon_of(Level::Red)/>
            </Show>
        }
    };
    let row = move |line: AlertLine| {
        let (level, rule, seen, n_more) = (line.alert.level, line.alert.key.rule, line.alert.clone(), line.n_more);
        let more = move || if 0 < n_more { format!(" · {}", t!("alerts.and_more", n = n_more)) } else { String::new() };
        view! {
            <li>
                <A
                    href=line.to
                    attr:class="pressable -mx-4 flex min-h-14 items-center gap-3 px-4 py-1"
                    on:click=move |_| alerts::see(notebook, &seen)
                >
                    <span class="min-w-0 flex-1">
                        <span class="block truncate font-medium">{line.subject}</span>
                        <span class="block text-xs text-quiet tabular-nums">{move || alert_words::rule(rule)} " · " {line.fact} {more}</span>
                    </span>
                    <Badge label=move || alert_words::level(level) tone=tone_of(level) icon=icon_of(level)/>
                    <Icon name=icons::FORWARD class="size-4 text-quiet"/>
                </A>
            </li>
        }
    };
    view! {
        <Show when=move || 0 < n_in_reach.get()>
            <Section title=move || t!("alerts.title") actions>
                <Show when=move || 0 < n_mine.get() fallback=|| view! { <p class="text-sm text-quiet">{move || t!("alerts.none_mine")}</p> }>
                    <ul class="-my-2 divide-y divide-base-200">{move || lines().into_iter().map(row).collect_view()}</ul>
                </Show>
                <div class="flex flex-wrap gap-2 pt-2">
                    <Show when=move || 0 < n_mine.get()>
                        <ButtonLink label=move || t!("alerts.mine", n = n_mine.get()) to=mine_path() look=Look::Ghost icon=icons::ALERT/>
                    </Show>
                    <Show when=move || n_mine.get() != n_in_reach.get()>
                        <ButtonLink label=move || t!("alerts.in_reach", n = n_in_reach.get()) to=routes::ALERTS look=Look::Ghost icon=icons::ALERT/>
                    </Show>
                </div>
            </Section>
        </Show>
    }
    .into_any()
}

/// Path of the alerts that concern the user.
fn mine_path() -> String {
    format!("{}?mine=1", routes::ALERTS)
}
