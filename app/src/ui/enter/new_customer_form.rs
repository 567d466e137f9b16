//! A new customer in two lines, in the middle of something else. The rest is filled in later, at a desk.

use domain::command::{Command, FileCustomer};
use domain::customer::CustomerProfile;
use domain::ids::CustomerId;
use domain::refusal::Refusals;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::local::{CommitError, Notebook};
use crate::t;
use crate::ui::kit::{Button, Entry, Look, TextField};
use crate::ui::unkept::NotKept;

/// Name and phone.
#[component]
pub fn NewCustomerForm(
    /// What was looked for and not found.
    name: String,
    /// Told of the new customer.
    #[prop(into)]
    on_filed: Callback<CustomerId>,
    /// Back to the list.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let (name, phone) = (RwSignal::new(name), RwSignal::new(String::new()));
    let refusals = RwSignal::new(Refusals::default());
    let is_busy = RwSignal::new(false);
    let failure = RwSignal::new(None);
    let save = move || {
        is_busy.set(true);
        failure.set(None);
        let profile = CustomerProfile { name: name.get_untracked(), phone: phone.get_untracked(), ..CustomerProfile::default() };
        let id = CustomerId(notebook.new_id());
        let filing = FileCustomer { id, number: None, filed_on: notebook.today(), owner: None, profile };
        spawn_local(async move {
            match notebook.commit(Command::FileCustomer(filing)).await {
                Ok(_) => drop(on_filed.try_run(id)),
                Err(CommitError::Refused(reasons)) => drop(refusals.try_set(reasons)),
                Err(CommitError::Store(error)) => drop(failure.try_set(Some(error))),
            }
            let _ = is_busy.try_set(false);
        });
    };
    view! {
        <div class="grid gap-3 p-2">
            <TextField label=move || t!("words.field.name") name="name" value=name refusals required=true/>
            <TextField label=move || t!("words.field.phone") name="phone" value=phone refusals entry=Entry::Phone/>
            <NotKept failure/>
            <div class="flex gap-2">
                <Button label=move || t!("enter.file_and_use") look=Look::Primary busy=is_busy on_press=save/>
                <Button label=move || t!("kit.cancel") look=Look::Ghost on_press=on_cancel/>
            </div>
        </div>
    }
    .into_any()
}
