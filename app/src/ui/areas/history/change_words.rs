//! Changes in words: from which value to which. Lists are compared element by element: what was added, changed and taken out.

use domain::book::Book;
use domain::book::record::Record;
use domain::figures::kpis::unit_of;
use domain::records::kpi::Formula;
use domain::records::kpi_entry::KpiEntry;
use domain::records::organisation::{Posting, Role};
use domain::rules::{Dated, FieldPolicy, KpiSet, KpiSets, Version};
use domain::sync::history::{Change, FieldChange, HistoryEntry};
use domain::values::calendar::Day;
use domain::values::ids::{BenchmarkId, Key, Kind, KpiEntryId, TargetId};
use domain::values::json;
use domain::values::kpi_name::KpiName;
use domain::values::kpi_unit::KpiUnit;
use domain::values::money::Money;
use domain::values::sensitive::Sensitive;
use serde_json::Value;

use super::part_words::{is_told, part, summary, value};
use crate::i18n::{alert_words, benchmark_words, kpi_words, locale, planning_words, words};
use crate::state::{customer_name, posting_name, shown_number};
use crate::t;
use crate::ui::fields::owners::owner_name;

/// The most lines of one field; settings change in many places at once.
const MOST: usize = 12;

/// Writes the value of a field as a whole.
type SaidWhole = fn(Key, &Value, &Book) -> Option<String>;

/// One change, formatted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeLine {
    pub label: String,
    /// `None` for nothing.
    pub from: Option<String>,
    /// `None` for nothing.
    pub to: Option<String>,
    /// The value that lost a conflict.
    pub lost: Option<String>,
    /// The reader may not see the values.
    pub hidden: bool,
}

/// What became of a record.
pub fn change(change: Change) -> Option<&'static str> {
    match change {
        Change::Made => Some(t!("history.made")),
        Change::Removed => Some(t!("history.removed")),
        Change::Amended => None,
    }
}

/// The name of an entry's record with its kind; a quarter by the name that it has today.
pub fn record_name(entry: &HistoryEntry, today: Day, book: &Book) -> String {
    let record = entry.place.record;
    let calendar = book.company().calendar_on(today);
    let own = match book.get(record) {
        Some(Record::Target(target)) => {
            format!(
                "{} · {} · {}",
                owner_name(target.of, book),
                kpi_words::name(target.metric, book),
                locale().period(calendar.named(target.period))
            )
        }
        Some(Record::Alert(alert)) => alert_words::rule(alert.key.rule).to_owned(),
        Some(Record::Quota(quota)) => owner_name(quota.of, book),
        Some(Record::FollowUp(follow_up)) => locale().day(follow_up.on),
        Some(Record::Expense(expense)) => {
            format!("{} {}", words::expense_kind(expense.profile.kind), locale().money_signed(expense.profile.amount))
        }
        Some(Record::Attachment(attachment)) => attachment.name,
        Some(Record::Kpi(kpi)) => kpi_words::own(&kpi),
        Some(Record::PlanningNote(note)) => {
            format!("{} · {}", planning_words::topic(note.topic), planning_words::about(&note, calendar, book))
        }
        Some(Record::Benchmark(benchmark)) => benchmark_words::name(&benchmark, book),
        Some(Record::KpiEntry(entry)) => {
            format!("{} · {}", kpi_words::name(KpiName::Own(entry.kpi), book), locale().day(entry.on))
        }
        Some(Record::Order(order)) => shown_number(book, &order.number),
        _ => entry.name.clone(),
    };
    let customer = entry.customer.filter(|_| record.kind != Kind::Customer);
    let customer = customer.and_then(|it| book.customer_name(it).map(|_| customer_name(book, it))).unwrap_or_default();
    [words::kind(record.kind).to_owned(), own, customer].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The changes of an entry, one line each.
pub fn lines(entry: &HistoryEntry, book: &Book) -> Vec<ChangeLine> {
    // The versions of a target are the entries of its history.
    let is_told = |it: &&FieldChange| entry.place.record.kind != Kind::Target || it.field.text() != "versions";
    entry.fields.iter().filter(is_told).flat_map(|it| of_field(entry.place.record, it, book)).collect()
}

fn of_field(record: Key, change: &FieldChange, book: &Book) -> Vec<ChangeLine> {
    let name = change.field.text();
    let label = part(&name).unwrap_or_else(|| t!("history.other").to_owned());
    if change.hidden {
        return vec![ChangeLine { label, hidden: true, ..ChangeLine::default() }];
    }
    let said: Option<SaidWhole> = match (record.kind, name.as_ref()) {
        (Kind::Target, "value") => Some(|record, value, book| target_value(TargetId(record.id), value, book)),
        (Kind::Target, "levels") => Some(|record, value, book| target_levels(TargetId(record.id), value, book)),
        (Kind::Benchmark, "value") => Some(|record, value, book| benchmark_value(BenchmarkId(record.id), value, book)),
        (Kind::KpiEntry, "value") => Some(|record, value, book| entry_value(KpiEntryId(record.id), value, book)),
        (Kind::Company, "kpi_sets") => Some(|_, value, book| kpi_sets(value, book)),
        (Kind::Company, "field_policy") => Some(|_, value, _| field_policy(value)),
        (Kind::Kpi, "formula") => Some(|_, value, book| formulas(value, book)),
        (Kind::Person, "postings") => Some(|_, value, book| postings(value, book)),
        _ => None,
    };
    if let Some(said) = said {
        let said = |value: &Value| said(record, value, book);
        return vec![ChangeLine {
            label,
            from: said(&change.from),
            to: said(&change.to),
            lost: change.lost.as_ref().and_then(said),
            hidden: false,
        }];
    }
    let mut lines = Vec::new();
    compare(ComparedPart { label: &label, list: "", name: &name }, (&change.from, &change.to), book, &mut lines);
    if MOST < lines.len() {
        let n = lines.len() - MOST;
        lines.truncate(MOST);
        lines.push(ChangeLine { label: t!("history.more_places", n = n), ..ChangeLine::default() });
    }
    if let Some(lost) = change.lost.as_ref().and_then(|it| value("", &name, it, book)) {
        match lines.first_mut() {
            Some(line) => line.lost = Some(lost),
            // A conflict keeps the value that stands.
            None => {
                let stands = value("", &name, &change.to, book);
                lines.push(ChangeLine { label, from: stands.clone(), to: stands, lost: Some(lost), hidden: false });
            }
        }
    }
    lines
}

/// The versions of a KPI's formula, each with its first day.
fn formulas(value: &Value, book: &Book) -> Option<String> {
    let dated: Dated<Option<Formula>> = json::of_tree(value).ok()?;
    let version = |version: &Version<Option<Formula>>| {
        let formula = version.rules.as_ref().map(|it| kpi_words::formula(it, book)).unwrap_or_default();
        format!("{} {formula}", t!("kpis.formula_note", day = locale().day(version.from)))
    };
    Some(dated.versions().iter().map(version).collect::<Vec<_>>().join("；")).filter(|it| !it.is_empty())
}

/// The moves of a person, each with its first day. What held before the first one is no move.
fn postings(value: &Value, book: &Book) -> Option<String> {
    let dated: Dated<Posting> = json::of_tree(value).ok()?;
    let moves = dated.versions().iter().filter(|it| Day::FIRST < it.from);
    let written = |it: &Version<Posting>| format!("{} {}", t!("moves.from", day = locale().day(it.from)), posting_name(book, it.rules));
    Some(moves.map(written).collect::<Vec<_>>().join("；")).filter(|it| !it.is_empty())
}

/// The versions of the KPI sets, each with its first day.
fn kpi_sets(value: &Value, book: &Book) -> Option<String> {
    let dated: Dated<KpiSets> = json::of_tree(value).ok()?;
    let version = |version: &Version<KpiSets>| {
        let set = |(role, set): (&Role, &KpiSet)| {
            let kpis = kpi_words::set(set, &|kpi| kpi_words::name(kpi, book));
            t!("kit.said", what = words::role(*role), words = kpis)
        };
        let sets = version.rules.sets.iter().map(set).collect::<Vec<_>>().join("；");
        format!("{} {sets}", t!("kpis.formula_note", day = locale().day(version.from)))
    };
    Some(dated.versions().iter().map(version).collect::<Vec<_>>().join("；")).filter(|it| !it.is_empty())
}

/// The versions of the policy of sensitive fields, each with its first day and the roles that see each group.
fn field_policy(value: &Value) -> Option<String> {
    let dated: Dated<FieldPolicy> = json::of_tree(value).ok()?;
    let version = |version: &Version<FieldPolicy>| {
        let seen_by = |what: Sensitive| {
            let choices = FieldPolicy::CHOICES.into_iter().filter(|it| it.0 == what && version.rules.shows(what, it.1));
            let roles = choices.map(|it| words::role(it.1)).collect::<Vec<_>>();
            let roles = if roles.is_empty() { t!("settings.versions.none").to_owned() } else { roles.join(t!("settings.versions.and")) };
            t!("kit.said", what = words::sensitive(what), words = roles)
        };
        let groups = Sensitive::ALL.map(seen_by).join("；");
        format!("{} {groups}", t!("kpis.formula_note", day = locale().day(version.from)))
    };
    Some(dated.versions().iter().map(version).collect::<Vec<_>>().join("；")).filter(|it| !it.is_empty())
}

/// The value of a target in its unit. A removed target, which no book has, is an amount: most are.
fn target_value(id: TargetId, value: &Value, book: &Book) -> Option<String> {
    let unit = book.target(id).map_or(Some(KpiUnit::Money), |it| unit_of(it.metric, book)).unwrap_or(KpiUnit::Count);
    let value = value.as_i64()?;
    match unit {
        KpiUnit::Money => Some(locale().money_signed(Money(value))),
        unit => unit.target(value).map(|it| kpi_words::value(unit, it, "")),
    }
}

/// A value entered for a KPI in its unit.
fn entry_value(id: KpiEntryId, value: &Value, book: &Book) -> Option<String> {
    let entry = book.kpi_entry(id)?;
    Some(kpi_words::entry_value(&KpiEntry { value: value.as_i64()?, ..entry.clone() }, book))
}

/// 保底、冲刺、挑战 of a target in its unit.
fn target_levels(id: TargetId, value: &Value, book: &Book) -> Option<String> {
    let levels = [("floor", t!("targets.floor")), ("stretch", t!("targets.stretch")), ("challenge", t!("targets.challenge"))];
    let said = |(name, word): (&str, &str)| {
        let value = target_value(id, value.get(name)?, book)?;
        Some(t!("targets.levels_said", name = word, value = value))
    };
    Some(levels.into_iter().filter_map(said).collect::<Vec<_>>().join("、")).filter(|it| !it.is_empty())
}

/// The value of an industry average in its unit.
fn benchmark_value(id: BenchmarkId, value: &Value, book: &Book) -> Option<String> {
    let benchmark = book.benchmark(id)?;
    benchmark_words::stored(benchmark.metric, benchmark.compares, value.as_i64()?, book)
}

/// Where two values are compared.
#[derive(Clone, Copy)]
struct ComparedPart<'a> {
    label: &'a str,
    /// The list whose element has the part; empty for a field of the record.
    list: &'a str,
    name: &'a str,
}

fn compare(at: ComparedPart, (from, to): (&Value, &Value), book: &Book, lines: &mut Vec<ChangeLine>) {
    if from == to {
        return;
    }
    match (from, to) {
        (Value::Array(before), Value::Array(after)) if is_of_elements(at.name, before, after) => elements(at, before, after, book, lines),
        (Value::Null, Value::Array(after)) if is_of_elements(at.name, &[], after) => elements(at, &[], after, book, lines),
        (Value::Array(before), Value::Null) if is_of_elements(at.name, before, &[]) => elements(at, before, &[], book, lines),
        (Value::Object(before), Value::Object(after)) if !is_whole(at.name) => {
            let names = before.keys().chain(after.keys().filter(|it| !before.contains_key(*it)));
            for name in names.filter(|it| is_told(it)) {
                let label = part(name).map_or_else(|| at.label.to_owned(), |it| format!("{} · {it}", at.label));
                let nothing = Value::Null;
                let values = (before.get(name).unwrap_or(&nothing), after.get(name).unwrap_or(&nothing));
                compare(ComparedPart { label: &label, list: at.name, name }, values, book, lines);
            }
        }
        _ => {
            let (from, to) = (value(at.list, at.name, from, book), value(at.list, at.name, to, book));
            if from != to {
                lines.push(ChangeLine { label: at.label.to_owned(), from, to, lost: None, hidden: false });
            }
        }
    }
}

/// Whether an object is one value, which makes sense only as a whole.
fn is_whole(name: &str) -> bool {
    matches!(
        name,
        "review"
            | "outcome"
            | "end"
            | "merged_into"
            | "responsible"
            | "owner"
            | "rating"
            | "delivery_gap"
            | "every"
            | "wanted"
            | "credit_split"
    )
}

/// Whether these are lists of things with parts, rather than of plain words.
fn is_of_elements(name: &str, before: &[Value], after: &[Value]) -> bool {
    !is_whole(name) && before.iter().chain(after).all(Value::is_object)
}

/// Compares two lists by what identifies an element.
fn elements(at: ComparedPart, before: &[Value], after: &[Value], book: &Book, lines: &mut Vec<ChangeLine>) {
    let said = |element: &Value| match (at.name, element) {
        ("lines", element) => value("", "lines", &Value::Array(vec![element.clone()]), book).unwrap_or_default(),
        (_, Value::Object(parts)) => summary(at.name, parts, book),
        (_, other) => other.to_string(),
    };
    let mut rest: Vec<&Value> = after.iter().collect();
    let mut pairs: Vec<(&Value, Option<&Value>)> = Vec::new();
    for element in before {
        let found = rest.iter().position(|it| is_same(it, element));
        pairs.push((element, found.map(|it| rest.remove(it))));
    }
    for (was, now) in pairs {
        match now {
            Some(now) if was == now => {}
            Some(now) if is_short(at.name) => {
                lines.push(ChangeLine {
                    label: at.label.to_owned(),
                    from: Some(said(was)),
                    to: Some(said(now)),
                    lost: None,
                    hidden: false,
                });
            }
            Some(now) => {
                compare(ComparedPart { label: &format!("{} {}", at.label, said(was)), list: "", name: at.name }, (was, now), book, lines)
            }
            None => lines.push(ChangeLine { label: at.label.to_owned(), from: Some(said(was)), ..ChangeLine::default() }),
        }
    }
    for element in rest {
        lines.push(ChangeLine { label: at.label.to_owned(), to: Some(said(element)), ..ChangeLine::default() });
    }
}

/// Lists whose elements are short enough to be told as a whole when one changes.
fn is_short(name: &str) -> bool {
    matches!(name, "lines" | "instalments" | "contacts" | "goods")
}

/// Whether two elements of a list are the same thing at two times: by id, node, product or due day.
fn is_same(a: &Value, b: &Value) -> bool {
    let by = ["id", "node", "product", "due_on", "from"].into_iter().find(|it| b.get(it).is_some());
    by.map_or(a == b, |it| a.get(it) == b.get(it))
}

#[cfg(test)]
mod tests {
    use domain::sample;
    use domain::sync::history::HistoryPlace;
    use domain::values::calendar::Timestamp;
    use domain::values::field::FieldName;
    use domain::values::ids::CommandId;
    use domain::values::json;
    use serde_json::json;

    use super::*;
    use crate::i18n::{Lang, set_lang};

    fn changed(field: &str, from: Value, to: Value) -> FieldChange {
        FieldChange { field: FieldName::parse(field), from, to, lost: None, hidden: false }
    }

    fn told(record: Key, change: FieldChange, book: &Book) -> Vec<(String, Option<String>, Option<String>)> {
        of_field(record, &change, book).into_iter().map(|it| (it.label, it.from, it.to)).collect()
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn no_value_of_any_record_is_shown_as_raw_json() {
        set_lang(Lang::Zh);
        let book = sample::company(Day::parse("2026-11-21").expect("a day of the calendar")).book();
        let mut n = 0;
        for record in book.records() {
            let Value::Object(mut fields) = json::tree(&record) else { panic!("a record is an object") };
            for inner in ["profile", "terms"] {
                if let Some(Value::Object(written)) = fields.remove(inner) {
                    fields.extend(written);
                }
            }
            fields.remove("id");
            for (name, value) in fields {
                let (added, removed) = (changed(&name, Value::Null, value.clone()), changed(&name, value.clone(), Value::Null));
                for (label, from, to) in told(record.key(), added, &book).into_iter().chain(told(record.key(), removed, &book)) {
                    for said in [Some(label), from, to].into_iter().flatten() {
                        let is_id = said.split([' ', '、']).any(|it| it.parse::<uuid::Uuid>().is_ok());
                        let is_raw = is_id || said.contains(['{', '}', '[', ']', '"']);
                        assert!(!is_raw, "{:?} {name}: {said}", record.key().kind);
                        n += 1;
                    }
                }
            }
        }
        assert!(1_000 < n, "{n}");
    }

    #[test]
    fn a_list_says_what_was_added_changed_and_taken_out() {
        set_lang(Lang::Zh);
        let (book, ids) = sample::small();
        let order = Key::from(ids.order);
        let line = |quantity: i64| json!([{ "product": ids.product, "quantity": quantity, "price": 2_800_000, "discount": 0 }]);
        let lines = told(order, changed("lines", line(1_000), line(2_000)), &book);
        assert_eq!(lines.len(), 1);
        assert!(
            lines[0].1.as_ref().is_some_and(|it| it.contains("× 1 ×")) && lines[0].2.as_ref().is_some_and(|it| it.contains("× 2 ×")),
            "{lines:?}"
        );

        let payment = |voided: Value| json!([{ "id": CommandId::default(), "on": 20_000, "amount": 600_000, "method": "cash", "by": ids.lin, "voided": voided }]);
        let added = told(order, changed("payments", Value::Null, payment(Value::Null)), &book);
        assert_eq!(added, [("回款".to_owned(), None, some("2024年10月4日 · ¥6,000.00 · 现金"))]);
        let voided = json!({ "on": 20_001, "by": ids.lin, "reason": "记错", "nets": true });
        let taken_back = told(order, changed("payments", payment(Value::Null), payment(voided)), &book);
        assert_eq!(taken_back, [("回款 2024年10月4日 · ¥6,000.00 · 现金 · 作废".to_owned(), None, some("2024年10月5日 · 记错"))]);
    }

    #[test]
    fn values_are_shown_as_what_they_are() {
        set_lang(Lang::Zh);
        let (book, ids) = sample::small();
        let (acme, order) = (Key::from(ids.acme), Key::from(ids.order));
        for (record, change, label, from, to) in [
            (acme, changed("phone", json!(""), json!("13800138000")), "联系电话", None, some("13800138000")),
            (
                acme,
                changed("owner", json!(ids.lin), json!(ids.zhao)),
                "负责人",
                some("林晓"),
                book.person(ids.zhao).map(|it| it.name.clone()),
            ),
            (acme, changed("grade", json!("normal"), json!("key")), "客户等级", some("普通客户"), some("重点客户")),
            (acme, changed("contact_decides", json!(false), json!(true)), "是否决策人", some("否"), some("是")),
            (order, changed("deal_on", json!(20_000), json!(20_001)), "成交日期", some("2024年10月4日"), some("2024年10月5日")),
            (order, changed("review", Value::Null, json!({ "by": ids.lin })), "审核", None, some("待审核")),
        ] {
            let lines = told(record, change, &book);
            let [(said, was, now)] = &lines[..] else { panic!("{lines:?}") };
            assert_eq!((was, now), (&from, &to), "{said}");
            assert!(label == said || label == "是否决策人", "{said}");
        }
        let hidden = FieldChange { hidden: true, ..changed("phone", Value::Null, Value::Null) };
        assert!(of_field(acme, &hidden, &book).iter().all(|it| it.hidden && it.label == "联系电话"));
        let lost = FieldChange { lost: Some(json!("化工")), ..changed("industry", json!("机械"), json!("机械")) };
        let lines = of_field(acme, &lost, &book);
        assert_eq!((lines[0].to.clone(), lines[0].lost.clone()), (some("机械"), some("化工")));
    }

    #[test]
    fn a_target_changes_in_its_unit() {
        set_lang(Lang::Zh);
        let book = sample::company(Day::parse("2026-11-21").expect("a day of the calendar")).book();
        for target in book.targets() {
            let lines = told(target.id.into(), changed("value", json!(100), json!(200)), &book);
            let money = unit_of(target.metric, &book) == Some(KpiUnit::Money);
            assert_eq!(lines[0].2.as_deref(), Some(if money { "¥2.00" } else { "200" }));
            let place = HistoryPlace { at: Timestamp(0), version: 1, command: CommandId::default(), record: target.id.into() };
            let entry = HistoryEntry {
                place,
                by: None,
                made_at: Timestamp(0),
                change: Change::Amended,
                name: String::new(),
                customer: None,
                fields: Vec::new(),
            };
            assert!(record_name(&entry, Day(20_000), &book).contains(&kpi_words::name(target.metric, &book)));
        }
    }
}
