//! What lets the site start without a network: the shell, the web app manifest and the service worker, all three rendered from the files that
//! are really served.

mod boot;
mod manifest;
mod service_worker;
mod shell;

pub use shell::STYLE;

use crate::site::Site;

/// A page that the server generates.
#[derive(Debug)]
pub struct Page {
    pub media_type: &'static str,
    pub text: String,
}

/// The pages of one site.
#[derive(Debug)]
pub struct Pages {
    /// The only HTML page; every route of the app returns it.
    pub shell: Page,
    /// `/boot.js`: runs before the app's own script is loaded.
    pub boot: Page,
    /// `/manifest.webmanifest`.
    pub manifest: Page,
    /// `/sw.js`.
    pub service_worker: Page,
}

impl Pages {
    /// Renders the pages.
    pub fn of(site: &Site) -> Pages {
        let script = |text: String| Page { media_type: "text/javascript; charset=utf-8", text };
        let shell = Page { media_type: "text/html; charset=utf-8", text: shell::render(site) };
        let boot = script(boot::render(site));
        let manifest = Page { media_type: "application/manifest+json; charset=utf-8", text: manifest::render(site) };
        let written = [("/", &shell), ("/boot.js", &boot), ("/manifest.webmanifest", &manifest)];
        let service_worker = script(service_worker::render(site, &written));
        Pages { shell, boot, manifest, service_worker }
    }
}
