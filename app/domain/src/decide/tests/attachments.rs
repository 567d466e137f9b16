use super::*;
use crate::access::actor::Actor;
use crate::book::record::Record;
use crate::decide::command::{Attach, HandOverCustomer, StoreAttachment, WithdrawAttachment};
use crate::records::attachment::{Attachment, MOST_BYTES, Media};
use crate::rules::{Dated, EvidencePolicy};
use crate::values::calendar::{Day, Timestamp};
use crate::values::field::Field;
use crate::values::ids::{AttachmentId, CustomerId, Key};
use crate::values::money::Money;
use crate::values::refusal::Refusal;

const ID: AttachmentId = AttachmentId(Uuid::from_u128((7 << 76) | (0b10 << 62) | 1_201));

fn attach(world: &World, change: impl FnOnce(&mut Attach)) -> Command {
    let mut asked = Attach { of: world.ids.order.into(), ..card(ID) };
    change(&mut asked);
    Command::Attach(asked)
}

/// A photo that proves no record yet.
pub(super) fn card(id: AttachmentId) -> Attach {
    Attach {
        id,
        of: Key::COMPANY,
        payment: None,
        stage: None,
        name: "合同.jpg".to_owned(),
        media: Media::Jpeg,
        size: 120_000,
        sha256: "0a".repeat(32),
        width: Some(1_600),
        height: Some(1_200),
        note: String::new(),
    }
}

fn withdraw(reason: &str) -> Command {
    Command::WithdrawAttachment(WithdrawAttachment { attachment: ID, reason: reason.to_owned() })
}

/// A moment in which the server itself acts.
fn the_server(world: &World) -> Moment {
    let moment = world.ids.moment(world.ids.admin, &world.book);
    Moment { actor: Actor { imports: true, ..moment.actor }, ..moment }
}

fn attached(world: &World) -> &Attachment {
    world.book.attachment(ID).expect("the attachment")
}

#[test]
fn evidence_has_the_scope_of_the_record_it_proves() {
    // DQ-02, SA-03, FU-09.
    let mut world = world();
    let opportunity = world.opportunity();
    let log = super::follow_ups::log(&world, |_| {});
    world.applies(world.ids.lin, &log);
    let keys: [Key; 4] = [world.ids.order.into(), opportunity.into(), FollowUpId(fresh(1)).into(), world.ids.acme.into()];
    for (n, of) in (1_300..).zip(keys) {
        let id = AttachmentId(fresh(n));
        world.applies(world.ids.lin, &attach(&world, |it| (it.id, it.of) = (id, of)));
        let proved = world.book.get(of).expect("what it proves").scope(&world.book);
        let evidence = world.book.get(id.into()).expect("the evidence").scope(&world.book);
        assert_eq!(evidence.buckets(&world.book), proved.buckets(&world.book), "{of:?}");
    }
    assert_eq!(world.book.attachments_of(world.ids.acme).count(), 4);
}

#[test]
fn evidence_moves_with_the_record_it_proves() {
    // R-10, A36: after the hand-over nobody sees the evidence of records they no longer see.
    let mut world = world();
    let (opportunity, order) = (world.opportunity(), world.ids.order);
    let (card, offer, contract) = (AttachmentId(fresh(1_300)), AttachmentId(fresh(1_301)), AttachmentId(fresh(1_302)));
    let pairs: [(AttachmentId, Key); 3] = [(card, world.ids.acme.into()), (offer, opportunity.into()), (contract, order.into())];
    for (id, of) in pairs {
        world.applies(world.ids.lin, &attach(&world, |it| (it.id, it.of) = (id, of)));
    }
    let (customer, to, reason) = (world.ids.acme, world.ids.zhao, String::new());
    world.applies(world.ids.director, &Command::HandOverCustomer(HandOverCustomer { customer, to, reason }));
    for (id, of) in pairs {
        for person in [world.ids.lin, world.ids.zhao, world.ids.wang] {
            let actor = world.ids.moment(person, &world.book).actor;
            let sees = |key: Key| world.book.get(key).expect("it").scope(&world.book).is_open_to(&actor, &world.book);
            assert_eq!(sees(id.into()), sees(of), "{person} and {of:?}");
        }
    }
    let lin = world.ids.moment(world.ids.lin, &world.book).actor;
    let seen: Vec<bool> =
        pairs.iter().map(|(id, _)| world.book.get((*id).into()).expect("it").scope(&world.book).is_open_to(&lin, &world.book)).collect();
    assert_eq!(seen, [false, false, true], "the customer and the open opportunity went, the order stays credited");
}

#[test]
fn a_voucher_proves_a_payment() {
    // SA-06.
    let mut world = world();
    let payment = world.pay(1, 1_000);
    world.applies(world.ids.lin, &Command::RecordPayment(payment.clone()));
    world.applies(world.ids.lin, &attach(&world, |it| it.payment = Some(payment.id)));
    assert_eq!(attached(&world).payment, Some(payment.id));
}

#[test]
fn attaching_is_refused_for_every_reason() {
    let mut world = world();
    let lin = world.ids.lin;
    let opportunity = world.opportunity();
    for stranger in [world.ids.wang, world.ids.chen, world.ids.director, world.ids.admin] {
        world.refuses(stranger, &attach(&world, |_| {}), &[(Field::Of, Refusal::NotYours)]);
    }
    let nowhere: [Key; 4] = [OrderId(fresh(7)).into(), CustomerId(fresh(7)).into(), world.ids.lin.into(), Key::COMPANY];
    for of in nowhere {
        world.refuses(lin, &attach(&world, |it| it.of = of), &[(Field::Of, Refusal::NotYours)]);
    }
    world.refuses(lin, &attach(&world, |it| it.payment = Some(PaymentId(fresh(8)))), &[(Field::Payment, Refusal::NotYours)]);
    let other = |it: &mut Attach| (it.of, it.payment) = (opportunity.into(), Some(PaymentId(fresh(8))));
    world.refuses(lin, &attach(&world, other), &[(Field::Payment, Refusal::NotYours)]);
    world.refuses(lin, &attach(&world, |it| it.stage = Some(Stage::Proposal)), &[(Field::Stage, Refusal::NotAStep)]);
    world.refuses(lin, &attach(&world, |it| it.size = 0), &[(Field::Size, Refusal::Missing)]);
    let most = Refusal::OutOfRange { least: 1, most: i64::from(MOST_BYTES) };
    world.refuses(lin, &attach(&world, |it| it.size = MOST_BYTES + 1), &[(Field::Size, most)]);
    world.refuses(lin, &attach(&world, |it| it.width = Some(0)), &[(Field::Width, Refusal::Malformed)]);
    world.refuses(lin, &attach(&world, |it| it.height = Some(30_001)), &[(Field::Height, Refusal::Malformed)]);
    for wrong in ["", "../../etc/passwd", &"0A".repeat(32)] {
        world.refuses(lin, &attach(&world, |it| it.sha256 = wrong.to_owned()), &[(Field::Sha256, Refusal::Malformed)]);
    }
    world.refuses(lin, &attach(&world, |it| it.name = long(LINE + 1)), &[(Field::Name, too_long(LINE))]);
    world.refuses(lin, &attach(&world, |it| it.note = long(NOTE + 1)), &[(Field::Note, too_long(NOTE))]);
    world.applies(lin, &attach(&world, |it| (it.size, it.width) = (MOST_BYTES, Some(30_000))));
    world.refuses(lin, &attach(&world, |_| {}), &[(Field::Id, Refusal::Exists)]);
}

#[test]
fn a_withdrawn_attachment_keeps_its_record_and_reason() {
    // DQ-02: traceable.
    let mut world = world();
    let (lin, boss, wang, director) = (world.ids.lin, world.ids.boss, world.ids.wang, world.ids.director);
    world.refuses(lin, &withdraw("拍错了"), &[(Field::Attachment, Refusal::NotYours)]);
    world.applies(lin, &attach(&world, |_| {}));
    for stranger in [wang, director] {
        world.refuses(stranger, &withdraw("拍错了"), &[(Field::Attachment, Refusal::NotYours)]);
    }
    world.refuses(lin, &withdraw(" "), &[(Field::Reason, Refusal::Missing)]);
    world.refuses(lin, &withdraw(&long(NOTE + 1)), &[(Field::Reason, too_long(NOTE))]);
    world.applies(boss, &withdraw("拍错了"));
    let withdrawn = attached(&world).withdrawn.as_ref().map(|it| (it.by, it.on, it.reason.as_str()));
    assert_eq!(withdrawn, Some((boss, world.ids.today, "拍错了")));
    world.refuses(lin, &withdraw("再一次"), &[(Field::Attachment, Refusal::Unchanged)]);
}

#[test]
fn only_the_server_marks_an_attachment_as_stored() {
    let mut world = world();
    let store = Command::StoreAttachment(StoreAttachment { attachment: ID });
    let unknown = decide(&store, &world.book, &the_server(&world));
    assert_eq!(unknown, Err(Refusals::of(Field::Attachment, Refusal::NotYours)));
    world.applies(world.ids.lin, &attach(&world, |_| {}));
    assert!(attached(&world).is_waiting());
    for person in [world.ids.lin, world.ids.boss, world.ids.admin] {
        world.refuses(person, &store, &[(Field::Role, Refusal::NotAllowed)]);
    }
    let moment = the_server(&world);
    apply(&store, &mut world.book, &moment).expect("the server may");
    assert_eq!(attached(&world).stored_at, Some(moment.now));
    let later = Moment { now: Timestamp(moment.now.0 + 1), ..moment };
    assert_eq!(decide(&store, &world.book, &later), Ok(Decision::default()), "the first time is when it arrived");
}

#[test]
fn an_invalid_evidence_policy_is_refused() {
    // A32.
    let world = world();
    let was = world.book.company().clone();
    let today = world.ids.today;
    let policy = |change: fn(&mut EvidencePolicy)| {
        let mut policy = EvidencePolicy::default();
        change(&mut policy);
        policy
    };
    let save = |evidence: Dated<EvidencePolicy>| {
        let now = crate::records::organisation::Company { evidence, ..was.clone() };
        Command::SaveCompany(Save { was: Some(was.clone()), now })
    };
    let from = |day: Day, policy: EvidencePolicy| save(was.evidence.since(day, policy));
    let admin = world.ids.admin;
    let refused = |policy, field: Field, refusal| world.refuses(admin, &from(today, policy), &[(field, refusal)]);
    refused(policy(|it| it.deal_above = Some(Money(-1))), Field::EvidenceDealAbove, Refusal::TooLittle { least: Money::ZERO });
    refused(policy(|it| it.payment_above = Some(Money(i64::MAX))), Field::EvidencePaymentAbove, MOST);
    refused(policy(|it| it.stages.extend([Stage::Won])), Field::EvidenceStages, Refusal::NotAStep);
    let yesterday = from(today.plus(-1), EvidencePolicy::default());
    world.refuses(admin, &yesterday, &[(Field::Evidence, Refusal::TooEarly { first: today })]);
    let decided = world.decides(admin, &from(today, policy(|it| it.deal_above = None))).expect("from today on");
    assert!(matches!(&decided.puts[..], [Record::Company(company)] if company.evidence.on(today).deal_above.is_none()));
}
