//! Tells browser and operating system from a `User-Agent`. Only these two words are stored, never the header.

use app::api::devices::{BrowserName, Software, SystemName};
use domain::values::json::of_word;

/// A part of the header and what it means. The first that matches decides: most browsers also name those they descend from.
const BROWSERS: [(&str, BrowserName); 16] = [
    ("wxwork/", BrowserName::Wecom),
    ("MicroMessenger/", BrowserName::Wechat),
    ("DingTalk/", BrowserName::Dingtalk),
    ("HuaweiBrowser/", BrowserName::Huawei),
    ("MiuiBrowser/", BrowserName::Xiaomi),
    ("QQBrowser/", BrowserName::Qq),
    ("UCBrowser/", BrowserName::Uc),
    ("SamsungBrowser/", BrowserName::Samsung),
    ("Edg/", BrowserName::Edge),
    ("EdgA/", BrowserName::Edge),
    ("EdgiOS/", BrowserName::Edge),
    ("Firefox/", BrowserName::Firefox),
    ("FxiOS/", BrowserName::Firefox),
    ("Chrome/", BrowserName::Chrome),
    ("CriOS/", BrowserName::Chrome),
    ("Safari/", BrowserName::Safari),
];

const SYSTEMS: [(&str, SystemName); 8] = [
    ("OpenHarmony", SystemName::Harmony),
    ("HarmonyOS", SystemName::Harmony),
    ("Android", SystemName::Android),
    ("iPhone", SystemName::Iphone),
    ("iPad", SystemName::Ipad),
    ("Windows", SystemName::Windows),
    ("Macintosh", SystemName::Mac),
    ("Linux", SystemName::Linux),
];

/// What a `User-Agent` says; nothing where it names none that we know.
pub(super) fn of_agent(agent: &str) -> Software {
    Software { browser: first(&BROWSERS, agent), system: first(&SYSTEMS, agent) }
}

/// What two stored words mean.
pub(super) fn of_words(browser: Option<&str>, system: Option<&str>) -> Software {
    Software { browser: browser.and_then(of_word), system: system.and_then(of_word) }
}

fn first<T: Copy>(known: &[(&str, T)], agent: &str) -> Option<T> {
    known.iter().find(|(part, _)| agent.contains(part)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use domain::values::json::word_of;

    use super::*;

    #[test]
    fn browser_and_system_are_told_from_the_header() {
        const WEBKIT: &str = "AppleWebKit/537.36 (KHTML, like Gecko)";
        for (agent, browser, system) in [
            (
                format!("Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/140.0.0.0 Safari/537.36"),
                Some(BrowserName::Chrome),
                Some(SystemName::Windows),
            ),
            (
                format!("Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/140.0.0.0 Safari/537.36 Edg/140.0"),
                Some(BrowserName::Edge),
                Some(SystemName::Windows),
            ),
            (
                format!("Mozilla/5.0 (Linux; Android 14; M2012) {WEBKIT} Chrome/134.0 Mobile Safari/537.36 MicroMessenger/8.0"),
                Some(BrowserName::Wechat),
                Some(SystemName::Android),
            ),
            (
                format!("Mozilla/5.0 (Phone; OpenHarmony 5.0) {WEBKIT} Chrome/132.0 Safari/537.36 HuaweiBrowser/5.1"),
                Some(BrowserName::Huawei),
                Some(SystemName::Harmony),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1 Version/18.5 Mobile/15E148 Safari/604.1"
                    .to_owned(),
                Some(BrowserName::Safari),
                Some(SystemName::Iphone),
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:143.0) Gecko/20100101 Firefox/143.0".to_owned(),
                Some(BrowserName::Firefox),
                Some(SystemName::Mac),
            ),
            ("curl/8.5".to_owned(), None, None),
            (String::new(), None, None),
        ] {
            let told = of_agent(&agent);
            assert_eq!((told.browser, told.system), (browser, system), "{agent}");
            let (browser, system) = (told.browser.map(word_of), told.system.map(word_of));
            assert_eq!(of_words(browser.as_deref(), system.as_deref()), told, "{agent}");
        }
    }
}
