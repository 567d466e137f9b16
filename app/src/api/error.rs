//! The errors of an API call, sorted by what the user can do about them.

use super::json::JsonText;
use domain::values::refusal::Refusals;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "error", content = "detail")]
pub enum ApiError {
    /// No answer from our server: no network, a dead server, or a foreign answer such as a hotel's sign-in page.
    Offline,
    /// The session has ended; the user must sign in again. No data is lost.
    SignedOut,
    /// The person was disabled: the device must delete their data.
    Disabled,
    /// Somebody else set the password: every call fails until the user changes it. No data is lost.
    PasswordDue,
    /// The session belongs to somebody other than the owner of this device's records. The outbox was not touched.
    WrongPerson,
    /// The server does not know this call: client and server are of incompatible releases.
    Outdated,
    /// Too many attempts; try again later.
    Busy {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// The request was refused.
    Refused(Refusals),
    /// The server failed.
    Broken {
        /// The request id, to find the failure in the server's log.
        report: String,
    },
}

impl ApiError {
    /// Whether the request was not processed because of a missing network, sign-in or password change. It is retried automatically once that is
    /// resolved.
    pub fn is_at_the_door(&self) -> bool {
        matches!(self, ApiError::Offline | ApiError::SignedOut | ApiError::PasswordDue)
    }

    /// Whether a retry may succeed without any user action.
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
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> ApiError {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => ApiError::Offline,
            // On the server: this release cannot parse the request. A retry would not help.
            ServerFnErrorErr::Deserialization(_) if cfg!(feature = "ssr") => ApiError::Outdated,
            // On the device: the answer is not from our server. A captive portal answers HTML with status 200.
            ServerFnErrorErr::Deserialization(_) => ApiError::Offline,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => ApiError::Outdated,
            _ => ApiError::Broken { report: String::new() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::values::field::Field;
    use domain::values::refusal::Refusal;

    #[test]
    fn an_api_error_reads_back() {
        let refused = Refusals::of(Field::New, Refusal::TooLong { longest: 7 });
        for error in
            [ApiError::Offline, ApiError::Busy { retry_after: 3 }, ApiError::Refused(refused), ApiError::Broken { report: "1a".to_owned() }]
        {
            let text = serde_json::to_string(&error).expect("it is written");
            assert_eq!(serde_json::from_str::<ApiError>(&text).ok(), Some(error), "{text}");
        }
    }
}
