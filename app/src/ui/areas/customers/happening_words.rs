//! Icon, colour and text of each kind of event.

use domain::book::Book;
use domain::records::customer::Observed;
use domain::values::method::Method;
use domain::views::dossier::Event;

use crate::i18n::{locale, measure_words, words};
use crate::state::{person_name, shown_number};
use crate::t;
use crate::ui::kit::{Tone, icons};
use crate::ui::records::review_note::clock_words;
use crate::ui::url::routes::paths;

pub fn icon(event: &Event) -> &'static str {
    match event {
        Event::Filed => icons::BUILDING,
        Event::FollowedUp(follow_up) => match follow_up.method {
            Method::Visit => icons::VISIT,
            Method::Phone => icons::PHONE,
            Method::Email => icons::EMAIL,
            Method::Wechat => icons::WECHAT,
            Method::Proposal => icons::PROPOSAL,
            Method::OnlineMeeting => icons::MEETING,
            Method::Event => icons::EVENT,
            Method::Own(_) => icons::FOLLOW_UP,
        },
        Event::Opened { .. } | Event::Moved { .. } => icons::OPPORTUNITY,
        Event::Lost { .. } | Event::Cancelled { .. } => icons::CLOSE,
        Event::Ordered { .. } => icons::ORDER,
        Event::Paid { .. } | Event::CreditUsed { .. } => icons::PAYMENT,
        Event::Spent { .. } => icons::EXPENSE,
        Event::HandedOver { .. } | Event::Merged { .. } => icons::HAND_OVER,
        Event::Noticed(_) => icons::INFO,
        Event::Graded(_) => icons::TARGET,
    }
}

pub fn tone(event: &Event) -> Tone {
    match event {
        Event::Ordered { .. } | Event::Paid { is_void: false, .. } => Tone::Success,
        Event::FollowedUp(_) | Event::Opened { .. } | Event::Moved { .. } => Tone::Brand,
        Event::Filed
        | Event::Lost { .. }
        | Event::Cancelled { .. }
        | Event::Paid { .. }
        | Event::CreditUsed { .. }
        | Event::Spent { .. }
        | Event::HandedOver { .. }
        | Event::Merged { .. }
        | Event::Noticed(_)
        | Event::Graded(_) => Tone::Neutral,
    }
}

/// What happened, in one line.
pub fn title(event: &Event, book: &Book) -> String {
    let shown = |number: &str| shown_number(book, number);
    match event {
        Event::Filed => t!("customers.happened.filed").to_owned(),
        Event::FollowedUp(follow_up) => match &follow_up.activity {
            Some(activity) => format!("{} · {}", words::method(follow_up.method), measure_words::activity(activity)),
            None => words::method(follow_up.method),
        },
        Event::Opened { title, .. } => t!("customers.happened.opened", title = title),
        Event::Moved { title, to, .. } => t!("customers.happened.moved", title = title, to = words::stage(*to)),
        Event::Lost { title, .. } => t!("customers.happened.lost", title = title),
        Event::Ordered { number, amount, .. } => {
            t!("customers.happened.ordered", number = shown(number), amount = locale().money_signed(*amount))
        }
        Event::Cancelled { number, .. } => t!("customers.happened.cancelled", number = shown(number)),
        Event::Paid { number, amount, is_void: false, .. } => {
            t!("customers.happened.paid", number = shown(number), amount = locale().money_signed(*amount))
        }
        Event::Paid { number, amount, .. } => {
            t!("customers.happened.paid_void", number = shown(number), amount = locale().money_signed(*amount))
        }
        Event::CreditUsed { number, amount, is_void: true, .. } => {
            t!("credit.happened_void", number = shown(number), amount = locale().money_signed(*amount))
        }
        Event::CreditUsed { number, amount, to: Some(to), .. } => {
            t!("credit.happened_applied", number = shown(number), to = to, amount = locale().money_signed(*amount))
        }
        Event::CreditUsed { number, amount, .. } => {
            t!("credit.happened_refunded", number = shown(number), amount = locale().money_signed(*amount))
        }
        Event::Spent { kind, amount, is_void: false, .. } => {
            t!("expenses.happened", kind = words::expense_kind(*kind), amount = locale().money_signed(*amount))
        }
        Event::Spent { kind, amount, .. } => {
            t!("expenses.happened_void", kind = words::expense_kind(*kind), amount = locale().money_signed(*amount))
        }
        Event::HandedOver { .. } => t!("customers.happened.handed_over").to_owned(),
        Event::Merged { number, name, .. } => t!("grades.happened.merged", number = shown(number), name = name),
        Event::Noticed(observation) => match &observation.what {
            Observed::Satisfaction { score } => {
                format!("{} {}", words::observed(&observation.what), t!("grades.happened.score", n = score))
            }
            what => words::observed(what).to_owned(),
        },
        Event::Graded(step) if step.accepted => t!("grades.happened.graded", from = words::grade(step.from), to = words::grade(step.to)),
        Event::Graded(step) => t!("grades.happened.kept", from = words::grade(step.from), to = words::grade(step.to)),
    }
}

/// Details, line by line.
pub fn more(event: &Event, book: &Book) -> Vec<String> {
    match event {
        Event::FollowedUp(follow_up) => {
            let mut lines = vec![follow_up.content.clone()];
            if !follow_up.feedback.is_empty() {
                lines.push(t!("customers.happened.answered", feedback = follow_up.feedback));
            }
            if !follow_up.next_step.is_empty() || follow_up.next_on.is_some() {
                let on = follow_up.next_on.map(|it| locale().day(it)).unwrap_or_default();
                lines.push(t!("customers.happened.next", step = follow_up.next_step, on = on));
            }
            lines.extend(clock_words(follow_up.clock_said, follow_up.made_at));
            lines.extend(follow_up.expected_close.map(|it| t!("customers.happened.expected", on = locale().day(it))));
            lines
        }
        Event::Lost { reason, .. } | Event::Cancelled { reason, .. } => vec![reason.clone()],
        Event::Spent { note, .. } => Some(note.clone()).filter(|it| !it.is_empty()).into_iter().collect(),
        Event::Noticed(observation) => {
            let factors: Vec<&str> = observation.what.factors().iter().map(|it| words::factor(*it)).collect();
            let success: Vec<String> = observation.what.success().iter().map(measure_words::success).collect();
            let demand = match &observation.what {
                Observed::DemandChange { from, to } => t!("grades.happened.demand", from = from, to = to),
                _ => String::new(),
            };
            [observation.content.clone(), success.join(" · "), factors.join(" · "), demand]
                .into_iter()
                .filter(|it| !it.is_empty())
                .collect()
        }
        Event::Graded(step) => Some(step.reason.clone()).filter(|it| !it.is_empty()).into_iter().collect(),
        Event::Merged { reason, .. } => Some(reason.clone()).filter(|it| !it.is_empty()).into_iter().collect(),
        Event::HandedOver { from, to, reason } => {
            let hands = t!("customers.happened.hands", from = person_name(book, *from), to = person_name(book, *to));
            [hands, reason.clone()].into_iter().filter(|it| !it.is_empty()).collect()
        }
        Event::Filed
        | Event::Opened { .. }
        | Event::Moved { .. }
        | Event::Ordered { .. }
        | Event::Paid { .. }
        | Event::CreditUsed { .. } => Vec::new(),
    }
}

/// Path of the record's own page.
pub fn link(event: &Event) -> Option<String> {
    match event {
        Event::Opened { opportunity, .. } | Event::Moved { opportunity, .. } | Event::Lost { opportunity, .. } => {
            Some(paths::opportunity(*opportunity))
        }
        Event::Ordered { order, .. } | Event::Cancelled { order, .. } | Event::Paid { order, .. } | Event::CreditUsed { order, .. } => {
            Some(paths::order(*order))
        }
        Event::Spent { expense, .. } => Some(paths::expense(*expense)),
        Event::Filed | Event::FollowedUp(_) | Event::HandedOver { .. } | Event::Noticed(_) | Event::Graded(_) | Event::Merged { .. } => {
            None
        }
    }
}
