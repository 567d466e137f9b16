//! A32 on the small sample: Acme's order of 10,000 yuan of 2026-03-09.

use std::collections::BTreeSet;

use super::*;
use crate::decide;
use crate::decide::command::{
    Attach, CancelOrder, Command, LogFollowUp, MoveStage, OpenOpportunity, RecordPayment, Save, VoidPayment, WithdrawAttachment,
};
use crate::records::opportunity::OpportunityProfile;
use crate::records::order::PaymentMethod;
use crate::records::organisation::Company;
use crate::sample::{SmallIds, small};
use crate::values::ids::{AttachmentId, FollowUpId, OpportunityId};
use crate::values::method::Method;

fn done(command: Command, book: &mut Book, ids: &SmallIds) {
    let by = if matches!(command, Command::SaveCompany(_)) { ids.admin } else { ids.lin };
    let moment = ids.moment(by, book);
    decide::apply(&command, book, &moment).unwrap_or_else(|it| panic!("{command:?}: {it:?}"));
}

/// The small sample with this policy in force from the first day on.
fn under(policy: EvidencePolicy) -> (Book, SmallIds) {
    let (mut book, ids) = small();
    let company = Company { evidence: Default::default(), ..book.company().clone() };
    let evidence = company.evidence.since(Day::FIRST, policy);
    book.put(Company { evidence, ..company }.into());
    (book, ids)
}

fn nothing_needed() -> EvidencePolicy {
    EvidencePolicy { deal_above: None, payment_above: None, stages: BTreeSet::new(), methods: BTreeSet::new(), counts_when_reviewed: false }
}

fn attach(of: Key, id: u128, change: impl FnOnce(&mut Attach)) -> Command {
    let mut asked = Attach {
        id: AttachmentId(uuid::Uuid::from_u128(id)),
        of,
        payment: None,
        stage: None,
        name: String::new(),
        media: crate::records::attachment::Media::Jpeg,
        size: 10,
        sha256: "0a".repeat(32),
        width: None,
        height: None,
        note: String::new(),
    };
    change(&mut asked);
    Command::Attach(asked)
}

fn order_lacks(book: &Book, ids: &SmallIds) -> Vec<Missing> {
    of_order(book.order(ids.order).expect("the order"), book)
}

#[test]
fn a_deal_above_the_limit_needs_evidence() {
    // A32, SA-03: an order of exactly the limit needs none.
    for (limit, missing) in [
        (Some(Money::ZERO), vec![Missing::Deal]),
        (Some(Money(999_999)), vec![Missing::Deal]),
        (Some(Money(1_000_000)), vec![]),
        (Some(Money(1_000_001)), vec![]),
        (None, vec![]),
    ] {
        let (book, ids) = under(EvidencePolicy { deal_above: limit, ..nothing_needed() });
        assert_eq!(order_lacks(&book, &ids), missing, "{limit:?}");
    }
}

#[test]
fn the_defaults_of_the_evidence_policy() {
    // A32.
    let policy = EvidencePolicy::default();
    assert_eq!((policy.deal_above, policy.payment_above), (Some(Money::whole(50_000)), Some(Money::whole(50_000))));
    assert!(policy.stages.is_empty() && policy.methods.is_empty() && !policy.counts_when_reviewed);
}

#[test]
fn the_policy_is_that_of_the_day() {
    // C-09: a rule set today does not apply to the order of March.
    let (mut book, ids) = small();
    let was = book.company().clone();
    let strict = EvidencePolicy { deal_above: Some(Money::ZERO), ..nothing_needed() };
    let now = Company { evidence: was.evidence.since(ids.today, strict), ..was.clone() };
    done(Command::SaveCompany(Save { was: Some(was), now }), &mut book, &ids);
    assert_eq!(order_lacks(&book, &ids), []);
}

#[test]
fn an_attachment_is_evidence_until_it_is_withdrawn() {
    // DQ-02, A32.
    let (mut book, ids) = under(EvidencePolicy { deal_above: Some(Money::ZERO), ..nothing_needed() });
    done(attach(ids.order.into(), 1, |_| {}), &mut book, &ids);
    assert_eq!(order_lacks(&book, &ids), []);
    let attachment = AttachmentId(uuid::Uuid::from_u128(1));
    done(Command::WithdrawAttachment(WithdrawAttachment { attachment, reason: "拍错了".to_owned() }), &mut book, &ids);
    assert_eq!(order_lacks(&book, &ids), [Missing::Deal]);
}

#[test]
fn each_payment_above_the_limit_needs_its_own_voucher() {
    // SA-06, A32: a voucher proves its payment, not the deal.
    let (mut book, ids) =
        under(EvidencePolicy { deal_above: Some(Money::ZERO), payment_above: Some(Money::whole(100)), ..nothing_needed() });
    for (n, yuan) in [(1, 100), (2, 101), (3, 200)] {
        let (id, amount, method) = (PaymentId(uuid::Uuid::from_u128(n)), Money::whole(yuan), PaymentMethod::Transfer);
        let payment = RecordPayment { id, order: ids.order, on: ids.today, amount, method, note: String::new() };
        done(Command::RecordPayment(payment), &mut book, &ids);
    }
    let (second, third) = (PaymentId(uuid::Uuid::from_u128(2)), PaymentId(uuid::Uuid::from_u128(3)));
    assert_eq!(order_lacks(&book, &ids), [Missing::Deal, Missing::Payment(second), Missing::Payment(third)]);
    done(attach(ids.order.into(), 4, |it| it.payment = Some(second)), &mut book, &ids);
    assert_eq!(order_lacks(&book, &ids), [Missing::Deal, Missing::Payment(third)]);
    done(
        Command::VoidPayment(VoidPayment { order: ids.order, payment: third, reason: "重复".to_owned(), corrects: false }),
        &mut book,
        &ids,
    );
    assert_eq!(order_lacks(&book, &ids), [Missing::Deal]);
    done(Command::CancelOrder(CancelOrder { order: ids.order, on: ids.today, reason: "取消".to_owned(), refund: None }), &mut book, &ids);
    assert_eq!(order_lacks(&book, &ids), []);
}

#[test]
fn a_stage_that_needs_evidence_is_proved_by_its_own() {
    // DQ-02.
    let (mut book, ids) = under(EvidencePolicy { stages: BTreeSet::from([Stage::Proposal]), ..nothing_needed() });
    let id = OpportunityId(uuid::Uuid::from_u128(9));
    let profile = OpportunityProfile { title: "扩容".to_owned(), ..OpportunityProfile::default() };
    let (customer, opened_on, stage) = (ids.acme, ids.today, Stage::Prospect);
    done(Command::OpenOpportunity(OpenOpportunity { id, customer, opened_on, stage, owner: None, profile }), &mut book, &ids);
    let lacks = |book: &Book| missing(&Record::Opportunity(book.opportunity(id).expect("it").clone()), book);
    for (from, to) in [(Stage::Prospect, Stage::Interested), (Stage::Interested, Stage::Proposal)] {
        done(Command::MoveStage(MoveStage { opportunity: id, from, to, on: ids.today }), &mut book, &ids);
    }
    assert_eq!(lacks(&book), [Missing::Stage(Stage::Proposal)]);
    done(attach(id.into(), 1, |it| it.stage = Some(Stage::Interested)), &mut book, &ids);
    assert_eq!(lacks(&book), [Missing::Stage(Stage::Proposal)]);
    done(attach(id.into(), 2, |it| it.stage = Some(Stage::Proposal)), &mut book, &ids);
    assert_eq!(lacks(&book), []);
}

#[test]
fn a_conversation_in_a_channel_that_needs_a_record() {
    // FU-09.
    let (mut book, ids) = under(EvidencePolicy { methods: BTreeSet::from([Method::Visit]), ..nothing_needed() });
    for (n, method) in [(1, Method::Visit), (2, Method::Phone)] {
        let log = LogFollowUp::of(FollowUpId(uuid::Uuid::from_u128(n)), ids.acme, ids.today, method, "x");
        done(Command::LogFollowUp(log), &mut book, &ids);
    }
    let lacks = |n: u128, book: &Book| of_follow_up(book.follow_up(FollowUpId(uuid::Uuid::from_u128(n))).expect("it"), book);
    assert_eq!((lacks(1, &book), lacks(2, &book)), (vec![Missing::FollowUp], vec![]));
    done(attach(FollowUpId(uuid::Uuid::from_u128(1)).into(), 7, |_| {}), &mut book, &ids);
    assert_eq!(lacks(1, &book), []);
}
