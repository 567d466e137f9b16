//! 跟进要求: all quotas in reach, those that apply now first.

use domain::records::quota::Quota;
use domain::values::target_of::TargetOf;
use domain::views::quota_progress::standings;
use leptos::prelude::*;

use super::quota_item::{Item, QuotaItem};
use super::quota_sheet::QuotaSheet;
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::fields::owners::owner_name;
use crate::ui::kit::{Button, EmptyState, ListFaces, Look, PageHead, icons};
use crate::ui::records::book_note::{BookNote, face_unless};
use crate::ui::url::routes;

/// The page.
#[component]
pub fn QuotasPage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let today = notebook.today();
    let is_adding = RwSignal::new(false);
    let may_ask = Memo::new(move |_| notebook.actor().may_ask_quotas());
    let items = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| {
            let week = book.company().calendar_on(today).week_of(today);
            let all = standings(&actor, week, today, book);
            let me = book.person(actor.person);
            let concerns = |it: &&Quota| actor.may_ask_quota_of(it.of, book) || me.is_some_and(|me| it.asks(me));
            let mut items: Vec<Item> = book
                .quotas()
                .filter(concerns)
                .map(|quota| Item {
                    id: quota.id,
                    of: match quota.of {
                        TargetOf::Team(_) => t!("measures.quota.whole_team", team = owner_name(quota.of, book)),
                        _ => owner_name(quota.of, book),
                    },
                    holds: quota.holds_in(week),
                    may_end: quota.end.is_none() && actor.may_ask_quota_of(quota.of, book),
                    people: all.iter().filter(|it| it.quota == quota.id).map(|it| (person_name(book, it.person), it.progress)).collect(),
                    quota: quota.clone(),
                })
                .collect();
            items.reverse();
            items.sort_by_key(|it| !it.holds);
            items
        })
    });
    let face = face_unless(notebook, move || !notebook.actor().may_see_sales(), move || items.with(Vec::is_empty));
    view! {
        <PageHead title=move || t!("measures.quota.title") back=routes::TASKS>
            <Show when=move || may_ask.get()>
                <Button label=move || t!("measures.quota.new") look=Look::Primary icon=icons::PLUS on_press=move || is_adding.set(true)/>
            </Show>
        </PageHead>
        <ListFaces face empty=|| view! { <EmptyState icon=icons::PHONE title=move || t!("measures.quota.empty") body=move || t!("measures.quota.empty_body")/> }>
            <div class="grid gap-4">
                {move || items.get().into_iter().map(|item| view! { <QuotaItem item/> }).collect_view()}
                <p class="text-xs text-quiet">{move || t!("measures.quota.counts")}</p>
            </div>
        </ListFaces>
        <BookNote/>
        <QuotaSheet is_open=is_adding/>
    }
    .into_any()
}
