//! Tests of every command: what it does, and a case for each reason for which it can be refused.

pub(crate) mod access;
mod alerts;
mod attachments;
mod benchmarks;
mod catalogue;
mod credit;
mod customers;
mod expenses;
mod field_policy;
mod firsts;
mod fiscal_calendar;
mod follow_ups;
mod gathered;
mod grades;
mod hostile;
mod kpis;
mod merging;
mod moves;
mod needs;
mod observations;
mod opportunities;
mod orders;
mod planning_notes;
mod quotas;
mod reach;
mod requests;
mod reviews;
mod risks;
mod rule_versions;
mod split_credit;
mod support;
mod targets;
mod tasks;
mod track;

use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::refusal::Refusal;
use uuid::Uuid;

use super::*;
use crate::decide::command::{AddTask, FileCustomer, LogFollowUp, OpenOpportunity, RecordPayment, Save, TakeOrder};
use crate::records::customer::CustomerProfile;
use crate::records::opportunity::OpportunityProfile;
use crate::records::order::{Line, OrderTerms, PaymentMethod};
use crate::records::task::{Task, TaskEnd, TaskOrigin, TaskProfile, TaskStatus};
use crate::sample::{SmallIds, small};
use crate::values::calendar::Period;
use crate::values::ids::{FollowUpId, OpportunityId, OrderId, PaymentId, PersonId, ProductId, TaskId};
use crate::values::method::Method;
use crate::values::money::{Money, Quantity};
use crate::values::stage::Stage;
use crate::values::text::{LINE, NOTE};

/// The small sample company as a test fixture. Commands are given on its `today`.
struct World {
    book: Book,
    ids: SmallIds,
}

fn world() -> World {
    let (book, ids) = small();
    World { book, ids }
}

impl World {
    fn decides(&self, by: PersonId, command: &Command) -> Result<Decision, Refusals> {
        decide(command, &self.book, &self.ids.moment(by, &self.book))
    }

    /// Applies the command to the book. Panics if it is refused.
    #[track_caller]
    fn applies(&mut self, by: PersonId, command: &Command) -> Decision {
        let moment = self.ids.moment(by, &self.book);
        apply(command, &mut self.book, &moment).unwrap_or_else(|it| panic!("{command:?} was refused: {it:?}"))
    }

    /// Asserts that the command is refused for exactly these reasons.
    #[track_caller]
    fn refuses(&self, by: PersonId, command: &Command, reasons: &[(Field, Refusal)]) {
        let mut expected = Refusals::default();
        reasons.iter().for_each(|(field, reason)| expected.refuse(*field, reason.clone()));
        assert_eq!(self.decides(by, command), Err(expected), "{command:?}");
    }
}

/// An id that no record has yet.
fn fresh(of: u128) -> Uuid {
    Uuid::from_u128((7 << 76) | (0b10 << 62) | (1_000 + of))
}

fn long(characters: u32) -> String {
    "字".repeat(characters as usize)
}

/// A day before the first valid one, and its refusal.
fn too_early() -> (Day, Refusal) {
    (Day::FIRST.plus(-1), Refusal::TooEarly { first: Day::FIRST })
}

fn too_late() -> (Day, Refusal) {
    (Day::LAST.plus(1), Refusal::TooLate { last: Day::LAST })
}

fn too_long(longest: u32) -> Refusal {
    Refusal::TooLong { longest }
}

const MOST: Refusal = Refusal::TooMuch { most: Money::LARGEST };

impl World {
    fn tomorrow(&self) -> (Day, Refusal) {
        (self.ids.today.plus(1), Refusal::InFuture { today: self.ids.today })
    }

    /// A product that is no longer sold.
    fn old_product(&mut self) -> ProductId {
        let now = crate::records::product::Product {
            id: ProductId(fresh(90)),
            line: "A产品".to_owned(),
            model: "A-1".to_owned(),
            module: String::new(),
            price: Money::whole(1),
            active: false,
            cost: Default::default(),
        };
        self.applies(self.ids.admin, &Command::SaveProduct(Save { was: None, now: now.clone() }));
        now.id
    }

    /// An opportunity of lin's with Acme, opened ten days ago.
    fn opportunity(&mut self) -> OpportunityId {
        let id = OpportunityId(fresh(91));
        let profile = OpportunityProfile { title: "扩容".to_owned(), ..OpportunityProfile::default() };
        let open = Command::OpenOpportunity(OpenOpportunity {
            id,
            customer: self.ids.acme,
            opened_on: self.ids.today.plus(-10),
            stage: Stage::Prospect,
            owner: None,
            profile,
        });
        self.applies(self.ids.lin, &open);
        id
    }

    /// A follow-up with Acme today that promises a task in three days.
    fn promise(&self, id: FollowUpId, next_task: TaskId) -> Command {
        Command::LogFollowUp(LogFollowUp {
            id,
            customer: self.ids.acme,
            on: self.ids.today,
            method: Method::Visit,
            content: "需求沟通".to_owned(),
            next_step: "3日内提交报价单".to_owned(),
            next_on: Some(self.ids.today.plus(3)),
            expected_close: None,
            feedback: String::new(),
            activity: None,
            next_task: Some(next_task),
            completes: Vec::new(),
        })
    }

    /// An order of `pieces` at 1,000 yuan each.
    fn take(&self, id: u128, pieces: i64) -> TakeOrder {
        let line = Line::of(self.ids.product, Quantity::whole(pieces), Money::whole(1_000));
        let terms = OrderTerms { deal_on: self.ids.today, lines: vec![line], ..OrderTerms::default() };
        TakeOrder { id: OrderId(fresh(id)), number: None, customer: self.ids.acme, owner: None, terms }
    }

    fn pay(&self, id: u128, yuan: i64) -> RecordPayment {
        RecordPayment {
            id: PaymentId(fresh(id)),
            order: self.ids.order,
            on: self.ids.today,
            amount: Money::whole(yuan),
            method: PaymentMethod::Transfer,
            note: String::new(),
        }
    }
}
