//! Who the customer is: name, grade, owner, how to reach them, and the rest of what is written.

use domain::customer::Customer;
use domain::phone::Phone;
use leptos::prelude::*;

use crate::i18n::{locale, words};
use crate::local::Notebook;
use crate::state::{person_name, shown_number};
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
            notebook.with(|book| t!("customers.head_note", number = shown_number(book, &it.number), owner = person_name(book, it.owner)))
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
    let numbers = if is_full { Phone::all(&profile.phone) } else { Vec::new() };
    let dialled = numbers.into_iter().filter(Phone::can_be_dialled).collect::<Vec<_>>();
    let phone = (!profile.phone.is_empty()).then(|| match dialled.len() {
        0 => view! { <span class="flex items-center gap-2"><Icon name=icons::PHONE class="size-4"/>{profile.phone.clone()}</span> }
            .into_any(),
        n => {
            // One number stands as it was written; of several each has its own link.
            let shown = |it: &Phone| if n == 1 { profile.phone.clone() } else { it.to_string() };
            let link = |it: &Phone| {
                view! {
                    <a class="btn btn-soft btn-primary min-h-11" href=it.link()>
                        <Icon name=icons::PHONE class="size-4"/>
                        {shown(it)}
                    </a>
                }
            };
            dialled.iter().map(link).collect_view().into_any()
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
        let contacts = it.profile.contacts.iter().map(|it| {
            let decides = it.decides.then(|| t!("grades.decides").to_owned());
            let parts = [Some(it.name.clone()), Some(it.role.clone()), Some(it.phone.clone()), Some(it.email.clone()), decides];
            parts.into_iter().flatten().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ")
        });
        let contacts = contacts.collect::<Vec<_>>().join("\n");
        let main =
            [it.profile.contact_role.clone(), if it.profile.contact_decides { t!("grades.decides").to_owned() } else { String::new() }];
        let main = main.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
        let merged = it.merged.iter().map(|it| format!("{} {}", it.number, it.name)).collect::<Vec<_>>().join("\n");
        let all: [(&'static str, Option<String>); 20] = [
            (t!("grades.field.contact_role"), Some(main)),
            (t!("grades.field.contacts"), Some(contacts)),
            (t!("grades.field.demand_explicit"), it.profile.demand_explicit.then(|| t!("grades.yes").to_owned())),
            (t!("grades.field.cooperation"), it.profile.cooperation.map(|it| words::cooperation(it).to_owned())),
            (t!("grades.field.cooperation_since"), it.profile.cooperation_since.map(|it| locale().day(it))),
            (t!("grades.field.contract_ends_on"), it.profile.contract_ends_on.map(|it| locale().day(it))),
            (t!("grades.field.renewal"), it.profile.renewal.map(|it| words::renewal(it).to_owned())),
            (t!("grades.field.purchasing_power"), it.profile.purchasing_power.map(|it| words::level(it).to_owned())),
            (t!("grades.field.cooperation_depth"), it.profile.cooperation_depth.map(|it| words::level(it).to_owned())),
            (t!("grades.field.churn_risk"), Some(it.profile.churn_risk)),
            (t!("grades.field.strategic_value"), Some(it.profile.strategic_value)),
            (t!("grades.field.gone"), Some(merged)),
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
                        .map(|(name, value)| view! { <div class="flex gap-3"><dt class="w-24 shrink-0 text-quiet">{name}</dt><dd class="min-w-0 break-words whitespace-pre-line">{value}</dd></div> })
                        .collect_view()
                }}
            </dl>
        </Card>
    }
    .into_any()
}
