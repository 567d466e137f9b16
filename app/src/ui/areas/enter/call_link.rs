//! Call link, shown if the follow-up is a call.

use domain::values::method::Method;
use domain::values::phone::Phone;
use leptos::prelude::*;

use crate::local::Notebook;
use crate::state::forms::FollowUpForm;
use crate::t;
use crate::ui::kit::{Icon, icons};

/// Calls the chosen customer's number; absent without a number, if this user may not see it, and for other channels.
#[component]
pub fn CallLink(words_of: RwSignal<FollowUpForm>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let number = Memo::new(move |_| {
        let customer = words_of.with(|it| it.customer.filter(|_| it.method == Method::Phone))?;
        let sight = notebook.sight();
        let found = notebook.with(|book| {
            let shown = book.customer(customer).filter(|it| sight.shows_contacts_of(it));
            shown.map(|it| (it.profile.contact.clone(), it.profile.phone.clone()))
        });
        found.filter(|(_, phone)| !phone.is_empty())
    });
    move || {
        number.get().and_then(|(contact, phone)| {
            let to = Phone::all(&phone).iter().find(|it| it.can_be_dialled())?.link();
            let who = if contact.is_empty() { phone } else { format!("{contact} {phone}") };
            Some(view! {
                <a class="btn btn-soft btn-primary min-h-11" href=to>
                    <Icon name=icons::PHONE class="size-4"/>
                    {move || t!("enter.call", who = who)}
                </a>
            })
        })
    }
}
