//! The state of each delivery channel: the last failure with its time and reason, so that an administrator need not read the server's log.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::delivery::{DeliveryTrouble, Failure, Way, WayState};
use crate::api::{self, ApiError};
use crate::i18n::{self, locale};
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::network;
use crate::ui::kit::{Badge, Section, SkeletonRows, Tone};

/// The card. It loads the state from the server, so it needs a network.
#[component]
pub fn WaysCard() -> impl IntoView {
    let known = RwSignal::new(None::<Result<Vec<WayState>, ApiError>>);
    let ask = move || {
        spawn_local(async move {
            let answer = api::delivery::ways().await;
            known.try_set(Some(answer));
        });
    };
    ask();
    network::on_return(move || {
        if known.with(|it| matches!(it, Some(Err(ApiError::Offline)))) {
            ask();
        }
    });
    let body = move || match known.get() {
        None => view! { <SkeletonRows/> }.into_any(),
        Some(Err(ApiError::Offline)) => {
            view! { <p class="text-sm text-quiet" role="status">{move || t!("delivery.ways.offline")}</p> }.into_any()
        }
        Some(Err(error)) => view! { <p class="text-sm text-error" role="alert">{move || i18n::api_error(&error)}</p> }.into_any(),
        Some(Ok(ways)) => {
            let rows = ways.into_iter().map(|state| view! { <WayRow state/> }).collect_view();
            view! { <ul class="divide-y divide-base-200">{rows}</ul> }.into_any()
        }
    };
    view! {
        <Section title=move || t!("delivery.ways.title")>
            <p class="pb-2 text-sm text-quiet">{move || t!("delivery.ways.body")}</p>
            {body}
        </Section>
    }
    .into_any()
}

/// The state of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ChannelState {
    Unused,
    Untried,
    Well,
    Failing,
}

impl ChannelState {
    /// `Failing` if the last known event is a failure or messages are waiting to be sent again.
    fn of(state: &WayState) -> ChannelState {
        let failed_at = state.last_failure.as_ref().map(|it| it.at);
        match (state.is_used, failed_at, state.last_sent) {
            (false, _, _) => ChannelState::Unused,
            (true, None, None) => ChannelState::Untried,
            (true, failed, sent) if failed <= sent && state.n_waiting == 0 => ChannelState::Well,
            (true, _, _) => ChannelState::Failing,
        }
    }

    fn words(self) -> (&'static str, Tone) {
        match self {
            ChannelState::Unused => (t!("delivery.ways.unused"), Tone::Neutral),
            ChannelState::Untried => (t!("delivery.ways.untried"), Tone::Neutral),
            ChannelState::Well => (t!("delivery.ways.well"), Tone::Success),
            ChannelState::Failing => (t!("delivery.ways.failing"), Tone::Error),
        }
    }
}

fn name(way: Way) -> &'static str {
    match way {
        Way::Push => t!("delivery.ways.push"),
        Way::Mail => t!("delivery.mail"),
        Way::Robot => t!("delivery.robots"),
    }
}

fn why(way: Way, trouble: &DeliveryTrouble) -> String {
    match (way, trouble) {
        (_, DeliveryTrouble::SignIn(code)) => t!("delivery.ways.sign_in", code = code),
        (Way::Mail, DeliveryTrouble::Answered(code @ 400..=499)) => t!("delivery.ways.not_now", code = code),
        (Way::Mail, DeliveryTrouble::Answered(code)) => t!("delivery.ways.not_taken", code = code),
        (_, DeliveryTrouble::Answered(status)) => t!("delivery.trouble.status", status = status),
        (_, DeliveryTrouble::Late) => t!("delivery.trouble.late").to_owned(),
        (_, DeliveryTrouble::Unreached(why)) => t!("delivery.trouble.unreached", why = why),
        (_, DeliveryTrouble::Said(words)) => words.clone(),
    }
}

#[component]
fn WayRow(state: WayState) -> impl IntoView {
    let today = expect_context::<Notebook>().today();
    let standing = ChannelState::of(&state);
    let WayState { way, n_waiting, last_failure, last_sent, .. } = state;
    let tone = standing.words().1;
    let failure = last_failure.map(|Failure { at, why: trouble }| {
        view! { <p class="text-sm break-words">{move || t!("delivery.ways.failed", when = locale().moment(at, today), why = why(way, &trouble))}</p> }
    });
    let waiting =
        (0 < n_waiting).then(|| view! { <p class="text-sm tabular-nums">{move || t!("delivery.ways.waiting", n = n_waiting)}</p> });
    let sent = last_sent.map(|at| {
        view! { <p class="text-xs text-quiet tabular-nums">{move || t!("delivery.ways.sent", when = locale().moment(at, today))}</p> }
    });
    view! {
        <li class="grid gap-1 py-2">
            <p class="flex flex-wrap items-center gap-2 text-sm font-medium">
                {move || name(way)}
                <Badge label=move || standing.words().0 tone=Signal::stored(tone)/>
            </p>
            {(standing == ChannelState::Unused).then(|| view! { <p class="text-sm text-quiet">{move || t!("delivery.state.no_mail")}</p> })}
            {failure}
            {waiting}
            {sent}
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::values::calendar::Timestamp;

    use super::*;

    #[test]
    fn a_way_is_failing_until_something_has_arrived_on_it_again() {
        for (is_used, failed, sent, n_waiting, standing) in [
            (false, Some(5), Some(9), 1, ChannelState::Unused),
            (true, None, None, 0, ChannelState::Untried),
            (true, None, Some(9), 0, ChannelState::Well),
            (true, Some(5), None, 0, ChannelState::Failing),
            (true, Some(5), Some(9), 0, ChannelState::Well),
            (true, Some(5), Some(9), 1, ChannelState::Failing),
            (true, Some(9), Some(5), 0, ChannelState::Failing),
        ] {
            let last_failure = failed.map(|at| Failure { at: Timestamp(at), why: DeliveryTrouble::Late });
            let state = WayState { way: Way::Mail, is_used, n_waiting, last_failure, last_sent: sent.map(Timestamp) };
            assert_eq!(ChannelState::of(&state), standing, "{state:?}");
        }
    }
}
