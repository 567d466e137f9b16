//! The reader's language, currency and time zone. One per page, not per component, because texts are also needed in event handlers and after an
//! `.await`, where a component's context is gone.

use domain::records::organisation::{Company, Currency};
use domain::values::amount_unit::AmountUnit;
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// 简体中文.
    #[default]
    Zh = 0,
    /// English.
    En = 1,
}

impl Lang {
    /// Every language, the default first.
    pub const ALL: [Lang; 2] = [Lang::Zh, Lang::En];

    /// The tag for the `lang` attribute and for the stored preference.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        }
    }

    /// The language of a stored tag or a browser's language tag (`zh`, `en-GB`).
    pub fn parse(tag: &str) -> Option<Lang> {
        match tag.split('-').next() {
            Some("zh") => Some(Lang::Zh),
            Some("en") => Some(Lang::En),
            _ => None,
        }
    }

    /// Its name in the language itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Lang::Zh => "简体中文",
            Lang::En => "English",
        }
    }
}

/// What determines the format of numbers, days and texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    pub lang: Lang,
    /// The company's currency.
    pub currency: Currency,
    /// The company's time zone.
    pub utc_offset_minutes: i32,
    /// The company's unit of amounts on dashboards.
    pub company_amounts: AmountUnit,
    /// The reader's own; `None` follows the company.
    pub own_amounts: Option<AmountUnit>,
}

impl Default for Locale {
    fn default() -> Locale {
        Locale::of(Lang::Zh, Currency::Cny, 480)
    }
}

impl Locale {
    /// With amounts in the unit that fits them.
    pub const fn of(lang: Lang, currency: Currency, utc_offset_minutes: i32) -> Locale {
        Locale { lang, currency, utc_offset_minutes, company_amounts: AmountUnit::Fitting, own_amounts: None }
    }

    /// The unit of amounts on dashboards and cards (A47).
    pub fn amounts(self) -> AmountUnit {
        self.own_amounts.unwrap_or(self.company_amounts)
    }
}

thread_local! {
    static LOCALE: ArcRwSignal<Locale> = ArcRwSignal::new(Locale::default());
}

/// The reader's locale. Tracked.
pub fn locale() -> Locale {
    LOCALE.with(|it| it.try_get()).unwrap_or_default()
}

/// Changes the language everywhere at once.
pub fn set_lang(lang: Lang) {
    change(|it| it.lang = lang);
}

/// Sets the reader's own unit of amounts; `None` follows the company.
pub fn set_amounts(own: Option<AmountUnit>) {
    change(|it| it.own_amounts = own);
}

/// Sets currency, time zone and unit of amounts from the company's record.
pub fn set_company(company: &Company) {
    let (currency, utc_offset_minutes) = (company.currency, company.utc_offset_minutes);
    let company_amounts = company.amount_unit;
    change(|it| (it.currency, it.utc_offset_minutes, it.company_amounts) = (currency, utc_offset_minutes, company_amounts));
}

/// Updates the locale; notifies only if it differs.
fn change(change: impl FnOnce(&mut Locale)) {
    let signal = LOCALE.with(Clone::clone);
    let mut locale = signal.get_untracked();
    let before = locale;
    change(&mut locale);
    if locale != before {
        signal.set(locale);
    }
}
