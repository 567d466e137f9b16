//! Unsent work as a file: exported before a phone is handed in, and imported on the next one.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::{ev, web_sys};

use crate::local::{Notebook, UnsentError};
use crate::state::Machine;
use crate::t;
use crate::ui::forms::unkept;
use crate::ui::kit::text_file::read_text;
use crate::ui::kit::{Button, Icon, Toasts, Tone, icons};

/// Export and import.
#[component]
pub fn UnsentFile() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let machine = expect_context::<Machine>();
    let toasts = expect_context::<Toasts>();
    let status = notebook.status();
    let has_pending = Memo::new(move |_| status.with(|it| 0 < it.n_pending));
    let download = move || machine.browser().save_file(&format!("dabiao-{}.json", notebook.today()), &notebook.unsent().text());
    let take_in = Callback::new(move |text: String| {
        spawn_local(async move {
            match notebook.take_in(&text).await {
                Ok(n) => {
                    toasts.say(t!("me.read_back", n = n), Tone::Success);
                    machine.browser().sync_now();
                }
                Err(UnsentError::Unreadable) => toasts.say(t!("me.unreadable_file"), Tone::Error),
                Err(UnsentError::WrongPerson) => toasts.say(t!("me.file_of_another"), Tone::Error),
                Err(UnsentError::Store(error)) => toasts.say(unkept::words(&error), Tone::Error),
            }
        });
    });
    let choose = move |event: ev::Event| {
        let input = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some(input) = input {
            read_text(&input, take_in);
            input.set_value("");
        }
    };
    view! {
        <details class="pt-3">
            <summary class="flex min-h-11 cursor-pointer items-center text-sm text-quiet">{move || t!("me.file")}</summary>
            <p class="pb-3 text-sm text-quiet">{move || t!("me.file_body")}</p>
            <div class="flex flex-wrap gap-2">
                <Button label=move || t!("me.download") icon=icons::DOWNLOAD disabled=Signal::derive(move || !has_pending.get()) on_press=download/>
                <form>
                    <label class="btn min-h-11 focus-within:outline-2">
                        <Icon name=icons::HISTORY/>
                        {move || t!("me.read_file")}
                        <input type="file" name="file" accept="application/json,.json" class="sr-only" on:change=choose/>
                    </label>
                </form>
            </div>
        </details>
    }
    .into_any()
}
