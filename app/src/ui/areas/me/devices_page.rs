//! The devices on which the user is signed in.

use leptos::prelude::*;

use crate::t;
use crate::ui::kit::{Card, PageHead};
use crate::ui::records::devices::{DeviceFeed, DeviceList};
use crate::ui::url::routes;

/// The page.
#[component]
pub fn DevicesPage() -> impl IntoView {
    let feed = DeviceFeed::of(None);
    view! {
        <div class="mx-auto max-w-2xl">
            <PageHead title=move || t!("devices.title") note=move || t!("devices.note") back=routes::ME/>
            <Card><DeviceList feed consequence=move || t!("devices.sign_out_body")/></Card>
        </div>
    }
    .into_any()
}
