//! Meaning of colours. Red means act, amber means act soon; neither is decoration.

/// Meaning of a colour. Never the only sign: words or an icon say the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// No particular meaning.
    #[default]
    Neutral,
    /// The brand, selected, or in progress.
    Brand,
    /// Reached, confirmed.
    Success,
    /// Close to a limit: look soon.
    Warning,
    /// Action required.
    Error,
}

impl Tone {
    /// Badge classes.
    pub fn badge(self) -> &'static str {
        match self {
            Tone::Neutral => "badge badge-ghost",
            Tone::Brand => "badge badge-soft badge-primary",
            Tone::Success => "badge badge-soft badge-success",
            Tone::Warning => "badge badge-soft badge-warning",
            Tone::Error => "badge badge-soft badge-error",
        }
    }

    /// Text class.
    pub fn text(self) -> &'static str {
        match self {
            Tone::Neutral => "text-quiet",
            Tone::Brand => "text-primary",
            Tone::Success => "text-good",
            Tone::Warning => "text-near",
            Tone::Error => "text-bad",
        }
    }

    /// Class of a filled bar.
    pub fn fill(self) -> &'static str {
        match self {
            Tone::Neutral => "bg-base-content/40",
            Tone::Brand => "bg-primary",
            Tone::Success => "bg-success",
            Tone::Warning => "bg-warning",
            Tone::Error => "bg-error",
        }
    }

    /// Class of a drawn line.
    pub fn stroke(self) -> &'static str {
        match self {
            Tone::Neutral => "stroke-base-content/40",
            Tone::Brand => "stroke-primary",
            Tone::Success => "stroke-success",
            Tone::Warning => "stroke-warning",
            Tone::Error => "stroke-error",
        }
    }

    /// Classes of a notice.
    pub fn alert(self) -> &'static str {
        match self {
            Tone::Neutral => "alert",
            Tone::Brand => "alert alert-soft alert-info",
            Tone::Success => "alert alert-soft alert-success",
            Tone::Warning => "alert alert-soft alert-warning",
            Tone::Error => "alert alert-soft alert-error",
        }
    }
}
