//! What a person can ask for: one variant per verb of the business. Commands travel and are kept for ever, so variants and fields are only
//! ever added; a new field has a default.

mod track;

pub use track::Track;

use serde::{Deserialize, Serialize};
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
use crate::values::target_of::TargetOf;

/// A wish to change something. `was` in an amendment is what the person was looking at, `now` what she made of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do")]
pub enum Command {
    /// File a new customer (C-01, C-03).
    FileCustomer(FileCustomer),
    /// Change what is written about a customer.
    AmendCustomer {
        /// Which one.
        customer: CustomerId,
        /// What it looked like.
        was: CustomerProfile,
        /// What it should be.
        now: CustomerProfile,
    },
    /// Give a customer to somebody else (C-20, R-10).
    HandOverCustomer {
        /// Which one.
        customer: CustomerId,
        /// To whom.
        to: PersonId,
        /// Why.
        reason: String,
    },
    /// Ask for another grade, strategy or owner of a customer; whoever may decide it decides it by asking (C-20, C-21, C0 matrix).
    RequestChange(RequestChange),
    /// Grant or decline what was asked for.
    AnswerRequest {
        /// About which customer.
        customer: CustomerId,
        /// Which request.
        request: RequestId,
        /// Whether it is granted; who asked may take it back by declining.
        accept: bool,
        /// Of another owner: who it is to be.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<PersonId>,
        /// Why; needed to decline.
        #[serde(default)]
        reason: String,
    },
    /// Accept or decline the grade that the review at the end of a quarter proposes (C-11, AL-11).
    DecideGrade {
        /// Whose.
        customer: CustomerId,
        /// The quarter reviewed.
        quarter: Quarter,
        /// The grade it was seen to have.
        from: Grade,
        /// The grade proposed.
        to: Grade,
        /// Whether it becomes so.
        accept: bool,
        /// Why; needed to decline.
        #[serde(default)]
        reason: String,
    },
    /// Write down something noticed about a customer (C-17, C-19, C-23, AN-11).
    Observe(Observe),
    /// Make one customer of two that are one: everything of the one that goes belongs to the one that is kept.
    MergeCustomers {
        /// The one that is kept.
        keep: CustomerId,
        /// The one that goes.
        gone: CustomerId,
        /// Why.
        #[serde(default)]
        reason: String,
    },
    /// Remove a customer filed by mistake; only while nothing hangs on it.
    RemoveCustomer {
        /// Which one.
        customer: CustomerId,
    },
    /// Log a follow-up (FU-01, FU-05).
    LogFollowUp(LogFollowUp),
    /// Say what the customer answered, when the follow-up did not (C-10, FU-05); once.
    AddFeedback {
        /// Which one.
        follow_up: FollowUpId,
        /// 客户反馈.
        feedback: String,
    },
    /// Plan or assign a task (FU-04).
    AddTask(AddTask),
    /// Change what is written about a task.
    AmendTask {
        /// Which one.
        task: TaskId,
        /// What it looked like.
        was: TaskProfile,
        /// What it should be.
        now: TaskProfile,
    },
    /// Finish a task (FU-06).
    FinishTask {
        /// Which one.
        task: TaskId,
        /// The day.
        on: Day,
        /// By which follow-up, if by one.
        #[serde(default)]
        follow_up: Option<FollowUpId>,
    },
    /// Look at an ongoing task again: it comes back after its interval (E-23, A44).
    ReviewTask {
        /// Which one.
        task: TaskId,
        /// The day.
        on: Day,
        /// How it stands.
        #[serde(default)]
        note: String,
    },
    /// Give a task up.
    CancelTask {
        /// Which one.
        task: TaskId,
        /// Why.
        reason: String,
    },
    /// Open an opportunity (A29).
    OpenOpportunity {
        /// Its id.
        id: OpportunityId,
        /// With whom.
        customer: CustomerId,
        /// The day it was opened.
        opened_on: Day,
        /// Where it stands.
        stage: Stage,
        /// Who works on it; left out, who is responsible for the customer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<PersonId>,
        /// What is known.
        profile: OpportunityProfile,
    },
    /// Change what is written about an opportunity.
    AmendOpportunity {
        /// Which one.
        opportunity: OpportunityId,
        /// What it looked like.
        was: OpportunityProfile,
        /// What it should be.
        now: OpportunityProfile,
    },
    /// Move an open opportunity to another open stage (E-01).
    MoveStage {
        /// Which one.
        opportunity: OpportunityId,
        /// The stage it was seen in.
        from: Stage,
        /// The stage it goes to.
        to: Stage,
        /// The day.
        on: Day,
    },
    /// Win an opportunity with an order.
    WinOpportunity {
        /// Which one.
        opportunity: OpportunityId,
        /// The order that came of it; of the same customer.
        order: TakeOrder,
    },
    /// Lose an opportunity.
    LoseOpportunity {
        /// Which one.
        opportunity: OpportunityId,
        /// The day it was known.
        on: Day,
        /// Why.
        reason: String,
    },
    /// Say what may keep an open opportunity from being won, and what is done about it (E-19, PL-03).
    RaiseRisk(RaiseRisk),
    /// Say what is done about a risk now, or ask a superior to step in; the superior answers by the same.
    AnswerRisk {
        /// Of which opportunity.
        opportunity: OpportunityId,
        /// Which one.
        risk: RiskId,
        /// 应对.
        response: String,
        /// Whether a superior is asked to step in.
        #[serde(default)]
        escalates: bool,
    },
    /// Say how a risk ended.
    ClearRisk {
        /// Of which opportunity.
        opportunity: OpportunityId,
        /// Which one.
        risk: RiskId,
        /// The day.
        on: Day,
        /// What became of it.
        how: String,
    },
    /// Ask for so many contacts, week by week or day by day (FU-07, FU-08).
    SetQuota(SetQuota),
    /// Ask for them no longer.
    EndQuota {
        /// Which.
        quota: QuotaId,
        /// Why.
        reason: String,
    },
    /// Record a sale (SA-01, A30).
    TakeOrder(TakeOrder),
    /// Change what is written about an order.
    AmendOrder {
        /// Which one.
        order: OrderId,
        /// What it looked like.
        was: OrderTerms,
        /// What it should be.
        now: OrderTerms,
    },
    /// Cancel an order as a whole (A13).
    CancelOrder {
        /// Which one.
        order: OrderId,
        /// The day.
        on: Day,
        /// Why.
        reason: String,
        /// What of its money is paid back; the rest stays the customer's credit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        refund: Option<Refund>,
    },
    /// Pay back what a customer has with us.
    RefundCredit {
        /// From the money of which order.
        order: OrderId,
        /// What is paid back.
        refund: Refund,
    },
    /// Put what a customer has with us towards another of their orders.
    ApplyCredit(ApplyCredit),
    /// Take back a use of credit recorded by mistake.
    VoidCreditUse {
        /// From the money of which order.
        order: OrderId,
        /// Which use.
        credit_use: CreditUseId,
        /// The order it was put towards, where it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<OrderId>,
        /// Why.
        reason: String,
        /// Whether the days on which it counted are corrected; otherwise it is netted on the day it is taken back.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        corrects: bool,
    },
    /// Record money received for an order (SA-04).
    RecordPayment(RecordPayment),
    /// Record money that came before there was an order (预收款).
    RecordAdvance(RecordAdvance),
    /// Take back a payment recorded by mistake.
    VoidPayment {
        /// Of which order.
        order: OrderId,
        /// Which payment.
        payment: PaymentId,
        /// Why.
        reason: String,
        /// Whether the days on which it counted are corrected; otherwise it is netted on the day it is taken back.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        corrects: bool,
    },
    /// Find right what somebody else recorded (DQ-01, R-02).
    ApproveRecord {
        /// What.
        matter: Matter,
        /// The [mark](crate::records::reviewed::mark) of what the reviewer saw.
        seen: Uuid,
    },
    /// Send it back.
    ReturnRecord {
        /// What.
        matter: Matter,
        /// The mark of what the reviewer saw.
        seen: Uuid,
        /// Why.
        reason: String,
    },
    /// Hand in again, unchanged, what was sent back.
    ResubmitRecord {
        /// What.
        matter: Matter,
        /// What is said to the reason.
        answer: String,
    },
    /// Set, change or take away a target (T-01, T-04).
    SetTarget {
        /// Whose.
        of: TargetOf,
        /// Of what.
        metric: Metric,
        /// For when.
        period: Period,
        /// What it was seen to be.
        was: Option<i64>,
        /// How much; nothing takes it away.
        now: Option<i64>,
        /// What it rests on (T-02).
        #[serde(default)]
        basis: String,
    },
    /// Note that an alert was seen.
    SeeAlert {
        /// Which one.
        alert: AlertKey,
    },
    /// Take an alert up: cause, plan, who and until when (S1:L102, AC-01).
    HandleAlert(HandleAlert),
    /// Say that nothing is to be done about an alert, and why.
    DismissAlert {
        /// Which one.
        alert: AlertKey,
        /// How urgent it was when that was decided.
        level: Level,
        /// Why.
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
    /// Add a photo or file to what it proves (DQ-02, FU-09, SA-03, SA-06). Its bytes travel by themselves, before or after.
    Attach(Attach),
    /// Take back an attachment; that it was there, and why it is no more, stays visible.
    WithdrawAttachment {
        /// Which one.
        attachment: AttachmentId,
        /// Why.
        reason: String,
    },
    /// Note that the bytes of an attachment have arrived whole. Only the server says so.
    StoreAttachment {
        /// Which one.
        attachment: AttachmentId,
    },
    /// Record money spent to sell (CO-01).
    RecordExpense(RecordExpense),
    /// Change what is written about an expense.
    AmendExpense {
        /// Which one.
        expense: ExpenseId,
        /// What it looked like.
        was: ExpenseProfile,
        /// What it should be.
        now: ExpenseProfile,
    },
    /// Say that somebody else spent it, or that it was for another customer (CO-01).
    AttributeExpense {
        /// Which one.
        expense: ExpenseId,
        /// What the person was looking at.
        was: Attribution,
        /// What it should be.
        now: Attribution,
    },
    /// Take back an expense; that it was recorded, and why it counts no more, stays visible.
    VoidExpense {
        /// Which one.
        expense: ExpenseId,
        /// Why.
        reason: String,
        /// Whether the day on which it counted is corrected; otherwise it is netted on the day it is taken back.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        corrects: bool,
    },
    /// Something that happens to an order on its way; travels like the others, under its own verb.
    #[serde(untagged)]
    Track(Track),
}

/// A catalogue record as it was seen (nothing for a new one) and as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Save<T> {
    /// What it looked like; nothing for a new one.
    pub was: Option<T>,
    /// What it should be.
    pub now: T,
}

/// File a new customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileCustomer {
    /// Its id.
    pub id: CustomerId,
    /// 客户编号 wanted; left out or taken, the next free one is given.
    #[serde(default)]
    pub number: Option<String>,
    /// 建档日期.
    pub filed_on: Day,
    /// 负责人; left out, the person filing.
    #[serde(default)]
    pub owner: Option<PersonId>,
    /// What is known.
    pub profile: CustomerProfile,
}

/// Ask for something about a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestChange {
    /// The request's id.
    pub id: RequestId,
    /// About which customer.
    pub customer: CustomerId,
    /// What is asked for.
    pub ask: Ask,
    /// Why.
    pub reason: String,
}

/// Write down something noticed about a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observe {
    /// Its id.
    pub id: ObservationId,
    /// About which customer.
    pub customer: CustomerId,
    /// The day it happened.
    pub on: Day,
    /// What.
    pub what: Observed,
    /// In words.
    #[serde(default)]
    pub content: String,
}

/// Log a follow-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogFollowUp {
    /// Its id.
    pub id: FollowUpId,
    /// With whom.
    pub customer: CustomerId,
    /// The day it happened.
    pub on: Day,
    /// The channel.
    pub method: Method,
    /// 沟通内容.
    pub content: String,
    /// 下一步计划.
    #[serde(default)]
    pub next_step: String,
    /// When the next step is due.
    #[serde(default)]
    pub next_on: Option<Day>,
    /// 预计成交时间.
    #[serde(default)]
    pub expected_close: Option<Day>,
    /// 客户反馈 (FU-05).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub feedback: String,
    /// 活动: at which activity, of one by [`Method::Event`] (E-21).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<Term<Activity>>,
    /// The id of the task that the next step makes (FU-05); it needs the step and its day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_task: Option<TaskId>,
    /// Open tasks of this customer that are thereby done (FU-06).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub completes: Vec<TaskId>,
}

/// Say what may keep an opportunity from being won.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaiseRisk {
    /// Its id.
    pub id: RiskId,
    /// Of which opportunity.
    pub opportunity: OpportunityId,
    /// Of what kind.
    #[serde(rename = "risk_kind")]
    pub kind: Term<RiskKind>,
    /// The day it was seen.
    pub on: Day,
    /// 应对: what is done about it.
    pub response: String,
    /// Whether a superior is asked to step in.
    #[serde(default)]
    pub escalates: bool,
}

/// Ask for so many contacts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetQuota {
    /// Its id.
    pub id: QuotaId,
    /// Of whom: one person, or everybody of a team.
    pub of: TargetOf,
    /// What is asked.
    pub wanted: Wanted,
    /// From which week on.
    pub from: Week,
    /// The last day; nothing while it goes on (持续, E-23).
    #[serde(default)]
    pub until: Option<Day>,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

impl LogFollowUp {
    /// A contact of which only what was said is written down.
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
    /// Its id.
    pub id: TaskId,
    /// With whom.
    pub customer: CustomerId,
    /// Who is to do it; left out, the person adding it.
    #[serde(default)]
    pub owner: Option<PersonId>,
    /// What it is.
    pub profile: TaskProfile,
}

/// Record a sale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeOrder {
    /// Its id.
    pub id: OrderId,
    /// 销售单号 proposed; left out or taken by another, the next free one is given and the person is told (SA-02).
    #[serde(default)]
    pub number: Option<String>,
    /// Whose.
    pub customer: CustomerId,
    /// Who is credited; left out, who works on the opportunity or is responsible for the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// What was agreed.
    pub terms: OrderTerms,
}

/// Take an alert up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandleAlert {
    /// Which one.
    pub alert: AlertKey,
    /// Who does it.
    pub who: PersonId,
    /// Why it came to that (E-17).
    #[serde(default)]
    pub cause: Option<Cause>,
    /// What is done.
    pub plan: String,
    /// The last day for it.
    pub until: Day,
}

/// Record money received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordPayment {
    /// Its id.
    pub id: PaymentId,
    /// For which order.
    pub order: OrderId,
    /// The day the money came.
    pub on: Day,
    /// How much.
    pub amount: Money,
    /// How.
    #[serde(default)]
    pub method: PaymentMethod,
    /// Anything else.
    #[serde(default)]
    pub note: String,
}

/// Record money that came before there was an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordAdvance {
    /// Its id.
    pub id: OrderId,
    /// That of the payment.
    pub payment: PaymentId,
    /// From whom.
    pub customer: CustomerId,
    /// The day the money came.
    pub on: Day,
    /// How much.
    pub amount: Money,
    /// How.
    #[serde(default)]
    pub method: PaymentMethod,
    /// Anything else.
    #[serde(default)]
    pub note: String,
}

/// So much paid back to a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// Its id.
    pub id: CreditUseId,
    /// The day.
    pub on: Day,
    /// How much.
    pub amount: Money,
    /// Anything else.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Put the credit of one order towards another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplyCredit {
    /// Its id, and that of the payment it makes.
    pub id: CreditUseId,
    /// The order the money came in for.
    pub order: OrderId,
    /// The order it is put towards, of the same customer.
    pub to: OrderId,
    /// The day.
    pub on: Day,
    /// How much.
    pub amount: Money,
}

/// Record money spent to sell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordExpense {
    /// Its id.
    pub id: ExpenseId,
    /// Who spent it; left out, the person recording it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// For which customer, where it was for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// What it is.
    pub profile: ExpenseProfile,
}

/// Add a photo or file to what it proves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attach {
    /// Its id.
    pub id: AttachmentId,
    /// What it proves: a follow-up, an opportunity, an order or an expense.
    pub of: Key,
    /// Of an order, the payment it proves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<PaymentId>,
    /// Of an opportunity, the stage it proves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// What the file is called; may be blank.
    #[serde(default)]
    pub name: String,
    /// What its bytes are.
    pub media: Media,
    /// How many bytes.
    pub size: u32,
    /// Their sha-256, in lower-case hexadecimal.
    pub sha256: String,
    /// Of a picture, how wide it is in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Of a picture, how high it is in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// Anything else.
    #[serde(default)]
    pub note: String,
}

/// What a book must hold before a command can be decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// These records, if they exist, each with the customer it belongs to.
    pub keys: Vec<Key>,
    /// These customers with everything that belongs to them.
    pub families: Vec<CustomerId>,
    /// What is attached to these records.
    pub attached_to: Vec<Key>,
    /// These customers with their orders.
    pub orders_of: Vec<CustomerId>,
    /// These orders with all others of the same customer.
    pub orders_beside: Vec<OrderId>,
    /// Whether these numbers are in use.
    pub numbers: Vec<String>,
    /// The highest number with these prefixes.
    pub prefixes: Vec<String>,
}

impl Command {
    /// The verb, as it travels; for the access matrix, the history and the words.
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

    /// The record it is mainly about: what Attention links to, and what its base version belongs to.
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

    /// The id of the one thing that it makes, where somebody may try to make it again in a form.
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

    /// What must be gathered to decide it, beside the catalogue (company, organisation, products), which every book holds.
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
            // Whoever may decide it hands over what is open at once.
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
