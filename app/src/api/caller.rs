//! The authenticated caller of a request. Backend functions about records are only reachable through it.

use std::sync::Arc;

use domain::access::actor::Actor;
use domain::records::organisation::Role;
use domain::rules::notices::QuietHours;
use domain::sync::{Answer, Exchange};
use domain::values::ids::PersonId;
use domain::values::refusal::{Refusal, Refusals};
use leptos::prelude::*;
use uuid::Uuid;

use super::ApiError;
use super::customers::Twin;
use super::delivery::{Delivery, Subscription, WayState};
use super::robots::{Robot, RobotDraft};
use crate::ports::Backend;

/// The backend in the context of this request.
pub fn backend() -> Result<Arc<dyn Backend>, ApiError> {
    use_context::<Arc<dyn Backend>>().ok_or(ApiError::Broken { report: "no backend in context".to_owned() })
}

/// A signed-in person with the backend of the request.
pub struct Caller {
    actor: Actor,
    backend: Arc<dyn Backend>,
}

impl Caller {
    /// The caller of this request. Fails if nobody is signed in or a password change is due.
    pub async fn from_request() -> Result<Caller, ApiError> {
        // Read the context before the first await: afterwards it may be gone.
        let backend = backend()?;
        let actor = backend.actor().await?;
        Ok(Caller { actor, backend })
    }

    /// Pushes and pulls records.
    pub async fn exchange(&self, ours: Exchange) -> Result<Answer, ApiError> {
        self.backend.exchange(&self.actor, ours).await
    }

    /// Searches for possible duplicates of a customer.
    pub async fn twins(&self, name: &str, phone: &str) -> Result<Vec<Twin>, ApiError> {
        self.backend.twins(&self.actor, name, phone).await
    }

    /// The caller's notification settings outside the app.
    pub async fn delivery(&self) -> Result<Delivery, ApiError> {
        self.backend.delivery(&self.actor).await
    }

    /// Enables push on this device.
    pub async fn subscribe(&self, subscription: Subscription, language: &str) -> Result<(), ApiError> {
        self.backend.subscribe(&self.actor, subscription, language).await
    }

    /// Disables push on this device.
    pub async fn unsubscribe(&self) -> Result<(), ApiError> {
        self.backend.unsubscribe(&self.actor).await
    }

    /// Turns e-mail notifications on or off.
    pub async fn mail(&self, on: bool, language: &str) -> Result<(), ApiError> {
        self.backend.mail(&self.actor, on, language).await
    }

    /// Sets the caller's own quiet hours; `None` uses the company's.
    pub async fn quiet(&self, own: Option<QuietHours>) -> Result<(), ApiError> {
        self.backend.quiet(&self.actor, own).await
    }

    /// Sends a test message through every channel the caller enabled; returns the number of messages queued.
    pub async fn try_delivery(&self) -> Result<u32, ApiError> {
        self.backend.try_delivery(&self.actor).await
    }

    /// The caller as an administrator, or a refusal. The only way to get an [`Administrator`].
    pub fn administrator(self) -> Result<Administrator, ApiError> {
        if self.actor.role == Role::Administrator {
            Ok(Administrator(self))
        } else {
            Err(ApiError::Refused(Refusals::of("role", Refusal::NotAllowed)))
        }
    }
}

/// A caller who is an administrator.
pub struct Administrator(Caller);

impl Administrator {
    /// Sets a person's password.
    pub async fn reset_password(&self, person: PersonId, new: &str) -> Result<(), ApiError> {
        self.0.backend.reset_password(&self.0.actor, person, new).await
    }

    /// The state of every notification channel.
    pub async fn ways(&self) -> Result<Vec<WayState>, ApiError> {
        self.0.backend.ways(&self.0.actor).await
    }

    pub async fn robots(&self) -> Result<Vec<Robot>, ApiError> {
        self.0.backend.robots(&self.0.actor).await
    }

    /// Adds or changes a robot.
    pub async fn save_robot(&self, robot: RobotDraft) -> Result<(), ApiError> {
        self.0.backend.save_robot(&self.0.actor, robot).await
    }

    /// Deletes a robot.
    pub async fn remove_robot(&self, robot: Uuid) -> Result<(), ApiError> {
        self.0.backend.remove_robot(&self.0.actor, robot).await
    }

    /// Sends a test message through a robot; returns the chat server's error, if any.
    pub async fn try_robot(&self, robot: Uuid) -> Result<Option<String>, ApiError> {
        self.0.backend.try_robot(&self.0.actor, robot).await
    }
}
