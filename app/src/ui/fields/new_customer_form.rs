//! New customer with name and phone only, from within another form. The rest is filled in later, on a desktop.

use domain::decide::command::{Command, FileCustomer};
use domain::records::customer::CustomerProfile;
use domain::values::field::Field;
use domain::values::ids::CustomerId;
use leptos::prelude::*;

use crate::local::Notebook;
use crate::t;
use crate::ui::forms::kept_words::KeptWords;
use crate::ui::forms::unkept::NotKept;
use crate::ui::forms::writing::Writing;
use crate::ui::kit::{Button, DraftNote, Entry, Look, TextField};

/// Name and phone.
#[component]
pub fn NewCustomerForm(
    /// The search that found nothing.
    name: String,
    #[prop(into)] on_filed: Callback<CustomerId>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let sought = name;
    let (name, phone) = (RwSignal::new(sought.clone()), RwSignal::new(String::new()));
    let kept = KeptWords::of("customer/short", [("name", name), ("phone", phone)]);
    // A new search discards the draft of the customer searched before.
    if name.with_untracked(|it| !it.contains(&sought)) {
        kept.discard();
    }
    let (id, today) = (CustomerId(notebook.new_id()), notebook.today());
    let filing = move || {
        let profile = CustomerProfile { name: name.get(), phone: phone.get(), ..CustomerProfile::default() };
        Ok(Command::FileCustomer(FileCustomer { id, number: None, filed_on: today, owner: None, profile }))
    };
    let writing = Writing::quiet();
    let refusals = writing.refusals();
    let save = writing.saving(kept, filing, move || on_filed.run(id));
    // Going back to the list discards the draft.
    let cancel = move || {
        kept.discard();
        on_cancel.run(());
    };
    view! {
        <div class="grid gap-3 p-2">
            <DraftNote was_restored=kept.was_restored() on_discard=move || kept.discard()/>
            <TextField label=move || t!("words.field.name") name=Field::Name value=name refusals required=true/>
            <TextField label=move || t!("words.field.phone") name=Field::Phone value=phone refusals entry=Entry::Phone/>
            <NotKept failure=writing.failure()/>
            <div class="flex gap-2">
                <Button label=move || t!("enter.file_and_use") look=Look::Primary busy=writing.is_busy() on_press=save/>
                <Button label=move || t!("kit.cancel") look=Look::Ghost on_press=cancel/>
            </div>
        </div>
    }
    .into_any()
}
