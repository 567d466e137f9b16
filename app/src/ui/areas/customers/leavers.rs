//! Customers of people who have left: users who may hand them over are told, and can select all of one person's at once.

use std::collections::BTreeMap;

use domain::values::ids::PersonId;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::choosing::Choosing;
use crate::i18n::sort_by_person;
use crate::local::Notebook;
use crate::state::{Customers, person_name};
use crate::t;
use crate::ui::kit::{Button, Icon, icons};
use crate::ui::url::address;
use crate::ui::url::routes;

/// One line per person who left; empty when there are none.
#[component]
pub fn Leavers(
    /// Receives the selection.
    choosing: Choosing,
    /// Search text; cleared, because it would hide some of the customers.
    typed: RwSignal<String>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let Customers(index) = expect_context();
    let navigate = StoredValue::new_local(use_navigate());
    let leavers = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| {
            let mut left: BTreeMap<PersonId, usize> = BTreeMap::new();
            index.with(|all| all.0.iter().for_each(|it| *left.entry(it.owner).or_default() += 1));
            let has_left = |id: PersonId| book.person(id).is_some_and(|it| !it.active) && actor.may_hand_over_from(id, book);
            left.retain(|id, _| has_left(*id));
            let mut left: Vec<_> = left.into_iter().map(|(id, n)| (id, person_name(book, id), n)).collect();
            sort_by_person(&mut left, |it| &it.1);
            left
        })
    });
    let choose = move |person: PersonId| {
        // Filters the list by this owner and selects all of it.
        let to = format!("{}{}", routes::CUSTOMERS, address::query(&[("owner", person.to_string())]));
        typed.set(String::new());
        navigate.with_value(|it| it(&to, NavigateOptions { replace: true, ..NavigateOptions::default() }));
        choosing.end();
        choosing.is_on.set(true);
        let theirs = index.with_untracked(|all| all.0.iter().filter(|it| it.owner == person).cloned().collect::<Vec<_>>());
        choosing.turn_all(&theirs);
    };
    view! {
        <For each=move || leavers.get() key=|it| it.clone() let((person, name, n))>
            <div class="alert alert-warning alert-soft mb-3 items-center" role="status">
                <Icon name=icons::INFO/>
                <span class="min-w-0 flex-1 break-words">{move || t!("customers.leaver", name = name, n = n)}</span>
                <Button label=move || t!("customers.leaver_hand_over") on_press=move || choose(person)/>
            </div>
        </For>
    }
    .into_any()
}
