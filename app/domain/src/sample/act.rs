//! What is done in a sample company, and who can sign in to it.

use crate::decide::command::Command;
use crate::records::organisation::Role;
use crate::values::calendar::Timestamp;
use crate::values::ids::{CommandId, PersonId};

/// A command that a person of the company gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Act {
    pub by: PersonId,
    pub made_at: Timestamp,
    pub command_id: CommandId,
    pub command: Command,
}

/// Somebody who can sign in to the sample company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    pub person: PersonId,
    /// The account name typed at sign-in.
    pub account: String,
    /// Full name.
    pub name: String,
    pub role: Role,
    /// The sample password; never used for a real company.
    pub password: String,
}
