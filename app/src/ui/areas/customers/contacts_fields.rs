//! Decision maker and other contacts of a customer, as a part of its form (C-04, C-22).

use domain::records::customer::Contact;
use domain::values::field::{ContactPart, Field, FieldName};
use domain::values::ids::ContactId;
use domain::values::refusal::Refusals;
use leptos::prelude::*;

use crate::i18n::words;
use crate::local::Notebook;
use crate::state::forms::CustomerForm;
use crate::t;
use crate::ui::forms::filling::Filling;
use crate::ui::kit::{Button, Card, Entry, IconButton, Look, TextField, icons};

/// The main contact's position, and the other contacts.
#[component]
pub fn ContactsFields(filling: Filling<CustomerForm>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let words_of = filling.draft.words();
    let role = filling.text(|it| it.contact_role.clone(), |it, typed| it.contact_role = typed);
    let refusals = filling.refusals();
    let ids = Memo::new(move |_| words_of.with(|form| form.contacts.iter().map(|it| it.id).collect::<Vec<_>>()));
    let add = move || {
        let id = ContactId(notebook.new_id());
        words_of.update(|it| it.contacts.push(Contact { id, ..Contact::default() }));
    };
    view! {
        <Card class="grid gap-3">
            <h2 class="font-medium">{move || t!("grades.contacts_title")}</h2>
            <div class="grid gap-3 sm:grid-cols-2">
                <TextField label=move || words::field(Field::ContactRole) name=Field::ContactRole value=role refusals/>
                <Decides
                    is_on=Signal::derive(move || words_of.with(|it| it.contact_decides))
                    on_change=move |decides| words_of.update(|it| it.contact_decides = decides)
                />
            </div>
            <For each=move || ids.get() key=|it| *it let(id)>
                <ContactFields filling id/>
            </For>
            <Button label=move || t!("grades.add_contact") icon=icons::PLUS look=Look::Ghost on_press=add/>
        </Card>
    }
    .into_any()
}

#[component]
fn ContactFields(filling: Filling<CustomerForm>, id: ContactId) -> impl IntoView {
    let words_of = filling.draft.words();
    let index = Memo::new(move |_| words_of.with(|form| form.contacts.iter().position(|it| it.id == id)).unwrap_or_default());
    let part = move |read: fn(&Contact) -> String, write: fn(&mut Contact, String)| {
        filling.text(
            move |form| form.contacts.iter().find(|it| it.id == id).map(read).unwrap_or_default(),
            move |form, typed| {
                if let Some(contact) = form.contacts.iter_mut().find(|it| it.id == id) {
                    write(contact, typed);
                }
            },
        )
    };
    let name = part(|it| it.name.clone(), |it, typed| it.name = typed);
    let role = part(|it| it.role.clone(), |it, typed| it.role = typed);
    let phone = part(|it| it.phone.clone(), |it, typed| it.phone = typed);
    let email = part(|it| it.email.clone(), |it, typed| it.email = typed);
    let all = filling.refusals();
    // The refusals of one part under its name in the page, which is unique there.
    let of_part = move |part: ContactPart, name: &str| {
        let name = FieldName::parse(name);
        Signal::derive(move || {
            let mut own = Refusals::default();
            all.with(|all| all.on(Field::ContactOf(index.get(), part)).iter().for_each(|it| own.refuse(&name, it.clone())));
            own
        })
    };
    let [of_name, of_role, of_phone, of_email] = ["name", "role", "phone", "email"].map(|part| format!("contact-{part}-{id}"));
    let decides = Signal::derive(move || words_of.with(|form| form.contacts.iter().any(|it| it.id == id && it.decides)));
    let set = move |decides| {
        words_of.update(|form| form.contacts.iter_mut().filter(|it| it.id == id).for_each(|it| it.decides = decides));
    };
    view! {
        <fieldset class="grid gap-3 border-t border-base-300 pt-3 sm:grid-cols-2">
            <TextField label=move || t!("grades.contact_name") name=FieldName::parse(&of_name) value=name refusals=of_part(ContactPart::Name, &of_name) required=true/>
            <TextField label=move || words::field(Field::ContactRole) name=FieldName::parse(&of_role) value=role refusals=of_part(ContactPart::Role, &of_role)/>
            <TextField label=move || words::field(Field::Phone) name=FieldName::parse(&of_phone) value=phone refusals=of_part(ContactPart::Phone, &of_phone) entry=Entry::Phone/>
            <TextField label=move || words::field(Field::Email) name=FieldName::parse(&of_email) value=email refusals=of_part(ContactPart::Email, &of_email) entry=Entry::Email/>
            <Decides is_on=decides on_change=set/>
            <div class="flex justify-end">
                <IconButton icon=icons::DELETE label=move || t!("grades.remove_contact")
                    on_press=move || words_of.update(|form| form.contacts.retain(|it| it.id != id))/>
            </div>
        </fieldset>
    }
    .into_any()
}

#[component]
fn Decides(#[prop(into)] is_on: Signal<bool>, #[prop(into)] on_change: Callback<bool>) -> impl IntoView {
    view! {
        <label class="flex min-h-11 cursor-pointer items-center gap-3">
            <input type="checkbox" class="checkbox" prop:checked=move || is_on.get() on:change=move |event| on_change.run(event_target_checked(&event))/>
            {move || t!("grades.decides")}
        </label>
    }
}
