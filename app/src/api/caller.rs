//! Who is calling: a capability, obtained once, without which no backend can be asked anything about records.

use std::sync::Arc;

use domain::actor::Actor;
use domain::ids::PersonId;
use domain::organisation::Role;
use domain::refusal::{Refusal, Refusals};
use domain::sync::{Answer, Exchange};
use leptos::prelude::*;

use super::ApiError;
use super::customers::Twin;
use crate::ports::Backend;

/// The backend as it was put into the context of this request.
pub fn backend() -> Result<Arc<dyn Backend>, ApiError> {
    use_context::<Arc<dyn Backend>>().ok_or(ApiError::Broken { report: "no backend in context".to_owned() })
}

/// Somebody signed in, with the backend that knows them.
pub struct Caller {
    actor: Actor,
    backend: Arc<dyn Backend>,
}

impl Caller {
    /// The caller of this request; or that nobody is signed in.
    pub async fn from_request() -> Result<Caller, ApiError> {
        // Everything is taken out of the context before the first await: afterwards it may be gone.
        let backend = backend()?;
        let actor = backend.actor().await?;
        Ok(Caller { actor, backend })
    }

    /// Pushes and pulls.
    pub async fn exchange(&self, ours: Exchange) -> Result<Answer, ApiError> {
        self.backend.exchange(&self.actor, ours).await
    }

    /// Changes the caller's own password.
    pub async fn change_password(&self, old: &str, new: &str) -> Result<(), ApiError> {
        self.backend.change_password(&self.actor, old, new).await
    }

    /// Looks for customers that may be the same.
    pub async fn twins(&self, name: &str, phone: &str) -> Result<Vec<Twin>, ApiError> {
        self.backend.twins(&self.actor, name, phone).await
    }

    /// The only way to what administrators may do.
    pub fn administrator(self) -> Result<Administrator, ApiError> {
        if self.actor.role == Role::Administrator {
            Ok(Administrator(self))
        } else {
            Err(ApiError::Refused(Refusals::of("role", Refusal::NotAllowed)))
        }
    }
}

/// An administrator calling.
pub struct Administrator(Caller);

impl Administrator {
    /// Gives a person a new password.
    pub async fn reset_password(&self, person: PersonId, new: &str) -> Result<(), ApiError> {
        self.0.backend.reset_password(&self.0.actor, person, new).await
    }
}
