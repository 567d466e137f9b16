//! What can happen to an order on its way to the customer (O-01…O-06, A13).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::enumeration::commands;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::returns::{ReturnGoods, VoidReturn};
use crate::decide::track::{
    AnswerComplaint, ExplainDelivery, FinishNode, HandleAnomaly, PlanNode, RateOrder, RecordAcceptance, RecordAnomaly, RecordComplaint,
    RecordDelivery, ReopenNode, VoidDelivery,
};
use crate::decide::verb::Decide;
use crate::values::ids::Key;
use crate::values::refusal::Refusals;
use crate::values::tagged::tagged;

commands! {
    /// A request that concerns one order on its way. `was` is the value that the person saw, `now` the value that they want.
    pub enum Track {
        FinishNode(FinishNode),
        ReopenNode(ReopenNode),
        PlanNode(PlanNode),
        RecordDelivery(RecordDelivery),
        VoidDelivery(VoidDelivery),
        RecordAcceptance(RecordAcceptance),
        ExplainDelivery(ExplainDelivery),
        RateOrder(RateOrder),
        RecordComplaint(RecordComplaint),
        AnswerComplaint(AnswerComplaint),
        RecordAnomaly(RecordAnomaly),
        HandleAnomaly(HandleAnomaly),
        ReturnGoods(ReturnGoods),
        VoidReturn(VoidReturn),
    }
}
tagged!(Track, "do");
