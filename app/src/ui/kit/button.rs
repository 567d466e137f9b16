//! Buttons: things that do, and links that look like them.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos_router::components::A;

use super::Icon;

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one action of a screen.
    Primary,
    /// One of several.
    #[default]
    Plain,
    /// Beside text.
    Ghost,
    /// Takes something away.
    Danger,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Look::Primary => "btn btn-primary min-h-11",
            Look::Plain => "btn min-h-11",
            Look::Ghost => "btn btn-ghost min-h-11",
            Look::Danger => "btn btn-error btn-outline min-h-11",
        }
    }
}

/// As wide on a phone as a thumb needs.
const BRIEF: &str = " min-w-11 max-sm:px-3";

fn words(label: Signal<String>, brief: bool) -> AnyView {
    let said = move || label.get();
    match brief {
        true => view! { <span class="max-sm:sr-only">{said}</span> }.into_any(),
        false => said.into_any(),
    }
}

/// A button. With `submit` it sends its form and needs no `on_press`.
#[component]
pub fn Button(
    /// What it does, as words.
    #[prop(into)]
    label: Signal<String>,
    /// Called when pressed.
    #[prop(into, optional)]
    on_press: Option<Callback<()>>,
    /// How much it asks for attention.
    #[prop(optional)]
    look: Look,
    /// An icon before the words.
    #[prop(optional)]
    icon: &'static str,
    /// Sends the form it is in.
    #[prop(optional)]
    submit: bool,
    /// As wide as there is room.
    #[prop(optional)]
    wide: bool,
    /// One beside the point of its page: on a phone its icon alone is seen. The words are read aloud all the same.
    #[prop(optional)]
    brief: bool,
    /// Cannot be pressed now.
    #[prop(into, optional)]
    disabled: Signal<bool>,
    /// Is at work: shows it and cannot be pressed again.
    #[prop(into, optional)]
    busy: Signal<bool>,
) -> impl IntoView {
    let class = format!("{}{}{}", look.class(), if wide { " w-full" } else { "" }, if brief { BRIEF } else { "" });
    let press = move |_: MouseEvent| on_press.iter().for_each(|it| it.run(()));
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=class
            disabled=move || disabled.get() || busy.get()
            aria-busy=move || busy.get().then_some("true")
            on:click=press
        >
            <Show when=move || busy.get()>
                <span class="loading loading-spinner loading-sm" aria-hidden="true"></span>
            </Show>
            {(!icon.is_empty()).then(|| view! { <Icon name=icon/> })}
            {words(label, brief)}
        </button>
    }
    .into_any()
}

/// A link that looks like a button: it goes somewhere.
#[component]
pub fn ButtonLink(
    /// Where it goes, as words.
    #[prop(into)]
    label: Signal<String>,
    /// The path; see [`crate::ui::routes`].
    #[prop(into)]
    to: Signal<String>,
    /// How much it asks for attention.
    #[prop(optional)]
    look: Look,
    /// An icon before the words.
    #[prop(optional)]
    icon: &'static str,
    /// One beside the point of its page: on a phone its icon alone is seen. The words are read aloud all the same.
    #[prop(optional)]
    brief: bool,
) -> impl IntoView {
    let class = format!("{}{}", look.class(), if brief { BRIEF } else { "" });
    view! {
        <A href=move || to.get() attr:class=class>
            {(!icon.is_empty()).then(|| view! { <Icon name=icon/> })}
            {words(label, brief)}
        </A>
    }
    .into_any()
}

/// A button that is only an icon; its words are read aloud and shown on hover.
#[component]
pub fn IconButton(
    /// One of [`super::icons`].
    icon: &'static str,
    /// What it does.
    #[prop(into)]
    label: Signal<String>,
    /// Called when pressed.
    #[prop(into)]
    on_press: Callback<()>,
    /// Whether it is switched on, for buttons that switch.
    #[prop(into, optional)]
    pressed: Option<Signal<bool>>,
    /// Whether it cannot be pressed now.
    #[prop(into, optional)]
    disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn btn-ghost btn-square min-h-11 min-w-11"
            aria-label=move || label.get()
            title=move || label.get()
            aria-pressed=move || pressed.map(|it| it.get().to_string())
            disabled=move || disabled.get()
            on:click=move |_| on_press.run(())
        >
            <Icon name=icon/>
        </button>
    }
    .into_any()
}
