//! What a person can ask for: one variant per business verb. Commands are sent to the server and kept forever, so variants and fields are only
//! ever added, and a new field has a default.

mod track;

pub use track::Track;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::records::alert::AlertKey;
use crate::records::attachment::Media;
use crate::records::customer::{Ask, CustomerProfile, Observed};
use crate::records::expense::{Attribution, ExpenseProfile};
use crate::records::opportunity::OpportunityProfile;
use crate::records::order::{OrderTerms, PaymentMethod};
use crate::records::organisation::{Company, Department, Person, Region, Team};
use crate::records::product::Product;
use crate::records::quota::Wanted;
use crate::records::review::Matter;
use crate::records::target::Target;
use crate::records::task::TaskProfile;
use crate::rules::alert_rules::Level;
use crate::rules::dictionary::{Activity, RiskKind, Term};
use crate::values::calendar::{Day, Period, Quarter, Week};
use crate::values::cause::Cause;
use crate::values::grade::Grade;
use crate::values::ids::{
    AttachmentId, CreditUseId, CustomerId, ExpenseId, FollowUpId, Key, ObservationId, OpportunityId, OrderId, PaymentId, PersonId, QuotaId,
    RequestId, RiskId, TaskId,
};
use crate::values::method::Method;
use crate::values::metric::Metric;
use crate::values::money::Money;
use crate::values::stage::Stage;
use crate::values::tagged;
use crate::values::target_of::TargetOf;

/// A request to change something. `was` is the value that the person saw, `now` the value that they want.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", remote = "Self")]
pub enum Command {
    /// File a new customer (C-01, C-03).
    FileCustomer(FileCustomer),
    /// Amend the profile of a customer.
    AmendCustomer { customer: CustomerId, was: CustomerProfile, now: CustomerProfile },
    /// Hand a customer over to somebody else (C-20, R-10).
    HandOverCustomer { customer: CustomerId, to: PersonId, reason: String },
    /// Request another grade, strategy or owner of a customer. If the person may decide it, the request takes effect at once (C-20, C-21, C0
    /// matrix).
    RequestChange(RequestChange),
    /// Grant or decline a request.
    AnswerRequest {
        customer: CustomerId,
        request: RequestId,
        /// Whether it is granted. The person who asked may withdraw the request by declining it.
        accept: bool,
        /// The new owner, for a request for another owner.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<PersonId>,
        /// Required to decline.
        #[serde(default)]
        reason: String,
    },
    /// Accept or decline the grade that the quarterly review proposes (C-11, AL-11).
    DecideGrade {
        customer: CustomerId,
        quarter: Quarter,
        /// The grade that the person saw.
        from: Grade,
        to: Grade,
        accept: bool,
        /// Required to decline.
        #[serde(default)]
        reason: String,
    },
    /// Record an observation about a customer (C-17, C-19, C-23, AN-11).
    Observe(Observe),
    /// Merge two records of the same customer: everything of `gone` moves to `keep`.
    MergeCustomers {
        keep: CustomerId,
        gone: CustomerId,
        #[serde(default)]
        reason: String,
    },
    /// Remove a customer filed by mistake; only while no other record refers to it.
    RemoveCustomer { customer: CustomerId },
    /// Log a follow-up (FU-01, FU-05).
    LogFollowUp(LogFollowUp),
    /// Add the customer's answer to a follow-up that has none (C-10, FU-05). Possible once.
    AddFeedback {
        follow_up: FollowUpId,
        /// 客户反馈.
        feedback: String,
    },
    /// Plan or assign a task (FU-04).
    AddTask(AddTask),
    /// Amend a task.
    AmendTask { task: TaskId, was: TaskProfile, now: TaskProfile },
    /// Finish a task (FU-06).
    FinishTask {
        task: TaskId,
        on: Day,
        /// The follow-up that completed it, if any.
        #[serde(default)]
        follow_up: Option<FollowUpId>,
    },
    /// Review an ongoing task: it comes back after its interval (E-23, A44).
    ReviewTask {
        task: TaskId,
        on: Day,
        #[serde(default)]
        note: String,
    },
    /// Cancel a task.
    CancelTask { task: TaskId, reason: String },
    /// Open an opportunity (A29).
    OpenOpportunity {
        id: OpportunityId,
        customer: CustomerId,
        opened_on: Day,
        stage: Stage,
        /// Defaults to the owner of the customer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<PersonId>,
        profile: OpportunityProfile,
    },
    /// Amend an opportunity.
    AmendOpportunity { opportunity: OpportunityId, was: OpportunityProfile, now: OpportunityProfile },
    /// Move an open opportunity to another open stage (E-01).
    MoveStage {
        opportunity: OpportunityId,
        /// The stage that the person saw.
        from: Stage,
        to: Stage,
        on: Day,
    },
    /// Win an opportunity with an order.
    WinOpportunity {
        opportunity: OpportunityId,
        /// The resulting order, of the same customer.
        order: TakeOrder,
    },
    /// Lose an opportunity.
    LoseOpportunity {
        opportunity: OpportunityId,
        /// The day the loss became known.
        on: Day,
        reason: String,
    },
    /// Record a risk that an open opportunity is lost, and the response to it (E-19, PL-03).
    RaiseRisk(RaiseRisk),
    /// Add a response to a risk, or ask a superior to step in. The superior answers with the same command.
    AnswerRisk {
        opportunity: OpportunityId,
        risk: RiskId,
        /// 应对.
        response: String,
        /// Whether it asks a superior to step in.
        #[serde(default)]
        escalates: bool,
    },
    /// Close a risk.
    ClearRisk {
        opportunity: OpportunityId,
        risk: RiskId,
        on: Day,
        /// The outcome.
        how: String,
    },
    /// Set a contact quota, per week or per day (FU-07, FU-08).
    SetQuota(SetQuota),
    /// End a contact quota.
    EndQuota { quota: QuotaId, reason: String },
    /// Record a sale (SA-01, A30).
    TakeOrder(TakeOrder),
    /// Amend the terms of an order.
    AmendOrder { order: OrderId, was: OrderTerms, now: OrderTerms },
    /// Cancel an order as a whole (A13).
    CancelOrder {
        order: OrderId,
        on: Day,
        reason: String,
        /// The part of its payments that is refunded; the rest stays the customer's credit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        refund: Option<Refund>,
    },
    /// Refund a customer's credit.
    RefundCredit {
        /// The order whose payments the credit comes from.
        order: OrderId,
        refund: Refund,
    },
    /// Apply a customer's credit to another of their orders.
    ApplyCredit(ApplyCredit),
    /// Void a use of credit recorded by mistake.
    VoidCreditUse {
        /// The order whose payments the credit comes from.
        order: OrderId,
        credit_use: CreditUseId,
        /// The order it was applied to, if any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<OrderId>,
        reason: String,
        /// Whether the figures of the original days are corrected; otherwise it is netted on the day it is voided.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        corrects: bool,
    },
    /// Record money received for an order (SA-04).
    RecordPayment(RecordPayment),
    /// Record money received before there is an order (预收款).
    RecordAdvance(RecordAdvance),
    /// Void a payment recorded by mistake.
    VoidPayment {
        order: OrderId,
        payment: PaymentId,
        reason: String,
        /// Whether the figures of the original days are corrected; otherwise it is netted on the day it is voided.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        corrects: bool,
    },
    /// Approve what somebody else recorded (DQ-01, R-02).
    ApproveRecord {
        matter: Matter,
        /// The [mark](crate::records::reviewed::mark) of the version that the reviewer saw.
        seen: Uuid,
    },
    /// Return a record to its author.
    ReturnRecord {
        matter: Matter,
        /// The mark of the version that the reviewer saw.
        seen: Uuid,
        reason: String,
    },
    /// Resubmit a returned record unchanged.
    ResubmitRecord {
        matter: Matter,
        /// The answer to the reason for the return.
        answer: String,
    },
    /// Set, change or remove a target (T-01, T-04).
    SetTarget {
        of: TargetOf,
        metric: Metric,
        period: Period,
        was: Option<i64>,
        /// `None` removes the target.
        now: Option<i64>,
        /// What the value is based on (T-02).
        #[serde(default)]
        basis: String,
    },
    /// Mark an alert as seen.
    SeeAlert { alert: AlertKey },
    /// Handle an alert: cause, plan, person and deadline (S1:L102, AC-01).
    HandleAlert(HandleAlert),
    /// Dismiss an alert with a reason.
    DismissAlert {
        alert: AlertKey,
        /// Its level when that was decided.
        level: Level,
        reason: String,
    },
    /// Add or change a person; disabling is `active: false`.
    SavePerson(Save<Person>),
    /// Add or change a team.
    SaveTeam(Save<Team>),
    /// Add or rename a department.
    SaveDepartment(Save<Department>),
    /// Add or rename a region.
    SaveRegion(Save<Region>),
    /// Add or change a product.
    SaveProduct(Save<Product>),
    /// Change the company's name and rules.
    SaveCompany(Save<Company>),
    /// Attach a photo or file to the record it proves (DQ-02, FU-09, SA-03, SA-06). Its bytes are uploaded separately, before or after.
    Attach(Attach),
    /// Withdraw an attachment; the record of it and the reason stay visible.
    WithdrawAttachment { attachment: AttachmentId, reason: String },
    /// Note that the bytes of an attachment have arrived completely. Only the server gives this command.
    StoreAttachment { attachment: AttachmentId },
    /// Record a selling expense (CO-01).
    RecordExpense(RecordExpense),
    /// Amend an expense.
    AmendExpense { expense: ExpenseId, was: ExpenseProfile, now: ExpenseProfile },
    /// Change who spent it or for which customer (CO-01).
    AttributeExpense { expense: ExpenseId, was: Attribution, now: Attribution },
    /// Void an expense; the record of it and the reason stay visible.
    VoidExpense {
        expense: ExpenseId,
        reason: String,
        /// Whether the figures of the original day are corrected; otherwise it is netted on the day it is voided.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        corrects: bool,
    },
    /// Something that happens to an order on its way. Sent like the other commands, under its own verb.
    #[serde(skip)]
    Track(Track),
}

impl Serialize for Command {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Command::Track(track) => Serialize::serialize(track, to),
            other => Command::serialize(other, tagged::write("do", to)),
        }
    }
}

impl<'de> Deserialize<'de> for Command {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Command, D::Error> {
        let text = Box::<RawValue>::deserialize(from)?;
        let read = || match tagged::read(text.get(), "do", |it| Command::deserialize(it))? {
            Some(command) => Ok(command),
            None => serde_json::from_str(text.get()).map(Command::Track),
        };
        read().map_err(D::Error::custom)
    }
}

/// A new or changed catalogue record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Save<T> {
    /// `None` for a new record.
    pub was: Option<T>,
    pub now: T,
}

/// File a new customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileCustomer {
    pub id: CustomerId,
    /// The requested 客户编号. If left out or taken, the next free one is given.
    #[serde(default)]
    pub number: Option<String>,
    /// 建档日期.
    pub filed_on: Day,
    /// 负责人; defaults to the person filing.
    #[serde(default)]
    pub owner: Option<PersonId>,
    pub profile: CustomerProfile,
}

/// Request a change of a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestChange {
    pub id: RequestId,
    pub customer: CustomerId,
    pub ask: Ask,
    pub reason: String,
}

/// Record an observation about a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observe {
    pub id: ObservationId,
    pub customer: CustomerId,
    pub on: Day,
    pub what: Observed,
    #[serde(default)]
    pub content: String,
}

/// Log a follow-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogFollowUp {
    pub id: FollowUpId,
    pub customer: CustomerId,
    pub on: Day,
    pub method: Method,
    /// 沟通内容.
    pub content: String,
    /// 下一步计划.
    #[serde(default)]
    pub next_step: String,
    /// The day the next step is due.
    #[serde(default)]
    pub next_on: Option<Day>,
    /// 预计成交时间.
    #[serde(default)]
    pub expected_close: Option<Day>,
    /// 客户反馈 (FU-05).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub feedback: String,
    /// 活动: the activity, for a contact by [`Method::Event`] (E-21).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<Term<Activity>>,
    /// The id of the task that the next step creates (FU-05). Requires the step and its day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_task: Option<TaskId>,
    /// Open tasks of this customer that the follow-up completes (FU-06).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub completes: Vec<TaskId>,
}

/// Record a risk that an opportunity is lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaiseRisk {
    pub id: RiskId,
    pub opportunity: OpportunityId,
    #[serde(rename = "risk_kind")]
    pub kind: Term<RiskKind>,
    /// The day the risk was noticed.
    pub on: Day,
    /// 应对: the response.
    pub response: String,
    /// Whether it asks a superior to step in.
    #[serde(default)]
    pub escalates: bool,
}

/// Set a contact quota.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetQuota {
    pub id: QuotaId,
    /// One person, or everybody who sells in a team.
    pub of: TargetOf,
    pub wanted: Wanted,
    /// The first week.
    pub from: Week,
    /// The last day; `None` for an open-ended quota (持续, E-23).
    #[serde(default)]
    pub until: Option<Day>,
    #[serde(default)]
    pub reason: String,
}

impl LogFollowUp {
    /// A follow-up with only its content.
    pub fn of(id: FollowUpId, customer: CustomerId, on: Day, method: Method, content: &str) -> LogFollowUp {
        LogFollowUp {
            id,
            customer,
            on,
            method,
            content: content.to_owned(),
            next_step: String::new(),
            next_on: None,
            expected_close: None,
            feedback: String::new(),
            activity: None,
            next_task: None,
            completes: Vec::new(),
        }
    }
}

/// Plan or assign a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddTask {
    pub id: TaskId,
    pub customer: CustomerId,
    /// Defaults to the person adding it.
    #[serde(default)]
    pub owner: Option<PersonId>,
    pub profile: TaskProfile,
}

/// Record a sale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeOrder {
    pub id: OrderId,
    /// The proposed 销售单号. If left out or taken, the next free one is given and the person is told (SA-02).
    #[serde(default)]
    pub number: Option<String>,
    pub customer: CustomerId,
    /// Who is credited; defaults to the owner of the opportunity or of the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    pub terms: OrderTerms,
}

/// Handle an alert.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandleAlert {
    pub alert: AlertKey,
    pub who: PersonId,
    /// The cause of the alert (E-17).
    #[serde(default)]
    pub cause: Option<Cause>,
    pub plan: String,
    /// The last day for the plan.
    pub until: Day,
}

/// Record money received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordPayment {
    pub id: PaymentId,
    pub order: OrderId,
    pub on: Day,
    pub amount: Money,
    #[serde(default)]
    pub method: PaymentMethod,
    #[serde(default)]
    pub note: String,
}

/// Record money received before there is an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordAdvance {
    pub id: OrderId,
    /// The payment's id.
    pub payment: PaymentId,
    pub customer: CustomerId,
    pub on: Day,
    pub amount: Money,
    #[serde(default)]
    pub method: PaymentMethod,
    #[serde(default)]
    pub note: String,
}

/// A refund to a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    pub id: CreditUseId,
    pub on: Day,
    pub amount: Money,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Apply the credit of one order to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplyCredit {
    /// Also the id of the payment it creates.
    pub id: CreditUseId,
    /// The order that the money was paid for.
    pub order: OrderId,
    /// The order it is applied to, of the same customer.
    pub to: OrderId,
    pub on: Day,
    pub amount: Money,
}

/// Record a selling expense.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordExpense {
    pub id: ExpenseId,
    /// Who spent it; defaults to the person recording it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// The customer it was for, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    pub profile: ExpenseProfile,
}

/// Attach a photo or file to the record it proves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attach {
    pub id: AttachmentId,
    /// The record it proves: a follow-up, an opportunity, an order, an expense or a customer.
    pub of: Key,
    /// The payment of the order that it proves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<PaymentId>,
    /// The stage of the opportunity that it proves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// The file name; may be blank.
    #[serde(default)]
    pub name: String,
    pub media: Media,
    /// In bytes.
    pub size: u32,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Width of a picture in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Height of a picture in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    #[serde(default)]
    pub note: String,
}

/// What a book must hold before a command can be decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// These records, if they exist, each with its customer.
    pub keys: Vec<Key>,
    /// These customers with all their records.
    pub families: Vec<CustomerId>,
    /// The attachments of these records.
    pub attached_to: Vec<Key>,
    /// These customers with their orders.
    pub orders_of: Vec<CustomerId>,
    /// These orders with all other orders of the same customer.
    pub orders_beside: Vec<OrderId>,
    /// Whether these numbers are taken.
    pub numbers: Vec<String>,
    /// The highest number for each of these prefixes.
    pub prefixes: Vec<String>,
}

impl Command {
    /// The verb as it is serialized; used by the access matrix, the history and the texts.
    pub fn verb(&self) -> &'static str {
        match self {
            Command::FileCustomer(_) => "file_customer",
            Command::AmendCustomer { .. } => "amend_customer",
            Command::HandOverCustomer { .. } => "hand_over_customer",
            Command::RequestChange(_) => "request_change",
            Command::AnswerRequest { .. } => "answer_request",
            Command::DecideGrade { .. } => "decide_grade",
            Command::Observe(_) => "observe",
            Command::MergeCustomers { .. } => "merge_customers",
            Command::RemoveCustomer { .. } => "remove_customer",
            Command::LogFollowUp(_) => "log_follow_up",
            Command::AddFeedback { .. } => "add_feedback",
            Command::AddTask(_) => "add_task",
            Command::AmendTask { .. } => "amend_task",
            Command::FinishTask { .. } => "finish_task",
            Command::ReviewTask { .. } => "review_task",
            Command::CancelTask { .. } => "cancel_task",
            Command::OpenOpportunity { .. } => "open_opportunity",
            Command::AmendOpportunity { .. } => "amend_opportunity",
            Command::MoveStage { .. } => "move_stage",
            Command::WinOpportunity { .. } => "win_opportunity",
            Command::LoseOpportunity { .. } => "lose_opportunity",
            Command::RaiseRisk(_) => "raise_risk",
            Command::AnswerRisk { .. } => "answer_risk",
            Command::ClearRisk { .. } => "clear_risk",
            Command::SetQuota(_) => "set_quota",
            Command::EndQuota { .. } => "end_quota",
            Command::TakeOrder(_) => "take_order",
            Command::AmendOrder { .. } => "amend_order",
            Command::CancelOrder { .. } => "cancel_order",
            Command::RefundCredit { .. } => "refund_credit",
            Command::ApplyCredit(_) => "apply_credit",
            Command::VoidCreditUse { .. } => "void_credit_use",
            Command::RecordPayment(_) => "record_payment",
            Command::RecordAdvance(_) => "record_advance",
            Command::VoidPayment { .. } => "void_payment",
            Command::ApproveRecord { .. } => "approve_record",
            Command::ReturnRecord { .. } => "return_record",
            Command::ResubmitRecord { .. } => "resubmit_record",
            Command::SetTarget { .. } => "set_target",
            Command::SeeAlert { .. } => "see_alert",
            Command::HandleAlert(_) => "handle_alert",
            Command::DismissAlert { .. } => "dismiss_alert",
            Command::SavePerson(_) => "save_person",
            Command::SaveTeam(_) => "save_team",
            Command::SaveDepartment(_) => "save_department",
            Command::SaveRegion(_) => "save_region",
            Command::SaveProduct(_) => "save_product",
            Command::SaveCompany(_) => "save_company",
            Command::Attach(_) => "attach",
            Command::WithdrawAttachment { .. } => "withdraw_attachment",
            Command::StoreAttachment { .. } => "store_attachment",
            Command::RecordExpense(_) => "record_expense",
            Command::AmendExpense { .. } => "amend_expense",
            Command::AttributeExpense { .. } => "attribute_expense",
            Command::VoidExpense { .. } => "void_expense",
            Command::Track(it) => it.verb(),
        }
    }

    /// The main record of the command: Attention links to it, and the base version is that of this record.
    pub fn subject(&self) -> Key {
        match self {
            Command::FileCustomer(it) => it.id.into(),
            Command::AmendCustomer { customer, .. } | Command::HandOverCustomer { customer, .. } | Command::RemoveCustomer { customer } => {
                (*customer).into()
            }
            Command::RequestChange(it) => it.customer.into(),
            Command::Observe(it) => it.customer.into(),
            Command::AnswerRequest { customer, .. } | Command::DecideGrade { customer, .. } => (*customer).into(),
            Command::MergeCustomers { keep, .. } => (*keep).into(),
            Command::LogFollowUp(it) => it.id.into(),
            Command::AddFeedback { follow_up, .. } => (*follow_up).into(),
            Command::AddTask(it) => it.id.into(),
            Command::AmendTask { task, .. }
            | Command::FinishTask { task, .. }
            | Command::ReviewTask { task, .. }
            | Command::CancelTask { task, .. } => (*task).into(),
            Command::OpenOpportunity { id, .. } => (*id).into(),
            Command::AmendOpportunity { opportunity, .. }
            | Command::MoveStage { opportunity, .. }
            | Command::WinOpportunity { opportunity, .. }
            | Command::LoseOpportunity { opportunity, .. }
            | Command::AnswerRisk { opportunity, .. }
            | Command::ClearRisk { opportunity, .. } => (*opportunity).into(),
            Command::RaiseRisk(it) => it.opportunity.into(),
            Command::SetQuota(it) => it.id.into(),
            Command::EndQuota { quota, .. } => (*quota).into(),
            Command::TakeOrder(it) => it.id.into(),
            Command::AmendOrder { order, .. } | Command::CancelOrder { order, .. } | Command::VoidPayment { order, .. } => (*order).into(),
            Command::RefundCredit { order, .. } | Command::VoidCreditUse { order, .. } => (*order).into(),
            Command::ApplyCredit(it) => it.order.into(),
            Command::RecordPayment(it) => it.order.into(),
            Command::RecordAdvance(it) => it.id.into(),
            Command::ApproveRecord { matter, .. } | Command::ReturnRecord { matter, .. } | Command::ResubmitRecord { matter, .. } => {
                matter.record()
            }
            Command::SetTarget { of, metric, period, .. } => Target::id_of(*of, *metric, *period).into(),
            Command::SeeAlert { alert } | Command::DismissAlert { alert, .. } => alert.id().into(),
            Command::HandleAlert(it) => it.alert.id().into(),
            Command::SavePerson(it) => it.now.id.into(),
            Command::SaveTeam(it) => it.now.id.into(),
            Command::SaveDepartment(it) => it.now.id.into(),
            Command::SaveRegion(it) => it.now.id.into(),
            Command::SaveProduct(it) => it.now.id.into(),
            Command::SaveCompany(_) => Key::COMPANY,
            Command::Attach(it) => it.id.into(),
            Command::WithdrawAttachment { attachment, .. } | Command::StoreAttachment { attachment } => (*attachment).into(),
            Command::RecordExpense(it) => it.id.into(),
            Command::AmendExpense { expense, .. } | Command::AttributeExpense { expense, .. } | Command::VoidExpense { expense, .. } => {
                (*expense).into()
            }
            Command::Track(it) => it.order().into(),
        }
    }

    /// The id of the record that it creates, for those that a person may try to create again in a form.
    pub fn makes(&self) -> Option<Uuid> {
        match self {
            Command::FileCustomer(it) => Some(it.id.0),
            Command::LogFollowUp(it) => Some(it.id.0),
            Command::TakeOrder(it) | Command::WinOpportunity { order: it, .. } => Some(it.id.0),
            Command::RecordPayment(it) => Some(it.id.0),
            Command::RecordExpense(it) => Some(it.id.0),
            _ => None,
        }
    }

    /// The records needed to decide it, besides the catalogue (company, organisation, products), which every book holds.
    pub fn needs(&self) -> Needs {
        let mut needs = Needs::default();
        match self {
            Command::FileCustomer(it) => {
                needs.keys.push(it.id.into());
                needs.numbers.extend(it.number.clone());
                needs.prefixes.push(crate::book::numbers::CUSTOMER_PREFIX.to_owned());
            }
            Command::AmendCustomer { customer, .. } => needs.keys.push((*customer).into()),
            Command::LogFollowUp(it) => {
                needs.keys.extend::<[Key; 2]>([it.id.into(), it.customer.into()]);
                needs.keys.extend(it.next_task.iter().chain(&it.completes).map(|it| Key::from(*it)));
            }
            Command::AddFeedback { follow_up, .. } => needs.keys.push((*follow_up).into()),
            Command::AddTask(it) => needs.keys.extend::<[Key; 2]>([it.id.into(), it.customer.into()]),
            Command::AmendTask { task, .. } | Command::ReviewTask { task, .. } | Command::CancelTask { task, .. } => {
                needs.keys.push((*task).into());
            }
            Command::FinishTask { task, follow_up, .. } => {
                needs.keys.push((*task).into());
                needs.keys.extend(follow_up.map(Key::from));
            }
            Command::HandOverCustomer { customer, .. }
            | Command::RemoveCustomer { customer }
            | Command::AnswerRequest { customer, .. }
            | Command::DecideGrade { customer, .. } => needs.families.push(*customer),
            // A person who may decide the request hands open records over at once.
            Command::RequestChange(it) => needs.families.push(it.customer),
            Command::Observe(it) => needs.keys.push(it.customer.into()),
            Command::MergeCustomers { keep, gone, .. } => needs.families.extend([*keep, *gone]),
            Command::OpenOpportunity { id, customer, .. } => needs.keys.extend::<[Key; 2]>([(*id).into(), (*customer).into()]),
            Command::AmendOpportunity { opportunity, .. }
            | Command::MoveStage { opportunity, .. }
            | Command::LoseOpportunity { opportunity, .. }
            | Command::AnswerRisk { opportunity, .. }
            | Command::ClearRisk { opportunity, .. } => needs.keys.push((*opportunity).into()),
            Command::RaiseRisk(it) => needs.keys.push(it.opportunity.into()),
            Command::SetQuota(_) | Command::EndQuota { .. } => needs.keys.push(self.subject()),
            Command::WinOpportunity { opportunity, order } => {
                needs.keys.push((*opportunity).into());
                order.add_needs(&mut needs);
            }
            Command::TakeOrder(it) => it.add_needs(&mut needs),
            Command::AmendOrder { order, .. }
            | Command::CancelOrder { order, .. }
            | Command::Track(Track::ReturnGoods { order, .. } | Track::VoidReturn { order, .. }) => {
                needs.keys.push((*order).into());
                needs.orders_beside.push(*order);
            }
            Command::VoidPayment { order, .. } | Command::RefundCredit { order, .. } => needs.keys.push((*order).into()),
            Command::ApplyCredit(it) => needs.keys.extend::<[Key; 2]>([it.order.into(), it.to.into()]),
            Command::VoidCreditUse { order, to, .. } => {
                needs.keys.push((*order).into());
                needs.keys.extend(to.map(Key::from));
            }
            Command::RecordPayment(it) => needs.keys.push(it.order.into()),
            Command::RecordAdvance(it) => {
                needs.keys.extend::<[Key; 2]>([it.id.into(), it.customer.into()]);
                needs.prefixes.push(crate::book::numbers::order_prefix(it.on));
            }
            Command::SetTarget { .. } | Command::WithdrawAttachment { .. } | Command::StoreAttachment { .. } | Command::Track(_) => {
                needs.keys.push(self.subject());
            }
            Command::Attach(it) => needs.keys.extend::<[Key; 2]>([it.id.into(), it.of]),
            Command::RecordExpense(it) => {
                needs.keys.push(it.id.into());
                needs.keys.extend(it.customer.map(Key::from));
            }
            Command::AmendExpense { expense, .. } | Command::VoidExpense { expense, .. } => needs.keys.push((*expense).into()),
            Command::AttributeExpense { expense, now, .. } => {
                needs.keys.push((*expense).into());
                needs.keys.extend(now.customer.map(Key::from));
                needs.attached_to.push((*expense).into());
            }
            Command::ApproveRecord { matter, .. } | Command::ReturnRecord { matter, .. } | Command::ResubmitRecord { matter, .. } => {
                needs.keys.push(matter.record());
            }
            Command::SeeAlert { alert } | Command::DismissAlert { alert, .. } => needs.keys.extend([self.subject(), alert.subject]),
            Command::HandleAlert(it) => needs.keys.extend([self.subject(), it.alert.subject]),
            Command::SavePerson(_)
            | Command::SaveTeam(_)
            | Command::SaveDepartment(_)
            | Command::SaveRegion(_)
            | Command::SaveProduct(_)
            | Command::SaveCompany(_) => {}
        }
        needs
    }
}

impl TakeOrder {
    fn add_needs(&self, needs: &mut Needs) {
        needs.keys.extend::<[Key; 2]>([self.id.into(), self.customer.into()]);
        needs.orders_of.push(self.customer);
        needs.numbers.extend(self.number.clone());
        needs.prefixes.push(crate::book::numbers::order_prefix(self.terms.deal_on));
    }
}
