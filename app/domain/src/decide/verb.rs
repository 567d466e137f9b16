//! What every command says of itself.

use uuid::Uuid;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::values::ids::Key;
use crate::values::refusal::Refusals;

/// One business verb: a struct of its own, in a file of its own, named after it.
pub trait Decide {
    /// The verb as it is serialized: the name of the struct in snake case.
    const VERB: &'static str;

    /// See [`Command::verb`](crate::decide::command::Command::verb).
    fn verb(&self) -> &'static str {
        Self::VERB
    }

    /// See [`Command::subject`](crate::decide::command::Command::subject).
    fn subject(&self) -> Key;

    /// See [`Command::needs`](crate::decide::command::Command::needs).
    fn needs(&self) -> Needs;

    /// See [`Command::makes`](crate::decide::command::Command::makes).
    fn makes(&self) -> Option<Uuid> {
        None
    }

    /// Its changes, or every reason why it is refused.
    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals>;
}
