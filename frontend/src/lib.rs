//! The browser half: what is peculiar to a browser, plugged into the ports of `app`. On the host this crate is empty.
#![cfg(target_arch = "wasm32")]

mod browser;
mod camera;
mod crash;
mod device;
mod file_way;
mod files;
mod indexed_db;
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

/// The page's first call.
#[wasm_bindgen(start)]
pub fn start() {
    crash::watch();
    let browser = Rc::new(browser::ThisBrowser::new());
    app::start(browser);
}
