//! Buttons, and links that look like buttons.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos_router::components::A;

use super::Icon;

/// Visual weight of a button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The main action of a screen.
    Primary,
    /// One of several actions.
    #[default]
    Plain,
    /// A quiet action beside text.
    Ghost,
    /// Removes something.
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

/// Minimum touch width on a phone.
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
    #[prop(into)] label: Signal<String>,
    #[prop(into, optional)] on_press: Option<Callback<()>>,
    #[prop(optional)] look: Look,
    /// Icon before the label.
    #[prop(optional)]
    icon: &'static str,
    /// Submits the enclosing form.
    #[prop(optional)]
    submit: bool,
    /// Full width.
    #[prop(optional)]
    wide: bool,
    /// Secondary action of the page: on a phone only the icon is visible. Screen readers still read the label.
    #[prop(optional)]
    brief: bool,
    #[prop(into, optional)] disabled: Signal<bool>,
    /// Shows a spinner and cannot be pressed again.
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

/// A link that looks like a button.
#[component]
pub fn ButtonLink(
    #[prop(into)] label: Signal<String>,
    /// The path; see [`crate::ui::url::routes`].
    #[prop(into)]
    to: Signal<String>,
    #[prop(optional)] look: Look,
    /// Icon before the label.
    #[prop(optional)]
    icon: &'static str,
    /// Secondary action of the page: on a phone only the icon is visible. Screen readers still read the label.
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

/// An icon-only button. The label is read by screen readers and shown on hover.
#[component]
pub fn IconButton(
    /// One of [`super::icons`].
    icon: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] on_press: Callback<()>,
    /// Pressed state, for toggle buttons.
    #[prop(into, optional)]
    pressed: Option<Signal<bool>>,
    #[prop(into, optional)] disabled: Signal<bool>,
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
