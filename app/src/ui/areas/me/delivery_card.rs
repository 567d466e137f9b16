//! Delivery of notifications outside the app: push on this device, e-mail. The server stores the choices, so changing them needs a network.

use domain::rules::notices::QuietHours;
use domain::values::field::Field;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::delivery::Delivery;
use crate::api::{self, ApiError};
use crate::i18n::{self, locale, time_of_day, words};
use crate::local::Notebook;
use crate::ports::{PushError, PushStanding};
use crate::state::Machine;
use crate::t;
use crate::ui::fields::half_hours::half_hours;
use crate::ui::forms::network;
use crate::ui::kit::{Badge, Button, Look, Section, SelectField, SkeletonRows, Toasts, Tone};

/// The state of the card and its actions.
#[derive(Clone, Copy)]
struct Desk {
    machine: Machine,
    toasts: Toasts,
    known: RwSignal<Option<Result<Delivery, ApiError>>>,
    standing: RwSignal<PushStanding>,
    is_busy: RwSignal<bool>,
}

impl Desk {
    fn open() -> Desk {
        let machine = expect_context::<Machine>();
        let desk = Desk {
            machine,
            toasts: expect_context::<Toasts>(),
            known: RwSignal::new(None),
            standing: RwSignal::new(machine.browser().push_standing()),
            is_busy: RwSignal::new(false),
        };
        spawn_local(async move { drop(desk.ask().await) });
        desk
    }

    /// Fetches the settings. On a transient error the known ones stay, and with them what the user has begun to choose.
    async fn ask(self) -> Result<(), String> {
        let answer = api::delivery::current().await;
        self.standing.set(self.machine.browser().push_standing());
        let is_known = self.known.try_with_untracked(|it| matches!(it, Some(Ok(_)))).unwrap_or_default();
        match answer {
            Err(error) if is_known && error.is_transient() => Err(i18n::api_error(&error)),
            answer => {
                self.known.set(Some(answer));
                Ok(())
            }
        }
    }

    fn with<T: Default>(self, read: impl Fn(&Delivery) -> T) -> T {
        self.known.with(|known| known.as_ref().and_then(|it| it.as_ref().ok()).map(read).unwrap_or_default())
    }

    /// Runs an action, fetches the settings again, and shows the first error.
    fn work(self, work: impl Future<Output = Result<(), String>> + 'static) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            let done = work.await;
            if let Err(why) = done.and(self.ask().await) {
                self.toasts.say(why, Tone::Error);
            }
            self.is_busy.set(false);
        });
    }

    fn push(self, on: bool) {
        let browser = self.machine.browser();
        let key = self.with(|it| it.push_key.clone());
        self.work(async move {
            if on {
                let subscription = browser.subscribe_push(&key).await.map_err(|it| push_words(it).to_owned())?;
                api::delivery::subscribe(subscription, locale().lang.tag().to_owned()).await.map_err(|it| i18n::api_error(&it))
            } else {
                browser.unsubscribe_push().await;
                api::delivery::unsubscribe().await.map_err(|it| i18n::api_error(&it))
            }
        });
    }

    fn mail(self, on: bool) {
        let language = locale().lang.tag().to_owned();
        self.work(async move { api::delivery::mail(on, language).await.map_err(|it| i18n::api_error(&it)) });
    }

    fn quiet(self, own: Option<QuietHours>) {
        let toasts = self.toasts;
        self.work(async move {
            api::delivery::quiet(own).await.map_err(|it| i18n::api_error(&it))?;
            toasts.say(t!("delivery.quiet_kept"), Tone::Success);
            Ok(())
        });
    }

    fn try_out(self) {
        let toasts = self.toasts;
        self.work(async move {
            let n = api::delivery::try_out().await.map_err(|it| i18n::api_error(&it))?;
            match n {
                0 => toasts.say(t!("delivery.tried_none"), Tone::Warning),
                n => toasts.say(t!("delivery.tried", n = n), Tone::Success),
            }
            Ok(())
        });
    }
}

fn push_words(error: PushError) -> &'static str {
    match error {
        PushError::Denied => t!("delivery.state.denied"),
        PushError::Unreachable => t!("delivery.state.unreachable"),
    }
}

/// The card.
#[component]
pub fn DeliveryCard() -> impl IntoView {
    let desk = Desk::open();
    network::on_return(move || {
        if desk.known.with(|it| matches!(it, Some(Err(ApiError::Offline)))) {
            desk.work(async { Ok(()) });
        }
    });
    // A new answer of the same kind does not rebuild the form.
    let failure = Memo::new(move |_| {
        desk.known.with(|known| match known {
            None => Some(None),
            Some(Ok(_)) => None,
            Some(Err(error)) => Some(Some(error.clone())),
        })
    });
    let body = move || match failure.get() {
        Some(None) => view! { <SkeletonRows/> }.into_any(),
        Some(Some(ApiError::Offline)) => {
            view! { <p class="text-sm text-quiet" role="status">{move || t!("delivery.state.offline")}</p> }.into_any()
        }
        Some(Some(error)) => view! { <p class="text-sm text-error" role="alert">{move || i18n::api_error(&error)}</p> }.into_any(),
        None => view! { <Ways desk/> <QuietForm desk/> }.into_any(),
    };
    view! {
        <Section title=move || t!("delivery.card")>
            <p class="pb-3 text-sm text-quiet">{move || t!("delivery.card_body")}</p>
            {body}
        </Section>
    }
    .into_any()
}

/// Quiet hours: the company's, or the user's own.
#[component]
fn QuietForm(desk: Desk) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let company = notebook.see(|book| book.company().notices.quiet);
    let own = Memo::new(move |_| desk.with(|it| it.quiet));
    let (is_own, from, until) = (RwSignal::new(false), RwSignal::new(String::new()), RwSignal::new(String::new()));
    // Fills the form with the server's settings once they arrive.
    Effect::new(move |_| {
        let stands = own.get().unwrap_or_else(|| company.get());
        is_own.set(own.get().is_some());
        from.set(stands.from.to_string());
        until.set(stands.until.to_string());
    });
    let note = move || {
        let stands = own.get().unwrap_or_else(|| company.get());
        match stands.from == stands.until {
            true => t!("delivery.never_quiet").to_owned(),
            false => t!("delivery.quiet_note", from = time_of_day(stands.from), until = time_of_day(stands.until)),
        }
    };
    let choices = Signal::derive(move || {
        let stands = own.get().unwrap_or_else(|| company.get());
        half_hours([stands.from, stands.until])
    });
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let chosen = from.with_untracked(|it| it.parse().ok()).zip(until.with_untracked(|it| it.parse().ok()));
        desk.quiet(chosen.filter(|_| is_own.get_untracked()).map(|(from, until)| QuietHours { from, until }));
    };
    view! {
        <form on:submit=save novalidate class="grid gap-3 border-t border-base-200 pt-3">
            <h3 class="text-sm font-medium">{move || t!("delivery.quiet_hours")}</h3>
            <p class="text-xs text-quiet" role="status">{note}</p>
            <label class="flex min-h-11 cursor-pointer items-center gap-3 text-sm">
                <input type="checkbox" class="checkbox" prop:checked=move || is_own.get() on:change=move |_| is_own.update(|on| *on = !*on)/>
                {move || t!("delivery.own_quiet")}
            </label>
            <Show when=move || is_own.get()>
                <div class="grid grid-cols-2 gap-3">
                    <SelectField label=move || words::field(Field::QuietFrom) name=Field::QuietFrom value=from choices/>
                    <SelectField label=move || words::field(Field::QuietUntil) name=Field::QuietUntil value=until choices/>
                </div>
                <p class="-mt-2 text-xs text-quiet">{move || t!("delivery.own_quiet_hint")}</p>
            </Show>
            <Button label=move || t!("kit.save") look=Look::Plain submit=true busy=desk.is_busy/>
        </form>
    }
    .into_any()
}

#[component]
fn Ways(desk: Desk) -> impl IntoView {
    let push_on = Memo::new(move |_| desk.standing.get() == PushStanding::Possible && desk.with(|it| it.push_here));
    let push_obstacle = move || match desk.standing.get() {
        PushStanding::Unsupported => Some(t!("delivery.state.unsupported").to_owned()),
        PushStanding::NeedsInstalling => Some(t!("delivery.state.install").to_owned()),
        PushStanding::Denied => Some(t!("delivery.state.denied").to_owned()),
        PushStanding::Possible => None,
    };
    let address = Memo::new(move |_| desk.with(|it| it.address.clone()));
    let sends_mail = Memo::new(move |_| desk.with(|it| it.mail_is_sent));
    let mail_on = Memo::new(move |_| desk.with(|it| it.mail) && sends_mail.get() && address.with(Option::is_some));
    let mail_obstacle = move || match (sends_mail.get(), address.get()) {
        (false, _) => Some(t!("delivery.state.no_mail").to_owned()),
        (true, None) => Some(t!("delivery.state.no_address").to_owned()),
        (true, Some(_)) => None,
    };
    let mail_note = move || address.get().map(|it| t!("delivery.state.to", address = it));
    let is_any = move || push_on.get() || mail_on.get();
    view! {
        <div class="grid gap-2 divide-y divide-base-200">
            <Way name=move || t!("delivery.push") on=push_on obstacle=Signal::derive(push_obstacle) note=Signal::derive(|| None) busy=desk.is_busy
                on_switch=move |on| desk.push(on)/>
            <Way name=move || t!("delivery.mail") on=mail_on obstacle=Signal::derive(mail_obstacle) note=Signal::derive(mail_note) busy=desk.is_busy
                on_switch=move |on| desk.mail(on)/>
        </div>
        <Show when=is_any>
            <div class="pt-3">
                <Button label=move || t!("delivery.try") look=Look::Ghost busy=desk.is_busy on_press=move || desk.try_out()/>
            </div>
        </Show>
    }
    .into_any()
}

/// One channel: its state in words, and a switch if it can be switched.
#[component]
fn Way(
    #[prop(into)] name: Signal<String>,
    #[prop(into)] on: Signal<bool>,
    obstacle: Signal<Option<String>>,
    note: Signal<Option<String>>,
    #[prop(into)] busy: Signal<bool>,
    #[prop(into)] on_switch: Callback<bool>,
) -> impl IntoView {
    let state = move || if on.get() { t!("delivery.state.on") } else { t!("delivery.state.off") };
    let tone = move || if on.get() { Tone::Success } else { Tone::Neutral };
    let verb = move || if on.get() { t!("delivery.turn_off") } else { t!("delivery.turn_on") };
    view! {
        <div class="flex flex-wrap items-center justify-between gap-2 py-2">
            <div class="min-w-0 flex-1 basis-48">
                <p class="flex flex-wrap items-center gap-2 text-sm font-medium">
                    {move || name.get()}
                    <Badge label=move || state().to_owned() tone=Signal::derive(tone)/>
                </p>
                <p class="text-xs break-words text-quiet">{move || obstacle.get().or_else(|| note.get())}</p>
            </div>
            <Show when=move || obstacle.with(Option::is_none)>
                <Button label=move || verb() look=Look::Plain busy on_press=move || on_switch.run(!on.get_untracked())/>
            </Show>
        </div>
    }
    .into_any()
}
