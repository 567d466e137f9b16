//! The authenticated caller of a request. What a signed-in person may call is only reachable through it.

use std::sync::Arc;

use domain::records::organisation::Role;
use domain::values::field::Field;
use domain::values::refusal::{Refusal, Refusals};
use leptos::prelude::*;

use super::ApiError;
use crate::ports::{Accounts, Admitted, Backend, Channels, Devices, Notices, Records};

/// The backend in the context of this request.
pub fn backend() -> Result<Arc<dyn Backend>, ApiError> {
    use_context::<Arc<dyn Backend>>().ok_or(ApiError::Broken { report: "no backend in context".to_owned() })
}

/// A signed-in person.
pub struct Caller(Arc<dyn Admitted>);

impl Caller {
    /// The caller of this request. Fails if nobody is signed in or a password change is due.
    pub async fn from_request() -> Result<Caller, ApiError> {
        // Read the context before the first await: afterwards it may be gone.
        let backend = backend()?;
        backend.admit().await.map(Caller)
    }

    pub fn records(&self) -> &dyn Records {
        &*self.0
    }

    pub fn devices(&self) -> &dyn Devices {
        &*self.0
    }

    pub fn notices(&self) -> &dyn Notices {
        &*self.0
    }

    /// The caller as an administrator, or a refusal. The only way to get an [`Administrator`].
    pub fn administrator(self) -> Result<Administrator, ApiError> {
        if self.0.actor().role == Role::Administrator {
            Ok(Administrator(self.0))
        } else {
            Err(ApiError::Refused(Refusals::of(Field::Role, Refusal::NotAllowed)))
        }
    }
}

/// A caller who is an administrator.
pub struct Administrator(Arc<dyn Admitted>);

impl Administrator {
    pub fn accounts(&self) -> &dyn Accounts {
        &*self.0
    }

    pub fn channels(&self) -> &dyn Channels {
        &*self.0
    }
}
