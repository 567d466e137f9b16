//! What people do about alerts. Does not check whether the alert is currently raised: that would need thousands of records, and acting on an
//! alert that is gone does no harm.

use crate::access::alert_owner::{Whose, whose};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::command::HandleAlert;
use crate::decide::decision::Decision;
use crate::records::alert::{Alert, AlertKey, Dismissal, Handling, Seen};
use crate::rules::alert_rules::Level;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// The longest a plan may take, in days.
const LONGEST_PLAN: i32 = 366;

pub(super) fn see(key: AlertKey, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let alert = within_reach(key, book, moment, &mut refusals);
    let (Some(mut alert), true) = (alert, refusals.is_empty()) else { return Err(refusals) };
    if !alert.is_seen_by(moment.actor.person) {
        alert.seen.push(Seen { by: moment.actor.person, at: moment.now });
    }
    Ok(Decision::put(alert))
}

pub(super) fn handle(asked: &HandleAlert, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let alert = within_reach(asked.alert, book, moment, &mut refusals);
    let rule = asked.alert.rule;
    // An alarm that needs an analysis is handled by a superior. A rep only sees it; what the rep does about it shows in the facts.
    let may = alert.as_ref().is_none_or(|it| moment.actor.may_handle_alert(rule, it.person));
    refusals.refuse_if(!may, "role", Refusal::NotAllowed);
    refusals.refuse_if(rule.asks_for_analysis() && asked.cause.is_none(), "cause", Refusal::Missing);
    let who = book.person(asked.who).filter(|it| moment.actor.may_charge_with_alert(it, book));
    refusals.refuse_if(who.is_none(), "who", Refusal::NotYours);
    refusals.refuse_if(who.is_some_and(|it| !it.active), "who", Refusal::Inactive);
    let plan = refusals.keep("plan", text::required(&asked.plan, text::NOTE));
    let last = moment.today.plus(LONGEST_PLAN);
    refusals.refuse_if(asked.until < moment.today, "until", Refusal::TooEarly { first: moment.today });
    refusals.refuse_if(last < asked.until, "until", Refusal::TooLate { last });
    let (Some(mut alert), Some(plan), true) = (alert, plan, refusals.is_empty()) else { return Err(refusals) };

    let (by, at) = (moment.actor.person, moment.now);
    alert.handlings.push(Handling { by, at, who: asked.who, cause: asked.cause, plan, until: asked.until });
    Ok(Decision::put(alert))
}

pub(super) fn dismiss(key: AlertKey, level: Level, reason: &str, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let alert = within_reach(key, book, moment, &mut refusals);
    let setting = book.company().alerts.on(moment.today).of(key.rule);
    let may = alert.as_ref().is_none_or(|it| moment.actor.may_dismiss_alert(&setting, it.person));
    refusals.refuse_if(!may, "role", Refusal::NotAllowed);
    let reason = refusals.keep("reason", text::required(reason, text::NOTE));
    let (Some(mut alert), Some(reason), true) = (alert, reason, refusals.is_empty()) else { return Err(refusals) };

    alert.dismissals.push(Dismissal { by: moment.actor.person, at: moment.now, level, reason });
    Ok(Decision::put(alert))
}

/// The alert's record so far, or a new one, if this person may see its subject. Gives the same refusal for a missing subject and for somebody
/// else's.
fn within_reach(key: AlertKey, book: &Book, moment: &Moment, refusals: &mut Refusals) -> Option<Alert> {
    let whose = whose(key.subject, book).filter(|it| moment.actor.may_see_alert(it, book));
    refusals.refuse_if(whose.is_none(), "alert", Refusal::NotYours);
    let Whose { person, team, customer } = whose?;
    let id = key.id();
    let begun = book.alert(id).cloned();
    let (seen, handlings, dismissals) = Default::default();
    Some(begun.unwrap_or(Alert { id, key, person, team, customer, seen, handlings, dismissals }))
}
