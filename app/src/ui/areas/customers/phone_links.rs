//! Numbers of a phone field, each with a call link if the user sees them in full.

use domain::values::phone::Phone;
use leptos::prelude::*;

use crate::ui::kit::{Icon, icons};

/// The numbers; empty if there are none.
#[component]
pub fn PhoneLinks(
    /// As typed, perhaps several numbers.
    written: String,
    /// Whether they are shown in full.
    is_full: bool,
) -> impl IntoView {
    let numbers = if is_full { Phone::all(&written) } else { Vec::new() };
    let dialled: Vec<Phone> = numbers.into_iter().filter(Phone::can_be_dialled).collect();
    if written.is_empty() {
        return ().into_any();
    }
    if dialled.is_empty() {
        return view! { <span class="flex items-center gap-2"><Icon name=icons::PHONE class="size-4"/>{written}</span> }.into_any();
    }
    // A single number is shown as typed; of several, each has its own link.
    let is_one = dialled.len() == 1;
    let link = |phone: &Phone| {
        view! {
            <a class="btn btn-soft btn-primary min-h-11" href=phone.link()>
                <Icon name=icons::PHONE class="size-4"/>
                {if is_one { written.clone() } else { phone.to_string() }}
            </a>
        }
    };
    dialled.iter().map(link).collect_view().into_any()
}
