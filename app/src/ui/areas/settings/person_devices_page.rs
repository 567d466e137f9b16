//! The devices and the sign-in history of one person, for administrators.

use domain::values::ids::PersonId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::administrators_only::AdministratorsOnly;
use super::memberships_section::MembershipsSection;
use super::sign_ins_section::SignInsSection;
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Button, ConfirmDialog, PageHead, RefusedNote, Section, icons};
use crate::ui::records::devices::{DeviceFeed, DeviceList};
use crate::ui::url::routes;

/// The page.
#[component]
pub fn PersonDevicesPage() -> impl IntoView {
    let params = use_params_map();
    let notebook = expect_context::<Notebook>();
    let person = Memo::new(move |_| {
        let id = params.with(|it| it.get("id")).and_then(|it| it.parse::<PersonId>().ok())?;
        notebook.with(|book| book.person(id).map(|it| (id, it.name.clone())))
    });
    let body = move || match person.get() {
        Some((person, name)) => view! { <OfPerson person name/> }.into_any(),
        None => view! {
            <PageHead title=move || t!("devices.title") back=routes::PEOPLE/>
            <RefusedNote/>
        }
        .into_any(),
    };
    view! { <AdministratorsOnly>{body}</AdministratorsOnly> }
}

#[component]
fn OfPerson(person: PersonId, name: String) -> impl IntoView {
    let feed = DeviceFeed::of(Some(person));
    let (others, has_this) = (feed.others(), feed.has_this());
    let asking = RwSignal::new(false);
    let name = StoredValue::new(name);
    let all = move || if has_this.get() { t!("devices.others") } else { t!("devices.all") };
    view! {
        <PageHead title=move || t!("devices.of", name = name.get_value()) back=routes::PEOPLE>
            <Show when=move || 1 < others.get()>
                <Button label=move || all() icon=icons::SIGN_OUT busy=feed.is_busy() on_press=move || asking.set(true)/>
            </Show>
        </PageHead>
        <div class="grid max-w-6xl items-start gap-4 lg:grid-cols-2">
            <Section title=move || t!("devices.title")>
                <DeviceList feed consequence=move || t!("devices.sign_out_body_of", name = name.get_value())/>
            </Section>
            <div class="grid gap-4">
                <MembershipsSection person/>
                <SignInsSection person/>
            </div>
        </div>
        <ConfirmDialog open=asking title=move || t!("devices.all_title", n = others.get())
            body=move || t!("devices.all_body", name = name.get_value()) confirm=move || all() danger=true on_confirm=move || feed.sign_out(None)/>
    }
    .into_any()
}
