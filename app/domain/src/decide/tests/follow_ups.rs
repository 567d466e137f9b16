use super::*;

pub(super) fn log(world: &World, change: impl FnOnce(&mut LogFollowUp)) -> Command {
    let mut asked = LogFollowUp {
        id: FollowUpId(fresh(1)),
        customer: world.ids.acme,
        on: world.ids.today,
        method: Method::Visit,
        content: "达成试用意向".to_owned(),
        next_step: String::new(),
        next_on: None,
        expected_close: None,
    };
    change(&mut asked);
    Command::LogFollowUp(asked)
}

#[test]
fn a_follow_up_is_credited_to_who_made_it() {
    // FU-01, E-11, A36.
    let mut world = world();
    world.applies(world.ids.boss, &log(&world, |it| it.method = Method::Wechat));
    let logged = world.book.follow_up(FollowUpId(fresh(1))).expect("the follow-up");
    assert_eq!((logged.by, logged.team, logged.method), (world.ids.boss, Some(world.ids.first_team), Method::Wechat));
}

#[test]
fn how_many_there_were_is_counted() {
    // FU-02.
    let mut world = world();
    for n in 1..=3 {
        world.applies(world.ids.lin, &log(&world, |it| it.id = FollowUpId(fresh(n))));
    }
    assert_eq!(world.book.follow_ups_of(world.ids.acme).count(), 3);
}

#[test]
fn logging_is_refused_for_every_reason() {
    let mut world = world();
    let lin = world.ids.lin;
    let (early, too_early) = too_early();
    let (late, too_late) = too_late();
    let (tomorrow, in_future) = world.tomorrow();
    let before = (world.ids.today.plus(-1), Refusal::TooEarly { first: world.ids.today });
    for stranger in [world.ids.wang, world.ids.chen, world.ids.director, world.ids.admin] {
        world.refuses(stranger, &log(&world, |_| {}), &[("customer", Refusal::NotYours)]);
    }
    world.refuses(lin, &log(&world, |it| it.on = early), &[("on", too_early)]);
    world.refuses(lin, &log(&world, |it| it.on = tomorrow), &[("on", in_future)]);
    world.refuses(lin, &log(&world, |it| it.content = "\n".to_owned()), &[("content", Refusal::Missing)]);
    world.refuses(lin, &log(&world, |it| it.content = long(NOTE + 1)), &[("content", too_long(NOTE))]);
    world.refuses(lin, &log(&world, |it| it.next_step = long(NOTE + 1)), &[("next_step", too_long(NOTE))]);
    world.refuses(lin, &log(&world, |it| it.next_on = Some(before.0)), &[("next_on", before.1.clone())]);
    world.refuses(lin, &log(&world, |it| it.next_on = Some(late)), &[("next_on", too_late.clone())]);
    world.refuses(lin, &log(&world, |it| it.expected_close = Some(before.0)), &[("expected_close", before.1)]);
    world.refuses(lin, &log(&world, |it| it.expected_close = Some(late)), &[("expected_close", too_late)]);
    world.applies(lin, &log(&world, |it| it.next_on = Some(it.on)));
    world.refuses(lin, &log(&world, |_| {}), &[("id", Refusal::Exists)]);
}

#[test]
fn line_breaks_stay_and_control_characters_go() {
    let mut world = world();
    world.applies(world.ids.lin, &log(&world, |it| it.content = "第一\n第\u{0}二\u{7}".to_owned()));
    assert_eq!(world.book.follow_up(FollowUpId(fresh(1))).map(|it| it.content.as_str()), Some("第一\n第二"));
}
