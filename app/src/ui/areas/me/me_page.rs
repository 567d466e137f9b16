//! The page: profile, sync, this device, sign-out.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::delivery_card::DeliveryCard;
use super::device_card::DeviceCard;
use super::sync_card::SyncCard;
use crate::i18n::words;
use crate::local::Notebook;
use crate::state::{Session, person_name};
use crate::t;
use crate::ui::kit::{Avatar, Button, ButtonLink, Card, ConfirmDialog, Look, PageHead, Section, icons};
use crate::ui::url::routes;

/// The version of this build.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The page.
#[component]
pub fn MePage() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let session = expect_context::<Session>();
    let may_administer = Memo::new(move |_| notebook.actor().may_administer());
    let is_reviewer = Memo::new(move |_| notebook.actor().may_review());
    let n_waiting = Memo::new(move |_| {
        let actor = notebook.actor();
        notebook.with(|book| domain::views::review_queue::queue(book, &actor).iter().filter(|it| it.is_first).count())
    });
    view! {
        <div class="mx-auto grid max-w-2xl gap-4">
            <PageHead title=move || t!("nav.me")/>
            <WhoCard/>
            <SyncCard/>
            <DeliveryCard/>
            <DeviceCard/>
            <Show when=move || is_reviewer.get()>
                <Section title=move || t!("review.title")>
                    <ButtonLink label=move || t!("review.n_waiting", n = n_waiting.get()) to=routes::REVIEW icon=icons::CONFIRMED/>
                </Section>
            </Show>
            <Show when=move || notebook.actor().may_see_sales()>
                <Section title=move || t!("expenses.title")>
                    <ButtonLink label=move || t!("expenses.records") to=routes::EXPENSES icon=icons::EXPENSE/>
                </Section>
            </Show>
            <Show when=move || may_administer.get()>
                <Section title=move || t!("nav.settings")>
                    <div class="flex flex-wrap gap-2">
                        <ButtonLink label=move || t!("nav.people") to=routes::PEOPLE icon=icons::CUSTOMERS/>
                        <ButtonLink label=move || t!("nav.organisation") to=routes::ORGANISATION icon=icons::BUILDING/>
                        <ButtonLink label=move || t!("nav.products") to=routes::PRODUCTS icon=icons::PRODUCT/>
                    </div>
                </Section>
            </Show>
            <SignOut/>
            <ul class="grid gap-2 text-sm text-quiet">
                {move || session.sealed().into_iter().map(|it| view! { <li>{t!("session.sealed", name = it.name, n = it.n)}</li> }).collect_view()}
            </ul>
            <p class="text-center text-xs text-quiet">{move || t!("me.version", version = VERSION)}</p>
        </div>
    }
    .into_any()
}

/// Name, role, department and team.
#[component]
fn WhoCard() -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let session = expect_context::<Session>();
    let name = Memo::new(move |_| {
        let me = notebook.actor().person;
        session.me().map(|it| it.person.name).unwrap_or_else(|| notebook.with(|book| person_name(book, me)))
    });
    let place = move || {
        let actor = notebook.actor();
        notebook.with(|book| {
            let team = actor.team.and_then(|it| book.team(it)).map(|it| it.name.clone());
            let department = actor.department.and_then(|it| book.department(it)).map(|it| it.name.clone());
            let company = Some(book.company().name.clone()).filter(|it| !it.is_empty());
            [Some(words::role(actor.role).to_owned()), team, department, company].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        })
    };
    view! {
        <Card>
            <div class="flex items-center gap-4">
                <Avatar name=name/>
                <div class="min-w-0">
                    <p class="truncate text-lg font-semibold">{move || name.get()}</p>
                    <p class="text-sm text-quiet">{place}</p>
                </div>
            </div>
        </Card>
    }
    .into_any()
}

/// Sign-out, with a note on what stays on this device.
#[component]
fn SignOut() -> impl IntoView {
    let session = expect_context::<Session>();
    let status = expect_context::<Notebook>().status();
    let n_pending = Memo::new(move |_| status.with(|it| it.n_pending));
    let asking = RwSignal::new(false);
    let body = move || match n_pending.get() {
        0 => t!("me.sign_out_clean").to_owned(),
        n => t!("me.sign_out_sealed", n = n),
    };
    let leave = move || spawn_local(async move { session.sign_out().await });
    view! {
        <div class="flex flex-wrap gap-2">
            <ButtonLink label=move || t!("devices.title") to=routes::DEVICES icon=icons::STORED/>
            <ButtonLink label=move || t!("session.change") to="/me/password" icon=icons::LOCK/>
            <Button label=move || t!("session.sign_out") look=Look::Danger icon=icons::SIGN_OUT on_press=move || asking.set(true)/>
        </div>
        <ConfirmDialog open=asking title=move || t!("me.sign_out_title") body confirm=move || t!("session.sign_out") on_confirm=leave/>
    }
    .into_any()
}
