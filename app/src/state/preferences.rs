//! The language, theme and unit of amounts of this device, remembered and shared by everybody who uses it.

use domain::values::amount_unit::AmountUnit;
use domain::values::json::{of_word, word_of};
use leptos::prelude::*;

use super::Machine;
use crate::i18n::{self, Lang};

const LANGUAGE: &str = "language";
const THEME: &str = "theme";
const AMOUNTS: &str = "amounts";

/// The colour theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Follows the system.
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// The value in the document and in storage; `None` for the system's theme.
    pub fn tag(self) -> Option<&'static str> {
        match self {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        }
    }
}

/// Language, theme, and unit of amounts.
#[derive(Clone, Copy)]
pub struct Preferences {
    machine: Machine,
    language: RwSignal<Lang>,
    theme: RwSignal<Theme>,
    amounts: RwSignal<Option<AmountUnit>>,
}

impl Preferences {
    /// Restores the remembered preferences. A new device uses the first browser language that the app supports, otherwise Chinese.
    pub fn restore(machine: Machine) -> Preferences {
        let browser = machine.browser();
        let remembered = browser.remembered(LANGUAGE).and_then(|it| Lang::parse(&it));
        let preferred = || browser.languages().iter().find_map(|it| Lang::parse(it));
        let language = remembered.or_else(preferred).unwrap_or_default();
        let theme = browser.remembered(THEME).and_then(|tag| Theme::ALL.into_iter().find(|it| it.tag() == Some(tag.as_str())));
        let amounts = browser.remembered(AMOUNTS).and_then(|it| of_word(&it));
        let (language, theme) = (RwSignal::new(language), RwSignal::new(theme.unwrap_or_default()));
        let preferences = Preferences { machine, language, theme, amounts: RwSignal::new(amounts) };
        preferences.dress();
        preferences
    }

    pub fn language(&self) -> Lang {
        self.language.get()
    }

    pub fn theme(&self) -> Theme {
        self.theme.get()
    }

    /// `None` follows the company.
    pub fn amounts(&self) -> Option<AmountUnit> {
        self.amounts.get()
    }

    /// Sets and remembers the language.
    pub fn speak(&self, language: Lang) {
        self.language.set(language);
        self.machine.browser().remember(LANGUAGE, Some(language.tag()));
        self.dress();
    }

    /// Sets and remembers the theme.
    pub fn wear(&self, theme: Theme) {
        self.theme.set(theme);
        self.machine.browser().remember(THEME, theme.tag());
        self.dress();
    }

    /// Sets and remembers the unit of amounts on dashboards (A47); `None` follows the company.
    pub fn count_in(&self, amounts: Option<AmountUnit>) {
        self.amounts.set(amounts);
        self.machine.browser().remember(AMOUNTS, amounts.map(word_of).as_deref());
        i18n::set_amounts(amounts);
    }

    fn dress(&self) {
        let (language, theme) = (self.language.get_untracked(), self.theme.get_untracked());
        i18n::set_lang(language);
        i18n::set_amounts(self.amounts.get_untracked());
        self.machine.browser().dress(language.tag(), theme.tag());
    }
}
