//! 保底、冲刺 and 挑战 of a target.

use domain::records::target::TargetLevels;
use domain::values::field::Field;
use domain::values::kpi_unit::KpiUnit;
use domain::values::refusal::Refusals;
use domain::values::text::is_blank;
use leptos::prelude::*;

use crate::i18n::words;
use crate::state::kpi_value;
use crate::t;
use crate::ui::kit::{Entry, TextField};

/// The typed levels. Cheap to copy.
#[derive(Clone, Copy)]
pub struct LevelFields {
    floor: RwSignal<String>,
    stretch: RwSignal<String>,
    challenge: RwSignal<String>,
}

impl LevelFields {
    /// The levels as they are stored.
    pub fn of(levels: TargetLevels, unit: KpiUnit) -> LevelFields {
        let typed = |level: Option<i64>| RwSignal::new(level.map(|it| kpi_value::written(unit, it)).unwrap_or_default());
        LevelFields { floor: typed(levels.floor), stretch: typed(levels.stretch), challenge: typed(levels.challenge) }
    }

    /// The fields of the draft.
    pub fn kept(self) -> [(&'static str, RwSignal<String>); 3] {
        [("floor", self.floor), ("stretch", self.stretch), ("challenge", self.challenge)]
    }

    /// The levels in the unit; a blank field is none.
    pub fn read(self, unit: KpiUnit, refusals: &mut Refusals) -> TargetLevels {
        let mut level = |field: Field, text: RwSignal<String>| {
            let text = text.get();
            if is_blank(&text) { None } else { refusals.keep(field, kpi_value::read(unit, &text)) }
        };
        TargetLevels {
            floor: level(Field::Floor, self.floor),
            stretch: level(Field::Stretch, self.stretch),
            challenge: level(Field::Challenge, self.challenge),
        }
    }
}

/// The three fields, side by side.
#[component]
pub fn LevelInputs(levels: LevelFields, refusals: Signal<Refusals>) -> impl IntoView {
    let field = move |name: Field, value: RwSignal<String>| {
        view! { <TextField label=move || words::field(name) name value refusals entry=Entry::Decimal/> }
    };
    view! {
        <fieldset>
            <legend class="sr-only">{move || t!("targets.levels")}</legend>
            <div class="grid grid-cols-3 gap-2">
                {field(Field::Floor, levels.floor)} {field(Field::Stretch, levels.stretch)} {field(Field::Challenge, levels.challenge)}
            </div>
            <p class="pt-1 text-xs text-quiet">{move || t!("targets.levels_hint")}</p>
        </fieldset>
    }
    .into_any()
}
