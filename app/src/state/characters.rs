//! Fetches the table of Chinese characters after the first pull, so that the pull has the network to itself. The service worker caches the table
//! for offline use.

use domain::values::search::Han;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Machine;
use crate::i18n::{has_han, set_han};
use crate::local::{Notebook, Phase};

/// Fetches the table. A failed fetch is retried after each answer of the server.
pub fn fetch_characters(notebook: Notebook, machine: Machine) {
    let status = notebook.status();
    let occasion = Memo::new(move |_| status.with(|it| it.is_filled.then_some(it.phase == Phase::Idle)));
    Effect::new(move |_| {
        if occasion.get().is_some() && !has_han() {
            spawn_local(async move {
                let table = machine.browser().characters().await.as_deref().and_then(Han::parse);
                if let Some(table) = table.filter(|_| !has_han()) {
                    set_han(table);
                }
            });
        }
    });
}
