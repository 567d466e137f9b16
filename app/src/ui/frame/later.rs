//! A view whose file may still have to be loaded.

use std::future::{Future, poll_fn};
use std::rc::Rc;
use std::task::Poll;

use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;
use leptos::task::spawn_local;

use crate::split::{Later, Unloaded};
use crate::state::Machine;
use crate::t;
use crate::ui::kit::{Skeleton, name_page};

#[derive(Clone, Copy, PartialEq, Eq)]
enum LoadState {
    Loading,
    Loaded,
    Unloaded,
}

/// Shows a view whose file may still have to be loaded: a placeholder meanwhile, and a message with a retry if it fails.
pub fn later<F>(make: impl Fn() -> F + 'static) -> AnyView
where
    F: Future<Output = Result<AnyView, Unloaded>> + 'static,
{
    show(Rc::new(move || Box::pin(make())))
}

fn show(make: Rc<dyn Fn() -> Later<Result<AnyView, Unloaded>>>) -> AnyView {
    // Not a strong reference: the router disposes of a page by dropping its owner, and this one is held by what the owner owns.
    let owner = Owner::current().unwrap_or_default().downgrade();
    let face = RwSignal::new(LoadState::Loading);
    let made = StoredValue::new_local(None::<AnyView>);
    let load: Rc<dyn Fn()> = Rc::new(move || {
        let _ = face.try_set(LoadState::Loading);
        let making = made_by(owner.clone(), make());
        spawn_local(async move {
            match making.await {
                Some(Ok(view)) => {
                    let _ = made.try_set_value(Some(view));
                    let _ = face.try_set(LoadState::Loaded);
                }
                Some(Err(Unloaded)) => drop(face.try_set(LoadState::Unloaded)),
                // The person went elsewhere meanwhile.
                None => {}
            }
        });
    });
    load();
    let load = StoredValue::new_local(load);
    (move || match face.get() {
        LoadState::Loading => view! { <LoadingFace/> }.into_any(),
        LoadState::Loaded => made.try_update_value(Option::take).flatten().into_any(),
        LoadState::Unloaded => view! { <UnloadedFace retry=move || (load.get_value())()/> }.into_any(),
    })
    .into_any()
}

/// What `making` makes, which belongs to `owner`; `None` if that is gone before.
fn made_by<T>(owner: WeakOwner, mut making: Later<T>) -> impl Future<Output = Option<T>> {
    poll_fn(move |context| match owner.upgrade() {
        Some(owner) => owner.with(|| making.as_mut().poll(context)).map(Some),
        None => Poll::Ready(None),
    })
}

#[component]
fn LoadingFace() -> impl IntoView {
    view! {
        <div class="flex flex-col gap-4 p-4" role="status" data-loading>
            <span class="sr-only">{move || t!("kit.loading")}</span>
            <Skeleton class="h-8 w-1/3"/>
            <Skeleton class="h-32 w-full"/>
            <Skeleton class="h-32 w-full"/>
        </div>
    }
    .into_any()
}

/// Says that a file did not load, and offers another attempt.
#[component]
fn UnloadedFace(
    /// Loads the file again in the same page.
    #[prop(into)]
    retry: Callback<()>,
) -> impl IntoView {
    let machine = expect_context::<Machine>();
    name_page(Signal::derive(|| t!("session.unloaded_title").to_owned()));
    view! {
        <div class="mx-auto flex max-w-md flex-col items-center gap-4 px-4 py-16 text-center" role="alert">
            <h1 class="text-lg font-semibold outline-none" tabindex="-1">{move || t!("session.unloaded_title")}</h1>
            <p class="text-base-content/70">{move || t!("session.unloaded_body")}</p>
            <button type="button" class="btn btn-primary h-12" on:click=move |_| load_again(machine, retry)>
                {move || t!("session.try_again")}
            </button>
        </div>
    }
    .into_any()
}

/// Loads a file again after a failure: with a network by reloading the page, which may be older than the server, otherwise by `retry`.
pub fn load_again(machine: Machine, retry: Callback<()>) {
    let browser = machine.browser();
    if browser.device().is_online() { browser.take_new_version() } else { retry.run(()) }
}
