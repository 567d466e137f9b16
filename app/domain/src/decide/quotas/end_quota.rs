use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::quota::{Quota, QuotaEnd};
use crate::values::field::Field;
use crate::values::ids::{Key, QuotaId};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// End a contact quota.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndQuota {
    pub quota: QuotaId,
    pub reason: String,
}

impl Decide for EndQuota {
    const VERB: &'static str = "end_quota";

    fn subject(&self) -> Key {
        self.quota.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.quota.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let quota = book.quota(self.quota).filter(|it| moment.actor.may_ask_quota_of(it.of, book));
        refusals.refuse_if(quota.is_none(), Field::Quota, Refusal::NotYours);
        refusals.refuse_if(quota.is_some_and(|it| it.end.is_some()), Field::Quota, Refusal::Finished);
        let reason = refusals.keep(Field::Reason, text::optional(&self.reason, text::NOTE)).flatten().unwrap_or_default();
        let (Some(quota), true) = (quota, refusals.is_empty()) else { return Err(refusals) };
        let end = QuotaEnd { on: moment.server_today, by: moment.actor.person, reason };
        Ok(Decision::put(Quota { end: Some(end), ..quota.clone() }))
    }
}
