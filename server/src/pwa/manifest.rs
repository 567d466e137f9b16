//! The web app manifest: how the app looks on a home screen.

use serde_json::{Value, json};

use crate::site::Site;

/// Background behind the icon while the app starts.
pub(super) const THEME_LIGHT: &str = "#ffffff";
/// The same in dark mode.
pub(super) const THEME_DARK: &str = "#1d232a";

const ICONS: [(&str, &str, &str); 4] = [
    ("icons/icon.svg", "any", "any"),
    ("icons/icon-192.png", "192x192", "any"),
    ("icons/icon-512.png", "512x512", "any"),
    ("icons/maskable-512.png", "512x512", "maskable"),
];

pub(super) fn render(site: &Site) -> String {
    let icons: Vec<Value> =
        ICONS.into_iter().filter_map(|(name, sizes, purpose)| site.path(name).map(|path| icon(path, sizes, purpose))).collect();
    let manifest = json!({
        "id": "/",
        "name": "达标 Dabiao",
        "short_name": "达标",
        "description": "销售业绩：客户、跟进、商机、成交与回款，离线可用",
        "lang": "zh-CN",
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": THEME_LIGHT,
        "theme_color": THEME_LIGHT,
        "categories": ["business", "productivity"],
        "icons": icons,
    });
    format!("{manifest:#}\n")
}

fn icon(path: &str, sizes: &str, purpose: &str) -> Value {
    let media_type = if path.ends_with(".svg") { "image/svg+xml" } else { "image/png" };
    json!({ "src": format!("/{path}"), "sizes": sizes, "type": media_type, "purpose": purpose })
}
