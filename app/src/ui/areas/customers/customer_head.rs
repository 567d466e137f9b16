//! Head of a customer's page: name, grade, owner, contact details, and the other fields.

use domain::records::customer::{Contact, Customer};
use leptos::prelude::*;

use super::phone_links::PhoneLinks;
use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::state::{person_name, shown_number};
use crate::t;
use crate::ui::kit::{Card, GradeBadge, Icon, PageHead, SavedBadge, SyncState, icons};
use crate::ui::url::routes;

/// Name, number, grade, owner, and contact links.
#[component]
pub fn CustomerHead(customer: Signal<Customer>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let name = move || customer.with(|it| it.profile.name.clone());
    let note = move || {
        customer.with(|customer| {
            notebook.with(|book| {
                t!("customers.head_note", number = shown_number(book, &customer.number), owner = person_name(book, customer.owner))
            })
        })
    };
    let grade = Signal::derive(move || customer.with(|it| it.profile.grade));
    let saved = Memo::new(move |_| SyncState::from(notebook.saved(customer.with(|it| it.id).into())));
    view! {
        <PageHead title=name note back=routes::CUSTOMERS>
            <GradeBadge grade/>
            {move || Some(saved.get()).filter(|it| *it != SyncState::Confirmed).map(|state| view! { <SavedBadge state/> })}
        </PageHead>
        {move || view! { <Reach customer=customer.get()/> }}
    }
    .into_any()
}

/// The contact, with links to call and write if the details are shown in full.
#[component]
fn Reach(customer: Customer) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let is_full = notebook.sight().shows_contacts_of(&customer);
    // A device without a network may still hold more than its person may see from today on.
    let profile = if is_full { customer.profile } else { customer.masked().profile };
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
            <PhoneLinks written=profile.phone is_full/>
            {email}
            {(!is_full).then(|| view! { <span class="text-xs text-quiet">{move || t!("customers.masked")}</span> })}
        </div>
    }
    .into_any()
}

/// The other contacts, each with contact links.
#[component]
fn Contacts(contacts: Vec<Contact>, is_full: bool) -> impl IntoView {
    let row = |contact: Contact| {
        let decides = if contact.decides { t!("grades.decides") } else { "" };
        let said = [contact.name.as_str(), &contact.role, &contact.email, decides]
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
        view! {
            <li class="flex flex-wrap items-center gap-2">
                <span class="min-w-0 break-words">{said}</span>
                <PhoneLinks written=contact.phone is_full/>
            </li>
        }
    };
    (!contacts.is_empty()).then(|| {
        view! {
            <div class="flex gap-3">
                <dt class="w-24 shrink-0 text-quiet">{move || t!("grades.field.contacts")}</dt>
                <dd class="min-w-0"><ul class="grid gap-2">{contacts.into_iter().map(row).collect_view()}</ul></dd>
            </div>
        }
    })
}

/// The other fields.
#[component]
pub fn CustomerFacts(customer: Signal<Customer>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let facts = move || {
        let customer = customer.get();
        let region = notebook.with(|book| customer.profile.region.and_then(|it| book.region(it)).map(|it| it.name.clone()));
        let main = [
            customer.profile.contact_role.clone(),
            if customer.profile.contact_decides { t!("grades.decides").to_owned() } else { String::new() },
        ];
        let main = main.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
        let merged = notebook.with(|book| {
            customer.merged.iter().map(|it| format!("{} {}", shown_number(book, &it.number), it.name)).collect::<Vec<_>>().join("\n")
        });
        let all: [(&'static str, Option<String>); 19] = [
            (t!("grades.field.contact_role"), Some(main)),
            (t!("grades.field.demand_explicit"), customer.profile.demand_explicit.then(|| t!("grades.yes").to_owned())),
            (t!("grades.field.cooperation"), customer.profile.cooperation.map(|it| words::cooperation(it).to_owned())),
            (t!("grades.field.cooperation_since"), customer.profile.cooperation_since.map(|it| locale().day(it))),
            (t!("grades.field.contract_ends_on"), customer.profile.contract_ends_on.map(|it| locale().day(it))),
            (t!("grades.field.renewal"), customer.profile.renewal.map(|it| words::renewal(it).to_owned())),
            (t!("grades.field.purchasing_power"), customer.profile.purchasing_power.map(|it| words::level(it).to_owned())),
            (t!("grades.field.cooperation_depth"), customer.profile.cooperation_depth.map(|it| words::level(it).to_owned())),
            (t!("grades.field.churn_risk"), Some(customer.profile.churn_risk)),
            (t!("grades.field.strategic_value"), Some(customer.profile.strategic_value)),
            (t!("grades.field.gone"), Some(merged)),
            (t!("words.field.industry"), Some(customer.profile.industry)),
            (t!("words.field.scale"), customer.profile.scale.map(|it| words::scale(it).to_owned())),
            (t!("words.field.region"), region),
            (t!("words.field.source"), customer.profile.source.map(words::source)),
            (t!("words.field.demand"), Some(customer.profile.demand)),
            (t!("words.field.first_contact_on"), customer.profile.first_contact_on.map(|it| locale().day(it))),
            (t!("words.field.filed_on"), Some(locale().day(customer.filed_on))),
            (t!("words.field.note"), Some(customer.profile.note)),
        ];
        all.into_iter().filter_map(|(name, value)| value.filter(|it| !it.is_empty()).map(|it| (name, it))).collect::<Vec<_>>()
    };
    view! {
        <Card>
            <dl class="grid gap-2 text-sm">
                {move || {
                    let (is_full, contacts) = customer.with(|shown| {
                        let is_full = notebook.sight().shows_contacts_of(shown);
                        (is_full, if is_full { shown.profile.contacts.clone() } else { shown.masked().profile.contacts })
                    });
                    view! { <Contacts contacts is_full/> }
                }}
                {move || {
                    facts()
                        .into_iter()
                        .map(|(name, value)| view! { <div class="flex gap-3"><dt class="w-24 shrink-0 text-quiet">{name}</dt><dd class="min-w-0 break-words whitespace-pre-line">{value}</dd></div> })
                        .collect_view()
                }}
            </dl>
        </Card>
    }
    .into_any()
}
