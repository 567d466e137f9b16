//! Each shipped formula (C2, F-04…F-21) over records entered one by one, with the records just outside the period or the condition.

use super::*;
use crate::decide::command::{
    AnswerComplaint, CancelOrder, Command, HandleAnomaly, LoseOpportunity, MoveStage, RecordAnomaly, RecordComplaint, RecordDelivery,
    ReturnGoods, Save, SetTarget, Track,
};
use crate::figures::analytics::Growth;
use crate::records::customer::{CustomerProfile, Source};
use crate::records::expense::{ExpenseKind, ExpenseProfile};
use crate::records::kpi::{Counted, Formula, Gauge, Kpi, Narrowing};
use crate::records::order::{Line, LineGoods, OrderTerms};
use crate::records::product::Product;
use crate::rules::Dated;
use crate::sample::kpis::{PILOTS, pilots};
use crate::sample::ledger::{Ledger, day};
use crate::values::ids::{AnomalyId, ComplaintId, CustomerId, DeliveryId, OpportunityId, OrderId, ProductId, ReturnId};
use crate::values::method::Method;
use crate::values::money::{Money, Quantity, Share};
use crate::values::node::Responsible;
use crate::values::ratio::ratio;
use crate::values::stage::Stage;
use crate::values::target_of::TargetOf;

/// The end of the year in which the records lie.
const YEAR_END: &str = "2025-12-31";

impl Ledger {
    fn customer(&mut self, on: &str) -> CustomerId {
        self.files(self.ids.lin, day(on), CustomerProfile::default())
    }

    fn customer_from(&mut self, on: &str, source: Source) -> CustomerId {
        self.files(self.ids.lin, day(on), CustomerProfile { source: Some(source), ..CustomerProfile::default() })
    }

    fn moves(&mut self, opportunity: OpportunityId, from: Stage, to: Stage, on: &str) {
        self.does(self.ids.lin, day(on), &Command::MoveStage(MoveStage { opportunity, from, to, on: day(on) }));
    }

    fn loses(&mut self, opportunity: OpportunityId, on: &str) {
        let lose = LoseOpportunity { opportunity, on: day(on), reason: "预算取消".to_owned() };
        self.does(self.ids.lin, day(on), &Command::LoseOpportunity(lose));
    }

    /// An order of ten pieces, due on a day and delivered in parts: day and pieces of each.
    fn delivers(&mut self, customer: CustomerId, deliver_by: &str, parts: &[(&str, i64)]) -> OrderId {
        let mut terms = self.terms(day("2025-07-01"), Money::whole(1_000));
        terms.lines[0].quantity = Quantity::whole(10);
        let order = self.sells(customer, OrderTerms { deliver_by: Some(day(deliver_by)), ..terms });
        for (on, pieces) in parts {
            let goods = vec![crate::records::order::Goods { product: self.ids.product, quantity: Quantity::whole(*pieces) }];
            let id = DeliveryId(self.id());
            let delivery = RecordDelivery { order, id, on: day(on), goods, logistics: String::new() };
            self.tracks(order, day(on), Track::RecordDelivery(delivery));
        }
        order
    }

    fn is_anomalous(&mut self, order: OrderId, on: &str) {
        let (id, problem) = (AnomalyId(self.id()), "外包装破损".to_owned());
        self.tracks(order, day(on), Track::RecordAnomaly(RecordAnomaly { order, id, problem, responsible: None }));
    }

    /// The value of a KPI in a period, as of a day.
    fn value_on(&self, kpi: ShippedKpi, text: &str, today: &str) -> Option<Ratio> {
        value(&Evaluator::of(&self.book, day(today)), kpi, period(text), &Filter::default())
    }

    fn value(&self, kpi: ShippedKpi, text: &str) -> Option<Ratio> {
        self.value_on(kpi, text, YEAR_END)
    }

    /// The same in whole tenths of a percent.
    fn per_mille(&self, kpi: ShippedKpi, text: &str) -> Option<i64> {
        self.value(kpi, text).map(|it| it.in_parts(1_000))
    }
}

#[test]
fn process_kpis_count_contacts_by_method_and_stages_once() {
    // S0:L40, S3:L84, T-07: a contact counts in the month of its day; a stage that an opportunity reaches again counts once.
    let mut ledger = Ledger::default();
    let customer = ledger.customer("2025-06-01");
    for (on, method) in [
        ("2025-06-30", Method::Visit),
        ("2025-07-01", Method::Visit),
        ("2025-07-31", Method::Visit),
        ("2025-08-01", Method::Visit),
        ("2025-07-10", Method::Phone),
        ("2025-07-11", Method::Proposal),
    ] {
        ledger.contacts(customer, day(on), method);
    }
    let opportunity = ledger.opens(customer, day("2025-07-02"), Stage::Prospect);
    ledger.moves(opportunity, Stage::Prospect, Stage::Interested, "2025-07-03");
    ledger.moves(opportunity, Stage::Interested, Stage::Proposal, "2025-07-08");
    ledger.moves(opportunity, Stage::Proposal, Stage::Interested, "2025-07-09");
    ledger.moves(opportunity, Stage::Interested, Stage::Proposal, "2025-08-05");
    for (kpi, july, august) in [
        (ShippedKpi::Visits, 2, 1),
        (ShippedKpi::Calls, 1, 0),
        (ShippedKpi::ProposalContacts, 1, 0),
        (ShippedKpi::FollowUps, 4, 1),
        (ShippedKpi::OpportunitiesOpened, 1, 0),
        (ShippedKpi::EffectiveLeads, 1, 0),
        (ShippedKpi::Proposals, 1, 0),
        (ShippedKpi::CustomersFiled, 0, 0),
    ] {
        let of = |text| ledger.value(kpi, text).map(Ratio::rounded);
        assert_eq!((of("2025-07"), of("2025-08")), (Some(july), Some(august)), "{kpi:?}");
    }
}

#[test]
fn the_attainment_of_a_key_product_counts_its_pieces() {
    // F-05, T-10: 80 of 100 pieces: 90 sold in July, 10 returned; other products and other months do not count.
    let mut ledger = Ledger::default();
    let (lin, key) = (ledger.ids.lin, ledger.ids.product);
    let other = ProductId(ledger.id());
    let (line, model) = ("B产品".to_owned(), "B-1".to_owned());
    let product =
        Product { id: other, line, model, module: String::new(), price: Money::whole(10), active: true, cost: Default::default() };
    ledger.does(ledger.ids.admin, day("2025-06-01"), &Command::SaveProduct(Save { was: None, now: product }));
    let narrowed = Gauge::sum(Counted::SalesQuantity).only(Narrowing { product: Some(key), ..Narrowing::default() });
    let formula = Dated::default().since(day("2025-01-01"), Some(Formula::gauge(narrowed)));
    ledger.book.put(Kpi { formula, ..pilots(day("2025-06-01")) }.into());
    let name = KpiName::Own(PILOTS);
    let set = |now| SetTarget {
        of: TargetOf::Person(lin),
        metric: name,
        cut: None,
        period: period("2025-07"),
        was: None,
        now: Some(now),
        levels: None,
        basis: "重点产品".to_owned(),
    };
    ledger.does(ledger.ids.boss, day("2025-07-01"), &Command::SetTarget(set(Quantity::whole(100).0)));
    let customer = ledger.customer("2025-06-01");
    let lines = |pieces, of| vec![Line::of(of, Quantity::whole(pieces), Money::whole(10))];
    let mut sells = |on: &str, lines| {
        let terms = OrderTerms { deal_on: day(on), lines, ..OrderTerms::default() };
        ledger.sells(customer, terms)
    };
    sells("2025-06-30", lines(7, key));
    let order = sells("2025-07-31", lines(90, key));
    sells("2025-07-31", lines(500, other));
    sells("2025-08-01", lines(7, key));
    let goods = vec![LineGoods { product: key, quantity: Quantity::whole(10), sold_at: None }];
    let (id, on, reason) = (ReturnId(ledger.id()), day("2025-07-31"), "质量".to_owned());
    ledger.tracks(order, on, Track::ReturnGoods(ReturnGoods { order, id, on, goods, delivered: None, keeps: false, reason }));
    let evaluator = Evaluator::of(&ledger.book, day(YEAR_END));
    let row = evaluator.row(name, period("2025-07"), &Filter { person: Some(lin), ..Filter::default() }).expect("the KPI");
    assert_eq!((row.now.value.map(Ratio::rounded), row.completion), (Ok(80_000), ratio(4, 5)));
}

#[test]
fn sales_per_head_divides_by_everybody_who_sells() {
    // F-07: the first team has two reps and a supervisor; only lin sold. It counts those who sold at the end of the period.
    let mut ledger = Ledger::default();
    let customer = ledger.customer("2025-06-01");
    ledger.sells_for(customer, day("2025-07-01"), 90_000);
    let team = Filter { team: Some(ledger.ids.first_team), ..Filter::default() };
    let of = |ledger: &Ledger| value(&Evaluator::of(&ledger.book, day(YEAR_END)), ShippedKpi::SalesPerHead, period("2025-07"), &team);
    assert_eq!(of(&ledger).map(Ratio::rounded), Some(Money::whole(30_000).0));
    let wang = ledger.book.person(ledger.ids.wang).expect("wang").clone();
    for (left_on, expected) in [("2025-07-30", 45_000), ("2025-07-31", 30_000), ("2025-08-15", 30_000)] {
        let left = crate::records::organisation::Person { active: false, left_on: Some(day(left_on)), ..wang.clone() };
        ledger.book.put(left.into());
        assert_eq!(of(&ledger).map(Ratio::rounded), Some(Money::whole(expected).0), "left on {left_on}");
    }
    // An earlier release noted no day.
    ledger.book.put(crate::records::organisation::Person { active: false, ..wang }.into());
    assert_eq!(of(&ledger).map(Ratio::rounded), Some(Money::whole(45_000).0));
}

#[test]
fn a_new_customer_costs_what_was_spent_on_new_ones_and_expenses_return_sales() {
    // F-08, F-09: 30,000 yuan on new customers for three of them, 6,000 on others; sales of 72,000.
    let mut ledger = Ledger::default();
    let lin = ledger.ids.lin;
    let expense = |on: &str, yuan, wins_new| ExpenseProfile {
        on: day(on),
        amount: Money::whole(yuan),
        kind: ExpenseKind::Fair,
        wins_new,
        ..ExpenseProfile::default()
    };
    for (on, yuan, wins_new) in
        [("2025-07-01", 30_000, true), ("2025-07-31", 6_000, false), ("2025-06-30", 99, true), ("2025-08-01", 99, true)]
    {
        ledger.spends(lin, expense(on, yuan, wins_new));
    }
    for on in ["2025-07-01", "2025-07-15", "2025-07-31"] {
        let customer = ledger.customer("2025-06-01");
        ledger.sells_for(customer, day(on), 24_000);
    }
    for (kpi, expected) in [
        (ShippedKpi::SellingExpense, Ratio::whole(Money::whole(36_000).0)),
        (ShippedKpi::NewCustomerCost, Ratio::whole(Money::whole(10_000).0)),
        (ShippedKpi::ReturnOnExpense, Ratio::whole(2)),
        (ShippedKpi::ExpenseRatio, ratio(1, 2).expect("a half")),
    ] {
        assert_eq!(ledger.value(kpi, "2025-07"), Some(expected), "{kpi:?}");
    }
    assert_eq!(ledger.value(ShippedKpi::NewCustomerCost, "2025-08"), None, "no new customer (A3)");
}

#[test]
fn an_average_order_is_per_deal_and_sales_per_customer_are_per_buyer() {
    // F-11, A9: three deals of two customers. A cancelled deal of the month is none.
    let mut ledger = Ledger::default();
    let (one, other) = (ledger.customer("2025-06-01"), ledger.customer("2025-06-01"));
    for (customer, yuan) in [(one, 10_000), (one, 20_000), (other, 30_000)] {
        ledger.sells_for(customer, day("2025-07-10"), yuan);
    }
    let order = ledger.sells_for(other, day("2025-07-10"), 77_777);
    let cancel = CancelOrder { order, on: day("2025-07-31"), reason: "客户取消".to_owned(), refund: None };
    ledger.does(ledger.ids.lin, day("2025-07-31"), &Command::CancelOrder(cancel));
    let of = |kpi| ledger.value(kpi, "2025-07").map(Ratio::rounded);
    assert_eq!(of(ShippedKpi::Deals), Some(3));
    assert_eq!(of(ShippedKpi::AverageOrder), Some(Money::whole(20_000).0));
    assert_eq!(of(ShippedKpi::SalesPerCustomer), Some(Money::whole(30_000).0));
    assert_eq!(ledger.value(ShippedKpi::AverageOrder, "2025-06"), None, "no deal (A3)");
}

#[test]
fn orders_are_on_time_on_their_day_and_late_the_day_after() {
    // F-15, A14, A15: of four orders due in July one came on its day, one a day late, one half in time, one not at all.
    let mut ledger = Ledger::default();
    let customer = ledger.customer("2025-06-01");
    ledger.delivers(customer, "2025-07-10", &[("2025-07-10", 10)]);
    ledger.delivers(customer, "2025-07-10", &[("2025-07-11", 10)]);
    ledger.delivers(customer, "2025-07-31", &[("2025-07-31", 5)]);
    ledger.delivers(customer, "2025-07-31", &[]);
    ledger.delivers(customer, "2025-08-01", &[("2025-07-05", 10)]);
    assert_eq!(ledger.per_mille(ShippedKpi::OnTimeRate, "2025-07"), Some(250));
    assert_eq!(ledger.per_mille(ShippedKpi::FillRate, "2025-07"), Some(625), "25 of 40 pieces");
    assert_eq!(ledger.per_mille(ShippedKpi::InFullRate, "2025-07"), Some(500));
    assert_eq!(ledger.value_on(ShippedKpi::OnTimeRate, "2025-07", "2025-07-31").map(|it| it.in_parts(1_000)), Some(500), "not yet late");
    assert_eq!(ledger.value(ShippedKpi::OnTimeRate, "2025-09"), None, "nothing was due");
}

#[test]
fn an_order_with_anomalies_is_one_abnormal_order() {
    // F-15: one of four deals, whatever the number of its anomalies. A cancelled deal counts on neither side.
    let mut ledger = Ledger::default();
    let customer = ledger.customer("2025-06-01");
    let orders: Vec<OrderId> = (0..5).map(|_| ledger.sells_for(customer, day("2025-07-31"), 1_000)).collect();
    ledger.is_anomalous(orders[0], "2025-08-02");
    ledger.is_anomalous(orders[0], "2025-08-03");
    ledger.is_anomalous(orders[4], "2025-07-31");
    let cancel = CancelOrder { order: orders[4], on: day("2025-07-31"), reason: "客户取消".to_owned(), refund: None };
    ledger.does(ledger.ids.lin, day("2025-07-31"), &Command::CancelOrder(cancel));
    assert_eq!(ledger.per_mille(ShippedKpi::AbnormalShare, "2025-07"), Some(250));
    assert_eq!(ledger.value(ShippedKpi::AbnormalShare, "2025-08"), None, "no deals");
}

#[test]
fn complaints_count_per_deal_and_answers_by_the_hour() {
    // S3:L86: one complaint for two deals, answered two days later.
    let mut ledger = Ledger::default();
    let customer = ledger.customer("2025-06-01");
    let order = ledger.sells_for(customer, day("2025-07-01"), 1_000);
    ledger.sells_for(customer, day("2025-07-01"), 1_000);
    let complaint = ComplaintId(ledger.id());
    let text = || "交货晚".to_owned();
    ledger.tracks(order, day("2025-07-29"), Track::RecordComplaint(RecordComplaint { order, id: complaint, text: text() }));
    ledger.tracks(order, day("2025-07-31"), Track::AnswerComplaint(AnswerComplaint { order, complaint, text: text() }));
    assert_eq!(ledger.per_mille(ShippedKpi::ComplaintRate, "2025-07"), Some(500));
    assert_eq!(ledger.value(ShippedKpi::ComplaintAnswerTime, "2025-07").map(Ratio::rounded), Some(48));
    assert_eq!(ledger.value(ShippedKpi::ComplaintAnswerTime, "2025-08"), None);
}

#[test]
fn cooperation_is_how_long_others_take_to_solve_anomalies() {
    // S3:L86, R-07: one of logistics solved after 48 hours, one of a named post after 24; the owner's own and the unsolved one do not count.
    let mut ledger = Ledger::default();
    let customer = ledger.customer("2025-06-01");
    let order = ledger.sells_for(customer, day("2025-07-01"), 1_000);
    let (lin, liu) = (ledger.ids.lin, ledger.ids.liu);
    let post = Responsible::Other("生产对接人".to_owned());
    for (responsible, solved) in [
        (Some(Responsible::Person(liu)), Some("2025-07-31")),
        (Some(post.clone()), Some("2025-07-30")),
        (Some(Responsible::Person(lin)), Some("2025-07-31")),
        (None, Some("2025-07-31")),
        (Some(post), None),
    ] {
        let anomaly = AnomalyId(ledger.id());
        let record = RecordAnomaly { order, id: anomaly, problem: "包装破损".to_owned(), responsible };
        ledger.tracks(order, day("2025-07-29"), Track::RecordAnomaly(record));
        if let Some(on) = solved {
            let handled = HandleAnomaly { order, anomaly, text: "已换包装".to_owned(), solves: true };
            ledger.tracks(order, day(on), Track::HandleAnomaly(handled));
        }
    }
    assert_eq!(ledger.value(ShippedKpi::CooperationTime, "2025-07").map(Ratio::rounded), Some(36));
    assert_eq!(ledger.value(ShippedKpi::CooperationTime, "2025-08"), None, "nothing was solved");
}

#[test]
fn the_margin_is_of_goods_with_a_known_cost() {
    // F-16: sold for 1,000 at a cost of 600 each; goods without a cost are left out.
    let mut ledger = Ledger::default();
    let customer = ledger.customer("2025-06-01");
    let mut terms = ledger.terms(day("2025-07-01"), Money::whole(1_000));
    terms.lines[0].cost = Some(Money::whole(600));
    ledger.sells(customer, terms);
    ledger.sells_for(customer, day("2025-07-01"), 5_000);
    assert_eq!(ledger.per_mille(ShippedKpi::GrossMargin, "2025-07"), Some(400));
    assert_eq!(ledger.value(ShippedKpi::GrossMargin, "2025-08"), None);
}

#[test]
fn the_margin_can_be_asked_for_by_product_and_line() {
    // F-16: A sold for 1,000 at 600, B for 2,000 at 1,800, in one order. Then A again, with a gift of B that costs 100.
    let mut ledger = Ledger::default();
    let (a, b) = (ledger.ids.product, ProductId(ledger.id()));
    let (line, model) = ("B产品".to_owned(), "B-9".to_owned());
    let other = Product { id: b, line, model, module: String::new(), price: Money::whole(10), active: true, cost: Default::default() };
    ledger.book.put(other.into());
    let customer = ledger.customer("2025-06-01");
    let mut terms = ledger.terms(day("2025-07-01"), Money::whole(1_000));
    let sold = |product, yuan, cost| Line { cost: Some(Money::whole(cost)), ..Line::of(product, Quantity::whole(1), Money::whole(yuan)) };
    terms.lines = vec![sold(a, 1_000, 600), sold(b, 2_000, 1_800)];
    ledger.sells(customer, terms.clone());
    let evaluator = |ledger: &Ledger, filter: &Filter| {
        value(&Evaluator::of(&ledger.book, day(YEAR_END)), ShippedKpi::GrossMargin, period("2025-07"), filter)
    };
    let of = |ledger: &Ledger, filter: Filter| evaluator(ledger, &filter).map(|it| it.in_parts(10_000));
    let by_product = |product| Filter { product: Some(product), ..Filter::default() };
    assert_eq!((of(&ledger, by_product(a)), of(&ledger, by_product(b))), (Some(4_000), Some(1_000)));
    assert_eq!(of(&ledger, Filter { line: Some("B产品".to_owned()), ..Filter::default() }), Some(1_000));
    assert_eq!(of(&ledger, Filter::default()), Some(2_000));
    terms.lines = vec![sold(a, 1_000, 600), Line { discount: Share::WHOLE, ..sold(b, 2_000, 100) }];
    ledger.sells(customer, terms);
    assert_eq!((of(&ledger, by_product(a)), of(&ledger, by_product(b))), (Some(4_000), Some(500)), "(200 − 100) ÷ 2,000");
    assert_eq!(of(&ledger, Filter::default()), Some(2_250), "(400 + 200 + 400 − 100) ÷ 4,000");
}

#[test]
fn followed_customers_convert_within_the_period() {
    // F-18: of four customers followed in July one bought in July. One bought a day later, one was followed a day earlier.
    let mut ledger = Ledger::default();
    for (followed, bought) in [
        ("2025-07-01", Some("2025-07-31")),
        ("2025-07-31", Some("2025-08-01")),
        ("2025-07-15", None),
        ("2025-07-15", None),
        ("2025-06-30", Some("2025-07-10")),
    ] {
        let customer = ledger.customer("2025-06-01");
        ledger.contacts(customer, day(followed), Method::Visit);
        ledger.contacts(customer, day(followed), Method::Phone);
        if let Some(on) = bought {
            ledger.sells_for(customer, day(on), 1_000);
        }
    }
    assert_eq!(ledger.per_mille(ShippedKpi::FollowUpConversion, "2025-07"), Some(250));
    assert_eq!(ledger.value(ShippedKpi::FollowUpConversion, "2025-09"), None, "nobody was followed");
    // None of the five filed in June had bought by its end, three by the end of the year.
    assert_eq!(ledger.value(ShippedKpi::NewCustomerConversion, "2025-06"), Some(Ratio::NONE));
    assert_eq!(ledger.per_mille(ShippedKpi::NewCustomerConversion, "2025-Q2"), Some(0));
    assert_eq!(ledger.per_mille(ShippedKpi::NewCustomerConversion, "2025"), Some(600));
}

#[test]
fn opportunities_convert_from_the_stage_that_they_reached() {
    // F-18, F-21: cohorts by opening day. One of four proposals and one of five leads were won; fairs 1 of 4; referrals 3 of 10.
    let mut ledger = Ledger::default();
    for (stage, is_won) in [(Stage::Proposal, true), (Stage::Proposal, false), (Stage::Negotiation, false), (Stage::Proposal, false)] {
        let customer = ledger.customer("2025-06-01");
        let opportunity = ledger.opens(customer, day("2025-07-31"), stage);
        match is_won {
            true => drop(ledger.wins(opportunity, day("2025-09-01"), 1_000)),
            false => ledger.loses(opportunity, "2025-08-31"),
        }
    }
    let customer = ledger.customer("2025-06-01");
    ledger.opens(customer, day("2025-07-01"), Stage::Interested);
    ledger.opens(customer, day("2025-07-01"), Stage::Prospect);
    let early = ledger.opens(customer, day("2025-06-30"), Stage::Proposal);
    ledger.wins(early, day("2025-07-10"), 1_000);
    assert_eq!(ledger.per_mille(ShippedKpi::ProposalConversion, "2025-07"), Some(250));
    assert_eq!(ledger.per_mille(ShippedKpi::LeadConversion, "2025-07"), Some(200));
    assert_eq!(ledger.per_mille(ShippedKpi::WinRate, "2025-08"), Some(0), "those that ended in August");
    assert_eq!(ledger.per_mille(ShippedKpi::WinRate, "2025-Q3"), Some(400), "two of five that ended in the quarter");
    for (source, n, n_won, kpi, expected) in
        [(Source::Fair, 4, 1, ShippedKpi::FairConversion, 250), (Source::Referral, 10, 3, ShippedKpi::ReferralConversion, 300)]
    {
        for at in 0..n {
            let customer = ledger.customer_from("2025-10-01", source);
            let opportunity = ledger.opens(customer, day("2025-10-02"), Stage::Prospect);
            if at < n_won {
                ledger.wins(opportunity, day("2025-10-20"), 1_000);
            }
        }
        assert_eq!(ledger.per_mille(kpi, "2025-10"), Some(expected), "{kpi:?}");
    }
}

#[test]
fn the_sales_of_a_channel_grow() {
    // F-21: 线上渠道销量增长 20 %. Other channels do not count.
    let mut ledger = Ledger::default();
    let online = Gauge::sum(Counted::SalesAmount).only(Narrowing { channel: Some(Source::Online), ..Narrowing::default() });
    let formula = Dated::default().since(day("2025-01-01"), Some(Formula::gauge(online)));
    ledger.book.put(Kpi { formula, ..pilots(day("2025-06-01")) }.into());
    let (online, fair) = (ledger.customer_from("2025-06-01", Source::Online), ledger.customer_from("2025-06-01", Source::Fair));
    for (customer, on, yuan) in
        [(online, "2025-07-01", 100_000), (online, "2025-08-31", 120_000), (fair, "2025-08-01", 999_000), (online, "2025-09-01", 7)]
    {
        ledger.sells_for(customer, day(on), yuan);
    }
    let evaluator = Evaluator::of(&ledger.book, day(YEAR_END));
    let row = evaluator.row(KpiName::Own(PILOTS), period("2025-08"), &Filter::default()).expect("the KPI");
    assert_eq!(Some(row.growth), ratio(1, 5).map(Growth::By));
}

#[test]
fn the_best_customers_of_the_day_before_are_kept_if_they_buy_in_the_period() {
    // F-19, A27: 50, 30, 15 and 5 of a hundred: the first two are A. One of them buys on the last day of the quarter, the other a day later.
    let mut ledger = Ledger::default();
    let mut customers = Vec::new();
    for yuan in [50_000, 30_000, 15_000, 5_000] {
        let customer = ledger.customer("2025-01-06");
        ledger.sells_for(customer, day("2025-06-30"), yuan);
        customers.push(customer);
    }
    ledger.sells_for(customers[0], day("2025-09-30"), 100);
    ledger.sells_for(customers[1], day("2025-10-01"), 100);
    ledger.sells_for(customers[2], day("2025-07-01"), 100);
    assert_eq!(ledger.per_mille(ShippedKpi::HighValueRetention, "2025-Q3"), Some(500));
    assert_eq!(ledger.value(ShippedKpi::HighValueRetention, "2025-Q2"), None, "nobody had bought before");
}

#[test]
fn a_new_customer_takes_so_many_days_and_a_proposal_so_many() {
    // F-20: 20 and 30 days from the first contact to the first order are 25 on average; proposals after one and three days are two, 48 hours.
    let mut ledger = Ledger::default();
    for (contact, order) in [("2025-06-11", "2025-07-01"), ("2025-07-01", "2025-07-31")] {
        let profile = CustomerProfile { first_contact_on: Some(day(contact)), ..CustomerProfile::default() };
        let customer = ledger.files(ledger.ids.lin, day(contact), profile);
        ledger.sells_for(customer, day(order), 1_000);
        ledger.sells_for(customer, day("2025-08-20"), 1_000);
    }
    for (from, until) in [("2025-07-30", "2025-07-31"), ("2025-07-01", "2025-07-04"), ("2025-07-31", "2025-08-10")] {
        let customer = ledger.customer("2025-06-01");
        let opportunity = ledger.opens(customer, day("2025-06-20"), Stage::Prospect);
        ledger.moves(opportunity, Stage::Prospect, Stage::Interested, from);
        ledger.moves(opportunity, Stage::Interested, Stage::Proposal, until);
    }
    let of = |kpi, text| ledger.value(kpi, text).map(Ratio::rounded);
    assert_eq!((of(ShippedKpi::DevelopmentCycle, "2025-07"), of(ShippedKpi::DevelopmentCycle, "2025-08")), (Some(25), None));
    assert_eq!((of(ShippedKpi::ProposalResponse, "2025-07"), of(ShippedKpi::ProposalResponse, "2025-08")), (Some(2), Some(10)));
}

#[test]
fn an_order_takes_the_days_from_its_opportunity() {
    // A16, 下单时长: won on the 11th day after the opening; an order without an opportunity says nothing.
    let mut ledger = Ledger::default();
    let customer = ledger.customer("2025-06-01");
    let opportunity = ledger.opens(customer, day("2025-07-20"), Stage::Prospect);
    ledger.wins(opportunity, day("2025-07-31"), 1_000);
    ledger.sells_for(customer, day("2025-07-31"), 1_000);
    let of = |text| ledger.value(ShippedKpi::SalesCycle, text).map(Ratio::rounded);
    assert_eq!((of("2025-07"), of("2025-08")), (Some(11), None));
}
