//! The texts of devices: what runs on them, and what came of a sign-in.

use crate::api::devices::{BrowserName, SignInOutcome, Software, SystemName};
use crate::t;

/// Browser and system: 「Chrome · Windows」; one of them if the other is not known.
pub fn software(software: Software) -> String {
    match (software.browser.map(browser), software.system.map(system)) {
        (Some(browser), Some(system)) => t!("devices.both", browser = browser, system = system),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => t!("devices.unknown").to_owned(),
    }
}

pub fn outcome(outcome: SignInOutcome) -> &'static str {
    match outcome {
        SignInOutcome::SignedIn => t!("devices.history.outcome.signed_in"),
        SignInOutcome::WrongPassword => t!("devices.history.outcome.wrong_password"),
        SignInOutcome::Disabled => t!("devices.history.outcome.disabled"),
    }
}

fn browser(name: BrowserName) -> &'static str {
    match name {
        BrowserName::Chrome => "Chrome",
        BrowserName::Edge => "Edge",
        BrowserName::Firefox => "Firefox",
        BrowserName::Safari => "Safari",
        BrowserName::Wechat => t!("devices.browser.wechat"),
        BrowserName::Wecom => t!("devices.browser.wecom"),
        BrowserName::Dingtalk => t!("devices.browser.dingtalk"),
        BrowserName::Huawei => t!("devices.browser.huawei"),
        BrowserName::Xiaomi => t!("devices.browser.xiaomi"),
        BrowserName::Samsung => t!("devices.browser.samsung"),
        BrowserName::Qq => t!("devices.browser.qq"),
        BrowserName::Uc => t!("devices.browser.uc"),
    }
}

fn system(name: SystemName) -> &'static str {
    match name {
        SystemName::Android => t!("devices.system.android"),
        SystemName::Harmony => t!("devices.system.harmony"),
        SystemName::Iphone => "iPhone",
        SystemName::Ipad => "iPad",
        SystemName::Windows => "Windows",
        SystemName::Mac => "macOS",
        SystemName::Linux => "Linux",
    }
}
