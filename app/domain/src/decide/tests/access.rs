//! Who may do what: every role and every command, on their own records, those near them and foreign ones (C0, R-01…R-05). The result is a file
//! that people can read.

use super::*;
use crate::access::actor::Actor;
use crate::decide::command::{
    AddFeedback, AddPeople, AmendCustomer, AmendExpense, AmendKpiEntry, AmendOpportunity, AmendOrder, AmendTask, AnswerComplaint,
    AnswerRequest, AnswerRisk, ApplyCredit, ApproveRecord, Attach, AttributeExpense, CancelOrder, CancelTask, ClearRisk, DecideGrade,
    DismissAlert, EndQuota, ExplainDelivery, FinishNode, FinishTask, HandOverCustomer, HandleAnomaly, LoseOpportunity, MergeCustomers,
    MoveStage, Observe, OpenOpportunity, PlanNode, ProposeTarget, RaiseRisk, RateOrder, RecordAcceptance, RecordAdvance, RecordAnomaly,
    RecordComplaint, RecordDelivery, RecordExpense, RecordKpiEntry, Refund, RefundCredit, RemoveCustomer, ReopenNode, RequestChange,
    ResubmitRecord, ReturnGoods, ReturnRecord, ReviewTask, SeeAlert, SetQuota, SetTarget, SetTargets, StoreAttachment, TargetChange, Track,
    VoidCreditUse, VoidDelivery, VoidExpense, VoidKpiEntry, VoidPayment, VoidReturn, WinOpportunity, WithdrawAttachment,
};
use crate::golden;
use crate::records::customer::{Ask, ChangeRequest, Customer, KeyNode, Observed};
use crate::records::expense::{Attribution, ExpenseKind, ExpenseProfile};
use crate::records::kpi::{Buyer, Kpi};
use crate::records::kpi_entry::{KpiEntry, KpiEntryProfile};
use crate::records::opportunity::{Response, Risk};
use crate::records::order::{DeliveryGap, Goods, NodePlan, Rating};
use crate::records::organisation::{Company, Department, Person, Region, Role, Team};
use crate::records::product::Product;
use crate::records::quota::{Quota, Wanted};
use crate::records::review::{Matter, SentBack};
use crate::records::reviewed::mark;
use crate::records::target::TargetCut;
use crate::rules::alert_rules::Level;
use crate::rules::dictionary::{RiskKind, Term};
use crate::sample::kpis::{PILOTS, pilots};
use crate::values::calendar::{Day, Timestamp};
use crate::values::grade::Grade;
use crate::values::ids::{
    AcceptanceId, AnomalyId, AttachmentId, ComplaintId, CreditUseId, CustomerId, DeliveryId, DepartmentId, ExpenseId, KpiEntryId,
    ObservationId, QuotaId, RegionId, RequestId, ReturnId, RiskId, TeamId,
};
use crate::values::kpi_name::KpiName;
use crate::values::node::{Node, Responsible};
use crate::values::refusal::Refusal;
use crate::values::target_of::TargetOf;

const N_COMMANDS: usize = 81;

/// The place of a command in the file. A new command needs a place here and a case below.
fn place(command: &Command) -> usize {
    match command {
        Command::FileCustomer(_) => 0,
        Command::AmendCustomer(_) => 1,
        Command::HandOverCustomer(_) => 2,
        Command::RemoveCustomer(_) => 3,
        Command::LogFollowUp(_) => 4,
        Command::OpenOpportunity(_) => 5,
        Command::AmendOpportunity(_) => 6,
        Command::MoveStage(_) => 7,
        Command::WinOpportunity(_) => 8,
        Command::LoseOpportunity(_) => 9,
        Command::TakeOrder(_) => 10,
        Command::AmendOrder(_) => 11,
        Command::CancelOrder(_) => 12,
        Command::RecordPayment(_) => 13,
        Command::VoidPayment(_) => 14,
        Command::SetTarget(_) => 15,
        Command::SavePerson(_) => 16,
        Command::SaveTeam(_) => 17,
        Command::SaveDepartment(_) => 18,
        Command::SaveRegion(_) => 19,
        Command::SaveProduct(_) => 20,
        Command::SaveCompany(_) => 21,
        Command::Attach(_) => 22,
        Command::WithdrawAttachment(_) => 23,
        Command::StoreAttachment(_) => 24,
        Command::ApproveRecord(_) => 25,
        Command::ReturnRecord(_) => 26,
        Command::ResubmitRecord(_) => 27,
        Command::SeeAlert(_) => 28,
        Command::HandleAlert(_) => 29,
        Command::DismissAlert(_) => 30,
        Command::AddFeedback(_) => 31,
        Command::AddTask(_) => 32,
        Command::AmendTask(_) => 33,
        Command::FinishTask(_) => 34,
        Command::CancelTask(_) => 35,
        Command::Track(track) => match track {
            Track::FinishNode(_) => 36,
            Track::ReopenNode(_) => 37,
            Track::PlanNode(_) => 38,
            Track::RecordDelivery(_) => 39,
            Track::VoidDelivery(_) => 40,
            Track::RecordAcceptance(_) => 41,
            Track::ExplainDelivery(_) => 42,
            Track::RateOrder(_) => 43,
            Track::RecordComplaint(_) => 44,
            Track::AnswerComplaint(_) => 45,
            Track::RecordAnomaly(_) => 46,
            Track::HandleAnomaly(_) => 47,
            Track::ReturnGoods(_) => 48,
            Track::VoidReturn(_) => 49,
        },
        Command::RequestChange(_) => 50,
        Command::AnswerRequest(_) => 51,
        Command::DecideGrade(_) => 52,
        Command::Observe(_) => 53,
        Command::MergeCustomers(_) => 54,
        Command::RecordExpense(_) => 55,
        Command::AmendExpense(_) => 56,
        Command::VoidExpense(_) => 57,
        Command::RaiseRisk(_) => 58,
        Command::AnswerRisk(_) => 59,
        Command::ClearRisk(_) => 60,
        Command::ReviewTask(_) => 61,
        Command::SetQuota(_) => 62,
        Command::EndQuota(_) => 63,
        Command::AttributeExpense(_) => 64,
        Command::RefundCredit(_) => 65,
        Command::ApplyCredit(_) => 66,
        Command::VoidCreditUse(_) => 67,
        Command::RecordAdvance(_) => 68,
        Command::SaveKpi(_) => 69,
        Command::RecordKpiEntry(_) => 70,
        Command::VoidKpiEntry(_) => 71,
        Command::SetTargets(_) => 72,
        Command::ProposeTarget(_) => 73,
        Command::SaveBenchmark(_) => 74,
        Command::WritePlanningNote(_) => 75,
        Command::VoidPlanningNote(_) => 76,
        Command::AddPeople(_) => 77,
        Command::AmendKpiEntry(_) => 78,
        Command::PlanMove(_) => 79,
        Command::SplitCredit(_) => 80,
    }
}

/// A fixture in which the holder has a customer with an opportunity and a paid order, and one without.
pub(super) fn held_by(holder: PersonId) -> World {
    let mut world = world();
    let opportunity = world.opportunity();
    world.applies(world.ids.lin, &world.promise(FollowUpId(fresh(51)), TaskId(fresh(52))));
    let payment = world.pay(1, 1_000);
    world.applies(world.ids.lin, &Command::RecordPayment(payment));
    world.applies(world.ids.lin, &Command::Attach(attaching(world.ids.order, 81)));
    under_way(&mut world);
    overpaid(&mut world, holder);
    let team = world.book.person(holder).and_then(|it| it.team);
    let mut acme = world.book.customer(world.ids.acme).expect("Acme").clone();
    acme.owner = holder;
    // Another customer, without purchases for long: the review proposes to lower its grade.
    let mut idle = Customer { id: CustomerId(fresh(50)), number: "C050".to_owned(), ..acme.clone() };
    idle.filed_on = world.ids.today.plus(-400);
    idle.profile.grade = Grade::Potential;
    world.book.put(idle.into());
    let ask = Ask::Grade { from: Grade::Normal, to: Grade::Potential };
    let asked_at = world.ids.moment(world.ids.lin, &world.book).now;
    let reason = "有新需求".to_owned();
    acme.requests.push(ChangeRequest { id: RequestId(fresh(83)), ask, by: world.ids.lin, at: asked_at, reason, answer: None });
    world.book.put(acme.into());
    let opportunity = world.book.opportunity(opportunity).expect("the opportunity").clone();
    world.book.put(crate::records::opportunity::Opportunity { owner: holder, team, ..opportunity }.into());
    under_measure(&mut world, holder);
    let order = world.book.order(world.ids.order).expect("the order").clone();
    let evidence = world.book.attachment(AttachmentId(fresh(81))).expect("the evidence").clone();
    world.book.put(crate::records::attachment::Attachment { owner: Some(holder), team, ..evidence }.into());
    let mut order = crate::records::order::Order { owner: holder, team, ..order };
    // The order waits for a review; its payment was returned.
    if let Some(review) = order.payments.first_mut().and_then(|it| it.review.as_mut()) {
        review.returned = Some(SentBack { by: world.ids.boss, at: Timestamp(0), reason: "缺凭证".to_owned() });
    }
    world.book.put(order.into());
    let follow_up = world.book.follow_up(FollowUpId(fresh(51))).expect("the follow-up").clone();
    world.book.put(crate::records::follow_up::FollowUp { by: holder, team, ..follow_up }.into());
    let task = world.book.task(TaskId(fresh(52))).expect("the task").clone();
    world.book.put(crate::records::task::Task { owner: holder, team, ..task }.into());
    let profile = super::expenses::fair(&world);
    let spent = RecordExpense { id: super::expenses::ID, owner: None, customer: None, profile };
    world.applies(world.ids.lin, &Command::RecordExpense(spent));
    let expense = world.book.expense(super::expenses::ID).expect("the expense").clone();
    world.book.put(crate::records::expense::Expense { owner: holder, team, ..expense }.into());
    world.book.put(pilots(world.ids.today).into());
    world.book.put(super::planning_notes::written_by(holder).into());
    let entry = entered(holder, world.ids.today, &world.book);
    world.book.put(entry.into());
    world
}

const ENTERED: KpiEntryId = KpiEntryId(Uuid::from_u128((7 << 76) | (0b10 << 62) | 1_102));

/// A value that somebody entered for it.
fn entered(owner: PersonId, on: Day, book: &Book) -> KpiEntry {
    KpiEntry {
        id: ENTERED,
        kpi: PILOTS,
        owner,
        team: book.person(owner).and_then(|it| it.team),
        on,
        value: 2,
        note: String::new(),
        made_by: owner,
        made_at: Timestamp(0),
        clock_said: None,
        voided: None,
        review: None,
    }
}

pub(super) const OVERPAID: OrderId = OrderId(Uuid::from_u128((7 << 76) | (0b10 << 62) | 1_093));

fn refund(id: u128, on: Day) -> Refund {
    Refund { id: CreditUseId(fresh(id)), on, amount: Money::whole(100), note: String::new() }
}

/// Adds another order that was overpaid and partly refunded.
fn overpaid(world: &mut World, holder: PersonId) {
    let (lin, on) = (world.ids.lin, world.ids.today);
    world.applies(lin, &Command::TakeOrder(TakeOrder { id: OVERPAID, ..world.take(93, 1) }));
    world.applies(lin, &Command::RecordPayment(RecordPayment { order: OVERPAID, ..world.pay(97, 1_500) }));
    world.applies(lin, &Command::RefundCredit(RefundCredit { order: OVERPAID, refund: refund(94, on) }));
    let team = world.book.person(holder).and_then(|it| it.team);
    let order = world.book.order(OVERPAID).expect("the order").clone();
    world.book.put(crate::records::order::Order { owner: holder, team, ..order }.into());
}

/// Adds a risk to the opportunity, an ongoing task, and a contact quota for the holder.
fn under_measure(world: &mut World, holder: PersonId) {
    let at = world.ids.moment(world.ids.lin, &world.book).now;
    let mut opportunity = world.book.opportunity(OpportunityId(fresh(91))).expect("the opportunity").clone();
    let response = Response { text: "约见决策人".to_owned(), escalates: true, by: holder, at, steps_in: None };
    let (id, kind, on) = (RiskId(fresh(86)), Term::Usual(RiskKind::LateDecision), world.ids.today);
    opportunity.risks.push(Risk { id, kind, on, responses: vec![response], end: None });
    world.book.put(opportunity.into());
    let mut task = world.book.task(TaskId(fresh(52))).expect("the task").clone();
    task.id = TaskId(fresh(88));
    task.owner = holder;
    task.profile.every = Some(crate::rules::cadence::Interval::Months(1));
    world.book.put(task.into());
    let wanted = Wanted::Week { customers: 5, method: Some(Method::Phone), stage: None };
    let (id, of, from) = (QuotaId(fresh(89)), TargetOf::Person(holder), world.ids.today.week());
    let made_by = world.ids.boss;
    world.book.put(Quota { id, of, wanted, from, until: None, reason: String::new(), made_by, made_at: at, end: None }.into());
}

pub(super) fn attaching(order: OrderId, id: u128) -> Attach {
    Attach {
        id: AttachmentId(fresh(id)),
        of: order.into(),
        payment: None,
        stage: None,
        name: "合同.jpg".to_owned(),
        media: crate::records::attachment::Media::Jpeg,
        size: 120_000,
        sha256: "0a".repeat(32),
        width: Some(1_600),
        height: Some(1_200),
        note: String::new(),
    }
}

/// Puts the order under way: partly delivered, partly returned, with a complaint and an anomaly. Logistics ships it and handles the anomaly.
fn under_way(world: &mut World) {
    let (order, on, product) = (world.ids.order, world.ids.today, world.ids.product);
    let (text, reason) = ("屏幕有划痕".to_owned(), "型号不对".to_owned());
    let goods = vec![Goods { product, quantity: Quantity::whole(1) }];
    let responsible = Some(Responsible::Person(world.ids.liu));
    let was = world.book.order(order).expect("the order").plan_of(Node::Shipped, &Default::default());
    let now = NodePlan { owner: responsible.clone(), due_on: Some(on) };
    for step in [
        Track::FinishNode(FinishNode { order, node: Node::Production, on }),
        Track::RecordDelivery(RecordDelivery { order, id: DeliveryId(fresh(40)), on, goods: goods.clone(), logistics: String::new() }),
        Track::RecordComplaint(RecordComplaint { order, id: ComplaintId(fresh(41)), text: text.clone() }),
        Track::RecordAnomaly(RecordAnomaly { order, id: AnomalyId(fresh(42)), problem: text, responsible }),
        Track::PlanNode(PlanNode { order, node: Node::Shipped, was, now }),
        Track::ReturnGoods(ReturnGoods {
            order,
            id: ReturnId(fresh(43)),
            on,
            goods: goods.into_iter().map(Into::into).collect(),
            delivered: None,
            reason,
            keeps: false,
        }),
    ] {
        world.applies(world.ids.lin, &Command::Track(step));
    }
}

fn track_cases(world: &World, reason: &str) -> Vec<Command> {
    let (order, on, product) = (world.ids.order, world.ids.today, world.ids.product);
    let text = || reason.to_owned();
    let goods = vec![Goods { product, quantity: Quantity::whole(2) }];
    let was = world.book.order(order).expect("the order").plan_of(Node::Shipped, &Default::default());
    let now = NodePlan { owner: Some(Responsible::Other("物流专员".to_owned())), due_on: Some(on) };
    let gap = DeliveryGap { reason: "物流延迟".to_owned(), note: String::new() };
    [
        Track::FinishNode(FinishNode { order, node: Node::Shipped, on }),
        Track::ReopenNode(ReopenNode { order, node: Node::Production }),
        Track::PlanNode(PlanNode { order, node: Node::Shipped, was, now }),
        Track::RecordDelivery(RecordDelivery {
            order,
            id: DeliveryId(fresh(44)),
            on,
            goods: goods.clone(),
            logistics: "SF1001".to_owned(),
        }),
        Track::VoidDelivery(VoidDelivery { order, delivery: DeliveryId(fresh(40)), reason: text(), corrects: false }),
        Track::RecordAcceptance(RecordAcceptance { order, id: AcceptanceId(fresh(45)), on, passed: true, note: String::new() }),
        Track::ExplainDelivery(ExplainDelivery { order, was: None, now: Some(gap) }),
        Track::RateOrder(RateOrder { order, was: None, now: Some(Rating { score: 5, note: String::new() }) }),
        Track::RecordComplaint(RecordComplaint { order, id: ComplaintId(fresh(46)), text: text() }),
        Track::AnswerComplaint(AnswerComplaint { order, complaint: ComplaintId(fresh(41)), text: text() }),
        Track::RecordAnomaly(RecordAnomaly { order, id: AnomalyId(fresh(47)), problem: text(), responsible: None }),
        Track::HandleAnomaly(HandleAnomaly { order, anomaly: AnomalyId(fresh(42)), text: text(), solves: true }),
        Track::ReturnGoods(ReturnGoods {
            order,
            id: ReturnId(fresh(48)),
            on,
            goods: goods.into_iter().map(Into::into).collect(),
            delivered: None,
            reason: text(),
            keeps: false,
        }),
        Track::VoidReturn(VoidReturn { order, returned: ReturnId(fresh(43)), reason: text(), corrects: false }),
    ]
    .map(Command::Track)
    .to_vec()
}

/// Adds another department with a team and a rep.
pub(super) fn elsewhere(world: &mut World) -> PersonId {
    let (department, team, person) = (DepartmentId(fresh(60)), TeamId(fresh(61)), PersonId(fresh(62)));
    world.book.put(Department { id: department, name: "二部".to_owned() }.into());
    world.book.put(Team { id: team, name: "三组".to_owned(), department, region: None }.into());
    let (name, account) = ("顾".to_owned(), "gu".to_owned());
    world.book.put(
        Person {
            id: person,
            name,
            account,
            role: Role::Rep,
            team: Some(team),
            department: None,
            email: None,
            active: true,
            postings: Default::default(),
            joined_on: None,
            left_on: None,
        }
        .into(),
    );
    person
}

pub(super) fn cases(world: &World, holder: PersonId) -> Vec<Command> {
    let ids = world.ids;
    let (customer, order, on) = (ids.acme, ids.order, ids.today);
    let opportunity = OpportunityId(fresh(91));
    let profile = world.book.customer(customer).expect("Acme").profile.clone();
    let plan = world.book.opportunity(opportunity).expect("the opportunity").profile.clone();
    let terms = world.book.order(order).expect("the order").terms.clone();
    let reason = "理由".to_owned();
    let person = Person {
        id: PersonId(fresh(70)),
        name: "新人".to_owned(),
        account: "new".to_owned(),
        role: Role::Director,
        team: None,
        department: None,
        email: None,
        active: true,
        postings: Default::default(),
        joined_on: None,
        left_on: None,
    };
    let newcomer = Person { id: PersonId(fresh(106)), account: "newer".to_owned(), ..person.clone() };
    let product = Product {
        id: ProductId(fresh(71)),
        line: "B".to_owned(),
        model: "B-1".to_owned(),
        module: String::new(),
        price: Money(1),
        active: true,
        cost: Default::default(),
    };
    let team = Team { id: TeamId(fresh(72)), name: "四组".to_owned(), department: ids.department, region: None };
    let company = world.book.company().clone();
    let seen = mark(world.book.order(order).expect("the order"));
    let task = world.book.task(TaskId(fresh(52))).expect("the task").profile.clone();
    let tracks = track_cases(world, &reason);
    let (expense, spent) = (super::expenses::ID, super::expenses::fair(world));
    let mut cases = vec![
        Command::FileCustomer(FileCustomer {
            id: CustomerId(fresh(73)),
            number: None,
            filed_on: on,
            owner: Some(holder),
            profile: profile.clone(),
        }),
        Command::AmendCustomer(AmendCustomer { customer, was: profile.clone(), now: CustomerProfile { note: "x".to_owned(), ..profile } }),
        Command::HandOverCustomer(HandOverCustomer {
            customer,
            to: if holder == ids.lin { ids.wang } else { ids.lin },
            reason: reason.clone(),
        }),
        Command::RemoveCustomer(RemoveCustomer { customer: CustomerId(fresh(50)) }),
        Command::LogFollowUp(LogFollowUp::of(FollowUpId(fresh(74)), customer, on, Method::Visit, "x")),
        Command::OpenOpportunity(OpenOpportunity {
            id: OpportunityId(fresh(75)),
            customer,
            opened_on: on,
            stage: Stage::Prospect,
            owner: None,
            profile: plan.clone(),
        }),
        Command::AmendOpportunity(AmendOpportunity {
            opportunity,
            was: plan.clone(),
            now: OpportunityProfile { note: "x".to_owned(), ..plan },
        }),
        Command::MoveStage(MoveStage { opportunity, from: Stage::Prospect, to: Stage::Interested, on }),
        Command::WinOpportunity(WinOpportunity { opportunity, order: world.take(76, 1) }),
        Command::LoseOpportunity(LoseOpportunity { opportunity, on, reason: reason.clone() }),
        Command::TakeOrder(world.take(77, 1)),
        Command::AmendOrder(AmendOrder { order, was: terms.clone(), now: OrderTerms { note: "x".to_owned(), ..terms } }),
        Command::CancelOrder(CancelOrder { order, on, reason: reason.clone(), refund: None }),
        Command::RecordPayment(world.pay(78, 1)),
        Command::VoidPayment(VoidPayment { order, payment: PaymentId(fresh(1)), reason, corrects: false }),
        Command::SetTarget(SetTarget {
            of: TargetOf::Person(holder),
            metric: KpiName::DEALS,
            cut: None,
            period: Period::Month(on.month()),
            was: None,
            now: Some(1),
            levels: None,
            basis: String::new(),
        }),
        Command::SavePerson(Save { was: None, now: person }),
        Command::SaveTeam(Save { was: None, now: team }),
        Command::SaveDepartment(Save { was: None, now: Department { id: DepartmentId(fresh(79)), name: "三部".to_owned() } }),
        Command::SaveRegion(Save { was: None, now: Region { id: RegionId(fresh(80)), name: "华南".to_owned() } }),
        Command::SaveProduct(Save { was: None, now: product }),
        Command::SaveCompany(Save { was: Some(company.clone()), now: Company { credit_days: 60, ..company } }),
        Command::Attach(attaching(order, 82)),
        Command::WithdrawAttachment(WithdrawAttachment { attachment: AttachmentId(fresh(81)), reason: "拍错了".to_owned() }),
        Command::StoreAttachment(StoreAttachment { attachment: AttachmentId(fresh(81)) }),
        Command::ApproveRecord(ApproveRecord { matter: Matter::Order { order }, seen }),
        Command::ReturnRecord(ReturnRecord { matter: Matter::Order { order }, seen, reason: "缺合同".to_owned() }),
        Command::ResubmitRecord(ResubmitRecord {
            matter: Matter::Payment { order, payment: PaymentId(fresh(1)) },
            answer: "已补".to_owned(),
        }),
        Command::SeeAlert(SeeAlert { alert: super::alerts::receivable(world) }),
        Command::HandleAlert(super::alerts::handle(super::alerts::completion(holder, on), holder, on)),
        Command::DismissAlert(DismissAlert { alert: super::alerts::delivery(world), level: Level::Red, reason: "x".to_owned() }),
        Command::AddFeedback(AddFeedback { follow_up: FollowUpId(fresh(51)), feedback: "x".to_owned() }),
        Command::AddTask(AddTask { id: TaskId(fresh(53)), customer, owner: Some(holder), profile: task.clone() }),
        Command::AmendTask(AmendTask { task: TaskId(fresh(52)), was: task.clone(), now: TaskProfile { goal: "x".to_owned(), ..task } }),
        Command::FinishTask(FinishTask { task: TaskId(fresh(52)), on, follow_up: None }),
        Command::CancelTask(CancelTask { task: TaskId(fresh(52)), reason: "x".to_owned() }),
    ];
    cases.extend(tracks);
    cases.extend([
        Command::RequestChange(RequestChange {
            id: RequestId(fresh(84)),
            customer,
            ask: Ask::HandOver { to: None },
            reason: "照顾不过来".to_owned(),
        }),
        Command::AnswerRequest(AnswerRequest { customer, request: RequestId(fresh(83)), accept: true, to: None, reason: String::new() }),
        Command::DecideGrade(DecideGrade {
            customer: CustomerId(fresh(50)),
            quarter: crate::views::grading::quarter_under_review(on, Default::default()),
            from: Grade::Potential,
            to: Grade::Normal,
            accept: true,
            reason: String::new(),
        }),
        Command::Observe(Observe {
            id: ObservationId(fresh(85)),
            customer,
            on,
            what: Observed::Node { node: KeyNode::Demand },
            content: "要求六月上线".to_owned(),
        }),
        Command::MergeCustomers(MergeCustomers { keep: customer, gone: CustomerId(fresh(50)), reason: "同一家公司".to_owned() }),
        Command::RecordExpense(RecordExpense {
            id: ExpenseId(fresh(86)),
            owner: Some(holder),
            customer: Some(customer),
            profile: spent.clone(),
        }),
        Command::AmendExpense(AmendExpense {
            expense,
            was: spent.clone(),
            now: ExpenseProfile { kind: ExpenseKind::Samples, channel: None, ..spent },
        }),
        Command::VoidExpense(VoidExpense { expense, reason: "重复录入".to_owned(), corrects: false }),
        Command::RaiseRisk(RaiseRisk {
            id: RiskId(fresh(87)),
            opportunity,
            kind: Term::Usual(RiskKind::Resources),
            on,
            response: "借调技术支持".to_owned(),
            escalates: false,
        }),
        Command::AnswerRisk(AnswerRisk { opportunity, risk: RiskId(fresh(86)), response: "总监拜访".to_owned(), escalates: false }),
        Command::ClearRisk(ClearRisk { opportunity, risk: RiskId(fresh(86)), on, how: "客户已定案".to_owned() }),
        Command::ReviewTask(ReviewTask { task: TaskId(fresh(88)), on, note: String::new() }),
        Command::SetQuota(SetQuota {
            id: QuotaId(fresh(90)),
            of: TargetOf::Person(holder),
            wanted: Wanted::Day { grade: Grade::Key },
            from: on.week(),
            until: None,
            reason: String::new(),
        }),
        Command::EndQuota(EndQuota { quota: QuotaId(fresh(89)), reason: String::new() }),
        Command::AttributeExpense(AttributeExpense {
            expense,
            was: Attribution { owner: holder, customer: None },
            now: Attribution { owner: holder, customer: Some(customer) },
        }),
        Command::RefundCredit(RefundCredit { order: OVERPAID, refund: refund(95, on) }),
        Command::ApplyCredit(ApplyCredit { id: CreditUseId(fresh(96)), order: OVERPAID, to: order, on, amount: Money::whole(100) }),
        Command::VoidCreditUse(VoidCreditUse {
            order: OVERPAID,
            credit_use: CreditUseId(fresh(94)),
            to: None,
            reason: "重复录入".to_owned(),
            corrects: false,
        }),
        Command::RecordAdvance(RecordAdvance {
            id: OrderId(fresh(98)),
            payment: PaymentId(fresh(99)),
            customer,
            on,
            amount: Money::whole(100),
            method: PaymentMethod::Transfer,
            note: String::new(),
        }),
        Command::SaveKpi(Save { was: Some(pilots(on)), now: Kpi { note: "已签试用协议".to_owned(), ..pilots(on) } }),
        Command::RecordKpiEntry(RecordKpiEntry {
            id: KpiEntryId(fresh(103)),
            kpi: PILOTS,
            owner: Some(holder),
            on,
            value: 3,
            note: String::new(),
        }),
        Command::VoidKpiEntry(VoidKpiEntry { entry: ENTERED, reason: "重复录入".to_owned() }),
        Command::SetTargets(SetTargets {
            targets: vec![TargetChange {
                of: TargetOf::Person(holder),
                metric: KpiName::DEALS,
                cut: Some(TargetCut::Buyer(Buyer::New)),
                period: Period::Month(on.month()),
                was: None,
                now: Some(1),
            }],
            basis: "年度战略".to_owned(),
        }),
        Command::ProposeTarget(ProposeTarget {
            of: holder,
            metric: KpiName::DEALS,
            period: Period::Month(on.month()),
            value: Some(2),
            basis: "在手商机".to_owned(),
        }),
        super::benchmarks::of_completion(Some(9_000)),
        super::planning_notes::strategy(104),
        super::planning_notes::withdrawn(),
        Command::AddPeople(AddPeople { people: vec![newcomer] }),
        Command::AmendKpiEntry(AmendKpiEntry {
            entry: ENTERED,
            was: KpiEntryProfile { on, value: 2, note: String::new() },
            now: KpiEntryProfile { on, value: 3, note: "补录一户".to_owned() },
        }),
        super::moves::to_the_other_team(holder, world),
        super::split_credit::halves(order, [holder, if holder == ids.wang { ids.zhao } else { ids.wang }]),
    ]);
    cases
}

/// One of each command.
pub(crate) fn every_command() -> Vec<Command> {
    let holder = small().1.lin;
    cases(&held_by(holder), holder)
}

fn actors() -> Vec<(Role, PersonId, PersonId)> {
    let ids = small().1;
    // A person of each role, and somebody near them.
    vec![
        (Role::Rep, ids.lin, ids.wang),
        (Role::Supervisor, ids.boss, ids.wang),
        (Role::Manager, ids.manager, ids.zhao),
        (Role::Director, ids.director, ids.zhao),
        (Role::Administrator, ids.admin, ids.wang),
        (Role::Support, ids.liu, ids.wang),
    ]
}

fn verdict(decided: Result<Decision, Refusals>) -> String {
    let codes = |reasons: Vec<Refusal>| {
        let code =
            |reason: &Refusal| serde_json::to_value(reason).ok().and_then(|it| it["code"].as_str().map(str::to_owned)).unwrap_or_default();
        reasons.iter().map(code).collect::<Vec<_>>().join("+")
    };
    match decided {
        Ok(_) => "applied".to_owned(),
        Err(refusals) => {
            let reasons: Vec<String> = refusals.0.into_iter().map(|(field, reasons)| format!("{field}:{}", codes(reasons))).collect();
            format!("refused({})", reasons.join(" "))
        }
    }
}

/// A person of a role, and every command on the records of one holder.
pub(super) struct Case {
    pub role: Role,
    pub actor: PersonId,
    /// Whose records they are: `own`, `near` or `foreign`.
    pub relation: &'static str,
    pub world: World,
    pub commands: Vec<Command>,
}

/// Every role with every command, on their own records, those near them and foreign ones.
pub(super) fn matrix() -> Vec<Case> {
    let mut matrix = Vec::new();
    for (role, actor, near) in actors() {
        let foreign = if role == Role::Rep || role == Role::Supervisor { small().1.zhao } else { PersonId(fresh(62)) };
        for (relation, holder) in [("own", actor), ("near", near), ("foreign", foreign)] {
            let mut world = held_by(holder);
            elsewhere(&mut world);
            let world = held(world, holder);
            let commands = cases(&world, holder);
            matrix.push(Case { role, actor, relation, world, commands });
        }
    }
    matrix
}

#[test]
fn every_role_and_every_command() {
    let mut lines = Vec::new();
    for Case { role, actor, relation, world, commands } in matrix() {
        assert_eq!(commands.iter().map(place).collect::<Vec<_>>(), (0..N_COMMANDS).collect::<Vec<_>>());
        for command in commands {
            lines.push(format!("{role:?} {relation} {} {}", command.verb(), verdict(world.decides(actor, &command))));
        }
    }
    golden::check("access/commands.txt", &lines);
}

/// Credits the order to the holder's team, now that everybody exists.
pub(super) fn held(mut world: World, holder: PersonId) -> World {
    let team = world.book.person(holder).and_then(|it| it.team);
    let order = world.book.order(world.ids.order).expect("the order").clone();
    world.book.put(crate::records::order::Order { team, ..order }.into());
    world
}

#[test]
fn every_role_and_what_its_devices_hold() {
    let mut world = world();
    let gu = elsewhere(&mut world);
    let ids = world.ids;
    let mut lines = Vec::new();
    let mut named: Vec<(String, String)> = world.book.people().map(|it| (it.id.to_string(), it.account.clone())).collect();
    named.extend(world.book.teams().map(|it| (it.id.to_string(), it.name.clone())));
    named.extend(world.book.departments().map(|it| (it.id.to_string(), it.name.clone())));
    let readable = |text: String| named.iter().fold(text, |text, (id, name)| text.replace(id, name));
    for (role, who, _) in actors() {
        let actor = world.ids.moment(who, &world.book).actor;
        let buckets: Vec<String> = actor.buckets().iter().map(ToString::to_string).collect();
        lines.push(readable(format!("{role:?} holds {}", buckets.join(" "))));
        for of in [
            TargetOf::Company,
            TargetOf::Department(ids.department),
            TargetOf::Department(DepartmentId(fresh(60))),
            TargetOf::Team(ids.first_team),
            TargetOf::Team(ids.second_team),
            TargetOf::Person(who),
            TargetOf::Person(ids.lin),
            TargetOf::Person(ids.zhao),
            TargetOf::Person(gu),
        ] {
            let sets = if actor.may_set_target(of, &world.book) { "sets" } else { "does not set" };
            let whose = match of {
                TargetOf::Company => "the company's target".to_owned(),
                TargetOf::Department(department) => format!("the target of {department}"),
                TargetOf::Team(team) => format!("the target of {team}"),
                TargetOf::Person(person) if person == who => "their own target".to_owned(),
                TargetOf::Person(person) => format!("the target of {person}"),
            };
            lines.push(readable(format!("{role:?} {sets} {whose}")));
        }
    }
    lines.dedup();
    golden::check("access/roles.txt", &lines);
}

#[test]
fn a_supervisor_without_a_team_reaches_nobody() {
    let world = world();
    let ids = world.ids;
    let lost = Actor { team: None, ..ids.moment(ids.boss, &world.book).actor };
    assert!(!lost.covers(ids.lin, &world.book) && !lost.covers(ids.director, &world.book), "no team is not a team in common");
    assert!(lost.covers(ids.boss, &world.book));
}
