//! Toasts: brief messages about what just happened. Nothing that must be read may appear only here.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::{Icon, Tone, icons};
use crate::t;

/// Undoes the action that a toast reports. It outlives the page of that action.
type UndoAction = Arc<dyn Fn() + Send + Sync>;

#[derive(Clone)]
struct Toast {
    id: u32,
    text: String,
    tone: Tone,
    undo: Option<UndoAction>,
}

/// The current toasts. In context: `expect_context::<Toasts>().say(…)`.
#[derive(Clone, Copy)]
pub struct Toasts {
    said: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Default for Toasts {
    fn default() -> Toasts {
        Toasts { said: RwSignal::default(), next: StoredValue::new(0) }
    }
}

impl Toasts {
    const STAYS: Duration = Duration::from_secs(5);
    /// Long enough to read the toast and reach its undo button.
    const STAYS_WITH_UNDO: Duration = Duration::from_secs(10);

    /// Creates the toasts and provides them as a context.
    pub fn provide() -> Toasts {
        let toasts = Toasts::default();
        provide_context(toasts);
        toasts
    }

    /// Shows a message for a few seconds.
    pub fn say(self, text: impl Into<String>, tone: Tone) {
        self.push(text.into(), tone, None, Toasts::STAYS);
    }

    /// Shows what was done, with an undo button.
    pub fn say_with_undo(self, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.push(text.into(), Tone::Success, Some(Arc::new(undo)), Toasts::STAYS_WITH_UNDO);
    }

    fn push(self, text: String, tone: Tone, undo: Option<UndoAction>, stays: Duration) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        self.said.update(|it| it.push(Toast { id, text, tone, undo }));
        set_timeout(move || self.forget(id), stays);
    }

    fn forget(self, id: u32) {
        self.said.update(|toasts| toasts.retain(|it| it.id != id));
    }
}

/// Displays the toasts; used once, in the frame.
#[component]
pub fn ToastHost() -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let icon = |tone| match tone {
        Tone::Neutral | Tone::Brand => icons::INFO,
        Tone::Success => icons::CHECK,
        Tone::Warning | Tone::Error => icons::ALERT,
    };
    view! {
        <div class="toast toast-center above-dock z-50 w-full max-w-md whitespace-normal no-print" role="status" aria-live="polite">
            <For each=move || toasts.said.get() key=|it| it.id let(toast)>
                <div class=format!("{} w-full shadow-lg", toast.tone.alert())>
                    <Icon name=icon(toast.tone)/>
                    <span class="flex-1 text-start">{toast.text}</span>
                    {toast.undo.map(|undo| {
                        let press = move |_| {
                            toasts.forget(toast.id);
                            undo();
                        };
                        view! {
                            <button type="button" class="btn btn-ghost min-h-11 font-semibold" on:click=press>
                                <Icon name=icons::UNDO class="size-4"/>
                                {move || t!("kit.undo")}
                            </button>
                        }
                    })}
                    <button
                        type="button"
                        class="btn btn-ghost btn-square btn-sm"
                        aria-label=move || t!("kit.dismiss")
                        on:click=move |_| toasts.forget(toast.id)
                    >
                        <Icon name=icons::CLOSE/>
                    </button>
                </div>
            </For>
        </div>
    }
    .into_any()
}
