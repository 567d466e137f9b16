//! Whatever a phone sends, a decision is reached and the book stays whole.

use proptest::prelude::*;

use super::*;
use crate::alert::{AlertKey, Occurrence};
use crate::attachment::{Attachment, MOST_BYTES, Media};
use crate::calendar::{Month, Quarter, Week};
use crate::command::{Attach, HandleAlert, Observe, RaiseRisk, RecordExpense, RequestChange, SetQuota, Track};
use crate::customer::{Ask, Factor, Grade, KeyNode, Observed, Source};
use crate::dictionary::{SuccessFactor, Term};
use crate::expense::{Attribution, ExpenseKind, ExpenseProfile};
use crate::fact::{Fact, Measure};
use crate::ids::{
    AcceptanceId, AnomalyId, AttachmentId, ComplaintId, CustomerId, DeliveryId, DepartmentId, ExpenseId, Key, Kind, ObservationId, QuotaId,
    RegionId, RequestId, ReturnId, RiskId, TeamId,
};
use crate::money::Share;
use crate::order::{DeliveryGap, Goods, Instalment, Node, NodePlan, Rating, Responsible};
use crate::organisation::{Company, Currency, Department, Person, Region, Role, Team};
use crate::product::Product;
use crate::quota::{self, Wanted};
use crate::review::Matter;
use crate::rollup;
use crate::rules::alert_rules::{AlertRule, AlertRules, Level, Setting};
use crate::rules::cadence::{Cadence, Interval};
use crate::rules::notices::{NoticeRules, QuietHours};
use crate::rules::{Bar, Dated, EvidencePolicy, GradeRules, ReviewPolicy};
use crate::target::{Metric, TargetOf};
use crate::weekly::ShortStage;
use crate::working_days::{Notice, SpecialDay};

/// One of a few ids: some are of the small world, so that commands meet.
fn uuids() -> impl Strategy<Value = Uuid> {
    let known: Vec<Uuid> = small().0.records().map(|it| it.key().id).collect();
    prop_oneof![8 => proptest::sample::select(known), 3 => (0..6_u128).prop_map(fresh), 1 => any::<u128>().prop_map(Uuid::from_u128)]
}

fn customers() -> impl Strategy<Value = CustomerId> {
    prop_oneof![6 => Just(small().1.acme), 4 => (0..4_u128).prop_map(|it| CustomerId(fresh(it))), 1 => uuids().prop_map(CustomerId)]
}

fn orders() -> impl Strategy<Value = OrderId> {
    prop_oneof![5 => Just(small().1.order), 5 => (10..14_u128).prop_map(|it| OrderId(fresh(it))), 1 => uuids().prop_map(OrderId)]
}

fn opportunities() -> impl Strategy<Value = OpportunityId> {
    (20..24_u128).prop_map(|it| OpportunityId(fresh(it)))
}

fn products() -> impl Strategy<Value = ProductId> {
    prop_oneof![9 => Just(small().1.product), 1 => uuids().prop_map(ProductId)]
}

fn people() -> impl Strategy<Value = PersonId> {
    let known: Vec<PersonId> = small().0.people().map(|it| it.id).collect();
    prop_oneof![9 => proptest::sample::select(known), 1 => uuids().prop_map(PersonId)]
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-zA-Z0-9甲乙丙]{1,6}",
        1 => Just(String::new()),
        1 => Just("C999999999999".to_owned()),
        1 => any::<String>(),
        1 => (0..2_100_u32).prop_map(long),
    ]
}

fn numbers() -> impl Strategy<Value = i64> {
    prop_oneof![8 => 1..20_000_000_i64, 1 => Just(i64::MAX), 1 => Just(i64::MIN), 1 => Just(0_i64), 1 => any::<i64>(), 1 => Just(Money::LARGEST.0)]
}

fn days() -> impl Strategy<Value = Day> {
    let today = small().1.today;
    prop_oneof![10 => (0..80_i32).prop_map(move |it| today.plus(-it)), 1 => Just(Day(i32::MAX)), 1 => Just(Day(i32::MIN)), 1 => any::<i32>().prop_map(Day)]
}

fn periods() -> impl Strategy<Value = Period> {
    let count = || prop_oneof![1 => any::<i32>(), 1 => Just(i32::MAX), 1 => Just(i32::MIN)];
    prop_oneof![
        6 => (0..12_i32).prop_map(|it| Period::Month(Month(2026 * 12 + it))),
        4 => (0..4_i32).prop_map(|it| Period::Quarter(Quarter(2026 * 4 + it))),
        1 => count().prop_map(|it| Period::Week(Week(it))),
        1 => count().prop_map(|it| Period::Month(Month(it))),
        1 => count().prop_map(|it| Period::Quarter(Quarter(it))),
        1 => count().prop_map(Period::Year),
    ]
}

fn stages() -> impl Strategy<Value = Stage> {
    proptest::sample::select(Stage::ALL.to_vec())
}

fn profiles() -> impl Strategy<Value = CustomerProfile> {
    (texts(), texts(), texts(), texts(), proptest::option::of(days()), proptest::option::of(uuids()), any::<bool>()).prop_map(
        |(name, phone, email, note, first_contact_on, region, is_key)| CustomerProfile {
            name,
            phone,
            email,
            note,
            first_contact_on,
            region: region.map(RegionId),
            grade: if is_key { Grade::Key } else { Grade::Normal },
            ..CustomerProfile::default()
        },
    )
}

fn plans() -> impl Strategy<Value = OpportunityProfile> {
    (texts(), proptest::option::of(products()), proptest::option::of(numbers()), proptest::option::of(days())).prop_map(
        |(title, product, amount, expected_close)| OpportunityProfile {
            title,
            product,
            amount: amount.map(Money),
            expected_close,
            note: String::new(),
            sub_stage: String::new(),
        },
    )
}

fn terms() -> impl Strategy<Value = OrderTerms> {
    let discount = prop_oneof![6 => Just(0_i64), 2 => 0..10_001_i64, 1 => any::<i64>()];
    let line = (products(), numbers(), numbers(), discount, proptest::option::of(numbers())).prop_map(
        |(product, quantity, price, discount, cost)| {
            let (quantity, price, discount, cost) = (Quantity(quantity), Money(price), Share(discount), cost.map(Money));
            Line { product, quantity, price, discount, cost }
        },
    );
    let parts = proptest::collection::vec((days(), 1..5_i64, any::<bool>()), 0..4);
    let wild = proptest::collection::vec((days(), numbers(), any::<bool>()), 1..3);
    let plan = prop_oneof![3 => parts.prop_map(|it| (it, true)), 1 => wild.prop_map(|it| (it, false))];
    let day = || proptest::option::of(days());
    (days(), day(), day(), proptest::collection::vec(line, 0..4), plan, texts()).prop_map(
        |(deal_on, due_on, deliver_by, lines, (parts, is_shared), note)| {
            let mut terms = OrderTerms { deal_on, due_on, lines, note, deliver_by, ..OrderTerms::default() };
            let instalment = |(due_on, amount, prepaid)| Instalment { due_on, amount: Money(amount), prepaid };
            terms.instalments = parts.into_iter().map(instalment).collect();
            if is_shared {
                share_out(&mut terms);
            }
            terms
        },
    )
}

/// Makes the instalments add up to the lines, in the proportion they have.
fn share_out(terms: &mut OrderTerms) {
    let (agreed, whole) = (terms.agreed().0, terms.instalments.iter().map(|it| it.amount.0).sum::<i64>().max(1));
    let mut left = agreed;
    let last = terms.instalments.len().saturating_sub(1);
    for (index, it) in terms.instalments.iter_mut().enumerate() {
        let part = if index == last { left } else { agreed / whole * it.amount.0 };
        (it.amount, left) = (Money(part), left - part);
    }
}

fn goods() -> impl Strategy<Value = Vec<Goods>> {
    let quantity = prop_oneof![6 => (1..12_i64).prop_map(|it| it * 500), 2 => 1..2_000_000_i64, 1 => any::<i64>()];
    let goods = (products(), quantity).prop_map(|(product, quantity)| Goods { product, quantity: Quantity(quantity) });
    proptest::collection::vec(goods, 0..3)
}

fn responsible() -> impl Strategy<Value = Option<Responsible>> {
    proptest::option::of(prop_oneof![people().prop_map(Responsible::Person), texts().prop_map(Responsible::Other)])
}

fn node_plans() -> impl Strategy<Value = NodePlan> {
    (responsible(), proptest::option::of(days())).prop_map(|(owner, due_on)| NodePlan { owner, due_on })
}

fn tracks() -> impl Strategy<Value = Command> {
    let nodes = || proptest::sample::select(Node::ALL.to_vec());
    let ids = || (30..33_u128).prop_map(fresh);
    let gaps = || proptest::option::of((texts(), texts()).prop_map(|(reason, note)| DeliveryGap { reason, note }));
    let ratings = || proptest::option::of((0..8_u8, texts()).prop_map(|(score, note)| Rating { score, note }));
    prop_oneof![
        (orders(), nodes(), days()).prop_map(|(order, node, on)| Track::FinishNode { order, node, on }),
        (orders(), nodes()).prop_map(|(order, node)| Track::ReopenNode { order, node }),
        (orders(), nodes(), node_plans(), node_plans()).prop_map(|(order, node, was, now)| Track::PlanNode { order, node, was, now }),
        (orders(), ids(), days(), goods(), texts()).prop_map(|(order, id, on, goods, logistics)| Track::RecordDelivery {
            order,
            id: DeliveryId(id),
            on,
            goods,
            logistics
        }),
        (orders(), ids(), texts()).prop_map(|(order, id, reason)| Track::VoidDelivery { order, delivery: DeliveryId(id), reason }),
        (orders(), ids(), days(), any::<bool>(), texts()).prop_map(|(order, id, on, passed, note)| Track::RecordAcceptance {
            order,
            id: AcceptanceId(id),
            on,
            passed,
            note
        }),
        (orders(), gaps(), gaps()).prop_map(|(order, was, now)| Track::ExplainDelivery { order, was, now }),
        (orders(), ratings(), ratings()).prop_map(|(order, was, now)| Track::RateOrder { order, was, now }),
        (orders(), ids(), texts()).prop_map(|(order, id, text)| Track::RecordComplaint { order, id: ComplaintId(id), text }),
        (orders(), ids(), texts()).prop_map(|(order, id, text)| Track::AnswerComplaint { order, complaint: ComplaintId(id), text }),
        (orders(), ids(), texts(), responsible()).prop_map(|(order, id, problem, responsible)| Track::RecordAnomaly {
            order,
            id: AnomalyId(id),
            problem,
            responsible
        }),
        (orders(), ids(), texts(), any::<bool>()).prop_map(|(order, id, text, solves)| Track::HandleAnomaly {
            order,
            anomaly: AnomalyId(id),
            text,
            solves
        }),
        (orders(), ids(), days(), goods(), any::<Option<bool>>(), texts()).prop_map(|(order, id, on, goods, delivered, reason)| {
            Track::ReturnGoods { order, id: ReturnId(id), on, goods, delivered, reason }
        }),
        (orders(), ids(), texts()).prop_map(|(order, id, reason)| Track::VoidReturn { order, returned: ReturnId(id), reason }),
    ]
    .prop_map(Command::Track)
}

fn taking() -> impl Strategy<Value = TakeOrder> {
    (orders(), proptest::option::of(texts()), customers(), terms()).prop_map(|(id, number, customer, terms)| TakeOrder {
        id,
        number,
        customer,
        owner: None,
        terms,
    })
}

fn owners() -> impl Strategy<Value = TargetOf> {
    prop_oneof![
        Just(TargetOf::Company),
        uuids().prop_map(|it| TargetOf::Department(DepartmentId(it))),
        uuids().prop_map(|it| TargetOf::Team(TeamId(it))),
        people().prop_map(TargetOf::Person),
    ]
}

fn saved<T: Clone + std::fmt::Debug>(of: impl Strategy<Value = T> + Clone) -> impl Strategy<Value = Save<T>> {
    (proptest::option::of(of.clone()), of).prop_map(|(was, now)| Save { was, now })
}

fn matters() -> impl Strategy<Value = Matter> {
    prop_oneof![
        6 => orders().prop_map(|order| Matter::Order { order }),
        6 => (orders(), 30..34_u128).prop_map(|(order, id)| Matter::Payment { order, payment: PaymentId(fresh(id)) }),
        1 => opportunities().prop_map(|opportunity| Matter::Opportunity { opportunity }),
        1 => uuids().prop_map(|it| Matter::FollowUp { follow_up: FollowUpId(it) }),
        3 => (70..73_u128).prop_map(|it| Matter::Expense { expense: ExpenseId(fresh(it)) }),
    ]
}

fn alert_keys() -> impl Strategy<Value = AlertKey> {
    let subjects = prop_oneof![
        3 => orders().prop_map(Key::from),
        3 => customers().prop_map(Key::from),
        3 => people().prop_map(Key::from),
        1 => (proptest::sample::select(Kind::ALL.to_vec()), uuids()).prop_map(|(kind, id)| Key { kind, id }),
    ];
    let occurrences =
        prop_oneof![days().prop_map(Occurrence::Day), periods().prop_map(Occurrence::Period), uuids().prop_map(Occurrence::Part)];
    (proptest::sample::select(AlertRule::ALL.to_vec()), subjects, occurrences).prop_map(|(rule, subject, occurrence)| AlertKey {
        rule,
        subject,
        occurrence,
    })
}

fn settings() -> impl Strategy<Value = AlertRules> {
    let n = || prop_oneof![8 => 0..40_i64, 1 => any::<i64>()];
    let days = || prop_oneof![8 => 0..40_i32, 1 => any::<i32>()];
    let setting = (proptest::sample::select(AlertRule::ALL.to_vec()), n(), n(), days(), days());
    (proptest::collection::vec(setting, 0..4), any::<bool>(), days(), days()).prop_map(|(settings, adjust_for_time, lasts, sweep_at)| {
        let of = |rule| AlertRules::default_of(rule);
        let settings = settings.into_iter().map(|(rule, threshold, margin, superior_after, manager_after)| {
            (rule, Setting { threshold, margin, superior_after, manager_after, ..of(rule) })
        });
        AlertRules { settings: settings.collect(), adjust_for_time, lasts, sweep_at }
    })
}

fn tasks() -> impl Strategy<Value = TaskId> {
    (40..43_u128).prop_map(|it| TaskId(fresh(it)))
}

fn task_profiles() -> impl Strategy<Value = TaskProfile> {
    let due = prop_oneof![3 => days(), 3 => (0..9_i32).prop_map(|it| small().1.today.plus(it))];
    let every = proptest::option::weighted(0.3, prop_oneof![(0..40_u16).prop_map(Interval::Days), any::<u8>().prop_map(Interval::Months)]);
    (texts(), due, any::<bool>(), every).prop_map(|(goal, due_on, by_phone, every)| TaskProfile {
        goal,
        method: by_phone.then_some(Method::Phone),
        due_on,
        every,
    })
}

fn expense_profiles() -> impl Strategy<Value = ExpenseProfile> {
    let channel = proptest::option::of(proptest::sample::select(Source::ALL.to_vec()));
    (days(), numbers(), proptest::sample::select(ExpenseKind::ALL.to_vec()), any::<bool>(), channel, texts())
        .prop_map(|(on, amount, kind, wins_new, channel, note)| ExpenseProfile { on, amount: Money(amount), kind, wins_new, channel, note })
}

fn attributions() -> impl Strategy<Value = Attribution> {
    (people(), proptest::option::of(customers())).prop_map(|(owner, customer)| Attribution { owner, customer })
}

fn expenses() -> impl Strategy<Value = Command> {
    let ids = || (70..73_u128).prop_map(|it| ExpenseId(fresh(it)));
    prop_oneof![
        2 => (ids(), proptest::option::of(people()), proptest::option::of(customers()), expense_profiles()).prop_map(
            |(id, owner, customer, profile)| Command::RecordExpense(RecordExpense { id, owner, customer, profile })
        ),
        1 => (ids(), expense_profiles(), expense_profiles()).prop_map(|(expense, was, now)| Command::AmendExpense { expense, was, now }),
        1 => (ids(), attributions(), attributions()).prop_map(|(expense, was, now)| Command::AttributeExpense { expense, was, now }),
        1 => (ids(), texts()).prop_map(|(expense, reason)| Command::VoidExpense { expense, reason }),
    ]
}

/// Risks of opportunities, and contacts asked of people.
fn measures() -> impl Strategy<Value = Command> {
    let risks = || (70..73_u128).prop_map(|it| RiskId(fresh(it)));
    let quotas = || (73..76_u128).prop_map(|it| QuotaId(fresh(it)));
    let weeks = prop_oneof![6 => (0..3_i32).prop_map(|it| Week(small().1.today.week().0 + it)), 1 => any::<i32>().prop_map(Week)];
    let stage = proptest::option::of(proptest::sample::select(ShortStage::ALL.to_vec()));
    let method = proptest::option::of(proptest::sample::select(Method::ALL.to_vec()));
    let wanted = prop_oneof![
        (any::<u16>(), method, stage).prop_map(|(customers, method, stage)| Wanted::Week { customers: customers % 240, method, stage }),
        proptest::sample::select(Grade::ALL.to_vec()).prop_map(|grade| Wanted::Day { grade }),
    ];
    prop_oneof![
        (risks(), opportunities(), texts(), days(), texts(), any::<bool>()).prop_map(|(id, opportunity, kind, on, response, escalates)| {
            Command::RaiseRisk(RaiseRisk { id, opportunity, kind: Term::read(&kind), on, response, escalates })
        }),
        (opportunities(), risks(), texts(), any::<bool>()).prop_map(|(opportunity, risk, response, escalates)| Command::AnswerRisk {
            opportunity,
            risk,
            response,
            escalates
        }),
        (opportunities(), risks(), days(), texts()).prop_map(|(opportunity, risk, on, how)| Command::ClearRisk {
            opportunity,
            risk,
            on,
            how
        }),
        (quotas(), owners(), wanted, weeks, proptest::option::of(days()), texts())
            .prop_map(|(id, of, wanted, from, until, reason)| { Command::SetQuota(SetQuota { id, of, wanted, from, until, reason }) }),
        (quotas(), texts()).prop_map(|(quota, reason)| Command::EndQuota { quota, reason }),
        (tasks(), days(), texts()).prop_map(|(task, on, note)| Command::ReviewTask { task, on, note }),
    ]
}

/// Requests, grades, observations and merges.
fn about_a_customer() -> impl Strategy<Value = Command> {
    let grades = || proptest::sample::select(Grade::ALL.to_vec());
    let ask = prop_oneof![
        (grades(), grades()).prop_map(|(from, to)| Ask::Grade { from, to }),
        (texts(), texts()).prop_map(|(from, to)| Ask::Strategy { from, to }),
        proptest::option::of(people()).prop_map(|to| Ask::HandOver { to }),
    ];
    let factors = || proptest::collection::vec(proptest::sample::select(Factor::ALL.to_vec()), 0..5);
    let what = prop_oneof![
        proptest::sample::select(KeyNode::ALL.to_vec()).prop_map(|node| Observed::Node { node }),
        (any::<bool>(), factors(), opportunities()).prop_map(|(won, factors, it)| Observed::CaseReview {
            opportunity: Some(it),
            won,
            factors,
            success: if won { vec![Term::Usual(SuccessFactor::Strategy), Term::Own("x".to_owned())] } else { Vec::new() },
        }),
        any::<u8>().prop_map(|score| Observed::Satisfaction { score }),
        factors().prop_map(|factors| Observed::Complaint { factors }),
        (texts(), texts()).prop_map(|(from, to)| Observed::DemandChange { from, to }),
    ];
    let quarter = prop_oneof![4 => Just(crate::grading::quarter_under_review(small().1.today).0), 1 => any::<i32>()];
    let requests = || (60..64_u128).prop_map(|it| RequestId(fresh(it)));
    prop_oneof![
        (requests(), customers(), ask, texts()).prop_map(|(id, customer, ask, reason)| Command::RequestChange(RequestChange {
            id,
            customer,
            ask,
            reason
        })),
        (customers(), requests(), any::<bool>(), proptest::option::of(people()), texts())
            .prop_map(|(customer, request, accept, to, reason)| Command::AnswerRequest { customer, request, accept, to, reason }),
        (customers(), quarter, grades(), grades(), any::<bool>(), texts()).prop_map(|(customer, quarter, from, to, accept, reason)| {
            Command::DecideGrade { customer, quarter: Quarter(quarter), from, to, accept, reason }
        }),
        (64..68_u128, customers(), days(), what, texts()).prop_map(|(id, customer, on, what, content)| {
            Command::Observe(Observe { id: ObservationId(fresh(id)), customer, on, what, content })
        }),
        (customers(), customers(), texts()).prop_map(|(keep, gone, reason)| Command::MergeCustomers { keep, gone, reason }),
    ]
}

fn of_the_field() -> impl Strategy<Value = Command> {
    prop_oneof![
        (customers(), proptest::option::of(texts()), days(), proptest::option::of(people()), profiles()).prop_map(
            |(id, number, filed_on, owner, profile)| Command::FileCustomer(FileCustomer { id, number, filed_on, owner, profile })
        ),
        (customers(), profiles(), profiles()).prop_map(|(customer, was, now)| Command::AmendCustomer { customer, was, now }),
        (customers(), people(), texts()).prop_map(|(customer, to, reason)| Command::HandOverCustomer { customer, to, reason }),
        customers().prop_map(|customer| Command::RemoveCustomer { customer }),
        (
            uuids(),
            customers(),
            days(),
            texts(),
            proptest::option::of(days()),
            proptest::option::of(tasks()),
            proptest::collection::vec(tasks(), 0..2)
        )
            .prop_map(|(id, customer, on, content, next_on, next_task, completes)| {
                let (next_step, expected_close) = (content.clone(), next_on);
                Command::LogFollowUp(LogFollowUp {
                    id: FollowUpId(id),
                    customer,
                    on,
                    method: Method::Phone,
                    content,
                    next_step,
                    next_on,
                    expected_close,
                    feedback: String::new(),
                    activity: None,
                    next_task,
                    completes,
                })
            }),
        (uuids(), texts()).prop_map(|(id, feedback)| Command::AddFeedback { follow_up: FollowUpId(id), feedback }),
        (tasks(), customers(), proptest::option::of(people()), task_profiles())
            .prop_map(|(id, customer, owner, profile)| Command::AddTask(AddTask { id, customer, owner, profile })),
        (tasks(), task_profiles(), task_profiles()).prop_map(|(task, was, now)| Command::AmendTask { task, was, now }),
        (tasks(), days(), proptest::option::of(uuids())).prop_map(|(task, on, follow_up)| Command::FinishTask {
            task,
            on,
            follow_up: follow_up.map(FollowUpId)
        }),
        about_a_customer(),
        (tasks(), texts()).prop_map(|(task, reason)| Command::CancelTask { task, reason }),
        (opportunities(), customers(), days(), stages(), plans()).prop_map(|(id, customer, opened_on, stage, profile)| {
            Command::OpenOpportunity { id, customer, opened_on, stage, owner: None, profile }
        }),
        (opportunities(), plans(), plans()).prop_map(|(opportunity, was, now)| Command::AmendOpportunity { opportunity, was, now }),
        (opportunities(), stages(), stages(), days()).prop_map(|(opportunity, from, to, on)| Command::MoveStage {
            opportunity,
            from,
            to,
            on
        }),
        (opportunities(), taking()).prop_map(|(opportunity, order)| Command::WinOpportunity { opportunity, order }),
        (opportunities(), days(), texts()).prop_map(|(opportunity, on, reason)| Command::LoseOpportunity { opportunity, on, reason }),
        taking().prop_map(Command::TakeOrder),
        (orders(), terms(), terms()).prop_map(|(order, was, now)| Command::AmendOrder { order, was, now }),
        (orders(), days(), texts()).prop_map(|(order, on, reason)| Command::CancelOrder { order, on, reason }),
        (30..34_u128, orders(), days(), numbers(), texts()).prop_map(|(id, order, on, amount, note)| {
            let (id, amount, method) = (PaymentId(fresh(id)), Money(amount), PaymentMethod::Cash);
            Command::RecordPayment(RecordPayment { id, order, on, amount, method, note })
        }),
        alert_keys().prop_map(|alert| Command::SeeAlert { alert }),
        (alert_keys(), people(), texts(), days(), any::<bool>()).prop_map(|(alert, who, plan, until, named)| {
            let cause = named.then_some(crate::cause::Cause::Other);
            Command::HandleAlert(HandleAlert { alert, who, cause, plan, until })
        }),
        (alert_keys(), proptest::sample::select(Level::ALL.to_vec()), texts()).prop_map(|(alert, level, reason)| Command::DismissAlert {
            alert,
            level,
            reason
        }),
        (orders(), 30..34_u128, texts()).prop_map(|(order, id, reason)| Command::VoidPayment {
            order,
            payment: PaymentId(fresh(id)),
            reason
        }),
        (matters(), any::<u128>()).prop_map(|(matter, seen)| Command::ApproveRecord { matter, seen: Uuid::from_u128(seen) }),
        (matters(), any::<u128>(), texts()).prop_map(|(matter, seen, reason)| Command::ReturnRecord {
            matter,
            seen: Uuid::from_u128(seen),
            reason
        }),
        (matters(), texts()).prop_map(|(matter, answer)| Command::ResubmitRecord { matter, answer }),
    ]
}

fn attaching() -> impl Strategy<Value = Command> {
    let of = prop_oneof![
        4 => orders().prop_map(Key::from),
        2 => opportunities().prop_map(Key::from),
        2 => (70..73_u128).prop_map(|it| ExpenseId(fresh(it)).into()),
        1 => uuids().prop_map(|it| FollowUpId(it).into()),
        1 => uuids().prop_map(|it| CustomerId(it).into()),
    ];
    let digests = prop_oneof![6 => Just("0a".repeat(32)), 1 => texts()];
    let sizes = prop_oneof![6 => 1..9_000_000_u32, 1 => any::<u32>()];
    let stage = proptest::option::weighted(0.2, stages());
    let payment = proptest::option::weighted(0.3, 30..34_u128);
    prop_oneof![
        4 => (40..44_u128, of, payment, stage, texts(), sizes, digests, proptest::option::of(any::<u32>())).prop_map(
            |(id, of, payment, stage, name, size, sha256, width)| {
                let (id, payment, media) = (AttachmentId(fresh(id)), payment.map(|it| PaymentId(fresh(it))), Media::Png);
                Command::Attach(Attach { id, of, payment, stage, note: name.clone(), name, media, size, sha256, width, height: width })
            }
        ),
        1 => (40..44_u128, texts())
            .prop_map(|(id, reason)| Command::WithdrawAttachment { attachment: AttachmentId(fresh(id)), reason }),
        1 => (40..44_u128).prop_map(|id| Command::StoreAttachment { attachment: AttachmentId(fresh(id)) }),
    ]
}

fn policies() -> impl Strategy<Value = Dated<EvidencePolicy>> {
    proptest::collection::vec((days(), proptest::option::of(numbers()), stages(), any::<bool>()), 0..3).prop_map(|versions| {
        versions.into_iter().fold(Dated::default(), |dated, (from, limit, stage, counts_when_reviewed)| {
            let deal_above = limit.map(Money);
            dated.since(from, EvidencePolicy { deal_above, stages: [stage].into(), counts_when_reviewed, ..EvidencePolicy::default() })
        })
    })
}

fn grade_rules() -> impl Strategy<Value = Dated<GradeRules>> {
    let rules =
        (numbers(), numbers(), any::<i32>(), any::<i32>(), any::<i64>()).prop_map(|(key, potential, months, quarters, a_percent)| {
            let (key, potential) = (Bar { amount: Money(key), months }, Money(potential));
            GradeRules { key, potential, quarters, a_percent, ..GradeRules::default() }
        });
    let tame = Just(GradeRules::default());
    proptest::option::of((days(), prop_oneof![1 => rules, 1 => tame]))
        .prop_map(|it| it.map(|(from, rules)| Dated::default().since(from, rules)).unwrap_or_default())
}

fn of_the_desk() -> impl Strategy<Value = Command> {
    let roles = || proptest::sample::select(Role::ALL.to_vec());
    let place = || proptest::option::of(uuids());
    let person = (people(), texts(), texts(), roles(), place(), place(), proptest::option::of(texts()), any::<bool>())
        .prop_map(|(id, name, account, role, team, department, email, active)| Person {
            id,
            name,
            account,
            role,
            team: team.map(TeamId),
            department: department.map(DepartmentId),
            email,
            active,
        })
        .boxed();
    let team = (uuids(), texts(), uuids(), proptest::option::of(uuids()))
        .prop_map(|(id, name, department, region)| Team {
            id: TeamId(id),
            name,
            department: DepartmentId(department),
            region: region.map(RegionId),
        })
        .boxed();
    let product = (products(), texts(), texts(), texts(), numbers(), any::<bool>())
        .prop_map(|(id, line, model, module, price, active)| Product { id, line, model, module, price: Money(price), active })
        .boxed();
    let holiday = (any::<i32>(), any::<bool>(), texts()).prop_map(|(on, works, name)| SpecialDay { on: Day(on), works, name });
    let notice = (any::<i32>(), proptest::collection::vec(holiday, 0..3)).prop_map(|(year, days)| Notice { year, days });
    let alerts = (days(), settings()).prop_map(|(from, rules)| Dated::default().since(from, rules));
    let quiet = (any::<i32>(), any::<i32>(), any::<i32>())
        .prop_map(|(from, until, collect_minutes)| NoticeRules { quiet: QuietHours { from, until }, collect_minutes });
    let rules = (proptest::collection::vec(notice, 0..3), policies(), grade_rules(), alerts, quiet, any::<u16>());
    let company = (texts(), any::<i32>(), any::<i32>(), any::<i64>(), rules)
        .prop_map(|(name, utc_offset_minutes, credit_days, revision, (holidays, evidence, grade_rules, alerts, notices, days_between))| {
            Company {
                name,
                currency: Currency::Usd,
                utc_offset_minutes,
                credit_days,
                cadence: Cadence { key: Interval::Days(days_between), ..Cadence::default() },
                task_review: Interval::Days(days_between),
                holidays,
                evidence,
                grade_rules,
                alerts,
                notices,
                revision,
                // Everything is reviewed.
                review: Dated::default()
                    .since(small().1.today, ReviewPolicy { opportunities: true, follow_ups: true, ..ReviewPolicy::default() }),
                ..Company::default()
            }
        })
        .boxed();
    let department = (uuids(), texts()).prop_map(|(id, name)| Department { id: DepartmentId(id), name }).boxed();
    let region = (uuids(), texts()).prop_map(|(id, name)| Region { id: RegionId(id), name }).boxed();
    prop_oneof![
        (owners(), periods(), proptest::option::of(numbers()), proptest::option::of(numbers()), texts())
            .prop_map(|(of, period, was, now, basis)| Command::SetTarget { of, metric: Metric::Collected, period, was, now, basis }),
        saved(person).prop_map(Command::SavePerson),
        saved(team).prop_map(Command::SaveTeam),
        saved(department).prop_map(Command::SaveDepartment),
        saved(region).prop_map(Command::SaveRegion),
        saved(product).prop_map(Command::SaveProduct),
        saved(company).prop_map(Command::SaveCompany),
    ]
}

fn anything() -> impl Strategy<Value = (PersonId, Timestamp, Command)> {
    let now = prop_oneof![
        9 => Just(small().0.order(small().1.order).map_or(Timestamp(0), |it| Timestamp(it.made_at.0 + 70 * 86_400_000))),
        1 => any::<i64>().prop_map(Timestamp),
        1 => Just(Timestamp(i64::MAX)),
        1 => Just(Timestamp(i64::MIN)),
    ];
    (
        people(),
        now,
        prop_oneof![
            6 => of_the_field().boxed(),
            4 => tracks().boxed(),
            2 => of_the_desk().boxed(),
            1 => attaching().boxed(),
            1 => expenses().boxed(),
            2 => measures().boxed(),
        ],
    )
}

/// The instalments add up to the lines, what is due to what is still to be paid, and the facts to both.
fn check_receivable(order: &crate::order::Order) {
    assert_eq!(order.schedule().iter().map(|it| it.amount).sum::<Money>(), order.agreed());
    assert_eq!(order.dues().iter().map(crate::order::Due::unpaid).sum::<Money>(), order.balance());
    let facts = crate::fact::of_order(order);
    let sum = |measure| facts.iter().filter(|it| it.key.measure == measure).map(|it| it.value).sum::<i64>();
    assert_eq!(sum(Measure::Collected), order.collected().0);
    let standing = order.cancelled.is_none();
    assert_eq!(sum(Measure::Due), if standing { order.amount().0 } else { 0 });
    assert_eq!(sum(Measure::Settled), if standing { order.collected().0 } else { 0 });
    assert_eq!(sum(Measure::SalesAmount), if standing { order.amount().0 } else { 0 });
}

/// What must hold of any book that grew by decisions.
fn check_whole(book: &Book) {
    for order in book.orders() {
        assert!(book.customer(order.customer).is_some(), "an order has its customer");
        assert!(Money::ZERO < order.agreed() && order.agreed() <= Money::LARGEST);
        assert!(Money::ZERO <= order.amount() && Money::ZERO <= order.collected());
        assert!(order.collected() <= order.amount(), "never more is collected than owed");
        assert!(Money::ZERO <= order.balance());
        check_receivable(order);
        for product in order.products() {
            assert!(order.delivered(product) <= order.ordered(product) && order.returned(product).0 <= order.ordered(product));
            assert!(order.came_back(product) <= order.delivered(product), "only what was delivered comes back");
            assert!(order.delivered(product) + order.to_deliver(product) <= order.ordered(product));
        }
        assert!(order.terms.lines.iter().all(|it| book.product(it.product).is_some()));
    }
    for opportunity in book.opportunities() {
        assert!(book.customer(opportunity.customer).is_some(), "an opportunity has its customer");
        assert!(opportunity.stage.is_open());
        if let Some(crate::opportunity::Outcome::Won { order, .. }) = &opportunity.outcome {
            assert!(book.order(*order).is_some_and(|it| it.from.map(|it| it.id) == Some(opportunity.id)));
        }
    }
    for task in book.tasks() {
        assert!(book.customer(task.customer).is_some(), "a task has its customer");
        if let Some(TaskEnd::Done { follow_up: Some(it), .. }) = &task.end {
            assert!(book.follow_up(*it).is_some_and(|it| it.customer == task.customer), "what finished a task is about its customer");
        }
    }
    assert!(book.follow_ups().all(|it| book.customer(it.customer).is_some()), "a follow-up has its customer");
    for expense in book.expenses() {
        assert!(expense.customer.is_none_or(|it| book.customer(it).is_some()), "an expense for a customer has it");
        assert!(Money::ZERO < expense.profile.amount && expense.profile.amount <= Money::LARGEST);
    }
    for attachment in book.attachments() {
        assert!(book.has(attachment.of), "evidence has what it proves");
        let proved = book.get(attachment.of).expect("what it proves");
        assert_eq!(Attachment::family_of(attachment.of, proved.family()), attachment.family());
        if let Record::Expense(it) = &proved {
            assert_eq!((attachment.owner, attachment.team), (Some(it.owner), it.team), "a receipt lies where its expense lies");
        }
        assert!((1..=MOST_BYTES).contains(&attachment.size));
    }
    book.records().for_each(|it| drop(crate::evidence::missing(&it, book)));
    for signpost in book.signposts() {
        let stands = book.standing(signpost);
        assert!(stands.stands() && stands.id != signpost.id, "a signpost points to a customer that stands");
        assert!(book.family_of(signpost.id).next().is_none(), "nothing hangs on a signpost");
    }
    for customer in book.customers() {
        let alike = |one: &Ask| customer.open_requests().filter(|it| it.ask.is_like(one)).count();
        assert!(customer.open_requests().all(|it| alike(&it.ask) == 1), "one request of a kind waits at a time");
    }
    let mut numbers: Vec<&str> =
        book.customers().chain(book.signposts()).map(|it| it.number.as_str()).chain(book.orders().map(|it| it.number.as_str())).collect();
    let n_numbers = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), n_numbers, "numbers are unique (SA-02)");
    let mut accounts: Vec<&str> = book.people().map(|it| it.account.as_str()).collect();
    let n_accounts = accounts.len();
    accounts.sort_unstable();
    accounts.dedup();
    assert_eq!(accounts.len(), n_accounts, "accounts are unique");
    for person in book.people() {
        let needs_team = matches!(person.role, Role::Rep | Role::Supervisor);
        assert_eq!(person.team.is_some(), needs_team, "{person:?}");
        assert_eq!(person.department.is_some(), person.role == Role::Manager, "{person:?}");
        assert!(person.team.is_none_or(|it| book.team(it).is_some()));
    }
    assert!(book.people().any(|it| it.active && it.role == Role::Administrator), "somebody can always administer");
    for record in book.records() {
        let read = Record::parse(record.key().kind, &record.body()).expect("a body reads back");
        assert_eq!(read, record);
        assert!(!record.body().contains("\\u0000"), "no text that a database refuses");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// However wild the commands, nothing panics, the book stays whole, and the rollup kept step by step equals a recount.
    #[test]
    fn any_commands_leave_a_whole_book(commands in proptest::collection::vec(anything(), 1..60)) {
        let (mut book, ids) = small();
        let mut rollup = rollup::recount(book.records());
        for (by, now, command) in commands {
            let _ = (command.subject(), command.needs(), command.verb());
            let actor = ids.moment(by, &book).actor;
            let moment = Moment { actor, now, today: now.day(book.company().utc_offset_minutes), base: 0 };
            let command = as_seen(command, &book);
            let Ok(decision) = decide(&command, &book, &moment) else { continue };
            for key in &decision.removes {
                let before = book.remove(*key);
                add(&mut rollup, rollup::deltas(before.as_ref(), None));
            }
            for record in &decision.puts {
                let before = book.get(record.key());
                add(&mut rollup, rollup::deltas(before.as_ref(), Some(record)));
                book.put(record.clone());
            }
        }
        check_whole(&book);
        prop_assert_eq!(rollup, rollup::recount(book.records()));
        ask_everything(&book, ids.today);
    }
}

/// Half of those who review have seen what they review.
fn as_seen(command: Command, book: &Book) -> Command {
    let saw = |matter: Matter, seen: Uuid| matter.file(book).filter(|_| seen.as_u128().is_multiple_of(2)).map_or(seen, |it| it.mark);
    match command {
        Command::ApproveRecord { matter, seen } => Command::ApproveRecord { matter, seen: saw(matter, seen) },
        Command::ReturnRecord { matter, seen, reason } => Command::ReturnRecord { matter, seen: saw(matter, seen), reason },
        other => other,
    }
}

fn add(rollup: &mut std::collections::BTreeMap<crate::fact::FactKey, i64>, deltas: std::collections::BTreeMap<crate::fact::FactKey, i64>) {
    for (key, value) in deltas {
        *rollup.entry(key).or_insert(0) += value;
    }
    rollup.retain(|_, value| *value != 0);
}

/// Every figure of the book can be asked for.
fn ask_everything(book: &Book, today: Day) {
    use crate::analytics::{Figure, Filter, card, facts_of, funnel, spending};
    crate::grading::review(book, crate::grading::quarter_under_review(today));
    crate::renewal::renewals(book, today);
    let ids = small().1;
    for by in [ids.lin, ids.boss, ids.director, ids.admin] {
        let moment = ids.moment(by, book);
        quota::standings(&moment.actor, today.week(), today, book);
        for it in crate::alert::raise(book, &moment) {
            assert!(book.has(it.key.subject) && it.since <= moment.today, "{it:?}");
            crate::alert::told(&it, book, moment.today);
        }
    }
    let facts: Vec<Fact> = facts_of(book);
    for figure in Figure::ALL {
        for period in [Period::Month(today.month()), Period::Quarter(today.quarter()), Period::Year(today.year()), Period::Year(i32::MAX)] {
            card(figure, &facts, period, &Filter::default(), today, book);
            funnel(&facts, period, &Filter::default(), book);
            let spent = spending(&facts, period, &Filter::default(), book).all;
            let _ = (spent.ratio(), spent.cost_of_new());
        }
    }
}
