//! The first passwords of people who were just added: made on this device, set on the server, and shown once.

use domain::values::ids::PersonId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::password::suggestion;
use crate::api::{self, ApiError};
use crate::i18n;
use crate::local::Notebook;
use crate::state::Machine;
use crate::t;
use crate::ui::kit::{Button, ButtonLink, Look, Section, Toasts, Tone, icons};
use crate::ui::url::routes;

/// One person's password, or why it could not be set.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FirstPassword {
    person: PersonId,
    name: String,
    account: String,
    password: String,
    state: PasswordState,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum PasswordState {
    /// Not asked yet.
    Waits,
    Set,
    Failed(String),
}

/// The list. Passwords are set once the people have reached the server.
#[component]
pub fn FirstPasswords(people: Vec<PersonId>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let (machine, toasts) = (expect_context::<Machine>(), expect_context::<Toasts>());
    let first = |id: PersonId| {
        let (name, account) = notebook.peek(|book| book.person(id).map(|it| (it.name.clone(), it.account.clone()))).unwrap_or_default();
        let password = suggestion([notebook.new_id(), notebook.new_id()]);
        FirstPassword { person: id, name, account, password, state: PasswordState::Waits }
    };
    let all = RwSignal::new(people.into_iter().map(first).collect::<Vec<_>>());
    let is_busy = RwSignal::new(false);
    let n_pending = Memo::new(move |_| notebook.status().with(|it| it.n_pending));
    let n_set = move || all.with(|it| it.iter().filter(|one| one.state == PasswordState::Set).count());
    let n_left = move || all.with(Vec::len) - n_set();
    let set_all = move || {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            for at in 0..all.with_untracked(Vec::len) {
                let Some(Some(one)) = all.try_with_untracked(|it| it.get(at).cloned()) else { return };
                if one.state == PasswordState::Set {
                    continue;
                }
                let state = match api::people::reset_password(one.person, one.password).await {
                    Ok(()) => PasswordState::Set,
                    Err(ApiError::Offline) => PasswordState::Failed(t!("settings.password_offline").to_owned()),
                    Err(error) => PasswordState::Failed(i18n::api_error(&error)),
                };
                let is_over = matches!(state, PasswordState::Failed(_));
                let _ = all.try_update(|it| it.iter_mut().skip(at).take(1).for_each(|one| one.state = state.clone()));
                if is_over {
                    break;
                }
            }
            let _ = is_busy.try_set(false);
        });
    };
    // The server knows the people once everything here has been sent.
    let was_tried = StoredValue::new(false);
    Effect::new(move |_| {
        if n_pending.get() == 0 && !was_tried.get_value() {
            was_tried.set_value(true);
            set_all();
        }
    });
    let copy = move || {
        let line = |it: &FirstPassword| [it.account.as_str(), &it.name, &it.password].join("\t");
        let titles = [t!("people.column.account"), t!("people.column.name"), t!("people.column.password")].join("\t");
        let set = all.with_untracked(|it| it.iter().filter(|one| one.state == PasswordState::Set).map(line).collect::<Vec<_>>());
        let text = std::iter::once(titles).chain(set).collect::<Vec<_>>().join("\n");
        spawn_local(async move {
            match machine.browser().copy_text(&text).await {
                true => toasts.say(t!("people.passwords_copied"), Tone::Success),
                false => toasts.say(t!("people.not_copied"), Tone::Error),
            }
        });
    };
    let row = |one: FirstPassword| {
        let (said, class) = match one.state {
            PasswordState::Waits => (t!("people.password_waits").to_owned(), "text-quiet"),
            PasswordState::Set => (one.password, "font-mono tabular-nums"),
            PasswordState::Failed(why) => (why, "text-bad"),
        };
        view! {
            <li class="flex flex-wrap items-baseline justify-between gap-x-4 py-2">
                <span class="min-w-0 break-words"><span class="font-medium">{one.name}</span> " " <span class="text-sm text-quiet">{one.account}</span></span>
                <span class=class>{said}</span>
            </li>
        }
    };
    view! {
        <Section title=move || t!("people.passwords")>
            <p class="pb-2" role="status">{move || t!("people.passwords_body", n = n_set())}</p>
            <Show when=move || n_pending.get() != 0>
                <p class="alert alert-warning alert-soft text-sm">{move || t!("people.passwords_wait")}</p>
            </Show>
            <ul class="divide-y divide-base-200" aria-label=move || t!("people.passwords")>{move || all.get().into_iter().map(row).collect_view()}</ul>
            <div class="flex flex-wrap gap-2 pt-4">
                <Show when=move || 0 < n_set()>
                    <Button label=move || t!("people.copy_passwords") look=Look::Primary icon=icons::COPY on_press=copy/>
                </Show>
                <Show when=move || 0 < n_left()>
                    <Button label=move || t!("people.set_passwords", n = n_left()) icon=icons::LOCK busy=is_busy disabled=Signal::derive(move || n_pending.get() != 0) on_press=set_all/>
                </Show>
                <ButtonLink label=move || t!("people.to_people") to=routes::PEOPLE icon=icons::CUSTOMERS/>
            </div>
        </Section>
    }
    .into_any()
}
