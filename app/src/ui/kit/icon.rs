//! Icons: lucide, drawn by CSS. Hidden from screen readers unless labelled.

use leptos::prelude::*;

/// The icons in use, named by meaning. Class names are spelt out so that the style sheet contains exactly these.
pub mod icons {
    macro_rules! icons {
        ($($name:ident = $class:literal,)*) => {$(
            #[expect(missing_docs, reason = "the name says it")]
            pub const $name: &str = $class;
        )*};
    }
    icons! {
        ALERT = "icon-[lucide--triangle-alert]",
        ATTACH = "icon-[lucide--paperclip]",
        ARROW_RIGHT = "icon-[lucide--arrow-right]",
        BACK = "icon-[lucide--chevron-left]",
        BOOK = "icon-[lucide--book-open]",
        BUILDING = "icon-[lucide--building-2]",
        CAMERA = "icon-[lucide--camera]",
        CALENDAR = "icon-[lucide--calendar]",
        CHART = "icon-[lucide--chart-column]",
        CHECK = "icon-[lucide--check]",
        CLOSE = "icon-[lucide--x]",
        CLOUD = "icon-[lucide--cloud]",
        COLUMNS = "icon-[lucide--columns-3]",
        COMPARE = "icon-[lucide--scale]",
        CONFIRMED = "icon-[lucide--check-check]",
        COPY = "icon-[lucide--copy]",
        CUSTOMERS = "icon-[lucide--users]",
        DELIVERY = "icon-[lucide--truck]",
        DELETE = "icon-[lucide--trash-2]",
        DOWN = "icon-[lucide--chevron-down]",
        DOWNLOAD = "icon-[lucide--download]",
        EDIT = "icon-[lucide--pencil]",
        EMAIL = "icon-[lucide--mail]",
        EVENT = "icon-[lucide--ticket]",
        EXPENSE = "icon-[lucide--coins]",
        FILTER = "icon-[lucide--sliders-horizontal]",
        FOLLOW_UP = "icon-[lucide--message-square-text]",
        FORWARD = "icon-[lucide--chevron-right]",
        FUNNEL = "icon-[lucide--funnel]",
        GRADE = "icon-[lucide--award]",
        HAND_OVER = "icon-[lucide--arrow-right-left]",
        HISTORY = "icon-[lucide--history]",
        IMAGE = "icon-[lucide--image]",
        INBOX = "icon-[lucide--inbox]",
        INFO = "icon-[lucide--info]",
        LANGUAGE = "icon-[lucide--languages]",
        LOCK = "icon-[lucide--lock]",
        ME = "icon-[lucide--circle-user-round]",
        MEETING = "icon-[lucide--video]",
        MINUS = "icon-[lucide--minus]",
        MONITOR = "icon-[lucide--monitor]",
        MORE = "icon-[lucide--ellipsis]",
        OFFLINE = "icon-[lucide--cloud-off]",
        OPPORTUNITY = "icon-[lucide--target]",
        ORDER = "icon-[lucide--receipt-text]",
        PAYMENT = "icon-[lucide--wallet]",
        PHONE = "icon-[lucide--phone]",
        PLUS = "icon-[lucide--plus]",
        PRINT = "icon-[lucide--printer]",
        PRODUCT = "icon-[lucide--package]",
        PROPOSAL = "icon-[lucide--file-text]",
        QUOTA = "icon-[lucide--list-checks]",
        RENEWAL = "icon-[lucide--repeat-2]",
        SEARCH = "icon-[lucide--search]",
        SETTINGS = "icon-[lucide--settings]",
        SIMULATE = "icon-[lucide--flask-conical]",
        SIGN_OUT = "icon-[lucide--log-out]",
        STORED = "icon-[lucide--smartphone]",
        SYNC = "icon-[lucide--refresh-cw]",
        TABLE = "icon-[lucide--table-2]",
        TARGET = "icon-[lucide--goal]",
        THEME = "icon-[lucide--sun-moon]",
        TODAY = "icon-[lucide--sun]",
        UNDO = "icon-[lucide--undo-2]",
        UP = "icon-[lucide--chevron-up]",
        UPLOADED = "icon-[lucide--cloud-upload]",
        VISIT = "icon-[lucide--map-pin]",
        WEEK = "icon-[lucide--calendar-range]",
        WECHAT = "icon-[lucide--message-circle]",
        WORKBENCH = "icon-[lucide--layout-grid]",
    }
}

/// An icon of [`icons`]. Decorative without `label`.
#[component]
pub fn Icon(
    /// One of [`icons`].
    name: &'static str,
    /// Read by screen readers when the icon stands alone.
    #[prop(into, optional)]
    label: Option<Signal<String>>,
    /// Size and colour classes; 20 px by default.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let size = if class.is_empty() { "size-5" } else { class };
    let class = format!("{name} {size} shrink-0");
    match label {
        Some(label) => view! { <span class=class role="img" aria-label=move || label.get()></span> }.into_any(),
        None => view! { <span class=class aria-hidden="true"></span> }.into_any(),
    }
}
