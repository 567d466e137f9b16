//! What the server functions ask of the server. One value is made per request and put into its context; it knows the request's cookies.

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
    /// Who is signed in.
    async fn current(&self) -> Result<SignedIn, ApiError>;
    /// Who is acting, with the scope they have now; nobody whose password must be changed first.
    async fn actor(&self) -> Result<Actor, ApiError>;
    /// Pushes and pulls.
    async fn exchange(&self, actor: &Actor, ours: Exchange) -> Result<Answer, ApiError>;
    /// Changes the password of whoever is signed in.
    async fn change_password(&self, old: &str, new: &str) -> Result<(), ApiError>;
    /// Gives a person a new password.
    async fn reset_password(&self, actor: &Actor, person: PersonId, new: &str) -> Result<(), ApiError>;
    /// Customers of the whole company with the same name or phone.
    async fn twins(&self, actor: &Actor, name: &str, phone: &str) -> Result<Vec<Twin>, ApiError>;
    /// How notices reach the caller outside the app.
    async fn delivery(&self, actor: &Actor) -> Result<Delivery, ApiError>;
    /// Rings the device of this request.
    async fn subscribe(&self, actor: &Actor, subscription: Subscription, language: &str) -> Result<(), ApiError>;
    /// Rings the device of this request no more.
    async fn unsubscribe(&self, actor: &Actor) -> Result<(), ApiError>;
    /// Sends the caller e-mail, or no more.
    async fn mail(&self, actor: &Actor, on: bool, language: &str) -> Result<(), ApiError>;
    /// Keeps the caller's own quiet hours, or the company's.
    async fn quiet(&self, actor: &Actor, own: Option<QuietHours>) -> Result<(), ApiError>;
    /// Sends the caller a message on every way they chose; answers on how many.
    async fn try_delivery(&self, actor: &Actor) -> Result<u32, ApiError>;
    /// How each way out of the house fares, for an administrator.
    async fn ways(&self, actor: &Actor) -> Result<Vec<WayState>, ApiError>;
    /// The robots of chat groups.
    async fn robots(&self, actor: &Actor) -> Result<Vec<Robot>, ApiError>;
    /// Adds or changes a robot.
    async fn save_robot(&self, actor: &Actor, robot: RobotDraft) -> Result<(), ApiError>;
    /// Takes a robot away.
    async fn remove_robot(&self, actor: &Actor, robot: Uuid) -> Result<(), ApiError>;
    /// Lets a robot say something; answers what its chat server had against it.
    async fn try_robot(&self, actor: &Actor, robot: Uuid) -> Result<Option<String>, ApiError>;
}
