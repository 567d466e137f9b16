//! How it stands with the money of an order, on both axes: how much has come, and whether it is late (A7).

use domain::records::order::Collection;
use leptos::prelude::*;

use crate::i18n::words;
use crate::t;
use crate::ui::kit::{Badge, OverdueBadge, Tone};

/// The badges.
#[component]
pub fn CollectionBadges(
    /// How much of it is paid.
    collection: Collection,
    /// Days past due.
    days_overdue: i32,
    /// Whether it was cancelled; then nothing is owed.
    is_cancelled: bool,
    /// In a row of a list: where one is late, a phone says only that.
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
