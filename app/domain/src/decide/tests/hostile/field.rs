//! Generators for commands of salespeople and their reviewers.

use super::*;
use crate::decide::command::{
    AddFeedback, AmendCustomer, AmendOpportunity, AmendOrder, AmendTask, AnswerRequest, AnswerRisk, ApproveRecord, CancelOrder, CancelTask,
    ClearRisk, DecideGrade, DismissAlert, EndQuota, FinishTask, HandOverCustomer, LoseOpportunity, MergeCustomers, MoveStage,
    OpenOpportunity, RemoveCustomer, ResubmitRecord, ReturnRecord, ReviewTask, SeeAlert, StoreAttachment, VoidPayment, WinOpportunity,
    WithdrawAttachment,
};
use crate::values::ids::KpiEntryId;

pub(super) fn profiles() -> impl Strategy<Value = CustomerProfile> {
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

pub(super) fn plans() -> impl Strategy<Value = OpportunityProfile> {
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

pub(super) fn matters() -> impl Strategy<Value = Matter> {
    prop_oneof![
        6 => orders().prop_map(|order| Matter::Order { order }),
        6 => (orders(), 30..34_u128).prop_map(|(order, id)| Matter::Payment { order, payment: PaymentId(fresh(id)) }),
        1 => opportunities().prop_map(|opportunity| Matter::Opportunity { opportunity }),
        1 => uuids().prop_map(|it| Matter::FollowUp { follow_up: FollowUpId(it) }),
        3 => (70..73_u128).prop_map(|it| Matter::Expense { expense: ExpenseId(fresh(it)) }),
        3 => (130..136_u128).prop_map(|it| Matter::KpiEntry { entry: KpiEntryId(fresh(it)) }),
    ]
}

pub(super) fn alert_keys() -> impl Strategy<Value = AlertKey> {
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

pub(super) fn tasks() -> impl Strategy<Value = TaskId> {
    (40..43_u128).prop_map(|it| TaskId(fresh(it)))
}

pub(super) fn task_profiles() -> impl Strategy<Value = TaskProfile> {
    let due = prop_oneof![3 => days(), 3 => (0..9_i32).prop_map(|it| small().1.today.plus(it))];
    let every = proptest::option::weighted(0.3, prop_oneof![(0..40_u16).prop_map(Interval::Days), any::<u8>().prop_map(Interval::Months)]);
    (texts(), due, any::<bool>(), every).prop_map(|(goal, due_on, by_phone, every)| TaskProfile {
        goal,
        method: by_phone.then_some(Method::Phone),
        due_on,
        every,
    })
}

/// Commands about risks of opportunities and contact quotas.
pub(super) fn measures() -> impl Strategy<Value = Command> {
    let risks = || (70..73_u128).prop_map(|it| RiskId(fresh(it)));
    let quotas = || (73..76_u128).prop_map(|it| QuotaId(fresh(it)));
    let weeks = prop_oneof![6 => (0..3_i32).prop_map(|it| Week(small().1.today.week().0 + it)), 1 => any::<i32>().prop_map(Week)];
    let stage = proptest::option::of(proptest::sample::select(ShortStage::ALL.to_vec()));
    let method = proptest::option::of(own_or(Method::ALL));
    let wanted = prop_oneof![
        (any::<u16>(), method, stage).prop_map(|(customers, method, stage)| Wanted::Week { customers: customers % 240, method, stage }),
        proptest::sample::select(Grade::ALL.to_vec()).prop_map(|grade| Wanted::Day { grade }),
    ];
    prop_oneof![
        (risks(), opportunities(), texts(), days(), texts(), any::<bool>()).prop_map(|(id, opportunity, kind, on, response, escalates)| {
            Command::RaiseRisk(RaiseRisk { id, opportunity, kind: Term::read(&kind), on, response, escalates })
        }),
        (opportunities(), risks(), texts(), any::<bool>()).prop_map(|(opportunity, risk, response, escalates)| Command::AnswerRisk(
            AnswerRisk { opportunity, risk, response, escalates }
        )),
        (opportunities(), risks(), days(), texts()).prop_map(|(opportunity, risk, on, how)| Command::ClearRisk(ClearRisk {
            opportunity,
            risk,
            on,
            how
        })),
        (quotas(), owners(), wanted, weeks, proptest::option::of(days()), texts())
            .prop_map(|(id, of, wanted, from, until, reason)| { Command::SetQuota(SetQuota { id, of, wanted, from, until, reason }) }),
        (quotas(), texts()).prop_map(|(quota, reason)| Command::EndQuota(EndQuota { quota, reason })),
        (tasks(), days(), texts()).prop_map(|(task, on, note)| Command::ReviewTask(ReviewTask { task, on, note })),
    ]
}

/// Commands about requests, grades, observations and merges.
pub(super) fn about_a_customer() -> impl Strategy<Value = Command> {
    let grades = || proptest::sample::select(Grade::ALL.to_vec());
    let ask = prop_oneof![
        (grades(), grades()).prop_map(|(from, to)| Ask::Grade { from, to }),
        (texts(), texts()).prop_map(|(from, to)| Ask::Strategy { from, to }),
        proptest::option::of(people()).prop_map(|to| Ask::HandOver { to }),
    ];
    let factors = || proptest::collection::vec(proptest::sample::select(Factor::ALL.to_vec()), 0..5);
    let what = prop_oneof![
        proptest::sample::select(KeyNode::ALL.to_vec()).prop_map(|node| Observed::Node { node }),
        (any::<bool>(), factors(), opportunities()).prop_map(|(won, factors, opportunities)| Observed::CaseReview {
            opportunity: Some(opportunities),
            won,
            factors,
            success: if won { vec![Term::Usual(SuccessFactor::Strategy), Term::Own("x".to_owned())] } else { Vec::new() },
        }),
        any::<u8>().prop_map(|score| Observed::Satisfaction { score }),
        factors().prop_map(|factors| Observed::Complaint { factors }),
        (texts(), texts()).prop_map(|(from, to)| Observed::DemandChange { from, to }),
    ];
    let quarter =
        prop_oneof![4 => Just(crate::views::grading::quarter_under_review(small().1.today, Default::default()).0), 1 => any::<i32>()];
    let requests = || (60..64_u128).prop_map(|it| RequestId(fresh(it)));
    prop_oneof![
        (requests(), customers(), ask, texts()).prop_map(|(id, customer, ask, reason)| Command::RequestChange(RequestChange {
            id,
            customer,
            ask,
            reason
        })),
        (customers(), requests(), any::<bool>(), proptest::option::of(people()), texts()).prop_map(
            |(customer, request, accept, to, reason)| Command::AnswerRequest(AnswerRequest { customer, request, accept, to, reason })
        ),
        (customers(), quarter, grades(), grades(), any::<bool>(), texts()).prop_map(|(customer, quarter, from, to, accept, reason)| {
            Command::DecideGrade(DecideGrade { customer, quarter: Quarter(quarter), from, to, accept, reason })
        }),
        (64..68_u128, customers(), days(), what, texts()).prop_map(|(id, customer, on, what, content)| {
            Command::Observe(Observe { id: ObservationId(fresh(id)), customer, on, what, content })
        }),
        (customers(), customers(), texts()).prop_map(|(keep, gone, reason)| Command::MergeCustomers(MergeCustomers { keep, gone, reason })),
    ]
}

pub(super) fn attaching() -> impl Strategy<Value = Command> {
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
            .prop_map(|(id, reason)| Command::WithdrawAttachment(WithdrawAttachment { attachment: AttachmentId(fresh(id)), reason })),
        1 => (40..44_u128).prop_map(|id| Command::StoreAttachment(StoreAttachment { attachment: AttachmentId(fresh(id)) })),
    ]
}

pub(super) fn of_the_field() -> impl Strategy<Value = Command> {
    prop_oneof![
        (customers(), proptest::option::of(texts()), days(), proptest::option::of(people()), profiles()).prop_map(
            |(id, number, filed_on, owner, profile)| Command::FileCustomer(FileCustomer { id, number, filed_on, owner, profile })
        ),
        (customers(), profiles(), profiles()).prop_map(|(customer, was, now)| Command::AmendCustomer(AmendCustomer { customer, was, now })),
        (customers(), people(), texts()).prop_map(|(customer, to, reason)| Command::HandOverCustomer(HandOverCustomer {
            customer,
            to,
            reason
        })),
        customers().prop_map(|customer| Command::RemoveCustomer(RemoveCustomer { customer })),
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
        (uuids(), texts()).prop_map(|(id, feedback)| Command::AddFeedback(AddFeedback { follow_up: FollowUpId(id), feedback })),
        (tasks(), customers(), proptest::option::of(people()), task_profiles())
            .prop_map(|(id, customer, owner, profile)| Command::AddTask(AddTask { id, customer, owner, profile })),
        (tasks(), task_profiles(), task_profiles()).prop_map(|(task, was, now)| Command::AmendTask(AmendTask { task, was, now })),
        (tasks(), days(), proptest::option::of(uuids())).prop_map(|(task, on, follow_up)| Command::FinishTask(FinishTask {
            task,
            on,
            follow_up: follow_up.map(FollowUpId)
        })),
        about_a_customer(),
        (tasks(), texts()).prop_map(|(task, reason)| Command::CancelTask(CancelTask { task, reason })),
        (opportunities(), customers(), days(), stages(), plans()).prop_map(|(id, customer, opened_on, stage, profile)| {
            Command::OpenOpportunity(OpenOpportunity { id, customer, opened_on, stage, owner: None, profile })
        }),
        (opportunities(), plans(), plans()).prop_map(|(opportunity, was, now)| Command::AmendOpportunity(AmendOpportunity {
            opportunity,
            was,
            now
        })),
        (opportunities(), stages(), stages(), days()).prop_map(|(opportunity, from, to, on)| Command::MoveStage(MoveStage {
            opportunity,
            from,
            to,
            on
        })),
        (opportunities(), taking()).prop_map(|(opportunity, order)| Command::WinOpportunity(WinOpportunity { opportunity, order })),
        (opportunities(), days(), texts()).prop_map(|(opportunity, on, reason)| Command::LoseOpportunity(LoseOpportunity {
            opportunity,
            on,
            reason
        })),
        taking().prop_map(Command::TakeOrder),
        (orders(), terms(), terms()).prop_map(|(order, was, now)| Command::AmendOrder(AmendOrder { order, was, now })),
        (orders(), days(), texts(), refunds()).prop_map(|(order, on, reason, refund)| Command::CancelOrder(CancelOrder {
            order,
            on,
            reason,
            refund
        })),
        credit_uses(),
        super::split_credit::splits(),
        (30..34_u128, orders(), days(), numbers(), texts()).prop_map(|(id, order, on, amount, note)| {
            let (id, amount, method) = (PaymentId(fresh(id)), Money(amount), PaymentMethod::Cash);
            Command::RecordPayment(RecordPayment { id, order, on, amount, method, note })
        }),
        alert_keys().prop_map(|alert| Command::SeeAlert(SeeAlert { alert })),
        (alert_keys(), people(), texts(), days(), any::<bool>()).prop_map(|(alert, who, plan, until, named)| {
            let cause = named.then_some(crate::values::cause::Cause::Other);
            Command::HandleAlert(HandleAlert { alert, who, cause, plan, until })
        }),
        (alert_keys(), proptest::sample::select(Level::ALL.to_vec()), texts())
            .prop_map(|(alert, level, reason)| Command::DismissAlert(DismissAlert { alert, level, reason })),
        (orders(), 30..34_u128, texts()).prop_map(|(order, id, reason)| Command::VoidPayment(VoidPayment {
            order,
            payment: PaymentId(fresh(id)),
            reason,
            corrects: false
        })),
        (matters(), any::<u128>()).prop_map(|(matter, seen)| Command::ApproveRecord(ApproveRecord { matter, seen: Uuid::from_u128(seen) })),
        (matters(), any::<u128>(), texts()).prop_map(|(matter, seen, reason)| Command::ReturnRecord(ReturnRecord {
            matter,
            seen: Uuid::from_u128(seen),
            reason
        })),
        (matters(), texts()).prop_map(|(matter, answer)| Command::ResubmitRecord(ResubmitRecord { matter, answer })),
    ]
}
