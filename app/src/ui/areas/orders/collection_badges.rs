//! The payment state of an order on both axes: how much is paid, and whether it is overdue (A7).

use domain::records::order::Collection;
use leptos::prelude::*;

use crate::i18n::words;
use crate::t;
use crate::ui::kit::{Badge, OverdueBadge, Tone};

/// The badges.
#[component]
pub fn CollectionBadges(
    collection: Collection,
    /// Days past due; 0 if not overdue.
    days_overdue: i32,
    /// A cancelled order owes nothing.
    is_cancelled: bool,
    /// For rows of a list: on a phone, an overdue order shows only the overdue badge.
    #[prop(optional)]
    brief: bool,
) -> impl IntoView {
    if is_cancelled {
        return view! { <Badge label=move || t!("orders.cancelled")/> }.into_any();
    }
    let tone = match collection {
        Collection::Full => Tone::Success,
        Collection::Partial => Tone::Brand,
        Collection::None | Collection::Returned => Tone::Neutral,
    };
    view! {
        <span class=if brief && 0 < days_overdue { "hidden sm:contents" } else { "contents" }>
            <Badge label=move || words::collection(collection) tone/>
        </span>
        <OverdueBadge days=days_overdue/>
    }
    .into_any()
}
