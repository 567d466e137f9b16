//! Commands that make the server fail. They stay on the device until the server is repaired.

use leptos::prelude::*;

use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::state::Machine;
use crate::sync::Waiting;
use crate::t;
use crate::ui::kit::{Badge, Button, Card, Look, Tone, icons};
use crate::ui::records::command_words::about;

/// All of them, with a button to try again and one to save them to a file.
#[component]
pub fn StuckCards(parked: Memo<Vec<Waiting>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let machine = expect_context::<Machine>();
    let again = move || {
        notebook.try_again();
        machine.browser().sync_now();
    };
    let download = move || machine.browser().save_file(&format!("dabiao-{}.json", notebook.today()), &notebook.unsent().text());
    let line = move |waiting: Waiting| {
        let (command, made_at, today) = (waiting.envelope.read(), waiting.envelope.made_at, notebook.today());
        let name = command.as_ref().map(|it| notebook.peek(|book| about(it, book))).unwrap_or_default();
        let verb = move || command.as_ref().map_or_else(|| t!("attention.unreadable"), |it| words::verb(it));
        view! {
            <li class="flex flex-wrap justify-between gap-2">
                <span>{verb}" "{name}</span>
                <span class="text-xs text-quiet">{move || locale().moment(made_at, today)}</span>
            </li>
        }
    };
    view! {
        <Show when=move || parked.with(|it| !it.is_empty())>
            <Card>
                <div class="flex flex-wrap items-center gap-2 pb-2">
                    <Badge label=move || t!("attention.stuck") tone=Tone::Warning icon=icons::ALERT/>
                    <h2 class="font-semibold">{move || t!("attention.stuck_title", n = parked.with(Vec::len))}</h2>
                </div>
                <p class="pb-2 text-sm">{move || t!("attention.stuck_body")}</p>
                <ul class="grid gap-2 rounded-box bg-base-200 p-3 text-sm">{move || parked.get().into_iter().map(line).collect_view()}</ul>
                <div class="flex flex-wrap gap-2 pt-3">
                    <Button label=move || t!("kit.retry") look=Look::Primary icon=icons::SYNC on_press=again/>
                    <Button label=move || t!("attention.download") icon=icons::DOWNLOAD on_press=download/>
                </div>
            </Card>
        </Show>
    }
    .into_any()
}
