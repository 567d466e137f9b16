//! Tests of customer feedback and anomalies (O-04…O-06).

use super::*;
use crate::decide::command::{
    AnswerComplaint, ExplainDelivery, HandleAnomaly, RateOrder, RecordAcceptance, RecordAnomaly, RecordComplaint,
};
use crate::values::field::Field;
use crate::values::refusal::Refusal;

#[test]
fn complaints_and_ratings_are_recorded_and_answered() {
    // O-05, E-15.
    let mut world = world();
    let order = world.ids.order;
    let rating = |score: u8| Some(Rating { score, note: String::new() });
    for score in [0, 6] {
        world.refuses_step(
            Track::RateOrder(RateOrder { order, was: None, now: rating(score) }),
            &[(Field::Score, Refusal::OutOfRange { least: 1, most: 5 })],
        );
    }
    for (was, score) in [(None, 1), (rating(1), 5)] {
        world.tracks(Track::RateOrder(RateOrder { order, was, now: rating(score) }));
    }
    assert_eq!(world.order().rating, rating(5));
    assert_eq!(
        world.tracks(Track::RateOrder(RateOrder { order, was: rating(1), now: rating(2) })).conflicts.len(),
        1,
        "somebody said 5 meanwhile"
    );

    let complain = |text: &str| Track::RecordComplaint(RecordComplaint { order, id: ComplaintId(fresh(1)), text: text.to_owned() });
    let answer =
        |id, text: &str| Track::AnswerComplaint(AnswerComplaint { order, complaint: ComplaintId(fresh(id)), text: text.to_owned() });
    world.refuses_step(complain(""), &[(Field::Text, Refusal::Missing)]);
    world.tracks(complain("少发一件"));
    world.refuses_step(complain("x"), &[(Field::Id, Refusal::Exists)]);
    assert_eq!(world.order().complaints[0].answered, None);
    world.refuses_step(answer(2, "x"), &[(Field::Complaint, Refusal::NotYours)]);
    world.refuses_step(answer(1, " "), &[(Field::Text, Refusal::Missing)]);
    world.tracks(answer(1, "明天补发"));
    assert_eq!(world.tracks(answer(1, "后天补发")).conflicts.len(), 1, "the first answer stands");
    let complaint = &world.order().complaints[0];
    assert_eq!(complaint.answered.as_ref().map(|it| it.text.as_str()), Some("明天补发"));
    assert!(complaint.answered.as_ref().is_some_and(|it| complaint.made_at <= it.at));
}

#[test]
fn an_anomaly_has_a_problem_a_responsible_person_and_a_result() {
    // O-01, O-06, E-16, R-06.
    let mut world = world();
    let (order, id) = (world.ids.order, AnomalyId(fresh(1)));
    let record = |problem: &str, responsible| Track::RecordAnomaly(RecordAnomaly { order, id, problem: problem.to_owned(), responsible });
    let handle = |text: &str, solves| Track::HandleAnomaly(HandleAnomaly { order, anomaly: id, text: text.to_owned(), solves });
    world.refuses_step(record("", None), &[(Field::Problem, Refusal::Missing)]);
    world.refuses_step(record("x", Some(Responsible::Person(PersonId(fresh(9))))), &[(Field::Responsible, Refusal::NotYours)]);
    world.refuses_step(handle("x", true), &[(Field::Anomaly, Refusal::NotYours)]);
    world.tracks(record("物流破损", Some(Responsible::Other("物流专员".to_owned()))));
    world.refuses_step(record("x", None), &[(Field::Id, Refusal::Exists)]);
    world.refuses_step(handle("", true), &[(Field::Text, Refusal::Missing)]);
    world.tracks(handle("已联系承运商", false));
    assert_eq!(world.order().anomalies[0].solved_at(), None);
    world.tracks(handle("已换货", true));
    assert!(world.order().anomalies[0].solved_at().is_some());
    let gap = |reason: &str| Some(DeliveryGap { reason: reason.to_owned(), note: String::new() });
    world.refuses_step(Track::ExplainDelivery(ExplainDelivery { order, was: None, now: gap("") }), &[(Field::Reason, Refusal::Missing)]);
    world.tracks(Track::ExplainDelivery(ExplainDelivery { order, was: None, now: gap("物流延迟") }));
    assert_eq!(world.order().delivery_gap, gap("物流延迟"));
    let unexplained = Track::RecordAcceptance(RecordAcceptance {
        order,
        id: AcceptanceId(fresh(2)),
        on: world.ids.today,
        passed: false,
        note: String::new(),
    });
    world.refuses_step(unexplained, &[(Field::Note, Refusal::Missing)]);
}
