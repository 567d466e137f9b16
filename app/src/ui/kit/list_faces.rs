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
    move || match face.get() {
        Face::Loading => view! { <SkeletonRows/> }.into_any(),
        Face::Empty => empty.run().into_any(),
        Face::Some => children().into_any(),
        Face::Offline => view! { <OfflineNote/> {children()} }.into_any(),
        Face::Refused => view! { <RefusedNote/> }.into_any(),
    }
}
