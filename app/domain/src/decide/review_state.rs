//! Sets the review state of what a decision made or changed: it waits for another person's review if the company's policy asks for that. Done
//! here and not in each command, so that no way of changing an order is missed.

use crate::access::moment::Moment;
use crate::book::Book;
use crate::book::record::Record;
use crate::decide::decision::Decision;
use crate::records::review::Review;
use crate::records::reviewed::Reviewed;
use crate::values::calendar::Day;
use crate::values::ids::PersonId;
use crate::values::money::Money;
use crate::values::stage::Stage;
use crate::views::evidence;

/// Updates the reviews of a decision's records. Skips imports: their records were reviewed elsewhere.
pub(crate) fn settle(decision: &mut Decision, book: &Book, moment: &Moment) {
    if moment.actor.imports {
        return;
    }
    let by = moment.actor.person;
    let is_asked = |least: Option<Money>, amount: Money| least.is_some_and(|least| least <= amount);
    for record in &mut decision.puts {
        match record {
            Record::Order(order) => {
                let policy = policy_on(book, moment.server_today);
                let before = book.order(order.id);
                let asked = !order.is_advance() && (is_asked(policy.orders_from, order.amount()) || evidence::deal_waits(order, book));
                renew(before, order, asked, by);
                for payment in &mut order.payments {
                    let before = before.and_then(|order| order.payments.iter().find(|it| it.id == payment.id));
                    let is_money = payment.from_credit_of.is_none();
                    let asked = is_money && (is_asked(policy.payments_from, payment.amount) || evidence::payment_waits(payment, book));
                    renew(before, payment, asked, by);
                }
            }
            Record::Opportunity(opportunity) => {
                // A new opportunity in the first stage claims nothing that needs a review.
                let claims = opportunity.outcome.is_some() || Stage::Prospect < opportunity.stage || !opportunity.moves.is_empty();
                let asked = claims && policy_on(book, moment.server_today).opportunities || evidence::opportunity_waits(opportunity, book);
                renew(book.opportunity(opportunity.id), opportunity, asked, by);
            }
            Record::FollowUp(follow_up) => {
                let asked = policy_on(book, moment.server_today).follow_ups || evidence::follow_up_waits(follow_up, book);
                renew(book.follow_up(follow_up.id), follow_up, asked, by);
            }
            Record::Expense(expense) => {
                let asked = is_asked(policy_on(book, moment.server_today).expenses_from, expense.profile.amount);
                renew(book.expense(expense.id), expense, asked, by);
            }
            Record::KpiEntry(entry) => {
                let asked = evidence::kpi_entry_policy(entry, book).needs_review || evidence::kpi_entry_waits(entry, book);
                renew(book.kpi_entry(entry.id), entry, asked, by);
            }
            _ => {}
        }
    }
}

fn policy_on(book: &Book, today: Day) -> crate::rules::ReviewPolicy {
    book.company().review.on(today)
}

/// Updates the review of a record that was made or changed.
fn renew<T: Reviewed>(before: Option<&T>, after: &mut T, is_asked: bool, by: PersonId) {
    if before.is_some_and(|it| it.substance() == after.substance()) {
        return;
    }
    let Some(mut review) = after.review_mut().take() else {
        // What was in force before the policy asked for a review stays in force.
        let held = before.map(|it| Box::new(it.bare()));
        *after.review_mut() = is_asked.then(|| Box::new(Review { held, ..Review::pending(by) }));
        return;
    };
    review.by = by;
    review.returned = None;
    review.answer.clear();
    if review.approved.is_some() && review.held.is_none() {
        review.held = before.map(|it| Box::new(it.bare()));
    } else if review.approved.is_some() && review.held.as_ref().is_some_and(|it| it.substance() == after.substance()) {
        // The change was reverted to the approved version.
        review.held = None;
    }
    *after.review_mut() = Some(review);
}
