//! Contact quotas of this user and their progress; for superiors, also who is behind. Hidden when there are none.

use domain::values::method::Method;
use domain::values::working_days::WorkingDays;
use domain::views::quota_progress::{Progress, asked_of, standings};
use leptos::prelude::*;

use crate::i18n::measure_words;
use crate::local::Notebook;
use crate::state::{customer_name, person_name};
use crate::t;
use crate::ui::kit::{ButtonLink, Look, Section, icons};
use crate::ui::records::quota_progress::QuotaProgress;
use crate::ui::url::routes::{self, paths};

/// Maximum number of lines.
const MOST: usize = 5;

/// One line.
#[derive(Clone, Debug, PartialEq)]
struct QuotaLine {
    who: Option<String>,
    wanted: domain::records::quota::Wanted,
    progress: Progress,
    next: Option<(domain::values::ids::CustomerId, String)>,
}

/// The card.
#[component]
pub fn QuotasCard() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let lines = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| {
            let mut lines: Vec<QuotaLine> = Vec::new();
            let week = book.company().calendar_on(today).week_of(today);
            if let Some(me) = book.person(actor.person) {
                lines.extend(asked_of(me, week, book).filter_map(|quota| {
                    let next = quota.left_to_contact(me.id, today, book).first().map(|it| (*it, customer_name(book, *it)));
                    Some(QuotaLine { who: None, wanted: quota.wanted, progress: quota.progress_today(me.id, today, book)?, next })
                }));
            }
            if actor.may_see_others() {
                let behind = standings(&actor, week, today, book).into_iter();
                let behind = behind.filter(|it| it.person != actor.person && it.progress.is_short());
                lines.extend(behind.filter_map(|standing| {
                    let wanted = book.quota(standing.quota)?.wanted;
                    Some(QuotaLine { who: Some(person_name(book, standing.person)), wanted, progress: standing.progress, next: None })
                }));
            }
            lines.truncate(MOST);
            lines
        })
    });
    let is_rest_day = notebook.see(move |book| !WorkingDays::of(book.company()).is_working(today));
    let row = move |line: QuotaLine| {
        let (who, wanted) = (line.who.clone(), line.wanted);
        let title = move || match &who {
            Some(who) => format!("{who} · {}", measure_words::wanted(wanted)),
            None => measure_words::wanted(wanted),
        };
        let is_open = 0 < line.progress.left();
        let next = line.next.filter(|_| is_open).map(|(id, name)| {
            let label = move || t!("measures.quota.next", name = name);
            let method = wanted.method();
            let icon = if method == Some(Method::Phone) { icons::PHONE } else { icons::FOLLOW_UP };
            view! { <ButtonLink label=Signal::derive(label) to=paths::contact(id, method) look=Look::Ghost icon/> }
        });
        view! { <li class="py-2"><QuotaProgress title=Signal::derive(title) progress=line.progress is_rest_day=is_rest_day.get()/> {next}</li> }
    };
    view! {
        <Show when=move || lines.with(|it| !it.is_empty())>
            <Section title=move || if notebook.actor().may_see_others() { t!("measures.quota.title") } else { t!("measures.quota.mine") }>
                <ul class="-my-2 divide-y divide-base-200">{move || lines.get().into_iter().map(row).collect_view()}</ul>
                <div class="pt-2">
                    <ButtonLink label=move || t!("measures.quota.all") to=routes::QUOTAS look=Look::Ghost icon=icons::FORWARD/>
                </div>
            </Section>
        </Show>
    }
    .into_any()
}
