//! Logging follow-ups.

use super::{Decision, Moment, check_day, own_customer};
use crate::book::Book;
use crate::calendar::Day;
use crate::command::LogFollowUp;
use crate::follow_up::FollowUp;
use crate::refusal::{Refusal, Refusals};
use crate::text;

pub(super) fn log(asked: &LogFollowUp, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    refusals.refuse_if(book.follow_up(asked.id).is_some(), "id", Refusal::Exists);
    let customer = own_customer(asked.customer, "customer", book, moment, &mut refusals);
    check_day(&mut refusals, "on", asked.on, moment.today);
    let content = refusals.keep("content", text::required(&asked.content, text::NOTE));
    let next_step = refusals.keep("next_step", text::optional(&asked.next_step, text::NOTE)).flatten().unwrap_or_default();
    for (field, day) in [("next_on", asked.next_on), ("expected_close", asked.expected_close)] {
        refusals.refuse_if(day.is_some_and(|it| it < asked.on), field, Refusal::TooEarly { first: asked.on });
        refusals.refuse_if(day.is_some_and(|it| Day::LAST < it), field, Refusal::TooLate { last: Day::LAST });
    }
    let (Some(customer), Some(content), true) = (customer, content, refusals.is_empty()) else { return Err(refusals) };

    // A conversation that an import brings in was held by whoever is responsible for the customer.
    let by = if moment.actor.imports { customer.owner } else { moment.actor.person };
    Ok(Decision::put(FollowUp {
        id: asked.id,
        customer: customer.id,
        by,
        team: book.person(by).and_then(|it| it.team),
        on: asked.on,
        method: asked.method,
        content,
        next_step,
        next_on: asked.next_on,
        expected_close: asked.expected_close,
        made_at: moment.now,
        arrived_at: None,
        review: None,
    }))
}
