//! One opportunity on the board.

use domain::values::stage::Stage;
use leptos::prelude::*;
use leptos_router::components::A;

use super::board::BoardCard;
use super::shift::Shift;
use crate::i18n::{NOTHING, locale, words};
use crate::local::Notebook;
use crate::t;
use crate::ui::kit::{Badge, Button, Tone, icons};
use crate::ui::url::routes::paths;

/// A card: title, customer, amount, days in stage, and a button to the next stage.
#[component]
pub fn BoardCardView(
    card: BoardCard,
    /// Moves the card.
    shift: Callback<Shift>,
    /// The card that is being dragged.
    dragged: RwSignal<Option<Shift>>,
) -> impl IntoView {
    let notebook = expect_context::<Notebook>();
    let BoardCard {
        id,
        title,
        customer,
        owner_name,
        amount,
        expected_close,
        is_late,
        days,
        over,
        stage,
        n_risks,
        awaits_help,
        is_mine,
        ..
    } = card;
    let place = Stage::OPEN.into_iter().position(|it| it == stage).unwrap_or(0);
    let advance = Stage::OPEN.get(place + 1).copied().filter(|_| is_mine).map(|to| {
        let press = move || shift.run(Shift { id, from: stage, to });
        view! { <div class="pt-2"><Button label=move || t!("opportunities.advance", stage = words::stage(to)) wide=true on_press=press/></div> }
    });
    let drag = move |_| dragged.set(Some(Shift { id, from: stage, to: stage }));
    let tone = if is_late { Tone::Warning } else { Tone::Neutral };
    let close = expected_close.map(|day| {
        view! { <Badge label=move || t!("opportunities.close_on", day = locale().day_near(day, notebook.today())) tone icon=icons::CALENDAR/> }
    });
    let risks = (0 < n_risks).then(|| {
        let tone = if awaits_help { Tone::Error } else { Tone::Warning };
        let label = move || match awaits_help {
            true => format!("{} · {}", t!("measures.risk.n_open", n = n_risks), t!("measures.risk.awaits")),
            false => t!("measures.risk.n_open", n = n_risks),
        };
        view! { <Badge label=Signal::derive(label) tone=Signal::stored(tone) icon=icons::INFO/> }
    });
    let ageing = move || match over {
        0 => t!("opportunities.days_here", n = days),
        over => t!("opportunities.days_too_long", n = days, over = over),
    };
    let age_tone = if 0 < over { Tone::Warning } else { Tone::Neutral };
    view! {
        <article
            class="rounded-box border border-base-300 bg-base-100 p-3"
            draggable=if is_mine { "true" } else { "false" }
            on:dragstart=drag
        >
            <A href=paths::opportunity(id) attr:class="block rounded-field">
                <p class="line-clamp-2 text-sm font-medium">{title}</p>
                <p class="truncate text-xs text-quiet">{customer} " · " {owner_name}</p>
            </A>
            <p class="pt-2 font-semibold tabular-nums">
                {move || amount.map_or_else(|| NOTHING.to_owned(), |it| locale().money_short(it))}
            </p>
            <div class="flex flex-wrap gap-1 pt-1">
                <Badge label=Signal::derive(ageing) tone=Signal::stored(age_tone) icon=icons::HISTORY/>
                {close}
                {risks}
            </div>
            {advance}
        </article>
    }
    .into_any()
}
