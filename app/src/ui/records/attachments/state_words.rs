//! The upload state of a file, in words.

use domain::records::attachment::Attachment;
use domain::values::field::Field;
use domain::values::refusal::Refusal;

use crate::api::ApiError;
use crate::i18n;
use crate::t;
use crate::ui::kit::Tone;
use crate::uploads::FileState;

/// The state of an attachment: from this device, or of a file that another device has not uploaded yet. `None` once the server has it.
pub fn state(attachment: &Attachment, here: Option<&FileState>) -> Option<(String, Tone)> {
    match here {
        Some(file_state) => Some(of_file(file_state)),
        None if attachment.stored_at.is_none() => Some((t!("evidence.state.elsewhere").to_owned(), Tone::Neutral)),
        None => None,
    }
}

/// The state of a file on this device.
pub fn of_file(file_state: &FileState) -> (String, Tone) {
    match file_state {
        FileState::Here => (t!("kit.stored").to_owned(), Tone::Neutral),
        FileState::Sending(percent) => (t!("evidence.state.sending", percent = percent), Tone::Brand),
        FileState::Waiting => (t!("evidence.state.waiting").to_owned(), Tone::Brand),
        FileState::Failed(_) => (t!("evidence.state.failed").to_owned(), Tone::Error),
        FileState::Homeless => (t!("evidence.state.homeless").to_owned(), Tone::Warning),
        FileState::Draft => (t!("evidence.state.draft").to_owned(), Tone::Neutral),
    }
}

/// Why the upload failed, and what the user can do.
pub fn reason(file_state: &FileState) -> Option<String> {
    match file_state {
        FileState::Failed(ApiError::Refused(refusals)) if refusals.on(Field::Sha256) == [Refusal::Malformed] => {
            Some(t!("evidence.reason.damaged").to_owned())
        }
        FileState::Failed(ApiError::Refused(refusals)) if refusals.on(Field::Media) == [Refusal::Malformed] => {
            Some(t!("evidence.unfit.kind").to_owned())
        }
        FileState::Failed(ApiError::Refused(refusals)) if !refusals.on(Field::Attachment).is_empty() => {
            Some(t!("evidence.reason.not_yours").to_owned())
        }
        FileState::Failed(error) => Some(i18n::api_error(error)),
        FileState::Homeless => Some(t!("evidence.reason.homeless").to_owned()),
        FileState::Draft => Some(t!("evidence.reason.draft").to_owned()),
        FileState::Here | FileState::Sending(_) | FileState::Waiting => None,
    }
}
