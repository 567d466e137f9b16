//! What a person can ask for: one variant per business verb. Commands are sent to the server and kept forever, so variants and fields are only
//! ever added, and a new field has a default.

mod enumeration;
mod track;

pub use track::Track;

pub use crate::decide::alerts::{DismissAlert, HandleAlert, SeeAlert};
pub use crate::decide::attachments::{Attach, StoreAttachment, WithdrawAttachment};
pub use crate::decide::benchmarks::SaveBenchmark;
pub use crate::decide::catalogue::{AddPeople, PlanMove, Save};
pub use crate::decide::credit::{ApplyCredit, Refund, RefundCredit, VoidCreditUse};
pub use crate::decide::customers::{AmendCustomer, FileCustomer, HandOverCustomer, RemoveCustomer};
pub use crate::decide::expenses::{AmendExpense, AttributeExpense, RecordExpense, VoidExpense};
pub use crate::decide::follow_ups::{AddFeedback, LogFollowUp};
pub use crate::decide::grades::DecideGrade;
pub use crate::decide::kpis::{AmendKpiEntry, RecordKpiEntry, VoidKpiEntry};
pub use crate::decide::merging::MergeCustomers;
pub use crate::decide::observations::Observe;
pub use crate::decide::opportunities::{AmendOpportunity, LoseOpportunity, MoveStage, OpenOpportunity, WinOpportunity};
pub use crate::decide::orders::{AmendOrder, CancelOrder, RecordAdvance, RecordPayment, SplitCredit, TakeOrder, VoidPayment};
pub use crate::decide::planning_notes::{VoidPlanningNote, WritePlanningNote};
pub use crate::decide::quotas::{EndQuota, SetQuota};
pub use crate::decide::requests::{AnswerRequest, RequestChange};
pub use crate::decide::returns::{ReturnGoods, VoidReturn};
pub use crate::decide::reviews::{ApproveRecord, ResubmitRecord, ReturnRecord};
pub use crate::decide::risks::{AnswerRisk, ClearRisk, RaiseRisk};
pub use crate::decide::targets::{ProposeTarget, SetTarget, SetTargets, TargetChange};
pub use crate::decide::tasks::{AddTask, AmendTask, CancelTask, FinishTask, ReviewTask};
pub use crate::decide::track::{
    AnswerComplaint, ExplainDelivery, FinishNode, HandleAnomaly, PlanNode, RateOrder, RecordAcceptance, RecordAnomaly, RecordComplaint,
    RecordDelivery, ReopenNode, VoidDelivery,
};

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use uuid::Uuid;

use enumeration::commands;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::kpi::Kpi;
use crate::records::organisation::{Company, Department, Person, Region, Team};
use crate::records::product::Product;
use crate::values::ids::Key;
use crate::values::refusal::Refusals;
use crate::values::tagged;

commands! {
    /// A request to change something. `was` is the value that the person saw, `now` the value that they want.
    pub enum Command {
        FileCustomer(FileCustomer),
        AmendCustomer(AmendCustomer),
        HandOverCustomer(HandOverCustomer),
        RequestChange(RequestChange),
        AnswerRequest(AnswerRequest),
        DecideGrade(DecideGrade),
        Observe(Observe),
        MergeCustomers(MergeCustomers),
        RemoveCustomer(RemoveCustomer),
        LogFollowUp(LogFollowUp),
        AddFeedback(AddFeedback),
        AddTask(AddTask),
        AmendTask(AmendTask),
        FinishTask(FinishTask),
        ReviewTask(ReviewTask),
        CancelTask(CancelTask),
        OpenOpportunity(OpenOpportunity),
        AmendOpportunity(AmendOpportunity),
        MoveStage(MoveStage),
        WinOpportunity(WinOpportunity),
        LoseOpportunity(LoseOpportunity),
        RaiseRisk(RaiseRisk),
        AnswerRisk(AnswerRisk),
        ClearRisk(ClearRisk),
        SetQuota(SetQuota),
        EndQuota(EndQuota),
        TakeOrder(TakeOrder),
        AmendOrder(AmendOrder),
        CancelOrder(CancelOrder),
        RefundCredit(RefundCredit),
        ApplyCredit(ApplyCredit),
        VoidCreditUse(VoidCreditUse),
        RecordPayment(RecordPayment),
        RecordAdvance(RecordAdvance),
        VoidPayment(VoidPayment),
        ApproveRecord(ApproveRecord),
        ReturnRecord(ReturnRecord),
        ResubmitRecord(ResubmitRecord),
        SetTarget(SetTarget),
        SeeAlert(SeeAlert),
        HandleAlert(HandleAlert),
        DismissAlert(DismissAlert),
        SavePerson(Save<Person>),
        SaveTeam(Save<Team>),
        SaveDepartment(Save<Department>),
        SaveRegion(Save<Region>),
        SaveProduct(Save<Product>),
        SaveCompany(Save<Company>),
        SaveKpi(Save<Kpi>),
        Attach(Attach),
        WithdrawAttachment(WithdrawAttachment),
        StoreAttachment(StoreAttachment),
        RecordExpense(RecordExpense),
        AmendExpense(AmendExpense),
        AttributeExpense(AttributeExpense),
        VoidExpense(VoidExpense),
        RecordKpiEntry(RecordKpiEntry),
        VoidKpiEntry(VoidKpiEntry),
        SetTargets(SetTargets),
        ProposeTarget(ProposeTarget),
        SaveBenchmark(SaveBenchmark),
        WritePlanningNote(WritePlanningNote),
        VoidPlanningNote(VoidPlanningNote),
        AddPeople(AddPeople),
        AmendKpiEntry(AmendKpiEntry),
        PlanMove(PlanMove),
        SplitCredit(SplitCredit),
        /// Something that happens to an order on its way. Sent like the other commands, under its own verb.
        #[serde(skip)]
        Track(Track),
    }
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
