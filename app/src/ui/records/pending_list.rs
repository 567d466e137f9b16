//! Commands that wait to be sent: what each does, its subject, its age, and a link.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::{NOTHING, locale, words};
use crate::local::Notebook;
use crate::sync::Waiting;
use crate::t;
use crate::ui::records::command_words::{about, page_of};

/// Maximum number of lines.
const MOST: usize = 20;

/// All waiting commands, oldest first; empty if none wait.
#[component]
pub fn PendingList() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let pending = notebook.pending();
    let line = move |waiting: Waiting| {
        let (command, made_at) = (waiting.envelope.read(), waiting.envelope.made_at);
        let (name, page) = command.as_ref().map(|it| notebook.peek(|book| (about(it, book), page_of(it, book)))).unwrap_or_default();
        let verb = move || command.as_ref().map_or(NOTHING, words::verb);
        let what = view! {
            <span class="min-w-0 break-words">{verb} {(!name.is_empty()).then(|| format!(" · {name}"))}</span>
            <span class="shrink-0 text-quiet tabular-nums">{move || locale().ago(made_at, notebook.now())}</span>
        };
        let line = match page {
            Some(to) => view! { <A href=to attr:class="flex min-h-11 items-center justify-between gap-3 py-2 hover:underline">{what}</A> }
                .into_any(),
            None => view! { <div class="flex min-h-11 items-center justify-between gap-3 py-2">{what}</div> }.into_any(),
        };
        view! { <li>{line}</li> }
    };
    view! {
        <Show when=move || pending.with(|it| !it.is_empty())>
            <h2 class="text-sm font-medium">{move || t!("me.pending", n = pending.with(Vec::len))}</h2>
            <ul class="divide-y divide-base-200 text-sm">{move || pending.get().into_iter().take(MOST).map(line).collect_view()}</ul>
        </Show>
    }
    .into_any()
}
