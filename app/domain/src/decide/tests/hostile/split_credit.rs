//! Arbitrary splits of an order's credit, most of them whole.

use super::*;
use crate::decide::command::SplitCredit;
use crate::records::order::CreditShare;
use crate::values::money::Share;
use crate::values::split::split;

fn shares() -> impl Strategy<Value = Vec<CreditShare>> {
    let people = proptest::sample::subsequence(small().0.people().map(|it| it.id).collect::<Vec<_>>(), 0..4);
    let weights = proptest::collection::vec(1..4_000_i64, 4);
    let whole = (people, weights).prop_map(|(people, weights)| {
        let shares = split(Share::WHOLE.0, &weights[..people.len()], 1);
        people.into_iter().zip(shares).map(|(person, share)| CreditShare { person, share: Share(share) }).collect::<Vec<_>>()
    });
    let any_share = (super::people(), numbers()).prop_map(|(person, share)| CreditShare { person, share: Share(share) });
    prop_oneof![6 => whole, 1 => proptest::collection::vec(any_share, 0..9)]
}

pub(super) fn splits() -> impl Strategy<Value = Command> {
    (orders(), shares(), shares(), texts())
        .prop_map(|(order, was, now, reason)| Command::SplitCredit(SplitCredit { order, was, now, reason }))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Payments, returns, cancellations and new splits in any order.
    #[test]
    fn those_credited_have_their_shares_whatever_happens(
        acts in proptest::collection::vec(
            prop_oneof![3 => super::past::of_orders().prop_map(|it| (small().1.lin, it)).boxed(), 2 => splits().prop_map(|it| (small().1.boss, it)).boxed()],
            1..24,
        ),
    ) {
        let (mut book, ids) = small();
        for (by, command) in acts {
            let moment = ids.moment(by, &book);
            let _ = apply(&command, &mut book, &moment);
        }
        super::whole::check_whole(&book);
    }
}
