//! What makes a site an app that starts without a network: the shell, the web app manifest and the service worker, all three rendered from the
//! files that are really served.

mod boot;
mod manifest;
mod service_worker;
mod shell;

pub use shell::STYLE;

use crate::site::Site;

/// A page the server writes itself.
#[derive(Debug)]
pub struct Page {
    /// Its media type.
    pub media_type: &'static str,
    /// Its text.
    pub text: String,
}

/// The pages of one site.
#[derive(Debug)]
pub struct Pages {
    /// The one page of the app; every route of the app answers it.
    pub shell: Page,
    /// `/boot.js`: what must happen before the app's own script is there.
    pub boot: Page,
    /// `/manifest.webmanifest`.
    pub manifest: Page,
    /// `/sw.js`.
    pub service_worker: Page,
}

impl Pages {
    /// Renders them.
    pub fn of(site: &Site) -> Pages {
        let script = |text: String| Page { media_type: "text/javascript; charset=utf-8", text };
        let shell = Page { media_type: "text/html; charset=utf-8", text: shell::render(site) };
        let boot = script(boot::SCRIPT.to_owned());
        let manifest = Page { media_type: "application/manifest+json; charset=utf-8", text: manifest::render(site) };
        let written = [("/", &shell), ("/boot.js", &boot), ("/manifest.webmanifest", &manifest)];
        let service_worker = script(service_worker::render(site, &written));
        Pages { shell, boot, manifest, service_worker }
    }
}
