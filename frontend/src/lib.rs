//! The browser client: implements the ports of `app` with browser interfaces. On the host this crate is empty.
#![cfg(target_arch = "wasm32")]

mod browser;
mod camera;
mod clipboard;
mod crash;
mod device;
mod file_way;
mod files;
mod indexed_db;
mod inside;
mod js;
mod locks;
mod preferences;
mod push;
mod server_events;
mod service_worker;
mod storage;
mod sync_loop;
mod tabs;
mod transport;
mod wake;

use std::rc::Rc;

use wasm_bindgen::prelude::wasm_bindgen;

/// Entry point, called when the page loads the module.
#[wasm_bindgen(start)]
pub fn start() {
    crash::watch();
    let browser = Rc::new(browser::ThisBrowser::new());
    app::start(browser);
}
