//! The service worker, rendered from the files that are really served: its bytes change exactly when one of them does.

use serde_json::json;
use sha2::{Digest, Sha256};

use super::Page;
use crate::site::Site;

const TEMPLATE: &str = include_str!("service_worker.js");

/// Cached after the app is installed, or at first use: too big to wait for.
const KEPT_LATER: [&str; 2] = ["charts.js", "han.txt"];

/// The icon of a push notice.
const ICON: &str = "icons/icon-192.png";

pub(super) fn render(site: &Site, written: &[(&str, &Page)]) -> String {
    let later: Vec<String> = KEPT_LATER.iter().filter_map(|it| site.path(it)).map(|it| format!("/{it}")).collect();
    let mut version = Sha256::new();
    version.update(TEMPLATE);
    let mut first: Vec<String> = Vec::new();
    for (path, page) in written {
        version.update(format!("{path}\n{}\n", page.text));
        first.push((*path).to_owned());
    }
    for (path, file) in site.listed() {
        version.update(format!("{path}\n{}\n", file.digest));
        let path = format!("/{path}");
        if !later.contains(&path) {
            first.push(path);
        }
    }
    let version = hex::encode(&version.finalize()[..8]);
    TEMPLATE
        .replace("__VERSION__", &json!(format!("dabiao-{version}")).to_string())
        .replace("__FIRST__", &json!(first).to_string())
        .replace("__ICON__", &json!(site.path(ICON).map(|it| format!("/{it}"))).to_string())
        .replace("__LATER__", &json!(later).to_string())
}
