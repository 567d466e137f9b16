//! Who is calling: a capability, obtained once, without which no backend can be asked anything about records.

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
    /// The caller of this request; or that nobody is signed in, or that their password must be changed first.
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

    /// Looks for customers that may be the same.
    pub async fn twins(&self, name: &str, phone: &str) -> Result<Vec<Twin>, ApiError> {
        self.backend.twins(&self.actor, name, phone).await
    }

    /// How notices reach the caller outside the app.
    pub async fn delivery(&self) -> Result<Delivery, ApiError> {
        self.backend.delivery(&self.actor).await
    }

    /// Rings the caller's device.
    pub async fn subscribe(&self, subscription: Subscription, language: &str) -> Result<(), ApiError> {
        self.backend.subscribe(&self.actor, subscription, language).await
    }

    /// Rings the caller's device no more.
    pub async fn unsubscribe(&self) -> Result<(), ApiError> {
        self.backend.unsubscribe(&self.actor).await
    }

    /// Sends the caller e-mail, or no more.
    pub async fn mail(&self, on: bool, language: &str) -> Result<(), ApiError> {
        self.backend.mail(&self.actor, on, language).await
    }

    /// Keeps the caller's own quiet hours, or the company's.
    pub async fn quiet(&self, own: Option<QuietHours>) -> Result<(), ApiError> {
        self.backend.quiet(&self.actor, own).await
    }

    /// Sends the caller a message on every way they chose.
    pub async fn try_delivery(&self) -> Result<u32, ApiError> {
        self.backend.try_delivery(&self.actor).await
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

    /// How each way out of the house fares.
    pub async fn ways(&self) -> Result<Vec<WayState>, ApiError> {
        self.0.backend.ways(&self.0.actor).await
    }

    /// The robots of chat groups.
    pub async fn robots(&self) -> Result<Vec<Robot>, ApiError> {
        self.0.backend.robots(&self.0.actor).await
    }

    /// Adds or changes a robot.
    pub async fn save_robot(&self, robot: RobotDraft) -> Result<(), ApiError> {
        self.0.backend.save_robot(&self.0.actor, robot).await
    }

    /// Takes a robot away.
    pub async fn remove_robot(&self, robot: Uuid) -> Result<(), ApiError> {
        self.0.backend.remove_robot(&self.0.actor, robot).await
    }

    /// Lets a robot say something.
    pub async fn try_robot(&self, robot: Uuid) -> Result<Option<String>, ApiError> {
        self.0.backend.try_robot(&self.0.actor, robot).await
    }
}
