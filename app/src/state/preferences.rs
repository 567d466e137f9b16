//! How this device is dressed: language and theme, remembered, and the same for whoever uses it.

use leptos::prelude::*;

use super::Machine;
use crate::i18n::{self, Lang};

const LANGUAGE: &str = "language";
const THEME: &str = "theme";

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// The word in the document and in storage; none follows the system.
    pub fn tag(self) -> Option<&'static str> {
        match self {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        }
    }
}

/// Language and theme.
#[derive(Clone, Copy)]
pub struct Preferences {
    machine: Machine,
    language: RwSignal<Lang>,
    theme: RwSignal<Theme>,
}

impl Preferences {
    /// As remembered; a new device speaks the first language of the browser that the app knows, else Chinese.
    pub fn restore(machine: Machine) -> Preferences {
        let browser = machine.browser();
        let remembered = browser.remembered(LANGUAGE).and_then(|it| Lang::parse(&it));
        let preferred = || browser.languages().iter().find_map(|it| Lang::parse(it));
        let language = remembered.or_else(preferred).unwrap_or_default();
        let theme = browser.remembered(THEME).and_then(|tag| Theme::ALL.into_iter().find(|it| it.tag() == Some(tag.as_str())));
        let preferences = Preferences { machine, language: RwSignal::new(language), theme: RwSignal::new(theme.unwrap_or_default()) };
        preferences.dress();
        preferences
    }

    /// The language.
    pub fn language(&self) -> Lang {
        self.language.get()
    }

    /// The theme.
    pub fn theme(&self) -> Theme {
        self.theme.get()
    }

    /// Speaks another language from now on.
    pub fn speak(&self, language: Lang) {
        self.language.set(language);
        self.machine.browser().remember(LANGUAGE, Some(language.tag()));
        self.dress();
    }

    /// Wears another theme from now on.
    pub fn wear(&self, theme: Theme) {
        self.theme.set(theme);
        self.machine.browser().remember(THEME, theme.tag());
        self.dress();
    }

    fn dress(&self) {
        let (language, theme) = (self.language.get_untracked(), self.theme.get_untracked());
        i18n::set_lang(language);
        self.machine.browser().dress(language.tag(), theme.tag());
    }
}
