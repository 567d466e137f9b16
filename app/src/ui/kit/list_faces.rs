//! The five faces of every list.

use leptos::prelude::*;

use super::{OfflineNote, RefusedNote, SkeletonRows};

/// Which face a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Nothing is known yet.
    Loading,
    /// It is known that there is nothing.
    Empty,
    /// There is something.
    Some,
    /// There is something, and perhaps more that this device does not hold.
    Offline,
    /// Not this person's to see.
    Refused,
}

/// A list with its five faces.
#[component]
pub fn ListFaces(
    /// Which face.
    #[prop(into)]
    face: Signal<Face>,
    /// The empty face, with the next step.
    #[prop(into)]
    empty: ViewFn,
    /// The list itself.
    children: ChildrenFn,
) -> impl IntoView {
    // The list is made once while there is something: a network that comes and goes only adds the note and takes it away.
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
