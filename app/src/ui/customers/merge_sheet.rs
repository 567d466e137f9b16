//! Merging a duplicate into this customer: both histories are kept.

use domain::command::Command;
use domain::customer::Customer;
use domain::ids::CustomerId;
use domain::refusal::{Refusal, Refusals};
use domain::text::{name_key, phone_digits};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::local::Notebook;
use crate::state::customer_index::Search;
use crate::state::{Customers, person_name};
use crate::t;
use crate::ui::kit::{Button, FormErrors, Look, SearchField, Sheet, TextArea};
use crate::ui::writing::Writing;

/// Most customers offered at once.
const MOST: usize = 8;

/// The sheet.
#[component]
pub fn MergeSheet(customer: Memo<CustomerId>, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Sheet open title=move || t!("grades.merge_title") on_close=move || open.set(false)>
            <MergeForm customer on_done=move || open.set(false)/>
        </Sheet>
    }
}

#[component]
fn MergeForm(customer: Memo<CustomerId>, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let Customers(index) = expect_context();
    let writing = Writing::ready();
    let refusals = writing.refusals();
    let (typed, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let chosen = RwSignal::new(None::<CustomerId>);
    // Whoever has the same name or phone first; whoever is looked for, when somebody is.
    let offered = Memo::new(move |_| {
        let keep = customer.get();
        notebook.with(|book| {
            let Some(kept) = book.customer(keep) else { return Vec::new() };
            let is_twin = |it: &Customer| {
                let phone = phone_digits(&kept.profile.phone);
                name_key(&it.profile.name) == name_key(&kept.profile.name) || (5 <= phone.len() && phone_digits(&it.profile.phone) == phone)
            };
            let search = Search::parse(&typed.get());
            let is_searching = typed.with(|it| !it.trim().is_empty());
            let fits = |id: CustomerId| match is_searching {
                true => index.with(|all| all.get(id).is_some_and(|it| search.finds(it))),
                false => book.customer(id).is_some_and(is_twin),
            };
            let others = book.customers().filter(|it| it.id != keep && notebook.actor().may_hand_over(it.owner, book));
            let found = others.filter(|it| fits(it.id)).take(MOST);
            found.map(|it| (it.id, format!("{} · {}", it.profile.name, it.number), person_name(book, it.owner))).collect::<Vec<_>>()
        })
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(gone) = chosen.get_untracked() else { return writing.refuse(Refusals::of("gone", Refusal::Missing)) };
        let command = Command::MergeCustomers { keep: customer.get_untracked(), gone, reason: reason.get_untracked() };
        writing.commit(command, move || on_done.run(()));
    };
    let row = move |(id, name, owner): (CustomerId, String, String)| {
        view! {
            <label class="flex min-h-11 cursor-pointer items-center gap-3">
                <input type="radio" name="gone" class="radio" prop:checked=move || chosen.get() == Some(id) on:change=move |_| chosen.set(Some(id))/>
                <span class="min-w-0"><span class="block break-words">{name}</span><span class="text-xs text-quiet">{owner}</span></span>
            </label>
        }
    };
    view! {
        <form on:submit=save novalidate class="grid gap-4">
            <p class="text-sm text-quiet">{move || t!("grades.merge_body")}</p>
            <SearchField value=typed placeholder=move || t!("grades.merge_search")/>
            <fieldset>
                <legend class="text-sm">{move || t!("grades.merge_which")}</legend>
                {move || offered.get().into_iter().map(row).collect_view()}
                <Show when=move || offered.with(Vec::is_empty)>
                    <p class="text-sm text-quiet">{move || t!("grades.merge_none")}</p>
                </Show>
            </fieldset>
            <TextArea label=move || t!("words.field.reason") name="reason" value=reason refusals rows=2/>
            <FormErrors refusals shown=&["reason"]/>
            <Button label=move || t!("grades.merge_do") look=Look::Danger submit=true wide=true busy=writing.is_busy()/>
        </form>
    }
    .into_any()
}
