//! Disables several people at once: says first what becomes of their work, sends one command for each, and lists whom it refused.

use domain::decide::command::{Command, Save};
use domain::records::organisation::Person;
use domain::values::ids::PersonId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::i18n;
use crate::local::{CommitError, Notebook};
use crate::state::person_name;
use crate::t;
use crate::ui::forms::unkept;
use crate::ui::kit::{Button, GridState, Look, Sheet, Toasts, Tone, icons};

/// The button, and the question behind it.
#[component]
pub fn DisableButton(grid: GridState, chosen: Memo<Vec<PersonId>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let toasts = expect_context::<Toasts>();
    let (is_open, is_busy) = (RwSignal::new(false), RwSignal::new(false));
    let refused = RwSignal::new(Vec::<String>::new());
    // Those who can still sign in, but not the administrator who asks.
    let meant = Memo::new(move |_| {
        let me = notebook.actor().person;
        notebook.with(|book| {
            let active = |id: &PersonId| book.person(*id).filter(|it| it.active && it.id != me).cloned();
            chosen.with(|all| all.iter().filter_map(active).collect::<Vec<Person>>())
        })
    });
    let disable = move || {
        let all = meant.get_untracked();
        is_busy.set(true);
        refused.set(Vec::new());
        spawn_local(async move {
            let n_all = all.len();
            let mut n_done = 0;
            for was in all {
                let (id, name) = (was.id, was.name.clone());
                let now = Person { active: false, ..was.clone() };
                let why = match notebook.commit(Command::SavePerson(Save { was: Some(was), now })).await {
                    Ok(_) => {
                        n_done += 1;
                        grid.picks.drop(id.0);
                        continue;
                    }
                    Err(CommitError::Refused(refusals)) => refusals.0.values().flatten().map(i18n::refusal).collect::<Vec<_>>().join(" · "),
                    Err(CommitError::Store(error)) => unkept::words(&error).to_owned(),
                };
                let _ = refused.try_update(|it| it.push(format!("{name}: {why}")));
            }
            toasts.say(t!("people.disabled_n", n = n_done), Tone::Success);
            let _ = is_busy.try_set(false);
            if n_done == n_all {
                let _ = is_open.try_set(false);
            }
        });
    };
    let names =
        move || notebook.with(|book| meant.with(|all| all.iter().map(|it| person_name(book, it.id)).collect::<Vec<_>>().join("、")));
    view! {
        <Button label=move || t!("people.disable_n", n = meant.with(Vec::len)) look=Look::Danger icon=icons::LOCK
            disabled=Signal::derive(move || meant.with(Vec::is_empty)) on_press=move || is_open.set(true)/>
        <Sheet open=is_open on_close=move || is_open.set(false) title=move || t!("people.disable_title")>
            <p class="pb-2 font-medium break-words">{names}</p>
            <p class="alert alert-warning alert-soft text-sm">{move || t!("people.disable_body")}</p>
            <ul class="py-2 text-sm text-bad">{move || refused.get().into_iter().map(|it| view! { <li>{it}</li> }).collect_view()}</ul>
            <Button label=move || t!("people.disable_n", n = meant.with(Vec::len)) look=Look::Danger wide=true busy=is_busy
                disabled=Signal::derive(move || meant.with(Vec::is_empty)) on_press=disable/>
        </Sheet>
    }
    .into_any()
}
