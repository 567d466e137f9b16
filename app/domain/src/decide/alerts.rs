//! What people do about alerts. Does not check whether the alert is currently raised: that would need thousands of records, and acting on an
//! alert that is gone does no harm.

mod dismiss_alert;
mod handle_alert;
mod see_alert;

pub use dismiss_alert::DismissAlert;
pub use handle_alert::HandleAlert;
pub use see_alert::SeeAlert;

use crate::access::alert_owner::{AlertOwner, whose};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::records::alert::{Alert, AlertKey};
use crate::values::field::Field;
use crate::values::refusal::{Refusal, Refusals};

/// The alert's record so far, or a new one, if this person may see its subject. Gives the same refusal for a missing subject and for somebody
/// else's.
fn within_reach(key: AlertKey, book: &Book, moment: &Moment, refusals: &mut Refusals) -> Option<Alert> {
    let whose = whose(key.subject, book).filter(|it| moment.actor.may_see_alert(it, book));
    refusals.refuse_if(whose.is_none(), Field::Alert, Refusal::NotYours);
    let AlertOwner { person, team, customer } = whose?;
    let id = key.id();
    let begun = book.alert(id).cloned();
    let (seen, handlings, dismissals) = Default::default();
    Some(begun.unwrap_or(Alert { id, key, person, team, customer, seen, handlings, dismissals }))
}
