//! Who is reading: language, currency and clock. One per page, not per component, because words are also needed in event handlers and after
//! an `.await`, where a component's context is gone.

use domain::records::organisation::{Company, Currency};
use leptos::prelude::*;

/// A language of the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// 简体中文.
    #[default]
    Zh = 0,
    /// English.
    En = 1,
}

impl Lang {
    /// Every language, the first one first.
    pub const ALL: [Lang; 2] = [Lang::Zh, Lang::En];

    /// The tag for the `lang` attribute and for the stored preference.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        }
    }

    /// The language of a tag, as stored or as a browser names its own (`zh`, `en-GB`).
    pub fn parse(tag: &str) -> Option<Lang> {
        match tag.split('-').next() {
            Some("zh") => Some(Lang::Zh),
            Some("en") => Some(Lang::En),
            _ => None,
        }
    }

    /// Its name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Lang::Zh => "简体中文",
            Lang::En => "English",
        }
    }
}

/// What decides how numbers, days and words are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// The language.
    pub lang: Lang,
    /// The company's currency.
    pub currency: Currency,
    /// The company's clocks.
    pub utc_offset_minutes: i32,
}

impl Default for Locale {
    fn default() -> Locale {
        Locale { lang: Lang::Zh, currency: Currency::Cny, utc_offset_minutes: 480 }
    }
}

thread_local! {
    static LOCALE: ArcRwSignal<Locale> = ArcRwSignal::new(Locale::default());
}

/// The reader's locale. Tracked.
pub fn locale() -> Locale {
    LOCALE.with(|it| it.try_get()).unwrap_or_default()
}

/// Changes the language at once, everywhere.
pub fn set_lang(lang: Lang) {
    change(|it| it.lang = lang);
}

/// Takes currency and clock from the company's record.
pub fn set_company(company: &Company) {
    let (currency, utc_offset_minutes) = (company.currency, company.utc_offset_minutes);
    change(|it| (it.currency, it.utc_offset_minutes) = (currency, utc_offset_minutes));
}

/// Tells whoever listens only when something is different.
fn change(change: impl FnOnce(&mut Locale)) {
    let signal = LOCALE.with(Clone::clone);
    let mut locale = signal.get_untracked();
    let before = locale;
    change(&mut locale);
    if locale != before {
        signal.set(locale);
    }
}
