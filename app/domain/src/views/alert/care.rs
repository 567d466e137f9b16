//! AL-07 to AL-11: overdue tasks (FU-06), customers not updated after a follow-up (C-10), contracts about to end (C-14), contacts overdue by
//! cadence (FU-03, A34), and grades to be reviewed (C-11).

use std::collections::BTreeMap;

use super::Raised;
use super::ground::Ground;
use crate::figures::segments::{Abc, abc_among};
use crate::records::alert::{AlertKey, Occurrence};
use crate::records::customer::Customer;
use crate::records::follow_up::FollowUp;
use crate::rules::alert_rules::AlertRule;
use crate::values::calendar::{Day, Period, Timestamp};
use crate::values::grade::Grade;
use crate::values::ids::PersonId;
use crate::values::working_days::HOUR;
use crate::views::cadence::Rhythm;
use crate::views::{grading, renewal};

/// AL-08: the findings of the last follow-up must be recorded in time, in the customer's data or the stage of an opportunity. The alert stands
/// until that is done, but at most until the last escalation plus the time that past events stay visible (`lasts`).
pub(super) fn not_updated(ground: &Ground<'_>, raised: &mut Vec<Raised>) {
    let Some(setting) = ground.rule(AlertRule::CustomerNotUpdated) else { return };
    let oldest = ground.begins(ground.today.plus(-(ground.rules.lasts + setting.manager_after.max(setting.superior_after))));
    for customer in ground.customers() {
        let last = ground.book.follow_ups_of(customer.id).max_by_key(|it| (it.made_at, it.id));
        let Some(last) = last.filter(|it| oldest <= it.made_at && it.made_at <= ground.now && !is_heeded(customer, it, ground)) else {
            continue;
        };
        let gone = ground.time_since(setting.calendar, last.made_at);
        let Some(level) = setting.level(gone, HOUR) else { continue };
        let due = Timestamp(last.made_at.0.saturating_add(setting.threshold.saturating_mul(HOUR)));
        raised.push(Raised {
            key: AlertKey { rule: AlertRule::CustomerNotUpdated, subject: customer.id.into(), occurrence: Occurrence::Part(last.id.0) },
            level,
            person: customer.owner,
            customer: Some(customer.id),
            since: due.day(ground.offset).min(ground.today),
            measured: gone / HOUR,
            share: None,
            amount: None,
        });
    }
}

/// Whether something about the customer was recorded since: its own data, an opportunity or an order.
fn is_heeded(customer: &Customer, last: &FollowUp, ground: &Ground<'_>) -> bool {
    // From the beginning of that day: updating the customer before logging the visit counts, too.
    let begins = ground.begins(last.on);
    customer.updated_at.is_some_and(|it| begins <= it)
        || last.on <= customer.filed_on
        || ground.book.opportunities_of(customer.id).any(|opportunity| {
            last.on <= opportunity.moved_on()
                || last.on <= opportunity.opened_on
                || opportunity.outcome.as_ref().is_some_and(|it| last.on <= it.on())
        })
        || ground.book.orders_of(customer.id).any(|it| last.on <= it.terms.deal_on)
}

/// AL-07: an open task past its due day (FU-06).
pub(super) fn tasks(ground: &Ground<'_>, raised: &mut Vec<Raised>) {
    let Some(setting) = ground.rule(AlertRule::TaskOverdue) else { return };
    for task in ground.book.tasks().filter(|it| it.is_open() && ground.is_here(it.owner)) {
        let due = task.due_on();
        let Some((level, measured, since)) = ground.past(&setting, due).filter(|_| due < ground.today) else { continue };
        raised.push(Raised {
            key: AlertKey { rule: AlertRule::TaskOverdue, subject: task.id.into(), occurrence: Occurrence::Day(due) },
            level,
            person: task.owner,
            customer: Some(task.customer),
            since,
            measured,
            share: None,
            amount: None,
        });
    }
}

/// AL-09: the contract of an A customer ends soon, or has ended without an update. The class is computed among the customers of the same owner,
/// because every device that evaluates the rule holds all of those: so a rep's device and the server agree.
pub(super) fn contracts(ground: &Ground<'_>, raised: &mut Vec<Raised>) {
    let Some(setting) = ground.rule(AlertRule::ContractEnding) else { return };
    let mut by_owner: BTreeMap<PersonId, Vec<&Customer>> = BTreeMap::new();
    ground.customers().for_each(|it| by_owner.entry(it.owner).or_default().push(it));
    let rules = ground.book.company().grade_rules.on(ground.today);
    for (owner, customers) in by_owner {
        if !customers.iter().any(|it| it.profile.contract_ends_on.is_some()) {
            continue;
        }
        let classes = abc_among(customers.iter().copied(), ground.book, ground.today, &rules);
        for customer in customers.iter().filter(|it| classes.get(&it.id) == Some(&Abc::A)) {
            let Some(ends_on) = customer.profile.contract_ends_on else { continue };
            let left_on = |day: Day| renewal::left(setting.calendar, day, ends_on);
            let Some(level) = setting.level(left_on(ground.today), 1) else { continue };
            // Search back from the end: the first day of the unbroken stretch in which the rule holds.
            let holds = |day: &Day| setting.level(left_on(*day), 1).is_some();
            let since = (0..=LONGEST_NOTICE).map(|by| ends_on.min(ground.today).plus(-by)).take_while(holds).last();
            raised.push(Raised {
                key: AlertKey { rule: AlertRule::ContractEnding, subject: customer.id.into(), occurrence: Occurrence::Day(ends_on) },
                level,
                person: owner,
                customer: Some(customer.id),
                since: since.unwrap_or(ground.today),
                measured: i64::from(ends_on.0.saturating_sub(ground.today.0)),
                share: None,
                amount: None,
            });
        }
    }
}

/// The longest notice before a contract ends, in days.
const LONGEST_NOTICE: i32 = 800;

/// AL-11: customers for whom the last quarter's review proposes another grade and nobody has decided; one alert per owner.
pub(super) fn reviews(ground: &Ground<'_>, raised: &mut Vec<Raised>) {
    let Some(setting) = ground.rule(AlertRule::GradeReview) else { return };
    let quarter = grading::quarter_under_review(ground.today, ground.calendar);
    let mut undecided: BTreeMap<PersonId, i64> = BTreeMap::new();
    for customer in ground.customers() {
        // A customer without orders and with the lowest grade cannot earn another one. This skips most of a large book.
        if customer.profile.grade == Grade::Normal && ground.book.orders_of(customer.id).next().is_none() {
            continue;
        }
        let proposal = grading::proposal(customer, ground.book, quarter);
        if proposal.is_some_and(|it| it.decided.is_none()) {
            *undecided.entry(customer.owner).or_default() += 1;
        }
    }
    for person in ground.people() {
        let Some(measured) = undecided.get(&person.id).copied() else { continue };
        let Some(level) = setting.level(measured, 1) else { continue };
        let period = Period::Quarter(quarter);
        raised.push(Raised {
            key: AlertKey { rule: AlertRule::GradeReview, subject: person.id.into(), occurrence: Occurrence::Period(period) },
            level,
            person: person.id,
            customer: None,
            since: period.last().plus(1),
            measured,
            share: None,
            amount: None,
        });
    }
}

/// AL-10.
pub(super) fn cadence(ground: &Ground<'_>, raised: &mut Vec<Raised>) {
    let Some(setting) = ground.rule(AlertRule::CadenceMissed) else { return };
    let rhythm = Rhythm::by(ground.cadence, ground.book.company());
    for customer in ground.customers().filter(|it| Rhythm::asks_for(it)) {
        let due = rhythm.next_due(customer, ground.book);
        let Some((level, measured, since)) = ground.past(&setting, due).filter(|_| due < ground.today) else { continue };
        raised.push(Raised {
            key: AlertKey { rule: AlertRule::CadenceMissed, subject: customer.id.into(), occurrence: Occurrence::Day(due) },
            level,
            person: customer.owner,
            customer: Some(customer.id),
            since,
            measured,
            share: None,
            amount: None,
        });
    }
}
