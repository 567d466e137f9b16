//! The browser as components hold it: a handle to copy, with small facts remembered as values.

use std::rc::Rc;

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::ports::Browser;

/// The browser. One for the life of the page.
#[derive(Clone, Copy)]
pub struct Machine(StoredValue<Rc<dyn Browser>, LocalStorage>);

impl Machine {
    /// A handle to this browser.
    pub fn new(browser: Rc<dyn Browser>) -> Machine {
        Machine(StoredValue::new_local(browser))
    }

    /// The browser itself.
    pub fn browser(&self) -> Rc<dyn Browser> {
        self.0.get_value()
    }

    /// A small fact, if it is remembered and can still be read.
    pub fn recall<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        self.browser().remembered(key).and_then(|it| serde_json::from_str(&it).ok())
    }

    /// Remembers a small fact.
    pub fn remember<T: Serialize>(&self, key: &str, fact: &T) {
        if let Ok(text) = serde_json::to_string(fact) {
            self.browser().remember(key, Some(&text));
        }
    }

    /// Forgets a small fact.
    pub fn forget(&self, key: &str) {
        self.browser().remember(key, None);
    }
}
