//! Merges a duplicate into this customer; both histories are kept.

use domain::decide::command::{Command, MergeCustomers};
use domain::records::customer::Customer;
use domain::values::field::Field;
use domain::values::ids::CustomerId;
use domain::values::refusal::{Refusal, Refusals};
use domain::values::search::Query;
use leptos::prelude::*;

use crate::i18n::han;
use crate::local::Notebook;
use crate::state::{Customers, customer_name, person_name, shown_number};
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::write_form::WriteForm;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Look, SearchField, Sheet, TextArea};

/// Maximum number of customers offered.
const MOST: usize = 8;

/// A customer that may be merged away.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Offered {
    id: CustomerId,
    name: String,
    owner: String,
}

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
    // Customers with the same name or phone, offered while the search is empty.
    let twins = Memo::new(move |_| {
        let keep = customer.get();
        notebook.with(|book| {
            let Some(kept) = book.customer(keep) else { return Vec::new() };
            let (han, phones) = (han(), kept.profile.phone_keys());
            let name = han.company_key(&kept.profile.name);
            let is_twin = |other: &Customer| {
                han.company_key(&other.profile.name) == name || (!phones.is_empty() && !phones.is_disjoint(&other.profile.phone_keys()))
            };
            book.customers().filter(|it| is_twin(it)).map(|it| it.id).collect::<Vec<_>>()
        })
    });
    let offered = Memo::new(move |_| {
        let (keep, actor) = (customer.get(), notebook.actor());
        let search = typed.with(|it| (!it.trim().is_empty()).then(|| Query::parse(han(), it)));
        let describe = |id: CustomerId| {
            notebook.with(|book| {
                let other = book.customer(id).filter(|it| it.id != keep && actor.may_hand_over_customer(it, book))?;
                Some(Offered {
                    id,
                    name: format!("{} · {}", other.profile.name, shown_number(book, &other.number)),
                    owner: person_name(book, other.owner),
                })
            })
        };
        match search {
            Some(search) => index.with(|all| {
                all.0.iter().filter(|it| search.finds(&it.found_by)).filter_map(|it| describe(it.id)).take(MOST).collect::<Vec<_>>()
            }),
            None => twins.with(|ids| ids.iter().filter_map(|it| describe(*it)).take(MOST).collect()),
        }
    });
    // A merge cannot be undone: only a customer that is visible can be merged away.
    let marked = Memo::new(move |_| offered.with(|all| all.iter().find(|it| Some(it.id) == chosen.get()).cloned()));
    Effect::new(move |_| {
        typed.track();
        chosen.set(None);
    });
    let kept = KeptWords::of(&format!("merge/{}", customer.get_untracked()), [("reason", reason)]);
    let make = move || {
        let gone = marked.get().ok_or_else(|| Refusals::of(Field::Gone, Refusal::Missing))?.id;
        Ok(Command::MergeCustomers(MergeCustomers { keep: customer.get(), gone, reason: reason.get() }))
    };
    let save = writing.saving(kept, make, move || on_done.run(()));
    let row = move |Offered { id, name, owner }: Offered| {
        view! {
            <label class="flex min-h-11 cursor-pointer items-center gap-3">
                <input type="radio" name="gone" class="radio" prop:checked=move || chosen.get() == Some(id) on:change=move |_| chosen.set(Some(id))/>
                <span class="min-w-0"><span class="block break-words">{name}</span><span class="text-xs text-quiet">{owner}</span></span>
            </label>
        }
    };
    let consequence = move || {
        let kept_name = notebook.with(|book| customer_name(book, customer.get()));
        marked.get().map(|it| t!("grades.merge_consequence", gone = it.name, keep = kept_name))
    };
    view! {
        <WriteForm writing kept on_submit=save shown=&[Field::Reason] label=Signal::derive(|| t!("grades.merge_do").to_owned()) look=Look::Danger>
            <p class="text-sm text-quiet">{move || t!("grades.merge_body")}</p>
            <SearchField value=typed placeholder=move || t!("grades.merge_search")/>
            <fieldset>
                <legend class="text-sm">{move || t!("grades.merge_which")}</legend>
                <For each=move || offered.get() key=|it| it.clone() let(customer)>{row(customer)}</For>
                <Show when=move || offered.with(Vec::is_empty)>
                    <p class="text-sm text-quiet">{move || t!("grades.merge_none")}</p>
                </Show>
            </fieldset>
            <TextArea label=move || t!("words.field.reason") name=Field::Reason value=reason refusals rows=2/>
            <p class="text-sm font-medium break-words" role="status">{consequence}</p>
        </WriteForm>
    }
    .into_any()
}
