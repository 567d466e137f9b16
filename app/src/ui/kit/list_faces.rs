//! The five states of a list.

use leptos::prelude::*;

use super::{OfflineNote, RefusedNote, SkeletonRows};

/// State of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Not known yet.
    Loading,
    /// Known to be empty.
    Empty,
    /// Has rows.
    Some,
    /// Has rows; this device may not hold all of them.
    Offline,
    /// The user may not see it.
    Refused,
}

/// A list in one of its five states.
#[component]
pub fn ListFaces(
    #[prop(into)] face: Signal<Face>,
    /// Shown when empty, with the next step.
    #[prop(into)]
    empty: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    // The list is built once: going offline or online only adds or removes the note.
    let is_offline = Memo::new(move |_| face.get() == Face::Offline);
    let face = Memo::new(move |_| Some(face.get()).filter(|it| *it != Face::Offline).unwrap_or(Face::Some));
    move || match face.get() {
        Face::Loading => view! { <SkeletonRows/> }.into_any(),
        Face::Empty => empty.run().into_any(),
        Face::Some | Face::Offline => view! {
            <Show when=move || is_offline.get()>
                <OfflineNote/>
            </Show>
            {children()}
        }
        .into_any(),
        Face::Refused => view! { <RefusedNote/> }.into_any(),
    }
}
