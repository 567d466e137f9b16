//! The HTML page of the app. It shows the skeleton of a screen at once and leaves the rest to the script.

use super::manifest::{THEME_DARK, THEME_LIGHT};
use crate::site::Site;

/// Style of the skeleton and of the frame of the last screen: small enough to be inlined, so that nothing waits for it. The skeleton disappears
/// when an element is added beside it.
pub const STYLE: &str = "\
#boot{position:fixed;inset:0;display:flex;flex-direction:column;background:#fff;color:#6b7280;font:15px/1.5 system-ui,sans-serif}\
#boot .bar{height:56px;border-bottom:1px solid #eceef1;display:flex;align-items:center;padding:0 16px;font-weight:600;color:#111827}\
#boot .body{flex:1;padding:16px;display:grid;gap:12px;align-content:start;max-width:720px;width:100%;margin:0 auto;box-sizing:border-box}\
#boot i{display:block;height:72px;border-radius:12px;background:#f1f3f5;animation:boot 1.2s ease-in-out infinite alternate}\
#boot i:first-child{height:152px}\
#boot p{margin:0;text-align:center}\
@keyframes boot{to{opacity:.45}}\
@media(prefers-reduced-motion:reduce){#boot i{animation:none}}\
[data-theme=dark] #boot{background:#1d232a;color:#9ca3af}\
[data-theme=dark] #boot .bar{border-color:#2a323c;color:#e5e7eb}\
[data-theme=dark] #boot i{background:#2a323c}\
@media(prefers-color-scheme:dark){\
:root:not([data-theme=light]) #boot{background:#1d232a;color:#9ca3af}\
:root:not([data-theme=light]) #boot .bar{border-color:#2a323c;color:#e5e7eb}\
:root:not([data-theme=light]) #boot i{background:#2a323c}}\
#boot:not(:only-child){display:none}\
#last-screen{position:fixed;inset:0;z-index:99;overflow:hidden;background:var(--color-base-200);color:var(--color-base-content)}\
#last-screen::part(note){position:fixed;left:50%;bottom:96px;transform:translateX(-50%);margin:0;padding:8px 16px;border-radius:9999px;\
background:var(--color-neutral);color:var(--color-neutral-content);font-size:14px;white-space:nowrap}";

pub(super) fn render(site: &Site) -> String {
    let link = |name: &str, line: &dyn Fn(&str) -> String| site.path(name).map(|path| line(&format!("/{path}"))).unwrap_or_default();
    let wasm = link("app_bg.wasm", &|it| format!(r#"<link rel="preload" href="{it}" as="fetch" type="application/wasm" crossorigin>"#));
    let preload = link("app.js", &|it| format!(r#"<link rel="modulepreload" href="{it}">"#));
    let style = link("main.css", &|it| format!(r#"<link rel="stylesheet" href="{it}">"#));
    let svg_icon = link("icons/icon.svg", &|it| format!(r#"<link rel="icon" href="{it}" type="image/svg+xml">"#));
    let touch_icon = link("icons/apple-touch-icon.png", &|it| format!(r#"<link rel="apple-touch-icon" href="{it}">"#));
    let charts = link("charts.js", &|it| format!(r#"<meta name="dabiao-charts" content="{it}">"#));
    let han = link("han.txt", &|it| format!(r#"<meta name="dabiao-han" content="{it}">"#));
    let script = link("app.js", &|it| format!(r#"<script type="module" src="{it}"></script>"#));
    format!(
        r#"<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>达标 Dabiao</title>
<meta name="description" content="销售业绩：客户、跟进、商机、成交与回款，离线可用">
<meta name="theme-color" content="{THEME_LIGHT}" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="{THEME_DARK}" media="(prefers-color-scheme: dark)">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<meta name="mobile-web-app-capable" content="yes">
<meta name="apple-mobile-web-app-title" content="达标">
<meta name="apple-mobile-web-app-status-bar-style" content="default">
<script src="/boot.js"></script>
<style>{STYLE}</style>
{style}
{preload}
{wasm}
<link rel="manifest" href="/manifest.webmanifest">
{svg_icon}
{touch_icon}
{charts}
{han}
{script}
</head>
<body>
<div id="boot" role="status" aria-label="正在打开 Loading">
<div class="bar">达标</div>
<div class="body"><i></i><i></i><i></i>
<p id="boot-failed" hidden>没有打开成功，请刷新重试。已保存在本机的记录不会丢失。<br>The app did not start. Please reload; what was saved on this device is safe.</p>
<noscript><p>请启用 JavaScript 后使用达标。<br>Dabiao needs JavaScript.</p></noscript>
</div>
</div>
</body>
</html>
"#
    )
}
