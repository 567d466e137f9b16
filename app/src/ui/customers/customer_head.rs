//! Who the customer is: name, grade, owner, how to reach them, and the rest of what is written.

use domain::customer::Customer;
use domain::text::phone_digits;
use leptos::prelude::*;

use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::state::person_name;
use crate::t;
use crate::ui::kit::{Card, GradeBadge, Icon, PageHead, SavedBadge, SyncState, icons};
use crate::ui::routes;

/// Name, number, grade, owner, and the ways to reach them.
#[component]
pub fn CustomerHead(customer: Memo<Option<Customer>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let name = move || customer.with(|it| it.as_ref().map(|it| it.profile.name.clone()).unwrap_or_default());
    let note = move || {
        customer.with(|it| {
            let Some(it) = it else { return String::new() };
            t!("customers.head_note", number = it.number, owner = notebook.with(|book| person_name(book, it.owner)))
        })
    };
    let grade = Signal::derive(move || customer.with(|it| it.as_ref().map(|it| it.profile.grade).unwrap_or_default()));
    let saved = Memo::new(move |_| customer.with(|it| it.as_ref().map(|it| SyncState::from(notebook.saved(it.id.into())))));
    view! {
        <PageHead title=name note back=routes::CUSTOMERS>
            <GradeBadge grade/>
            {move || saved.get().filter(|it| *it != SyncState::Confirmed).map(|state| view! { <SavedBadge state/> })}
        </PageHead>
        {move || customer.get().map(|it| view! { <Reach it/> })}
    }
    .into_any()
}

/// The contact, with links that dial and write where the details are in full.
#[component]
fn Reach(it: Customer) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let is_full = notebook.actor().sees_contacts();
    let profile = it.profile;
    let phone = (!profile.phone.is_empty()).then(|| {
        let shown = profile.phone.clone();
        match is_full {
            true => view! {
                <a class="btn btn-soft btn-primary min-h-11" href=format!("tel:{}", phone_digits(&profile.phone))>
                    <Icon name=icons::PHONE class="size-4"/>
                    {shown}
                </a>
            }
            .into_any(),
            false => view! { <span class="flex items-center gap-2"><Icon name=icons::PHONE class="size-4"/>{shown}</span> }.into_any(),
        }
    });
    let email = (!profile.email.is_empty()).then(|| {
        let shown = profile.email.clone();
        match is_full {
            true => view! {
                <a class="btn btn-soft min-h-11 max-w-full" href=format!("mailto:{}", profile.email)>
                    <Icon name=icons::EMAIL class="size-4"/>
                    <span class="truncate">{shown}</span>
                </a>
            }
            .into_any(),
            false => view! { <span class="flex items-center gap-2"><Icon name=icons::EMAIL class="size-4"/>{shown}</span> }.into_any(),
        }
    });
    view! {
        <div class="flex flex-wrap items-center gap-2 pb-3">
            {(!profile.contact.is_empty()).then(|| view! { <span class="flex items-center gap-2 pe-2"><Icon name=icons::ME class="size-4 text-quiet"/>{profile.contact}</span> })}
            {phone}
            {email}
            {(!is_full).then(|| view! { <span class="text-xs text-quiet">{move || t!("customers.masked")}</span> })}
        </div>
    }
    .into_any()
}

/// The rest of what is written.
#[component]
pub fn CustomerFacts(customer: Memo<Option<Customer>>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let facts = move || {
        let Some(it) = customer.get() else { return Vec::new() };
        let region = notebook.with(|book| it.profile.region.and_then(|it| book.region(it)).map(|it| it.name.clone()));
        let all: [(&'static str, Option<String>); 8] = [
            (t!("words.field.industry"), Some(it.profile.industry)),
            (t!("words.field.scale"), it.profile.scale.map(|it| words::scale(it).to_owned())),
            (t!("words.field.region"), region),
            (t!("words.field.source"), it.profile.source.map(|it| words::source(it).to_owned())),
            (t!("words.field.demand"), Some(it.profile.demand)),
            (t!("words.field.first_contact_on"), it.profile.first_contact_on.map(|it| locale().day(it))),
            (t!("words.field.filed_on"), Some(locale().day(it.filed_on))),
            (t!("words.field.note"), Some(it.profile.note)),
        ];
        all.into_iter().filter_map(|(name, value)| value.filter(|it| !it.is_empty()).map(|it| (name, it))).collect::<Vec<_>>()
    };
    view! {
        <Card>
            <dl class="grid gap-2 text-sm">
                {move || {
                    facts()
                        .into_iter()
                        .map(|(name, value)| view! { <div class="flex gap-3"><dt class="w-24 shrink-0 text-quiet">{name}</dt><dd class="min-w-0 break-words">{value}</dd></div> })
                        .collect_view()
                }}
            </dl>
        </Card>
    }
    .into_any()
}
