//! The sample rows of the source tables (C10b) as raw records: the figures of a row follow from its orders, payments, customers and targets.

use super::ledger::{Ledger, day};
use crate::decide::command::{
    CancelOrder, Command, ExplainDelivery, RateOrder, RecordAcceptance, RecordDelivery, ReturnGoods, Save, TakeOrder, Track,
};
use crate::records::customer::CustomerProfile;
use crate::records::order::{DeliveryGap, Line, LineGoods, OrderTerms, Rating};
use crate::records::organisation::Person;
use crate::records::product::Product;
use crate::values::calendar::{Day, Period};
use crate::values::ids::{AcceptanceId, CustomerId, DeliveryId, OrderId, PersonId, ProductId, ReturnId};
use crate::values::kpi_name::KpiName;
use crate::values::money::{Money, Quantity};
use crate::values::shipped_kpi::ShippedKpi;
use crate::values::target_of::TargetOf;

const NEW_CUSTOMERS: KpiName = KpiName::Shipped(ShippedKpi::NewCustomers);
const COLLECTION_RATE: KpiName = KpiName::Shipped(ShippedKpi::CollectionRate);
const REPURCHASE_RATE: KpiName = KpiName::Shipped(ShippedKpi::RepurchaseRate);

/// So many 万元 in yuan.
const fn wan(n: i64) -> i64 {
    n * 10_000
}

/// So many 万元 as a target is stored, in fen.
const fn target_of_wan(n: i64) -> i64 {
    n * 1_000_000
}

fn period(text: &str) -> Period {
    Period::parse(text).unwrap_or_else(|| unreachable!("{text} is no period"))
}

fn customer(ledger: &mut Ledger, owner: PersonId, on: Day) -> CustomerId {
    ledger.files(owner, on, CustomerProfile::default())
}

/// Files so many customers of lin's, each of whom buys for so many yuan on that day. The orders, with their customers.
fn buyers(ledger: &mut Ledger, n: usize, on: Day, yuan: i64) -> Vec<(CustomerId, OrderId)> {
    let mut orders = Vec::new();
    for _ in 0..n {
        let buyer = customer(ledger, ledger.ids.lin, on);
        orders.push((buyer, ledger.sells_for(buyer, on, yuan)));
    }
    orders
}

/// S0 table 1, July 2025: 小张 (lin) sells for 135 of 150 万元 and 李娜 (wang) for 132 of 120. Of 小张's orders one is returned in part and one
/// cancelled within the month; those of June and August count elsewhere.
pub fn performance_of_july() -> Ledger {
    let mut ledger = Ledger::default();
    let ids = ledger.ids;
    for (owner, name, target, sales) in [
        (ids.lin, "小张", 150, &[("2025-06-30", 70), ("2025-07-01", 100), ("2025-07-31", 30), ("2025-08-01", 70)][..]),
        (ids.wang, "李娜", 120, &[("2025-07-10", 32), ("2025-07-16", 100)][..]),
    ] {
        if let Some(person) = ledger.book.person(owner).cloned() {
            ledger.book.put(Person { name: name.to_owned(), ..person }.into());
        }
        ledger.targets(TargetOf::Person(owner), KpiName::SALES_AMOUNT, period("2025-07"), target_of_wan(target));
        let buyer = customer(&mut ledger, owner, day("2025-06-02"));
        for (on, amount) in sales {
            ledger.sells_for(buyer, day(on), wan(*amount));
        }
    }
    // Ten pieces for 10 万元, of which five come back.
    let buyer = customer(&mut ledger, ids.lin, day("2025-07-02"));
    let mut terms = ledger.terms(day("2025-07-20"), Money::whole(wan(1)));
    terms.lines[0].quantity = Quantity::whole(10);
    let order = ledger.sells(buyer, terms);
    let goods = vec![LineGoods { product: ids.product, quantity: Quantity::whole(5), sold_at: None }];
    let (id, on, reason) = (ReturnId(ledger.id()), day("2025-07-22"), "B产品竞品降价".to_owned());
    ledger.tracks(order, on, Track::ReturnGoods(ReturnGoods { order, id, on, goods, delivered: None, keeps: false, reason }));
    let order = ledger.sells_for(buyer, day("2025-07-25"), wan(3));
    let (on, reason) = (day("2025-07-28"), "客户取消".to_owned());
    ledger.does(ids.lin, on, &Command::CancelOrder(CancelOrder { order, on, reason, refund: None }));
    ledger
}

/// S0 table 3, the first team's third quarter of 2025 (T-03): revenue 480 of 500 万元 after 450, new customers 18 of 20 after 15, and 90 % of what
/// fell due collected.
pub fn analysis_of_the_third_quarter() -> Ledger {
    let mut ledger = Ledger::default();
    let team = TargetOf::Team(ledger.ids.first_team);
    for (metric, target) in [(KpiName::SALES_AMOUNT, target_of_wan(500)), (NEW_CUSTOMERS, 20), (COLLECTION_RATE, 9_000)] {
        ledger.targets(team, metric, period("2025-Q3"), target);
    }
    let before = buyers(&mut ledger, 15, day("2025-04-01"), wan(30));
    for (_, order) in &before {
        ledger.pays(*order, day("2025-04-20"), wan(30));
    }
    let mut orders: Vec<OrderId> = buyers(&mut ledger, 18, day("2025-07-01"), wan(20)).into_iter().map(|it| it.1).collect();
    for (old, _) in before.into_iter().take(6) {
        orders.push(ledger.sells_for(old, day("2025-08-20"), wan(20)));
    }
    for order in orders {
        ledger.pays(order, day("2025-09-10"), wan(18));
    }
    ledger
}

/// S2 table 1: an order of A公司 for 50,000 yuan, agreed for 2024-06-15 and delivered three days late, rated 4.
pub fn order_of_june() -> (Ledger, OrderId) {
    let mut ledger = Ledger::default();
    let lin = ledger.ids.lin;
    let product = ProductId(ledger.id());
    let (line, model) = ("软件".to_owned(), "企业版".to_owned());
    let software =
        Product { id: product, line, model, module: String::new(), price: Money::whole(50_000), active: true, cost: Default::default() };
    ledger.does(ledger.ids.admin, day("2024-05-01"), &Command::SaveProduct(Save { was: None, now: software }));
    let profile = CustomerProfile { name: "A公司".to_owned(), ..CustomerProfile::default() };
    let customer = ledger.files(lin, day("2024-05-06"), profile);
    let terms = OrderTerms {
        deal_on: day("2024-06-01"),
        lines: vec![Line::of(product, Quantity::whole(1), Money::whole(50_000))],
        deliver_by: Some(day("2024-06-15")),
        ..OrderTerms::default()
    };
    let order = OrderId(ledger.id());
    let taking = TakeOrder { id: order, number: Some("SO202406001".to_owned()), customer, owner: None, terms };
    ledger.does(lin, day("2024-06-01"), &Command::TakeOrder(taking));
    let on = day("2024-06-18");
    let (delivery, acceptance) = (DeliveryId(ledger.id()), AcceptanceId(ledger.id()));
    let gap = DeliveryGap { reason: "物流延迟".to_owned(), note: String::new() };
    for track in [
        Track::RecordDelivery(RecordDelivery { order, id: delivery, on, goods: Vec::new(), logistics: String::new() }),
        Track::RecordAcceptance(RecordAcceptance { order, id: acceptance, on, passed: true, note: String::new() }),
        Track::ExplainDelivery(ExplainDelivery { order, was: None, now: Some(gap) }),
        Track::RateOrder(RateOrder { order, was: None, now: Some(Rating { score: 4, note: String::new() }) }),
    ] {
        ledger.tracks(order, on, track);
    }
    (ledger, order)
}

fn plan_of_october(ledger: &mut Ledger) {
    let targets = [
        (KpiName::SALES_AMOUNT, target_of_wan(200)),
        (NEW_CUSTOMERS, 15),
        (REPURCHASE_RATE, 3_500),
        (KpiName::COLLECTED, target_of_wan(150)),
    ];
    for (metric, target) in targets {
        ledger.targets(TargetOf::Company, metric, period("2025-10"), target);
    }
}

/// S3 table 1, the plan of October 2025 as far as its tasks go: of 20 existing customers 7 buy again, for 30 万元; three new ones sign, one of them
/// for 80; 50 万元 that were left over from September are collected.
pub fn plan_rows_of_october() -> Ledger {
    let mut ledger = Ledger::default();
    plan_of_october(&mut ledger);
    let existing = buyers(&mut ledger, 20, day("2025-09-01"), wan(10));
    for ((old, _), amount) in existing.iter().zip([6, 4, 4, 4, 4, 4, 4]) {
        ledger.sells_for(*old, day("2025-10-25"), wan(amount));
    }
    for (_, order) in existing.iter().take(5) {
        ledger.pays(*order, day("2025-10-31"), wan(10));
    }
    for amount in [80, 10, 10] {
        buyers(&mut ledger, 1, day("2025-10-20"), wan(amount));
    }
    ledger
}

/// S3 table 2, the summary of October 2025: sales 185 of 200 万元, 12 of 15 new customers, 8 of 25 existing customers bought again where 35 % were
/// to.
pub fn summary_of_october() -> Ledger {
    let mut ledger = Ledger::default();
    plan_of_october(&mut ledger);
    let existing = buyers(&mut ledger, 25, day("2025-09-01"), wan(10));
    for (old, _) in existing.into_iter().take(8) {
        ledger.sells_for(old, day("2025-10-15"), wan(10));
    }
    buyers(&mut ledger, 11, day("2025-10-09"), wan(9));
    buyers(&mut ledger, 1, day("2025-10-31"), wan(6));
    ledger
}

/// A week of 小张 (lin) after one of 88,888.89 yuan: 8 of 10 万元 (S0:L68, T-12).
pub fn week_of_july() -> Ledger {
    let mut ledger = Ledger::default();
    let lin = ledger.ids.lin;
    ledger.targets(TargetOf::Person(lin), KpiName::SALES_AMOUNT, period("2025-W28"), target_of_wan(10));
    let buyer = customer(&mut ledger, lin, day("2025-06-02"));
    for (on, price) in [("2025-06-30", Money(8_888_889)), ("2025-07-07", Money::whole(wan(3))), ("2025-07-13", Money::whole(wan(5)))] {
        let terms = ledger.terms(day(on), price);
        ledger.sells(buyer, terms);
    }
    ledger
}
