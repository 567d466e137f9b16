//! The devices on which a person is signed in, and signing them out. Only the server knows them, so this needs a network.

use domain::values::ids::{DeviceId, PersonId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::unanswered::Unanswered;
use crate::api::devices::{SignedInDevice, SystemName};
use crate::api::{self, ApiError};
use crate::i18n::{self, device_words, locale};
use crate::local::Notebook;
use crate::t;
use crate::ui::forms::network;
use crate::ui::forms::server_call::ServerCall;
use crate::ui::kit::{Badge, Button, ConfirmDialog, EmptyState, Icon, Look, SkeletonRows, Toasts, Tone, icons};

/// The devices as the server answered, and the call that signs one out. Cheap to copy.
#[derive(Clone, Copy)]
pub struct DeviceFeed {
    /// `None` for the reader.
    whose: Option<PersonId>,
    known: RwSignal<Option<Result<Vec<SignedInDevice>, ApiError>>>,
    call: ServerCall,
    toasts: Toasts,
}

impl DeviceFeed {
    /// Asks for the devices, and again when the network returns. Call it in a component.
    pub fn of(whose: Option<PersonId>) -> DeviceFeed {
        let feed = DeviceFeed { whose, known: RwSignal::new(None), call: ServerCall::ready(), toasts: expect_context::<Toasts>() };
        feed.ask();
        network::on_return(move || feed.ask());
        feed
    }

    /// The devices that this one may sign out.
    pub fn others(self) -> Memo<usize> {
        Memo::new(move |_| self.known.with(|it| it.iter().flatten().flatten().filter(|device| !device.is_this).count()))
    }

    /// Whether the device in hand is one of them.
    pub fn has_this(self) -> Memo<bool> {
        Memo::new(move |_| self.known.with(|it| it.iter().flatten().flatten().any(|device| device.is_this)))
    }

    pub fn is_busy(self) -> Signal<bool> {
        self.call.is_busy()
    }

    /// Asks again. What is shown stays when there is no answer now.
    fn ask(self) {
        spawn_local(async move {
            let answer = match self.whose {
                None => api::devices::mine().await,
                Some(person) => api::people::devices(person).await,
            };
            let is_known = self.known.try_with_untracked(|it| matches!(it, Some(Ok(_)))).unwrap_or_default();
            if !(is_known && answer.as_ref().is_err_and(ApiError::is_transient)) {
                self.known.try_set(Some(answer));
            }
        });
    }

    /// Signs out one device, or all but the one in hand.
    pub fn sign_out(self, device: Option<DeviceId>) {
        let whose = self.whose;
        let call = async move {
            match (whose, device) {
                (Some(person), device) => api::people::sign_out(person, device).await,
                (None, Some(device)) => api::devices::sign_out(device).await,
                (None, None) => Ok(()),
            }
        };
        self.call.ask(call, move |answer| {
            if answer.is_ok() {
                self.toasts.say(t!("devices.done"), Tone::Success);
                self.ask();
            }
        });
    }
}

/// The devices with a button each.
#[component]
pub fn DeviceList(
    feed: DeviceFeed,
    /// What signing a device out means for it.
    #[prop(into)]
    consequence: Signal<String>,
) -> impl IntoView {
    let leaving = RwSignal::new(None::<SignedInDevice>);
    let asking = RwSignal::new(false);
    let title = move || {
        let device = leaving.get().map(|it| device_words::software(it.software)).unwrap_or_default();
        t!("devices.sign_out_title", device = device)
    };
    let press = Callback::new(move |device: SignedInDevice| {
        leaving.set(Some(device));
        asking.set(true);
    });
    let body = move || match feed.known.get() {
        None => view! { <SkeletonRows/> }.into_any(),
        Some(Err(error)) => view! { <Unanswered error offline=move || t!("devices.offline_body") retry=move || feed.ask()/> }.into_any(),
        Some(Ok(devices)) if devices.is_empty() => {
            view! { <EmptyState icon=icons::STORED title=move || t!("devices.empty") body=move || t!("devices.empty_body")/> }.into_any()
        }
        Some(Ok(devices)) => {
            let rows = devices.into_iter().map(|device| view! { <DeviceLine device busy=feed.is_busy() on_leave=press/> }).collect_view();
            view! { <ul class="divide-y divide-base-200" aria-label=move || t!("devices.list")>{rows}</ul> }.into_any()
        }
    };
    let words = |error: &ApiError| match error {
        ApiError::Offline => t!("devices.sign_out_offline").to_owned(),
        error => i18n::api_error(error),
    };
    let failure = move || feed.call.failure().get().map(|error| view! { <p class="pt-2 text-sm text-error">{move || words(&error)}</p> });
    view! {
        {body}
        <div role="alert">{failure}</div>
        <ConfirmDialog open=asking title body=consequence confirm=move || t!("devices.sign_out") danger=true
            on_confirm=move || feed.sign_out(leaving.get_untracked().map(|it| it.device))/>
    }
    .into_any()
}

#[component]
fn DeviceLine(device: SignedInDevice, busy: Signal<bool>, on_leave: Callback<SignedInDevice>) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let icon = match device.software.system {
        Some(SystemName::Windows | SystemName::Mac | SystemName::Linux) => icons::MONITOR,
        _ => icons::STORED,
    };
    let moment = move |at| locale().moment(at, notebook.today());
    let first = move || t!("devices.first", at = moment(device.first_at));
    let last = move || t!("devices.last", at = moment(device.last_at));
    view! {
        <li class="flex min-h-16 items-center gap-3 py-2">
            <Icon name=icon class="size-6 shrink-0 text-quiet"/>
            <div class="min-w-0 flex-1">
                <p class="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
                    {move || device_words::software(device.software)}
                    {device.is_this.then(|| view! { <Badge label=move || t!("devices.this") tone=Signal::stored(Tone::Brand)/> })}
                </p>
                <p class="flex flex-wrap gap-x-3 text-xs text-quiet tabular-nums">
                    <span class="whitespace-nowrap">{first}</span>
                    <span class="whitespace-nowrap">{last}</span>
                </p>
            </div>
            {(!device.is_this).then(|| view! {
                <Button label=move || t!("devices.sign_out") look=Look::Plain busy on_press=move || on_leave.run(device)/>
            })}
        </li>
    }
    .into_any()
}
