//! Tests of order terms, and of what a cancellation leaves of them.

use super::*;
use crate::decide::command::{CancelOrder, WinOpportunity};
use crate::values::field::{Field, InstalmentPart, LinePart};
use crate::values::refusal::Refusal;

#[test]
fn terms_with_instalments_and_discounts_are_refused_for_every_reason() {
    // SA-09, A6.
    use crate::records::order::Instalment;
    let world = world();
    let (lin, today) = (world.ids.lin, world.ids.today);
    let take = |change: &dyn Fn(&mut OrderTerms)| {
        let mut asked = world.take(1, 10);
        change(&mut asked.terms);
        Command::TakeOrder(asked)
    };
    let part = |yuan| Instalment { due_on: today, amount: Money::whole(yuan), prepaid: true };
    let most = Money::whole(10_000);
    assert!(world.decides(lin, &take(&|it| it.instalments = vec![part(3_000), part(7_000)])).is_ok());
    assert!(world.decides(lin, &take(&|it| it.instalments = vec![part(3_000)])).is_ok(), "the rest is due on the due day");
    world.refuses(lin, &take(&|it| it.instalments = vec![part(3_000), part(7_001)]), &[(Field::Instalments, Refusal::TooMuch { most })]);
    world.refuses(
        lin,
        &take(&|it| it.instalments = vec![part(0)]),
        &[(Field::InstalmentOf(0, InstalmentPart::Amount), Refusal::NotPositive)],
    );
    world.refuses(lin, &take(&|it| it.instalments = vec![part(1); 37]), &[(Field::Instalments, too_long(36))]);
    let (early, too_early) = too_early();
    let wild = Instalment { due_on: early, ..part(1) };
    world.refuses(lin, &take(&|it| it.instalments = vec![wild]), &[(Field::InstalmentOf(0, InstalmentPart::DueOn), too_early)]);
    world.refuses(lin, &take(&|it| it.deliver_by = Some(today.plus(-1))), &[(Field::DeliverBy, Refusal::TooEarly { first: today })]);
    for discount in [-1, 10_001] {
        let refusal = Refusal::OutOfRange { least: 0, most: 100 };
        let discounted = |terms: &mut OrderTerms| {
            terms.lines.push(terms.lines[0].clone());
            terms.lines[0].discount = Share(discount);
        };
        world.refuses(lin, &take(&discounted), &[(Field::LineOf(0, LinePart::Discount), refusal)]);
    }
    world.refuses(lin, &take(&|it| it.lines[0].cost = Some(Money(-1))), &[(Field::LineOf(0, LinePart::Cost), Refusal::NotPositive)]);
    world.refuses(lin, &take(&|it| it.lines[0].cost = Some(Money(i64::MAX))), &[(Field::LineOf(0, LinePart::Cost), MOST)]);
}

#[test]
fn a_won_opportunity_stays_won_when_its_order_is_cancelled() {
    // A13: the past does not change: the amount is netted on the day of the cancellation, and the funnel is not rewritten.
    let mut world = world();
    let opportunity = world.opportunity();
    let win = world.take(1, 2);
    let order = win.id;
    world.applies(world.ids.lin, &Command::WinOpportunity(WinOpportunity { opportunity, order: win }));
    world.applies(
        world.ids.lin,
        &Command::CancelOrder(CancelOrder { order, on: world.ids.today, reason: "项目取消".to_owned(), refund: None }),
    );
    let won = world.book.opportunity(opportunity).expect("the opportunity");
    assert!(matches!(won.outcome, Some(crate::records::opportunity::Outcome::Won { order: id, .. }) if id == order));
    assert!(world.book.order(order).is_some_and(|it| it.cancelled.is_some()));
}
