//! What can go wrong with IndexedDB, sorted by what to do about it.

use app::ports::StoreError;
use wasm_bindgen::prelude::{JsCast, JsValue};
use web_sys::DomException;

/// Why a piece of work was not done. Nothing of it was written.
#[derive(Debug)]
pub enum Failure {
    /// The connection is broken; a new one may do.
    Broken(String),
    /// Trying again at once will not help.
    Store(StoreError),
}

impl Failure {
    /// What the app is told.
    pub fn into_error(self) -> StoreError {
        match self {
            Failure::Broken(what) => StoreError::Unavailable(what),
            Failure::Store(error) => error,
        }
    }

    /// It took too long.
    pub fn late() -> Failure {
        Failure::Store(StoreError::Unavailable("timeout".to_owned()))
    }
}

impl From<JsValue> for Failure {
    fn from(thrown: JsValue) -> Failure {
        let (name, message) = match thrown.dyn_ref::<DomException>() {
            Some(it) => (it.name(), it.message()),
            None => (String::new(), format!("{thrown:?}")),
        };
        match name.as_str() {
            "QuotaExceededError" => Failure::Store(StoreError::Full),
            "VersionError" => Failure::Store(StoreError::Outdated),
            "SecurityError" | "NotAllowedError" => Failure::Store(StoreError::Unavailable(message)),
            // InvalidState, Unknown, Abort by a closed connection, and whatever an engine invents: once more on a new connection.
            _ => Failure::Broken(format!("{name}: {message}")),
        }
    }
}
