//! What can go wrong on the network, sorted by what the reader can do about it.

use domain::values::refusal::Refusals;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// Why a call did not succeed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "error", content = "detail")]
pub enum ApiError {
    /// No answer: no network, a dead server, or something on the way that is not ours (a hotel's sign-in page).
    Offline,
    /// The session has ended: sign in again. Nothing is lost.
    SignedOut,
    /// The person was disabled: what the device holds of theirs must go.
    Disabled,
    /// Somebody else set the password: nothing is answered until the person has changed it. Nothing is lost.
    PasswordDue,
    /// This device's records belong to somebody else; its outbox was not touched.
    WrongPerson,
    /// The server does not know this call: one of the two sides is from another time.
    Outdated,
    /// Too many attempts; try again after so many seconds.
    Busy {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// What was sent is not acceptable.
    Refused(Refusals),
    /// The server failed; the id finds it in its log.
    Broken {
        /// The request id.
        report: String,
    },
}

impl ApiError {
    /// Whether nothing was said about what was sent: it goes on by itself once there is a network, or the person is known again.
    pub fn is_at_the_door(&self) -> bool {
        matches!(self, ApiError::Offline | ApiError::SignedOut | ApiError::PasswordDue)
    }

    /// Whether trying the same again later can help without anybody doing anything.
    pub fn is_transient(&self) -> bool {
        matches!(self, ApiError::Offline | ApiError::Busy { .. } | ApiError::Broken { .. })
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for ApiError {}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> ApiError {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => ApiError::Offline,
            // On the server: what was sent is not what this release understands. Sending it again would not help.
            ServerFnErrorErr::Deserialization(_) if cfg!(feature = "ssr") => ApiError::Outdated,
            // On the device: an answer that is not ours. A captive portal answers HTML with status 200.
            ServerFnErrorErr::Deserialization(_) => ApiError::Offline,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => ApiError::Outdated,
            _ => ApiError::Broken { report: String::new() },
        }
    }
}
