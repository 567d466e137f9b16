//! The browser as components use it: a copyable handle with typed access to remembered values.

use std::rc::Rc;

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::ports::Browser;

/// The browser. One value for the life of the page.
#[derive(Clone, Copy)]
pub struct Machine(StoredValue<Rc<dyn Browser>, LocalStorage>);

impl Machine {
    pub fn new(browser: Rc<dyn Browser>) -> Machine {
        Machine(StoredValue::new_local(browser))
    }

    pub fn browser(&self) -> Rc<dyn Browser> {
        self.0.get_value()
    }

    /// A remembered value, if present and readable.
    pub fn recall<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        self.browser().remembered(key).and_then(|it| serde_json::from_str(&it).ok())
    }

    /// Remembers a value.
    pub fn remember<T: Serialize>(&self, key: &str, fact: &T) {
        if let Ok(text) = serde_json::to_string(fact) {
            self.browser().remember(key, Some(&text));
        }
    }

    /// Forgets a value.
    pub fn forget(&self, key: &str) {
        self.browser().remember(key, None);
    }
}
