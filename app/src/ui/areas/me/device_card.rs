//! The language, theme and unit of amounts of this device.

use domain::values::amount_unit::AmountUnit;
use domain::values::json::{of_word, word_of};
use leptos::prelude::*;

use crate::i18n::{Lang, words};
use crate::state::Preferences;
use crate::state::preferences::Theme;
use crate::t;
use crate::ui::kit::{Choice, Section, SegmentedControl};

/// Language, theme, and unit of amounts.
#[component]
pub fn DeviceCard() -> impl IntoView {
    let preferences = expect_context::<Preferences>();
    let languages = Signal::stored(Lang::ALL.map(|it| Choice::new(it.tag(), it.own_name())).to_vec());
    let themes = Signal::derive(|| Theme::ALL.map(|it| Choice::new(it.tag().unwrap_or_default(), theme_words(it))).to_vec());
    let amounts = Signal::derive(|| {
        let units = AmountUnit::ALL.map(|it| Choice::new(word_of(it), words::amount_unit(it)));
        std::iter::once(Choice::new("", t!("me.amounts_of_company"))).chain(units).collect::<Vec<_>>()
    });
    let unit = Signal::derive(move || preferences.amounts().map(word_of).unwrap_or_default());
    let count = move |word: String| preferences.count_in(of_word(&word));
    let speak = move |tag: String| Lang::parse(&tag).into_iter().for_each(|it| preferences.speak(it));
    let wear = move |tag: String| {
        let theme = Theme::ALL.into_iter().find(|it| it.tag().unwrap_or_default() == tag);
        preferences.wear(theme.unwrap_or_default());
    };
    view! {
        <Section title=move || t!("me.device")>
            <div class="grid gap-4 sm:grid-cols-2">
                <div>
                    <p class="pb-1 text-sm font-medium">{move || t!("me.language")}</p>
                    <SegmentedControl label=move || t!("me.language") segments=languages value=Signal::derive(move || preferences.language().tag().to_owned()) on_choose=speak/>
                </div>
                <div>
                    <p class="pb-1 text-sm font-medium">{move || t!("me.theme")}</p>
                    <SegmentedControl label=move || t!("me.theme") segments=themes value=Signal::derive(move || preferences.theme().tag().unwrap_or_default().to_owned()) on_choose=wear/>
                </div>
                <div class="sm:col-span-2">
                    <p class="pb-1 text-sm font-medium">{move || t!("me.amounts")}</p>
                    <SegmentedControl label=move || t!("me.amounts") segments=amounts value=unit on_choose=count/>
                </div>
            </div>
        </Section>
    }
    .into_any()
}

fn theme_words(theme: Theme) -> &'static str {
    match theme {
        Theme::System => t!("me.theme_system"),
        Theme::Light => t!("me.theme_light"),
        Theme::Dark => t!("me.theme_dark"),
    }
}
