//! The frame of the form of a whole record: the question about an unfinished draft, the draft note, the fields, and the save bar.

use domain::values::field::Field;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::filling::Filling;
use super::save_bar::SaveBar;
use super::unfinished::{Unfinished, asks};
use crate::state::forms::WithPhotos;
use crate::ui::kit::DraftNote;
use crate::uploads::Tray;

/// A form that commits one record and sends its photos after it.
#[component]
pub fn RecordForm<T: WithPhotos>(
    filling: Filling<T>,
    /// A summary of the draft.
    #[prop(into)]
    about: Signal<String>,
    /// Whether to continue a draft without asking.
    #[prop(optional)]
    continues: bool,
    /// The fields that show their own refusals.
    shown: &'static [Field],
    /// The label of the button.
    #[prop(into)]
    label: Signal<String>,
    /// Called with each attempt, before anything is committed.
    #[prop(into, optional)]
    before_save: Option<Callback<()>>,
    /// Called once the record is stored.
    on_saved: impl Fn() + Clone + 'static,
    children: Children,
) -> impl IntoView {
    let tray = expect_context::<Tray>();
    let discard = move || {
        tray.drop_draft(filling.draft.words().with_untracked(|it| it.photos().clone()));
        filling.draft.discard();
    };
    let asks = if continues { RwSignal::new(false) } else { asks(filling.draft) };
    let save = filling.saving(move || {
        spawn_local(async move { tray.settle().await });
        on_saved();
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(before_save) = before_save {
            before_save.run(());
        }
        save();
    };
    view! {
        <Unfinished asks about on_new=discard/>
        <form on:submit=submit novalidate class="grid gap-4" hidden=move || asks.get()>
            <DraftNote was_restored=Signal::derive(move || filling.draft.was_restored()) on_discard=discard/>
            {children()}
            <SaveBar label refusals=filling.refusals() shown busy=filling.is_saving() failure=filling.failure()/>
        </form>
    }
    .into_any()
}
