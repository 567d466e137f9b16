//! A camera and a choice of files. What is taken is kept on this device at once, with or without a network.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::{ev, web_sys};

use super::evidence::Proof;
use crate::i18n;
use crate::local::CommitError;
use crate::ports::{StoreError, Unfit};
use crate::state::Machine;
use crate::t;
use crate::ui::kit::{Icon, Toasts, Tone, icons};
use crate::ui::unkept;
use crate::uploads::{KeepError, Tray, accepted};

/// The two ways to add evidence.
#[component]
pub fn AddEvidence(
    /// What it is evidence of.
    #[prop(into)]
    proof: Signal<Proof>,
) -> impl IntoView {
    let (machine, tray, toasts) = (expect_context::<Machine>(), expect_context::<Tray>(), expect_context::<Toasts>());
    let is_busy = RwSignal::new(false);
    let take = move |event: ev::Event| {
        let Some(field) = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok()) else { return };
        // The row may have left the page while the camera was open; the photo is hers all the same as long as it says whose.
        let Some(proof) = proof.try_get_untracked() else { return };
        let _ = is_busy.try_set(true);
        spawn_local(async move {
            for taken in machine.browser().prepare(field).await {
                let said = match taken {
                    Ok(taken) => match tray.attach(taken, proof.of, proof.payment, proof.stage).await {
                        Ok(_) => (t!("evidence.kept").to_owned(), Tone::Success),
                        Err(error) => (not_kept(&error), Tone::Error),
                    },
                    Err(unfit) => (unfit_words(unfit).to_owned(), Tone::Error),
                };
                toasts.say(said.0, said.1);
            }
            is_busy.try_set(false);
        });
    };
    let class = move || if is_busy.get() { "btn min-h-11 btn-disabled" } else { "btn min-h-11 focus-within:outline-2" };
    view! {
        <div class="flex flex-wrap gap-2" aria-busy=move || is_busy.get().then_some("true")>
            <label class=class>
                <Icon name=icons::CAMERA/>
                {move || t!("evidence.take_photo")}
                <input type="file" name="photo" accept="image/*" capture="environment" class="sr-only" disabled=move || is_busy.get() on:change=take/>
            </label>
            <label class=class>
                <Icon name=icons::ATTACH/>
                {move || t!("evidence.choose_file")}
                <input type="file" name="evidence" accept=accepted() multiple=true class="sr-only" disabled=move || is_busy.get() on:change=take/>
            </label>
        </div>
    }
    .into_any()
}

fn unfit_words(it: Unfit) -> &'static str {
    match it {
        Unfit::Kind => t!("evidence.unfit.kind"),
        Unfit::TooLarge => t!("evidence.unfit.too_large"),
        Unfit::Unreadable => t!("evidence.unfit.unreadable"),
    }
}

/// Why a file, or what becomes of it, was not written down.
pub(super) fn not_kept(it: &KeepError) -> String {
    match it {
        KeepError::Store(StoreError::Full) => t!("evidence.full").to_owned(),
        KeepError::Store(StoreError::Unavailable(_)) => t!("evidence.not_kept").to_owned(),
        KeepError::Store(error) | KeepError::Commit(CommitError::Store(error)) => unkept::words(error).to_owned(),
        KeepError::Commit(CommitError::Refused(refusals)) => {
            let first = refusals.0.values().flatten().next().map(i18n::refusal);
            first.unwrap_or_else(|| t!("error.refused").to_owned())
        }
    }
}
