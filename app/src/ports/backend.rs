//! The backend of the server functions. One value per request, in its context; it knows the request's cookies.

use async_trait::async_trait;
use domain::access::actor::Actor;
use domain::rules::notices::QuietHours;
use domain::sync::{Answer, Exchange};
use domain::values::ids::{DeviceId, PersonId};
use uuid::Uuid;

use crate::api::ApiError;
use crate::api::customers::Twin;
use crate::api::delivery::{Delivery, Subscription, WayState};
use crate::api::robots::{Robot, RobotDraft};
use crate::api::session::SignedIn;

/// The server behind the server functions.
#[async_trait]
pub trait Backend: Send + Sync + 'static {
    /// Opens a session and sets its cookie.
    async fn sign_in(&self, account: &str, password: &str, device: DeviceId) -> Result<SignedIn, ApiError>;
    /// Ends the session and clears its cookie.
    async fn sign_out(&self) -> Result<(), ApiError>;
    /// The signed-in person.
    async fn current(&self) -> Result<SignedIn, ApiError>;
    /// The acting person with their current scope. Fails if a password change is due.
    async fn actor(&self) -> Result<Actor, ApiError>;
    /// Pushes and pulls records.
    async fn exchange(&self, actor: &Actor, ours: Exchange) -> Result<Answer, ApiError>;
    /// Changes the password of the signed-in person.
    async fn change_password(&self, old: &str, new: &str) -> Result<(), ApiError>;
    /// Sets a person's password.
    async fn reset_password(&self, actor: &Actor, person: PersonId, new: &str) -> Result<(), ApiError>;
    /// Customers of the whole company with the same name or phone.
    async fn twins(&self, actor: &Actor, name: &str, phone: &str) -> Result<Vec<Twin>, ApiError>;
    /// The caller's notification settings outside the app.
    async fn delivery(&self, actor: &Actor) -> Result<Delivery, ApiError>;
    /// Enables push on the device of this request.
    async fn subscribe(&self, actor: &Actor, subscription: Subscription, language: &str) -> Result<(), ApiError>;
    /// Disables push on the device of this request.
    async fn unsubscribe(&self, actor: &Actor) -> Result<(), ApiError>;
    /// Turns e-mail notifications on or off.
    async fn mail(&self, actor: &Actor, on: bool, language: &str) -> Result<(), ApiError>;
    /// Sets the caller's own quiet hours; `None` uses the company's.
    async fn quiet(&self, actor: &Actor, own: Option<QuietHours>) -> Result<(), ApiError>;
    /// Sends a test message through every channel the caller enabled; returns the number of messages queued.
    async fn try_delivery(&self, actor: &Actor) -> Result<u32, ApiError>;
    /// The state of every notification channel, for administrators.
    async fn ways(&self, actor: &Actor) -> Result<Vec<WayState>, ApiError>;
    /// The robots of chat groups.
    async fn robots(&self, actor: &Actor) -> Result<Vec<Robot>, ApiError>;
    /// Adds or changes a robot.
    async fn save_robot(&self, actor: &Actor, robot: RobotDraft) -> Result<(), ApiError>;
    /// Deletes a robot.
    async fn remove_robot(&self, actor: &Actor, robot: Uuid) -> Result<(), ApiError>;
    /// Sends a test message through a robot; returns the chat server's error, if any.
    async fn try_robot(&self, actor: &Actor, robot: Uuid) -> Result<Option<String>, ApiError>;
}
