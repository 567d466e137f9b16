//! The only Rust module that knows ECharts. ECharts is loaded on first use; if that fails, the table is shown instead.

use leptos::prelude::*;
use leptos::wasm_bindgen::prelude::*;
use leptos::{html, task, web_sys};

use super::Drawn;
use crate::t;
use crate::ui::kit::{EmptyState, Icon, Skeleton, icons, unique_id};

#[wasm_bindgen(module = "/src/ui/charts/canvas.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn draw(element: &web_sys::HtmlElement, option: &str, on_press: &JsValue) -> Result<(), JsValue>;
    fn dispose(element: &web_sys::HtmlElement);
}

/// A chart with its table, and its states for loading, no data, and no ECharts.
#[component]
pub fn ChartCanvas(
    /// What it shows; read by screen readers, and the caption of the table.
    #[prop(into)]
    label: Signal<String>,
    /// The chart; `None` while it is being computed.
    #[prop(into)]
    chart: Signal<Option<Drawn>>,
    /// Height class.
    #[prop(default = "h-72")]
    height: &'static str,
    /// Called with the index of the pressed item, in the order given.
    #[prop(into, optional)]
    on_press: Option<Callback<usize>>,
) -> impl IntoView {
    let as_table = RwSignal::new(false);
    let has_failed = RwSignal::new(false);
    let is_empty = Memo::new(move |_| chart.with(|it| it.as_ref().is_some_and(Drawn::is_empty)));
    let is_loading = Memo::new(move |_| chart.with(Option::is_none));
    let shows_table = Memo::new(move |_| as_table.get() || has_failed.get());
    let table = move || chart.get().map(|it| it.table.view(label.get(), shows_table.get(), on_press));
    let table_id = unique_id("table");
    let controls = table_id.clone();
    let toggle_words = move || if shows_table.get() { t!("kit.as_chart") } else { t!("kit.as_table") };
    let toggle_icon = move || if shows_table.get() { icons::CHART } else { icons::TABLE };
    let toggle = move |_| {
        as_table.set(!shows_table.get_untracked());
        has_failed.set(false);
    };
    let faces = move || match (is_loading.get(), is_empty.get()) {
        (true, _) => view! {
            <div class=height role="status">
                <span class="sr-only">{t!("kit.loading")}</span>
                <Skeleton class="h-full w-full"/>
            </div>
        }
        .into_any(),
        (_, true) => view! { <EmptyState icon=icons::CHART title=move || t!("kit.chart_empty")/> }.into_any(),
        _ => {
            let (table_id, controls) = (table_id.clone(), controls.clone());
            view! {
                <Show when=move || has_failed.get()>
                    <p class="pb-2 text-sm text-quiet" role="status">{move || t!("kit.chart_failed")}</p>
                </Show>
                <Show when=move || !shows_table.get()>
                    <div class="no-print"><Canvas chart has_failed height on_press/></div>
                </Show>
                <div id=table_id class=move || if shows_table.get() { "" } else { "sr-only print-only" }>{table}</div>
                <div class="flex justify-end no-print">
                    <button
                        type="button"
                        class="btn btn-ghost btn-sm min-h-11"
                        aria-controls=controls
                        aria-expanded=move || shows_table.get().to_string()
                        on:click=toggle
                    >
                        {move || view! { <Icon name=toggle_icon() class="size-4"/> }}
                        {toggle_words}
                    </button>
                </div>
            }
            .into_any()
        }
    };
    view! { <figure class="min-w-0" aria-label=move || label.get()>{faces}</figure> }.into_any()
}

/// The drawing surface. Hidden from screen readers: the table has the same data.
#[component]
fn Canvas(
    chart: Signal<Option<Drawn>>,
    has_failed: RwSignal<bool>,
    height: &'static str,
    on_press: Option<Callback<usize>>,
) -> impl IntoView {
    let surface = NodeRef::<html::Div>::new();
    let pressed = StoredValue::new_local(Closure::new(move |at: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "ECharts counts its items from 0")]
        on_press.iter().for_each(|it| it.run(at as usize));
    }));
    let held = StoredValue::new_local(None::<web_sys::HtmlElement>);
    Effect::new(move || {
        let (Some(element), Some(option)) = (surface.get(), chart.with(|it| it.as_ref().map(Drawn::option))) else { return };
        let element: web_sys::HtmlElement = element.into();
        held.set_value(Some(element.clone()));
        task::spawn_local(async move {
            // Cloned before the await: the page and its closure may be gone afterwards.
            let Some(on_press) = pressed.try_with_value(|it: &Closure<dyn FnMut(f64)>| it.as_ref().clone()) else { return };
            if draw(&element, &option, &on_press).await.is_err() {
                let _ = has_failed.try_set(true);
            }
        });
    });
    on_cleanup(move || {
        if let Some(Some(element)) = held.try_get_value() {
            dispose(&element);
        }
    });
    let cursor = if on_press.is_some() { "cursor-pointer" } else { "" };
    view! { <div node_ref=surface class=format!("{height} w-full overflow-hidden {cursor}") aria-hidden="true"></div> }
}
