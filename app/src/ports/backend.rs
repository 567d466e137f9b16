//! The backend of the server functions. One value per request, in its context; it knows the request's cookies.

use std::sync::Arc;

use async_trait::async_trait;
use domain::access::actor::Actor;
use domain::figures::kpis::{RankedMember, RankingQuestion};
use domain::rules::notices::QuietHours;
use domain::sync::history::{HistoryAnswer, HistoryQuestion};
use domain::sync::{Answer, Exchange};
use domain::values::ids::{DeviceId, PersonId};
use domain::views::simulation::{RuleDraft, Simulation};
use uuid::Uuid;

use crate::api::ApiError;
use crate::api::customers::Twin;
use crate::api::delivery::{Delivery, Subscription, WayState};
use crate::api::devices::{SignInsAnswer, SignedInDevice};
use crate::api::robots::{Robot, RobotDraft};
use crate::api::session::SignedIn;

/// The server as anybody can call it.
#[async_trait]
pub trait Backend: Send + Sync + 'static {
    /// Opens a session and sets its cookie.
    async fn sign_in(&self, account: &str, password: &str, device: DeviceId) -> Result<SignedIn, ApiError>;
    /// Ends the session and clears its cookie.
    async fn sign_out(&self) -> Result<(), ApiError>;
    /// The signed-in person.
    async fn current(&self) -> Result<SignedIn, ApiError>;
    /// Changes the password of the signed-in person.
    async fn change_password(&self, old: &str, new: &str) -> Result<(), ApiError>;
    /// The session of this request. Fails if nobody is signed in or a password change is due.
    async fn admit(&self) -> Result<Arc<dyn Admitted>, ApiError>;
}

/// The server as a signed-in person calls it. The person was looked up once, with their current scope.
pub trait Admitted: Records + Notices + Devices + Accounts + Channels {
    fn actor(&self) -> &Actor;
}

/// The records of the company.
#[async_trait]
pub trait Records: Send + Sync {
    /// Pushes and pulls records.
    async fn exchange(&self, ours: Exchange) -> Result<Answer, ApiError>;
    /// Customers of the whole company with the same name or phone.
    async fn twins(&self, name: &str, phone: &str) -> Result<Vec<Twin>, ApiError>;
    /// The places of the caller's team in a KPI.
    async fn ranking(&self, question: RankingQuestion) -> Result<Vec<RankedMember>, ApiError>;
    /// A page of the changes that the caller may read.
    async fn history(&self, question: HistoryQuestion) -> Result<HistoryAnswer, ApiError>;
    /// What a draft of rules would change. Counts for those who may read rules, names for those who may see the customers.
    async fn simulate(&self, draft: RuleDraft) -> Result<Simulation, ApiError>;
}

/// The caller's notifications outside the app.
#[async_trait]
pub trait Notices: Send + Sync {
    /// The caller's settings.
    async fn delivery(&self) -> Result<Delivery, ApiError>;
    /// Enables push on the device of this session.
    async fn subscribe(&self, subscription: Subscription, language: &str) -> Result<(), ApiError>;
    /// Disables push on the device of this session.
    async fn unsubscribe(&self) -> Result<(), ApiError>;
    /// Turns e-mail on or off.
    async fn mail(&self, on: bool, language: &str) -> Result<(), ApiError>;
    /// Sets the caller's own quiet hours; `None` uses the company's.
    async fn quiet(&self, own: Option<QuietHours>) -> Result<(), ApiError>;
    /// Sends a test message through every channel the caller enabled; returns the number of messages queued.
    async fn try_delivery(&self) -> Result<u32, ApiError>;
}

/// The devices on which the caller is signed in.
#[async_trait]
pub trait Devices: Send + Sync {
    /// The caller's devices, the last used first.
    async fn my_devices(&self) -> Result<Vec<SignedInDevice>, ApiError>;
    /// Signs the caller out on another device.
    async fn sign_out_device(&self, device: DeviceId) -> Result<(), ApiError>;
}

/// Other people's access, for administrators.
#[async_trait]
pub trait Accounts: Send + Sync {
    /// Sets a person's password.
    async fn reset_password(&self, person: PersonId, new: &str) -> Result<(), ApiError>;
    /// The devices on which a person is signed in, the last used first.
    async fn devices_of(&self, person: PersonId) -> Result<Vec<SignedInDevice>, ApiError>;
    /// Signs a person out on one device, or on all; never ends the caller's own session.
    async fn sign_out_person(&self, person: PersonId, device: Option<DeviceId>) -> Result<(), ApiError>;
    /// A page of a person's sign-ins, newest first.
    async fn sign_ins_of(&self, person: PersonId, before: Option<i64>) -> Result<SignInsAnswer, ApiError>;
}

/// The company's notification channels, for administrators.
#[async_trait]
pub trait Channels: Send + Sync {
    /// The state of every channel.
    async fn ways(&self) -> Result<Vec<WayState>, ApiError>;
    /// The robots of chat groups.
    async fn robots(&self) -> Result<Vec<Robot>, ApiError>;
    /// Adds or changes a robot.
    async fn save_robot(&self, robot: RobotDraft) -> Result<(), ApiError>;
    /// Deletes a robot.
    async fn remove_robot(&self, robot: Uuid) -> Result<(), ApiError>;
    /// Sends a test message through a robot; returns the chat server's error, if any.
    async fn try_robot(&self, robot: Uuid) -> Result<Option<String>, ApiError>;
}
