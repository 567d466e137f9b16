//! The names of the parts of records, and one value in words.

use domain::book::Book;
use domain::records::opportunity::Outcome;
use domain::records::task::{TaskEnd, TaskStatus};
use domain::values::field::FieldName;
use domain::values::json;
use domain::values::money::{Money, Quantity};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::i18n::{locale, track_words, words};
use crate::state::customer_name;
use crate::t;
use crate::ui::records::command_words::written;

/// Parts that say who wrote a record and how it travelled. The entry itself tells that.
const UNTOLD: [&str; 16] = [
    "id",
    "at",
    "by",
    "made_at",
    "made_by",
    "ended_by",
    "opened_by",
    "team",
    "arrived_at",
    "clock_said",
    "nets",
    "cause",
    "held",
    "seen",
    "review",
    "sold_at",
];

/// The name of a part of a record; `None` for a part without one.
pub fn part(name: &str) -> Option<String> {
    let word = match name {
        "payments" => t!("history.part.payments"),
        "moves" => t!("history.part.moves"),
        "hand_overs" => t!("history.part.hand_overs"),
        "grade_steps" => t!("history.part.grade_steps"),
        "observations" => t!("history.part.observations"),
        "merged" => t!("history.part.merged"),
        "merged_into" => t!("history.part.merged_into"),
        "cancelled" => t!("history.part.cancelled"),
        "voided" => t!("history.part.voided"),
        "returns" => t!("history.part.returns"),
        "nodes" => t!("history.part.nodes"),
        "deliveries" => t!("history.part.deliveries"),
        "acceptances" => t!("history.part.acceptances"),
        "complaints" => t!("history.part.complaints"),
        "anomalies" => t!("history.part.anomalies"),
        "credit_split" => t!("split.title"),
        "credit_uses" => t!("history.part.credit_uses"),
        "outcome" => t!("history.part.outcome"),
        "reviews" => t!("history.part.reviews"),
        "handlings" | "handling" => t!("history.part.handlings"),
        "dismissals" => t!("history.part.dismissals"),
        "responses" => t!("history.part.responses"),
        "end" => t!("history.part.end"),
        "done" => t!("history.part.done"),
        "answered" => t!("history.part.answered"),
        "filed_by" => t!("history.part.filed_by"),
        "from_credit_of" => t!("history.part.from_credit_of"),
        "review" => t!("review.title"),
        "rules" => t!("history.part.rules"),
        "customers" => t!("history.part.customers"),
        "accepted" => t!("history.part.accepted"),
        "decides" => t!("history.part.decides"),
        _ => return FieldName::parse(name).known().map(words::field),
    };
    Some(word.to_owned())
}

/// Whether a part within a record is told.
pub fn is_told(name: &str) -> bool {
    !UNTOLD.contains(&name)
}

/// The parts that sum up an element of a list, in reading order.
fn parts_of(list: &str) -> &'static [&'static str] {
    match list {
        "payments" => &["on", "amount", "method", "note"],
        "credit_uses" => &["on", "amount", "to", "note"],
        "instalments" => &["due_on", "amount"],
        "moves" | "hand_overs" | "grade_steps" => &["from", "to", "on", "reason"],
        "observations" => &["on", "what", "content"],
        "requests" => &["ask", "reason"],
        "risks" => &["kind", "on"],
        "responses" | "complaints" | "handling" | "answered" => &["text"],
        "deliveries" => &["on", "goods", "logistics"],
        "acceptances" => &["on", "passed", "note"],
        "anomalies" => &["problem", "responsible"],
        "handlings" => &["who", "plan", "until"],
        "dismissals" => &["reason"],
        "returns" => &["on", "goods", "refund", "reason"],
        "reviews" => &["on", "note"],
        "contacts" => &["name", "role", "phone", "email"],
        "merged" => &["number", "name"],
        "nodes" => &["node", "done"],
        "cancelled" | "voided" => &["on", "reason"],
        "end" => &["on", "how", "reason"],
        "done" => &["on"],
        "rating" => &["score", "note"],
        "delivery_gap" => &["reason", "note"],
        _ => &[],
    }
}

/// One value in words, as a part of `list` (empty for a field of the record itself). `None` for nothing.
pub fn value(list: &str, name: &str, value: &Value, book: &Book) -> Option<String> {
    let is_nothing = match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(all) => all.is_empty(),
        Value::Object(parts) => parts.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    };
    if is_nothing {
        return None;
    }
    let said = match (list, name, value) {
        ("hand_overs", "from" | "to", _) | (_, "filed_by" | "by" | "who", _) => written("owner", value, book),
        ("moves", "from" | "to", _) => written("stage", value, book),
        ("grade_steps", "from" | "to", _) => written("grade", value, book),
        ("credit_uses", "to", _) | (_, "from_credit_of", _) => written("order", value, book),
        ("risks", "kind", _) => written("risk_kind", value, book),
        ("nodes", "node", _) => json::of_tree(value).ok().map(track_words::node).map(str::to_owned),
        (_, name, Value::Number(_)) if name.ends_with("_at") => written("made_at", value, book),
        (_, "from", Value::Number(_)) => written("on", value, book),
        (_, "refund", Value::Number(amount)) => amount.as_i64().map(|it| locale().money_signed(Money(it))),
        (_, "delivered", Value::Number(quantity)) => quantity.as_i64().map(|it| locale().quantity(Quantity(it))),
        (_, "outcome", _) => outcome(value),
        ("", "review", _) => review(value),
        ("", "end", _) => task_end(value),
        (_, "merged_into", Value::Object(parts)) => {
            parts.get("customer").and_then(|it| json::of_tree(it).ok()).map(|it| customer_name(book, it))
        }
        (_, _, Value::Bool(is_so)) => Some(if *is_so { t!("grades.yes") } else { t!("grades.no") }.to_owned()),
        _ => written(name, value, book),
    };
    said.filter(|it| !it.is_empty() && it.parse::<Uuid>().is_err()).or_else(|| plain(name, value, book))
}

/// Any other shape as plain text: its parts, one after the other.
fn plain(name: &str, shape: &Value, book: &Book) -> Option<String> {
    match shape {
        Value::Object(parts) => Some(summary(name, parts, book)),
        Value::Array(all) => {
            let each = all.iter().filter_map(|it| value(name, "", it, book));
            Some(each.collect::<Vec<_>>().join("、"))
        }
        // An id of something that this device does not hold.
        Value::String(text) if text.parse::<Uuid>().is_ok() => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
    .filter(|it| !it.is_empty())
}

/// An element of a list in one line.
pub fn summary(list: &str, element: &Map<String, Value>, book: &Book) -> String {
    let said = |name: &str| element.get(name).and_then(|it| value(list, name, it, book));
    let named: Vec<String> = match parts_of(list) {
        [] => element.keys().filter(|it| is_told(it)).filter_map(|it| said(it)).collect(),
        parts => parts.iter().filter_map(|it| said(it)).collect(),
    };
    let between = if matches!(list, "moves" | "hand_overs" | "grade_steps") { " → " } else { " · " };
    match &named[..] {
        [from, to, rest @ ..] if between == " → " => {
            [format!("{from}{between}{to}")].iter().chain(rest).cloned().collect::<Vec<_>>().join(" · ")
        }
        all => all.join(between),
    }
}

fn outcome(value: &Value) -> Option<String> {
    let outcome: Outcome = json::of_tree(value).ok()?;
    let reason = match &outcome {
        Outcome::Lost { reason, .. } => reason.as_str(),
        Outcome::Won { .. } => "",
    };
    let said = [words::outcome(&outcome), &locale().day(outcome.on()), reason].map(str::to_owned);
    Some(said.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · "))
}

fn task_end(value: &Value) -> Option<String> {
    let end: TaskEnd = json::of_tree(value).ok()?;
    let (status, on, reason) = match end {
        TaskEnd::Done { on, .. } => (TaskStatus::Done, on, String::new()),
        TaskEnd::Cancelled { on, reason, .. } => (TaskStatus::Cancelled, on, reason),
    };
    let said = [words::task_status(status).to_owned(), locale().day(on), reason];
    Some(said.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · "))
}

/// The state of a review, and why it was sent back.
fn review(value: &Value) -> Option<String> {
    let has = |name: &str| value.get(name).is_some_and(|it| !it.is_null());
    let state = match (has("returned"), has("approved"), has("held")) {
        (true, ..) => t!("review.state.returned"),
        (false, true, false) => t!("review.state.approved"),
        _ => t!("review.state.pending"),
    };
    let reason = value.pointer("/returned/reason").and_then(Value::as_str).filter(|it| !it.is_empty());
    Some(reason.map_or_else(|| state.to_owned(), |it| format!("{state} · {it}")))
}
