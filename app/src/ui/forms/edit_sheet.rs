//! A sheet that makes a new record or changes one.

use leptos::prelude::*;

use crate::ui::kit::Sheet;

/// What the sheet is open for.
#[derive(Clone, Debug, PartialEq)]
pub enum Editing<T> {
    New,
    Record(Box<T>),
}

impl<T> Editing<T> {
    /// The sheet for this record.
    pub fn of(record: T) -> Editing<T> {
        Editing::Record(Box::new(record))
    }
}

/// The sheet.
#[component]
pub fn EditingSheet<T: Clone + Send + Sync + 'static>(
    /// `None` while the sheet is closed.
    editing: RwSignal<Option<Editing<T>>>,
    /// The name of a record.
    name: fn(&T) -> String,
    /// The title for a new record.
    #[prop(into)]
    title_of_new: Signal<String>,
    /// Builds the form of the record as it was, or of a new one.
    form: impl Fn(Option<T>) -> AnyView + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let title = move || {
        editing.with(|editing| match editing {
            Some(Editing::Record(record)) => name(record),
            Some(Editing::New) | None => title_of_new.get(),
        })
    };
    let body = move || {
        editing.get().map(|editing| match editing {
            Editing::New => form(None),
            Editing::Record(record) => form(Some(*record)),
        })
    };
    view! {
        <Sheet open=Signal::derive(move || editing.with(Option::is_some)) on_close=move || editing.set(None) title=Signal::derive(title)>
            {body}
        </Sheet>
    }
    .into_any()
}
