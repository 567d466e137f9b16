//! What colour says how a figure stands: red means act.

use domain::figures::analytics::Standing;

use crate::ui::kit::Tone;

/// The tone of a standing.
pub fn tone_of(standing: Standing) -> Tone {
    match standing {
        Standing::Reached => Tone::Success,
        Standing::Behind => Tone::Warning,
        Standing::Alarming => Tone::Error,
        Standing::OnPace | Standing::NotBegun | Standing::NoTarget => Tone::Brand,
    }
}
