//! Badges: short status labels.

use domain::values::grade::Grade;
use domain::values::stage::Stage;
use leptos::prelude::*;

use super::{Icon, Tone, icons};
use crate::i18n::words;
use crate::t;

/// A status badge.
#[component]
pub fn Badge(
    #[prop(into)] label: Signal<String>,
    #[prop(into, optional)] tone: Signal<Tone>,
    /// Icon before the label.
    #[prop(optional)]
    icon: &'static str,
) -> impl IntoView {
    view! {
        <span class=move || format!("{} gap-1", tone.get().badge())>
            {(!icon.is_empty()).then(|| view! { <Icon name=icon class="size-3.5"/> })}
            {move || label.get()}
        </span>
    }
    .into_any()
}

/// Sync progress of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyncState {
    /// 已存本机: on this device only.
    Stored,
    /// 已上传: sent, not yet answered.
    Uploaded,
    /// 已确认: the server has decided.
    Confirmed,
}

/// 已存本机, 已上传 or 已确认.
#[component]
pub fn SavedBadge(#[prop(into)] state: Signal<SyncState>) -> impl IntoView {
    move || match state.get() {
        SyncState::Stored => view! { <Badge label=move || t!("kit.stored") tone=Tone::Neutral icon=icons::STORED/> }.into_any(),
        SyncState::Uploaded => view! { <Badge label=move || t!("kit.uploaded") tone=Tone::Brand icon=icons::UPLOADED/> }.into_any(),
        SyncState::Confirmed => view! { <Badge label=move || t!("kit.confirmed") tone=Tone::Success icon=icons::CONFIRMED/> }.into_any(),
    }
}

/// The stage of an opportunity.
#[component]
pub fn StageBadge(#[prop(into)] stage: Signal<Stage>) -> impl IntoView {
    let tone = move || match stage.get() {
        Stage::Prospect | Stage::Interested => Tone::Neutral,
        Stage::Proposal | Stage::Negotiation => Tone::Brand,
        Stage::Won | Stage::Collected => Tone::Success,
    };
    view! { <Badge label=move || words::stage(stage.get()) tone/> }
}

/// The grade of a customer.
#[component]
pub fn GradeBadge(#[prop(into)] grade: Signal<Grade>) -> impl IntoView {
    let tone = move || match grade.get() {
        Grade::Strategic | Grade::Key => Tone::Brand,
        Grade::Potential | Grade::Normal => Tone::Neutral,
    };
    view! { <Badge label=move || words::grade(grade.get()) tone/> }
}

/// 逾期 N 天; empty when not overdue.
#[component]
pub fn OverdueBadge(
    /// Days past due, by `Order::days_overdue`.
    #[prop(into)]
    days: Signal<i32>,
) -> impl IntoView {
    view! {
        <Show when=move || 0 < days.get()>
            <Badge label=move || t!("kit.overdue", n = days.get()) tone=Tone::Error icon=icons::ALERT/>
        </Show>
    }
}
