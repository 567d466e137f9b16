//! IndexedDB failures, grouped by how to handle them.

use app::ports::StoreError;
use wasm_bindgen::prelude::{JsCast, JsValue};
use web_sys::DomException;

/// Why a piece of work failed. Nothing of it was written.
#[derive(Debug)]
pub enum Failure {
    /// The connection is broken; a new one may work.
    Broken(String),
    /// An immediate retry will not help.
    Store(StoreError),
}

impl Failure {
    /// Converts the failure to the error that the app sees.
    pub fn into_error(self) -> StoreError {
        match self {
            Failure::Broken(what) => StoreError::Unavailable(what),
            Failure::Store(error) => error,
        }
    }

    /// The work timed out.
    pub fn late() -> Failure {
        Failure::Store(StoreError::Unavailable("timeout".to_owned()))
    }
}

impl From<JsValue> for Failure {
    fn from(thrown: JsValue) -> Failure {
        let (name, message) = match thrown.dyn_ref::<DomException>() {
            Some(error) => (error.name(), error.message()),
            None => (String::new(), format!("{thrown:?}")),
        };
        match name.as_str() {
            "QuotaExceededError" => Failure::Store(StoreError::Full),
            "VersionError" => Failure::Store(StoreError::Outdated),
            "SecurityError" | "NotAllowedError" => Failure::Store(StoreError::Unavailable(message)),
            // InvalidState, Unknown, Abort by a closed connection, and engine-specific errors: retry once on a new connection.
            _ => Failure::Broken(format!("{name}: {message}")),
        }
    }
}
