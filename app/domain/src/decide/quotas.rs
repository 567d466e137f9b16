//! Setting and ending contact quotas (FU-07, FU-08).

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::command::SetQuota;
use crate::decide::decision::Decision;
use crate::records::quota::{Quota, QuotaEnd};
use crate::values::calendar::Day;
use crate::values::ids::QuotaId;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::target_of::TargetOf;
use crate::values::text;

/// How far ahead a quota may begin, in days.
const FURTHEST: i32 = 366;

pub(super) fn set(asked: &SetQuota, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    refusals.refuse_if(book.quota(asked.id).is_some(), "id", Refusal::Exists);
    let within_reach = moment.actor.may_ask_quota_of(asked.of, book);
    refusals.refuse_if(!within_reach, "of", Refusal::NotYours);
    let person = match asked.of {
        TargetOf::Person(it) => book.person(it),
        _ => None,
    };
    refusals.refuse_if(within_reach && person.is_some_and(|it| !it.may_hold_customers()), "of", Refusal::Inactive);
    asked.wanted.check(&mut refusals);
    let (this_week, last) = (moment.server_today.week(), moment.server_today.plus(FURTHEST));
    refusals.refuse_if(asked.from < this_week, "from", Refusal::TooEarly { first: this_week.first() });
    refusals.refuse_if(last < asked.from.first(), "from", Refusal::TooLate { last });
    let first = asked.from.first();
    refusals.refuse_if(asked.until.is_some_and(|it| it < first), "until", Refusal::TooEarly { first });
    refusals.refuse_if(asked.until.is_some_and(|it| Day::LAST < it), "until", Refusal::TooLate { last: Day::LAST });
    let reason = refusals.keep("reason", text::optional(&asked.reason, text::NOTE)).flatten().unwrap_or_default();
    refusals.into_result()?;
    Ok(Decision::put(Quota {
        id: asked.id,
        of: asked.of,
        wanted: asked.wanted,
        from: asked.from,
        until: asked.until,
        reason,
        made_by: moment.actor.person,
        made_at: moment.now,
        end: None,
    }))
}

pub(super) fn end(id: QuotaId, reason: &str, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let quota = book.quota(id).filter(|it| moment.actor.may_ask_quota_of(it.of, book));
    refusals.refuse_if(quota.is_none(), "quota", Refusal::NotYours);
    refusals.refuse_if(quota.is_some_and(|it| it.end.is_some()), "quota", Refusal::Finished);
    let reason = refusals.keep("reason", text::optional(reason, text::NOTE)).flatten().unwrap_or_default();
    let (Some(quota), true) = (quota, refusals.is_empty()) else { return Err(refusals) };
    let end = QuotaEnd { on: moment.server_today, by: moment.actor.person, reason };
    Ok(Decision::put(Quota { end: Some(end), ..quota.clone() }))
}
