//! Key nodes, case reviews, interviews, satisfaction and complaints (C-17, C-19, C-23, AN-11).

use super::*;
use crate::decide::command::Observe;
use crate::records::customer::{Factor, KeyNode, Observed};
use crate::rules::dictionary::{SuccessFactor, Term};
use crate::values::field::Field;
use crate::values::ids::ObservationId;
use crate::values::refusal::Refusal;

fn observe(world: &World, what: Observed, content: &str) -> Command {
    Command::Observe(Observe {
        id: ObservationId(fresh(50)),
        customer: world.ids.acme,
        on: world.ids.today,
        what,
        content: content.to_owned(),
    })
}

fn node() -> Observed {
    Observed::Node { node: KeyNode::Quotation }
}

#[test]
fn observations_are_stored_with_author_and_time() {
    let mut world = world();
    let lesson = Observed::CaseReview { opportunity: None, won: false, factors: vec![Factor::Price], success: Vec::new() };
    for (index, (what, content)) in [
        (node(), "报价 12 万"),
        (lesson, "早一点带样机"),
        (Observed::Satisfaction { score: 5 }, ""),
        (Observed::Interview { factors: vec![] }, "看重交期"),
    ]
    .into_iter()
    .enumerate()
    {
        let mut command = observe(&world, what, content);
        if let Command::Observe(observation) = &mut command {
            observation.id = ObservationId(fresh(50 + index as u128));
        }
        world.applies(world.ids.lin, &command);
    }
    let acme = world.book.customer(world.ids.acme).expect("Acme");
    assert_eq!(acme.observations.len(), 4);
    assert!(acme.observations.iter().all(|it| it.by == world.ids.lin));
    assert_eq!(acme.observations[1].what.factors(), [Factor::Price]);
}

#[test]
fn observing_is_refused_for_every_reason() {
    let mut world = world();
    let lin = world.ids.lin;
    for stranger in [world.ids.wang, world.ids.zhao, world.ids.director, world.ids.admin] {
        world.refuses(stranger, &observe(&world, node(), "x"), &[(Field::Customer, Refusal::NotYours)]);
    }
    world.refuses(lin, &observe(&world, node(), " "), &[(Field::Content, Refusal::Missing)]);
    world.refuses(lin, &observe(&world, node(), &long(NOTE + 1)), &[(Field::Content, too_long(NOTE))]);
    for score in [0, 6] {
        world.refuses(
            lin,
            &observe(&world, Observed::Satisfaction { score }, ""),
            &[(Field::Score, Refusal::OutOfRange { least: 1, most: 5 })],
        );
    }
    let change = Observed::DemandChange { from: "a".to_owned(), to: "b".to_owned() };
    world.refuses(lin, &observe(&world, change, "x"), &[(Field::What, Refusal::NotAllowed)]);
    let crowd = Observed::Complaint { factors: vec![Factor::Price; 4] };
    world.refuses(lin, &observe(&world, crowd, "x"), &[(Field::Factors, Refusal::Malformed)]);
    let (tomorrow, in_future) = world.tomorrow();
    let mut late = observe(&world, node(), "x");
    if let Command::Observe(observation) = &mut late {
        observation.on = tomorrow;
    }
    world.refuses(lin, &late, &[(Field::On, in_future)]);
    world.applies(lin, &observe(&world, node(), "x"));
    world.refuses(lin, &observe(&world, node(), "x"), &[(Field::Id, Refusal::Exists)]);
}

fn case(won: bool, success: &[&str]) -> Observed {
    let success = success.iter().map(|it| Term::read(it)).collect();
    Observed::CaseReview { opportunity: None, won, factors: Vec::new(), success }
}

#[test]
fn a_won_case_review_records_success_factors() {
    // E-18: 策略有效, 客户需求爆发, 团队执行力强, and the company's own factors.
    let mut world = world();
    world.applies(world.ids.lin, &observe(&world, case(true, &["strategy", " 老客户推荐 "]), "先做样机"));
    let acme = world.book.customer(world.ids.acme).expect("Acme");
    let expected = [Term::Usual(SuccessFactor::Strategy), Term::Own("老客户推荐".to_owned())];
    assert_eq!(acme.observations[0].what.success(), expected);
    // A case from before there were success factors has none.
    let old: Observed = serde_json::from_str(r#"{"is":"case_review","won":true}"#).expect("an older case");
    assert_eq!(old, case(true, &[]));
}

#[test]
fn success_factors_are_refused_for_every_reason() {
    let world = world();
    let most = Observed::MOST_SUCCESS as i64;
    for (what, refusal) in [
        (case(false, &["demand"]), Refusal::NotAllowed),
        (case(true, &[" "]), Refusal::Missing),
        (case(true, &[&long(LINE + 1)]), too_long(LINE)),
        (case(true, &["1", "2", "3", "4", "5", "6"]), Refusal::OutOfRange { least: 0, most }),
    ] {
        world.refuses(world.ids.lin, &observe(&world, what, "x"), &[(Field::Success, refusal)]);
    }
    let five = case(true, &["strategy", "demand", "execution", "4", "5"]);
    assert!(world.decides(world.ids.lin, &observe(&world, five, "x")).is_ok());
}
