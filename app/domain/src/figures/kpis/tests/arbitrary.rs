//! Random formulas.

use proptest::prelude::*;

use crate::records::kpi::{Buyer, Counted, Formula, Gauge, Narrowing, Span, Tally};
use crate::records::order::Origin;
use crate::values::ids::KpiId;
use crate::values::kpi_name::KpiName;
use crate::values::kpi_unit::KpiUnit;
use crate::values::method::Method;
use crate::values::money::Share;
use crate::values::shipped_kpi::ShippedKpi;
use crate::values::stage::Stage;
use uuid::Uuid;

fn gauges() -> impl Strategy<Value = Gauge> {
    let kinds = || proptest::sample::select(Counted::ALL.to_vec());
    let spans = || proptest::sample::select(vec![Span::Within, Span::Before, Span::UpToEnd, Span::TwelveMonths]);
    let tallies = proptest::sample::select(vec![Tally::Sum, Tally::Number, Tally::Customers]);
    let some = || prop_oneof![6 => Just(false), 1 => Just(true)];
    (kinds(), tallies, spans(), proptest::option::weighted(0.2, (kinds(), spans())), [some(), some(), some(), some()]).prop_map(
        |(of, tally, span, among, [origin, method, stage, buyer])| {
            let gauge = Gauge { tally, span, ..Gauge::sum(of) }.only(Narrowing {
                origin: origin.then_some(Origin::Repurchase),
                method: method.then_some(Method::Visit),
                stage: stage.then_some(Stage::Proposal),
                buyer: buyer.then_some(Buyer::New),
                ..Narrowing::default()
            });
            match among {
                Some((of, span)) => gauge.among(of, span),
                None => gauge,
            }
        },
    )
}

/// Any formula, sound or not. Own KPIs are of a few ids, so that cycles happen.
pub(crate) fn formulas() -> impl Strategy<Value = Formula> {
    let own = (1_101..1_105_u128).prop_map(|it| KpiName::Own(KpiId(Uuid::from_u128((7 << 76) | (0b10 << 62) | it))));
    let shipped = proptest::sample::select(ShippedKpi::ALL.to_vec()).prop_map(KpiName::Shipped);
    let leaf = prop_oneof![
        8 => gauges().prop_map(Formula::gauge),
        2 => prop_oneof![own, shipped].prop_map(|kpi| Formula::Kpi { kpi }),
        1 => proptest::sample::select(KpiUnit::ALL.to_vec()).prop_map(Formula::entered),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(|parts| Formula::Sum { parts }),
            (inner.clone(), inner.clone()).prop_map(|(from, less)| Formula::less(from, less)),
            (inner.clone(), inner.clone()).prop_map(|(of, to)| Formula::ratio(of, to)),
            inner.clone().prop_map(Formula::per_head),
            (inner, any::<i64>()).prop_map(|(of, most)| Formula::Capped { of: Box::new(of), most: Share(most) }),
        ]
    })
}
