//! The script that runs before the app: it sets the theme, so that a dark phone never flashes white, requests the files of the app if somebody
//! is signed in, shows their last screen meanwhile, and shows a message if the app does not start.

use serde_json::json;

use crate::site::Site;

/// The script with the addresses of this site. A separate file, so that the content security policy needs no exception.
pub(super) fn render(site: &Site) -> String {
    let inside: Vec<String> = site.folder("inside").map(|path| format!("/{path}")).collect();
    SCRIPT.replace("__INSIDE__", &json!(inside).to_string()) + LAST_SCREENS
}

const LAST_SCREENS: &str = include_str!("last_screens.js");

/// Plain JavaScript.
const SCRIPT: &str = r#"// Small facts are kept by the app as JSON, under its prefix.
const remembered = (key) => {
  try {
    return JSON.parse(localStorage.getItem(`dabiao.${key}`));
  } catch {
    return null;
  }
};
const theme = remembered("theme");
if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
if (remembered("language") === "en") document.documentElement.lang = "en";

// Somebody is signed in: their first page needs these, which the first file would ask for only once it has started. After the links in the head.
const preload = () => {
  for (const href of __INSIDE__) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", type: "application/wasm", crossOrigin: "", href }));
  }
};
if (remembered("person")) setTimeout(preload);

const sayItFailed = (event) => {
  // A file that could not be loaded ahead is asked for again.
  if (event.target?.rel === "preload") return;
  const words = document.getElementById("boot-failed");
  if (words) words.hidden = false;
};
addEventListener("error", sayItFailed, true);
addEventListener("unhandledrejection", sayItFailed);
"#;
