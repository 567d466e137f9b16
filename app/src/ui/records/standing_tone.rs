//! The colour of a figure's standing. Red means that action is needed.

use domain::figures::analytics::Standing;

use crate::ui::kit::Tone;

pub fn tone_of(standing: Standing) -> Tone {
    match standing {
        Standing::Reached => Tone::Success,
        Standing::Behind => Tone::Warning,
        Standing::Alarming => Tone::Error,
        Standing::OnPace | Standing::NotBegun | Standing::NoTarget => Tone::Brand,
    }
}
