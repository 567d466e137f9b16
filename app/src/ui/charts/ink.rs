//! Chart colours: one palette for both themes and for exports, and muted colours of text and lines for each theme.

use charming::Chart;
use charming::component::Axis;
use charming::element::{AxisLabel, AxisLine, AxisTick, AxisType, Color, LineStyle, SplitLine, TextStyle};
use leptos::prelude::*;
use leptos::wasm_bindgen::prelude::*;

use crate::i18n::{Locale, locale};

/// Eight colours that colour-blind users can tell apart on both backgrounds; the brand colour first.
pub const PALETTE: [&str; 8] = ["#0e8a8f", "#e69f00", "#4c6fc4", "#d55e00", "#56b4e9", "#cc79a7", "#8c6d31", "#8e99a4"];

/// Fonts of the page.
const FAMILY: &str = "system-ui, \"PingFang SC\", \"Noto Sans SC\", \"Microsoft YaHei\", sans-serif";

/// Locale and theme of charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink {
    pub locale: Locale,
    pub is_dark: bool,
}

impl Ink {
    /// Colour of words and numbers.
    pub(super) fn text(self) -> &'static str {
        if self.is_dark { "#c3ccd1" } else { "#4a545a" }
    }

    /// Colour of auxiliary lines.
    pub(super) fn line(self) -> &'static str {
        if self.is_dark { "#3a464c" } else { "#e3e7e9" }
    }

    /// Colour of last year's line.
    pub(super) fn ghost(self) -> &'static str {
        if self.is_dark { "#7d8a91" } else { "#9aa5ab" }
    }

    /// Colour of target lines and marks.
    pub(super) fn target(self) -> &'static str {
        if self.is_dark { "#f0f3f4" } else { "#1f282d" }
    }

    /// Background colour of a chart.
    pub(super) fn ground(self) -> &'static str {
        if self.is_dark { "#1b2327" } else { "#ffffff" }
    }

    pub(super) fn words(self) -> TextStyle {
        TextStyle::new().color(self.text()).font_family(FAMILY).font_size(12.0)
    }

    /// An empty chart with our palette.
    pub(super) fn sheet(self) -> Chart {
        Chart::new().color(PALETTE.iter().map(|it| Color::from(*it)).collect())
    }

    /// Category axis.
    pub(super) fn names(self, names: Vec<String>) -> Axis {
        Axis::new()
            .type_(AxisType::Category)
            .data(names)
            .axis_label(AxisLabel::new().color(self.text()).font_family(FAMILY))
            .axis_tick(AxisTick::new().show(false))
            .axis_line(AxisLine::new().show(false))
    }

    /// Value axis with its unit.
    pub(super) fn values(self, unit: &str) -> Axis {
        Axis::new()
            .type_(AxisType::Value)
            .name(unit)
            .name_text_style(self.words())
            .axis_label(AxisLabel::new().color(self.text()).font_family(FAMILY))
            .split_line(SplitLine::new().line_style(LineStyle::new().color(self.line())))
    }
}

#[wasm_bindgen(module = "/src/ui/charts/canvas.js")]
extern "C" {
    #[wasm_bindgen(js_name = watchTheme)]
    fn watch(told: &Closure<dyn FnMut(bool)>);
}

thread_local! {
    static IS_DARK: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// The current ink. Reactive to language and theme.
pub fn ink() -> Ink {
    Ink { locale: locale(), is_dark: IS_DARK.with(|it| it.try_get()).unwrap_or(false) }
}

/// Follows the theme of the page (system preference and `data-theme`) for as long as the page lives. The frame calls it once.
pub fn watch_theme() {
    let is_dark = IS_DARK.with(Clone::clone);
    let told = Closure::new(move |dark| {
        if is_dark.get_untracked() != dark {
            is_dark.set(dark);
        }
    });
    watch(&told);
    told.forget();
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::i18n::Lang;

    /// Chinese on a light background.
    pub const LIGHT: Ink = Ink { locale: Locale::of(Lang::Zh, domain::records::organisation::Currency::Cny, 480), is_dark: false };
}
