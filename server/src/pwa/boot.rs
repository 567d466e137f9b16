//! The script that runs before the app: it sets the theme, so that a dark phone never flashes white, and shows a message if the app does not
//! start.

/// Plain JavaScript, served as a separate file so that the content security policy needs no exception.
pub const SCRIPT: &str = r#"// Small facts are kept by the app as JSON, under its prefix.
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

const sayItFailed = () => {
  const words = document.getElementById("boot-failed");
  if (words) words.hidden = false;
};
addEventListener("error", sayItFailed, true);
addEventListener("unhandledrejection", sayItFailed);
"#;
