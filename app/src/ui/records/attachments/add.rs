//! Camera and file picker. Files are stored on this device at once, with or without a network.

use domain::values::ids::AttachmentId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::{ev, web_sys};

use super::evidence::Proof;
use crate::i18n;
use crate::local::CommitError;
use crate::ports::{Prepared, StoreError, Unfit};
use crate::state::Machine;
use crate::t;
use crate::ui::forms::unkept;
use crate::ui::kit::{Icon, Toasts, Tone, icons};
use crate::uploads::{Awaited, KeepError, Tray, accepted};

/// The two ways to add evidence.
#[component]
pub fn AddEvidence(#[prop(into)] proof: Signal<Proof>) -> impl IntoView {
    view! { <TakeFiles goes=Goes::To(proof)/> }
}

/// Where the chosen files go.
#[derive(Clone, Copy)]
pub(super) enum Goes {
    /// Attached to a record.
    To(Signal<Proof>),
    /// Kept with a draft.
    WithDraft {
        /// What the file will be evidence of.
        awaits: Signal<Awaited>,
        /// Called with each stored file.
        on_kept: Callback<AttachmentId>,
    },
}

/// [`Goes`], resolved when the file is chosen.
#[derive(Clone, Copy)]
enum Goal {
    To(Proof),
    WithDraft(Awaited, Callback<AttachmentId>),
}

impl Goes {
    /// `None` once the row or form has left the page and its signal is disposed.
    fn now(self) -> Option<Goal> {
        match self {
            Goes::To(proof) => proof.try_get_untracked().map(Goal::To),
            Goes::WithDraft { awaits, on_kept } => awaits.try_get_untracked().map(|it| Goal::WithDraft(it, on_kept)),
        }
    }
}

impl Goal {
    /// Stores one file. Returns the confirmation to show.
    async fn keep(self, taken: Prepared, tray: Tray) -> Result<&'static str, KeepError> {
        match self {
            Goal::To(proof) => {
                tray.attach(taken, proof.of, proof.payment, proof.stage).await?;
                Ok(t!("evidence.kept"))
            }
            Goal::WithDraft(awaits, on_kept) => {
                let id = tray.hold(taken, awaits).await?;
                let _ = on_kept.try_run(id);
                // The form may have been saved while the photo was being prepared.
                tray.settle().await;
                Ok(t!("evidence.with_draft"))
            }
        }
    }
}

/// A camera and a choice of files.
#[component]
pub(super) fn TakeFiles(goes: Goes) -> impl IntoView {
    let (machine, tray, toasts) = (expect_context::<Machine>(), expect_context::<Tray>(), expect_context::<Toasts>());
    let is_busy = RwSignal::new(false);
    let take = move |event: ev::Event| {
        let Some(field) = event.target().and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok()) else { return };
        // The row may leave the page while the camera is open; the photo is kept if its target can still be read.
        let Some(goal) = goes.now() else { return };
        let _ = is_busy.try_set(true);
        spawn_local(async move {
            for taken in machine.browser().prepare(field).await {
                let said = match taken {
                    Ok(taken) => match goal.keep(taken, tray).await {
                        Ok(words) => (words.to_owned(), Tone::Success),
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

fn unfit_words(unfit: Unfit) -> &'static str {
    match unfit {
        Unfit::Kind => t!("evidence.unfit.kind"),
        Unfit::TooLarge => t!("evidence.unfit.too_large"),
        Unfit::Unreadable => t!("evidence.unfit.unreadable"),
    }
}

/// Why a file, or the command about it, was not stored.
pub(super) fn not_kept(failure: &KeepError) -> String {
    match failure {
        KeepError::Store(StoreError::Full) => t!("evidence.full").to_owned(),
        KeepError::Store(StoreError::Unavailable(_)) => t!("evidence.not_kept").to_owned(),
        KeepError::Store(error) | KeepError::Commit(CommitError::Store(error)) => unkept::words(error).to_owned(),
        KeepError::Commit(CommitError::Refused(refusals)) => {
            let first = refusals.0.values().flatten().next().map(i18n::refusal);
            first.unwrap_or_else(|| t!("error.refused").to_owned())
        }
    }
}
