//! A form whose write is no command but a call of the server: a sign-in, a password, a robot. Such words are never kept on the device.

use domain::values::refusal::Refusals;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::network;
use crate::api::ApiError;

/// One call at a time: whether it is under way, and why the last one failed. Create it at the top of a component; cheap to copy.
#[derive(Clone, Copy)]
pub struct ServerCall {
    is_busy: RwSignal<bool>,
    failure: RwSignal<Option<ApiError>>,
}

impl ServerCall {
    /// No call yet. An offline error is cleared when the network returns.
    pub fn ready() -> ServerCall {
        let call = ServerCall { is_busy: RwSignal::new(false), failure: RwSignal::new(None) };
        network::forget_offline(call.failure);
        call
    }

    pub fn is_busy(self) -> Signal<bool> {
        self.is_busy.into()
    }

    /// Why the last call failed.
    pub fn failure(self) -> Signal<Option<ApiError>> {
        self.failure.into()
    }

    /// The refusals of the last call, for the fields they name.
    pub fn refusals(self) -> Signal<Refusals> {
        Signal::derive(move || match self.failure.get() {
            Some(ApiError::Refused(refusals)) => refusals,
            _ => Refusals::default(),
        })
    }

    /// Clears the failure of the last call.
    pub fn forget_failure(self) {
        self.failure.set(None);
    }

    /// Waits for the call, unless one is under way, and hands its answer to `then`, unless the user has left the form meanwhile.
    pub fn ask<T: 'static>(
        self,
        call: impl Future<Output = Result<T, ApiError>> + 'static,
        then: impl FnOnce(Result<T, ApiError>) + 'static,
    ) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            let answer = call.await;
            if self.is_busy.is_disposed() {
                return;
            }
            self.is_busy.set(false);
            self.failure.set(answer.as_ref().err().cloned());
            then(answer);
        });
    }
}
