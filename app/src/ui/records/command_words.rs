//! A command in words: every field the user filled in, named and formatted, so that they can read what was refused.

use domain::access::alert_owner::AlertOwner;
use domain::book::Book;
use domain::decide::command::{
    AmendKpiEntry, AmendOpportunity, AmendOrder, AmendTask, AnswerRequest, AnswerRisk, ApproveRecord, AttributeExpense, CancelOrder,
    CancelTask, ClearRisk, Command, DecideGrade, DismissAlert, FinishTask, HandOverCustomer, LoseOpportunity, MoveStage, OpenOpportunity,
    RefundCredit, RemoveCustomer, ResubmitRecord, ReturnRecord, ReviewTask, SeeAlert, SplitCredit, StoreAttachment, VoidCreditUse,
    VoidExpense, VoidKpiEntry, VoidPayment, VoidPlanningNote, WinOpportunity, WithdrawAttachment,
};
use domain::records::alert::AlertKey;
use domain::records::customer::Ask;
use domain::records::order::{CreditShare, CreditSplit};
use domain::records::review::Matter;
use domain::values::calendar::{Day, Timestamp};
use domain::values::field::FieldName;
use domain::values::ids::{Key, Kind, KpiEntryId, KpiId};
use domain::values::json;
use domain::values::kpi_name::KpiName;
use domain::values::money::{Money, Quantity, Share};
use serde::Serialize;
use serde_json::Value;

use crate::i18n::{benchmark_words, kpi_words, locale, measure_words, planning_words, track_words, words};
use crate::state::{customer_name, person_name, shown_number};
use crate::t;
use crate::ui::fields::owners::owner_name;
use crate::ui::records::credit_words;
use crate::ui::url::routes::{self, paths};

/// The name of the subject of a command, if the book has it.
pub fn about(command: &Command, book: &Book) -> String {
    let customer = match command {
        Command::FileCustomer(filed) => return filed.profile.name.clone(),
        Command::AmendCustomer(amendment) => return amendment.now.name.clone(),
        Command::RequestChange(request) => Some(request.customer),
        Command::Observe(observation) => Some(observation.customer),
        Command::MergeCustomers(merge) => Some(merge.keep),
        Command::AnswerRequest(AnswerRequest { customer, .. }) | Command::DecideGrade(DecideGrade { customer, .. }) => Some(*customer),
        Command::HandOverCustomer(HandOverCustomer { customer, .. })
        | Command::RemoveCustomer(RemoveCustomer { customer })
        | Command::OpenOpportunity(OpenOpportunity { customer, .. }) => Some(*customer),
        Command::LogFollowUp(follow_up) => Some(follow_up.customer),
        Command::AddTask(task) => Some(task.customer),
        Command::AddFeedback(feedback) => book.follow_up(feedback.follow_up).map(|it| it.customer),
        Command::AmendTask(AmendTask { task, .. })
        | Command::FinishTask(FinishTask { task, .. })
        | Command::ReviewTask(ReviewTask { task, .. })
        | Command::CancelTask(CancelTask { task, .. }) => book.task(*task).map(|it| it.customer),
        Command::RaiseRisk(risk) => book.opportunity(risk.opportunity).map(|it| it.customer),
        Command::TakeOrder(order) | Command::WinOpportunity(WinOpportunity { order, .. }) => Some(order.customer),
        Command::RecordPayment(payment) => book.order(payment.order).map(|it| it.customer),
        Command::RecordAdvance(advance) => Some(advance.customer),
        Command::AmendOrder(AmendOrder { order, .. })
        | Command::CancelOrder(CancelOrder { order, .. })
        | Command::RefundCredit(RefundCredit { order, .. })
        | Command::VoidCreditUse(VoidCreditUse { order, .. })
        | Command::SplitCredit(SplitCredit { order, .. })
        | Command::VoidPayment(VoidPayment { order, .. }) => book.order(*order).map(|it| it.customer),
        Command::ApplyCredit(credit) => book.order(credit.order).map(|it| it.customer),
        Command::AmendOpportunity(AmendOpportunity { opportunity, .. })
        | Command::MoveStage(MoveStage { opportunity, .. })
        | Command::LoseOpportunity(LoseOpportunity { opportunity, .. })
        | Command::AnswerRisk(AnswerRisk { opportunity, .. })
        | Command::ClearRisk(ClearRisk { opportunity, .. }) => book.opportunity(*opportunity).map(|it| it.customer),
        Command::SavePerson(saved) => return saved.now.name.clone(),
        Command::SaveTeam(saved) => return saved.now.name.clone(),
        Command::SaveDepartment(saved) => return saved.now.name.clone(),
        Command::SaveRegion(saved) => return saved.now.name.clone(),
        Command::SaveProduct(saved) => return saved.now.model.clone(),
        Command::SaveCompany(saved) => return saved.now.name.clone(),
        Command::SaveKpi(saved) => return kpi_words::own(&saved.now),
        Command::RecordKpiEntry(entry) => return kpi_words::name(KpiName::Own(entry.kpi), book),
        Command::SaveBenchmark(saved) => return kpi_words::name(saved.metric, book),
        Command::WritePlanningNote(note) => return planning_words::topic(note.topic).to_owned(),
        Command::VoidPlanningNote(VoidPlanningNote { note, .. }) => {
            return book.planning_note(*note).map(|it| planning_words::topic(it.topic).to_owned()).unwrap_or_default();
        }
        Command::AmendKpiEntry(AmendKpiEntry { entry, .. })
        | Command::VoidKpiEntry(VoidKpiEntry { entry, .. })
        | Command::ApproveRecord(ApproveRecord { matter: Matter::KpiEntry { entry }, .. })
        | Command::ReturnRecord(ReturnRecord { matter: Matter::KpiEntry { entry }, .. })
        | Command::ResubmitRecord(ResubmitRecord { matter: Matter::KpiEntry { entry }, .. }) => {
            return book.kpi_entry(*entry).map(|it| kpi_words::name(KpiName::Own(it.kpi), book)).unwrap_or_default();
        }
        Command::AttributeExpense(AttributeExpense { expense, .. })
        | Command::VoidExpense(VoidExpense { expense, .. })
        | Command::ApproveRecord(ApproveRecord { matter: Matter::Expense { expense }, .. })
        | Command::ReturnRecord(ReturnRecord { matter: Matter::Expense { expense }, .. })
        | Command::ResubmitRecord(ResubmitRecord { matter: Matter::Expense { expense }, .. }) => {
            return book.expense(*expense).map(|it| words::expense_kind(it.profile.kind)).unwrap_or_default();
        }
        Command::ApproveRecord(ApproveRecord { matter, .. })
        | Command::ReturnRecord(ReturnRecord { matter, .. })
        | Command::ResubmitRecord(ResubmitRecord { matter, .. }) => matter.file(book).and_then(|it| it.whose.customer),
        Command::Track(track) => book.get(track.subject()).and_then(|it| it.family()),
        Command::RecordExpense(expense) => return words::expense_kind(expense.profile.kind),
        Command::AmendExpense(amendment) => return words::expense_kind(amendment.now.kind),
        Command::SetTarget(target) => return owner_name(target.of, book),
        Command::ProposeTarget(proposal) => return kpi_words::name(proposal.metric, book),
        Command::AddPeople(act) => return t!("people.n_people", n = act.people.len()),
        Command::PlanMove(plan) => return person_name(book, plan.person),
        Command::SetTargets(act) => return t!("targets.grid.n", n = act.targets.len()),
        Command::SetQuota(quota) => return owner_name(quota.of, book),
        Command::EndQuota(ending) => return book.quota(ending.quota).map(|it| owner_name(it.of, book)).unwrap_or_default(),
        Command::SeeAlert(SeeAlert { alert }) | Command::DismissAlert(DismissAlert { alert, .. }) => return about_alert(alert, book),
        Command::HandleAlert(handling) => return about_alert(&handling.alert, book),
        Command::Attach(attachment) => book.get(attachment.of).and_then(|it| it.family()),
        Command::WithdrawAttachment(WithdrawAttachment { attachment, .. }) | Command::StoreAttachment(StoreAttachment { attachment }) => {
            book.attachment(*attachment).and_then(|it| book.get(it.of)).and_then(|it| it.family())
        }
    };
    customer.map(|it| customer_name(book, it)).unwrap_or_default()
}

/// The name of an alert's subject: the customer or the person.
fn about_alert(alert: &AlertKey, book: &Book) -> String {
    match domain::access::alert_owner::whose(alert.subject, book) {
        Some(AlertOwner { customer: Some(customer), .. }) => customer_name(book, customer),
        Some(AlertOwner { person, .. }) => person_name(book, person),
        None => String::new(),
    }
}

/// The page of a command's subject, if the book has it.
pub fn page_of(command: &Command, book: &Book) -> Option<String> {
    let customer = |id| book.customer(id).map(|it| paths::customer(it.id));
    match command {
        Command::LogFollowUp(follow_up) => customer(follow_up.customer),
        Command::TakeOrder(order) => customer(order.customer),
        Command::AddTask(task) => customer(task.customer),
        Command::RecordAdvance(advance) => customer(advance.customer),
        Command::Attach(attachment) => page_of_record(attachment.of, book),
        Command::WithdrawAttachment(withdrawal) => page_of_record(book.attachment(withdrawal.attachment)?.of, book),
        Command::SeeAlert(SeeAlert { alert }) | Command::DismissAlert(DismissAlert { alert, .. }) => page_of_record(alert.subject, book),
        Command::HandleAlert(handling) => page_of_record(handling.alert.subject, book),
        _ => page_of_record(command.subject(), book),
    }
}

/// The page of a record, if the book has it.
pub fn page_of_record(key: Key, book: &Book) -> Option<String> {
    book.has(key).then_some(())?;
    match key.kind {
        Kind::Customer => Some(paths::customer(domain::values::ids::CustomerId(key.id))),
        Kind::Opportunity => Some(paths::opportunity(domain::values::ids::OpportunityId(key.id))),
        Kind::Order => Some(paths::order(domain::values::ids::OrderId(key.id))),
        Kind::Expense => Some(paths::expense(domain::values::ids::ExpenseId(key.id))),
        // These have no page of their own and are shown on their customer's page.
        Kind::Task | Kind::FollowUp => book.get(key)?.family().map(paths::customer),
        Kind::Attachment => page_of_record(book.attachment(domain::values::ids::AttachmentId(key.id))?.of, book),
        Kind::Target | Kind::PlanningNote => Some(routes::TARGETS.to_owned()),
        Kind::Kpi => Some(paths::kpi(KpiName::Own(KpiId(key.id)))),
        Kind::KpiEntry => Some(paths::kpi_entry(KpiEntryId(key.id))),
        Kind::Benchmark => Some(routes::BENCHMARKS.to_owned()),
        _ => None,
    }
}

/// What the user entered, field by field. For an amendment, only the changed fields.
pub fn said(command: &Command, book: &Book) -> Vec<(String, String)> {
    let fields = match command {
        Command::FileCustomer(filed) => fields_of(&filed.profile),
        Command::AmendCustomer(amendment) => changed(&amendment.was, &amendment.now),
        Command::AmendOpportunity(amendment) => changed(&amendment.was, &amendment.now),
        Command::AmendOrder(amendment) => changed(&amendment.was, &amendment.now),
        Command::TakeOrder(order) | Command::WinOpportunity(WinOpportunity { order, .. }) => {
            let mut fields = fields_of(&order.terms);
            fields.extend(order.number.clone().map(|it| ("number".to_owned(), Value::String(it))));
            fields
        }
        Command::OpenOpportunity(opened) => fields_of(&opened.profile),
        Command::ApplyCredit(_) | Command::VoidCreditUse(_) => {
            let named = |(name, value): (String, Value)| (if name == "to" { "apply_to".to_owned() } else { name }, value);
            fields_of(command).into_iter().map(named).collect()
        }
        Command::SplitCredit(split) => {
            vec![("credit_split".to_owned(), json::tree(&split.now)), ("reason".to_owned(), Value::String(split.reason.clone()))]
        }
        Command::AddTask(task) => fields_of(&task.profile),
        Command::AmendTask(amendment) => changed(&amendment.was, &amendment.now),
        // The quota to be ended, then the reason.
        Command::EndQuota(ending) => {
            let asked = book.quota(ending.quota).map(fields_of).unwrap_or_default();
            asked.into_iter().filter(|it| it.0 == "wanted").chain(fields_of(command)).collect()
        }
        Command::RecordExpense(expense) => {
            let whose = expense.owner.map(|it| ("owner".to_owned(), it.to_string())).into_iter();
            let of = expense.customer.map(|it| ("customer".to_owned(), it.to_string()));
            let ids = whose.chain(of).map(|(name, id)| (name, Value::String(id)));
            fields_of(&expense.profile).into_iter().chain(ids).collect()
        }
        Command::AmendExpense(amendment) => changed(&amendment.was, &amendment.now),
        Command::AmendKpiEntry(amendment) => changed(&amendment.was, &amendment.now),
        Command::AttributeExpense(attribution) => changed(&attribution.was, &attribution.now),
        Command::SavePerson(saved) => fields_of(&saved.now),
        Command::SaveTeam(saved) => fields_of(&saved.now),
        Command::SaveDepartment(saved) => fields_of(&saved.now),
        Command::SaveRegion(saved) => fields_of(&saved.now),
        Command::SaveProduct(saved) => fields_of(&saved.now),
        Command::SaveCompany(saved) => fields_of(&saved.now),
        Command::SaveKpi(saved) => {
            [("name", &saved.now.name), ("note", &saved.now.note)].map(|(name, text)| (name.to_owned(), Value::String(text.clone()))).into()
        }
        Command::SaveBenchmark(saved) => {
            let named =
                fields_of(saved).into_iter().filter(|it| matches!(it.0.as_str(), "metric" | "compares" | "region" | "period" | "citation"));
            let value = saved.now.and_then(|it| benchmark_words::stored(saved.metric, saved.compares, it, book));
            named.chain(value.map(|it| ("now".to_owned(), Value::String(it)))).collect()
        }
        other => fields_of(other),
    };
    let is_told = |name: &str| !matches!(name, "id" | "do" | "seen" | "was" | "next_task" | "completes" | "filed_on" | "active" | "entry");
    fields
        .into_iter()
        .filter(|(name, _)| is_told(name))
        .filter_map(|(name, value)| {
            written(&name, &value, book).filter(|it| !it.is_empty()).map(|it| (words::field_name(&FieldName::parse(&name)), it))
        })
        .collect()
}

fn fields_of<T: Serialize>(value: &T) -> Vec<(String, Value)> {
    match json::tree(value) {
        Value::Object(fields) => fields.into_iter().collect(),
        _ => Vec::new(),
    }
}

fn changed<T: Serialize>(was: &T, now: &T) -> Vec<(String, Value)> {
    let was = fields_of(was);
    fields_of(now).into_iter().filter(|field| !was.contains(field)).collect()
}

/// Formats one value.
pub fn written(field: &str, value: &Value, book: &Book) -> Option<String> {
    let whole = value.as_i64();
    match field {
        "amount" | "price" | "cost" => whole.map(|it| locale().money_signed(Money(it))),
        "value" => whole.map(|it| locale().count(it)),
        "quantity" => whole.map(|it| locale().quantity(Quantity(it))),
        "made_at" => {
            whole.map(Timestamp).map(|at| format!("{} {}", locale().day(at.day(book.company().utc_offset_minutes)), locale().time(at)))
        }
        "on" | "until" | "deal_on" | "due_on" | "next_on" | "expected_close" | "first_contact_on" | "filed_on" | "opened_on"
        | "deliver_by" | "node_done" | "cooperation_since" | "contract_ends_on" => {
            whole.and_then(|it| i32::try_from(it).ok()).map(|it| locale().day(Day(it)))
        }
        "lines" => value.as_array().map(|lines| {
            let line = |order_line: &Value| {
                let part = |name: &str| order_line.get(name).and_then(|it| written(name, it, book)).unwrap_or_default();
                format!("{} × {} × {}", part("product"), part("quantity"), part("price"))
            };
            lines.iter().map(line).collect::<Vec<_>>().join("\n")
        }),
        _ => track_written(field, value, book).or_else(|| named(field, value, book)),
    }
}

/// Formats the fields of order tracking.
fn track_written(field: &str, value: &Value, book: &Book) -> Option<String> {
    let part = |parts: &Value, name: &str| parts.get(name).and_then(|it| written(name, it, book)).unwrap_or_default();
    let each = |line: &dyn Fn(&Value) -> String| value.as_array().map(|it| it.iter().map(line).collect::<Vec<_>>().join("\n"));
    let of_parts =
        |names: &[&str]| Some(names.iter().map(|it| part(value, it)).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · "));
    match field {
        "refund" => of_parts(&["amount", "on", "note"]),
        "goods" => each(&|it| format!("{} × {}", part(it, "product"), part(it, "quantity"))),
        "instalments" => each(&|it| format!("{} · {}", part(it, "due_on"), part(it, "amount"))),
        "discount" => value.as_i64().map(|it| locale().share(Share(it))),
        "node" => json::of_tree(value).ok().map(track_words::node).map(str::to_owned),
        "responsible" | "owner" if value.is_object() => {
            let person = value.get("person").and_then(|it| written("owner", it, book));
            person.or_else(|| value.get("other").and_then(Value::as_str).map(str::to_owned))
        }
        "now" | "node_plan" if value.get("owner").is_some() => of_parts(&["owner", "due_on"]),
        "now" | "delivery_gap" if value.get("reason").is_some() => of_parts(&["reason", "note"]),
        "now" | "rating" if value.get("score").is_some() => of_parts(&["score", "note"]),
        _ => None,
    }
}

/// Replaces ids by names and enum values by words; leaves the rest as it is.
fn named(field: &str, value: &Value, book: &Book) -> Option<String> {
    fn read<T: serde::de::DeserializeOwned>(value: &Value) -> Option<T> {
        json::of_tree(value).ok()
    }
    let contact = |it: &domain::records::customer::Contact| format!("{} {} {}", it.name, it.role, it.phone).trim().to_owned();
    let text = || value.as_str().map(str::to_owned).or_else(|| value.as_i64().map(|it| it.to_string()));
    match field {
        // A customer that was merged away is given as a text of number and name.
        "credit_split" => {
            let split = || read::<CreditSplit>(value).map(|it| credit_words::split(&it, book));
            read::<Vec<CreditShare>>(value).map(|it| credit_words::shares(&it, book)).or_else(split)
        }
        "kpi" => read(value).map(|it| kpi_words::name(KpiName::Own(it), book)),
        "customer" => read(value).map(|it| customer_name(book, it)).or_else(text),
        "keep" | "gone" => read(value).map(|it| customer_name(book, it)),
        "purchasing_power" | "cooperation_depth" => read(value).map(words::level).map(str::to_owned),
        "cooperation" => read(value).map(words::cooperation).map(str::to_owned),
        "renewal" => read(value).map(words::renewal).map(str::to_owned),
        "contact_decides" | "demand_explicit" | "accept" | "wins_new" | "escalates" => {
            value.as_bool().map(|it| if it { t!("grades.yes") } else { t!("grades.no") }.to_owned())
        }
        "contacts" => {
            read::<Vec<domain::records::customer::Contact>>(value).map(|all| all.iter().map(contact).collect::<Vec<_>>().join("\n"))
        }
        "ask" => read(value).map(|it| asked(&it, book)),
        "what" => read(value).map(|it| words::observed(&it).to_owned()),
        "quarter" => read(value).map(|it| locale().period(domain::values::calendar::Period::Quarter(it))),
        "request" | "risk" | "quota" => None,
        "of" => read(value).map(|it| owner_name(it, book)).or_else(text),
        "risk_kind" => read(value).map(|it| measure_words::risk_kind(&it)),
        "activity" => read(value).map(|it| measure_words::activity(&it)),
        "every" => read(value).map(measure_words::every),
        "wanted" => read(value).map(measure_words::wanted),
        "from" if value.is_i64() => read(value).map(|it| locale().period(domain::values::calendar::Period::Week(it))),
        "from" | "to" if read::<domain::values::grade::Grade>(value).is_some() => read(value).map(words::grade).map(str::to_owned),
        "to" if read::<domain::values::stage::Stage>(value).is_none() => read(value).map(|it| person_name(book, it)),
        "owner" | "who" => read(value).map(|it| person_name(book, it)),
        "product" => read(value).and_then(|it| book.product(it)).map(|it| it.model.clone()),
        "order" | "apply_to" => read(value).and_then(|it| book.order(it)).map(|it| shown_number(book, &it.number)),
        "opportunity" => read(value).and_then(|it| book.opportunity(it)).map(|it| it.profile.title.clone()),
        "region" => read(value).and_then(|it| book.region(it)).map(|it| it.name.clone()),
        "team" => read(value).and_then(|it| book.team(it)).map(|it| it.name.clone()),
        "department" => read(value).and_then(|it| book.department(it)).map(|it| it.name.clone()),
        "method" => read(value).map(words::payment_method).map(str::to_owned).or_else(|| read(value).map(words::method)),
        "stage" | "from" | "to" => read(value).map(words::stage).map(str::to_owned),
        "grade" => read(value).map(words::grade).map(str::to_owned),
        "source" | "channel" => read(value).map(words::source),
        "kind" => read(value).map(words::expense_kind),
        "scale" => read(value).map(words::scale).map(str::to_owned),
        "origin" => read(value).map(words::origin).map(str::to_owned),
        "cause" => read(value).map(crate::i18n::alert_words::cause).map(str::to_owned),
        "level" => read(value).map(crate::i18n::alert_words::level).map(str::to_owned),
        "role" => read(value).map(words::role).map(str::to_owned),
        "compares" => value.as_str().and_then(json::of_word).map(|it| benchmark_words::what(it).to_owned()),
        "topic" => value.as_str().and_then(json::of_word).map(|it| planning_words::topic(it).to_owned()),
        "period" => read(value).map(|it| locale().period(it)),
        "metric" => read(value).map(|it| kpi_words::name(it, book)),
        "amount_unit" => read(value).map(words::amount_unit).map(str::to_owned),
        "currency" => read(value).map(words::currency).map(str::to_owned),
        "corrects" | "keeps" => value.as_bool().map(|it| if it { t!("grades.yes") } else { t!("grades.no") }.to_owned()),
        "credit_use" | "payment" | "expense" | "delivery" | "complaint" | "anomaly" | "returned" | "sha256" | "media" | "size"
        | "width" | "height" => None,
        _ => text(),
    }
}

/// What a request asks for, with the requested value.
fn asked(ask: &Ask, book: &Book) -> String {
    let to = match ask {
        Ask::Grade { to, .. } => words::grade(*to).to_owned(),
        Ask::Strategy { to, .. } => to.clone(),
        Ask::HandOver { to } => to.map(|it| person_name(book, it)).unwrap_or_default(),
    };
    format!("{} {to}", words::ask(ask)).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use domain::decide::command::{EndQuota, SetQuota};
    use domain::sample;

    use super::*;

    #[test]
    fn what_is_asked_of_somebody_says_of_whom_and_what() {
        let book = sample::company(Day::parse("2026-11-21").expect("a day of the calendar")).book();
        let told = |command: &Command| said(command, &book).into_iter().map(|it| it.1).collect::<Vec<_>>();
        let mut n = 0;
        for quota in book.quotas() {
            let (name, wanted) = (owner_name(quota.of, &book), measure_words::wanted(quota.wanted));
            let reason = "意向客户转化慢".to_owned();
            let set =
                SetQuota { id: quota.id, of: quota.of, wanted: quota.wanted, from: quota.from, until: quota.until, reason: reason.clone() };
            let (set, end) = (Command::SetQuota(set), Command::EndQuota(EndQuota { quota: quota.id, reason: reason.clone() }));
            assert!(!name.is_empty());
            assert_eq!((about(&set, &book), about(&end, &book)), (name.clone(), name.clone()));
            assert!(told(&set).contains(&name) && told(&set).contains(&wanted), "{:?}", told(&set));
            assert_eq!(told(&end), [wanted, reason]);
            n += 1;
        }
        assert!(0 < n, "the sample asks for contacts");
    }
}
