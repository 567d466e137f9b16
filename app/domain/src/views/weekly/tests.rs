use super::*;
use crate::decide;
use crate::decide::command::{Command, LogFollowUp, OpenOpportunity};
use crate::figures::analytics::{self, Filter};
use crate::records::opportunity::OpportunityProfile;
use crate::sample::{company, small};
use crate::values::ids::{FollowUpId, OpportunityId};
use crate::values::stage::Stage;
use uuid::Uuid;

#[test]
fn a_line_has_the_ten_fields_of_the_table() {
    // FU-01, FU-02, FU-10.
    let (mut book, ids) = small();
    let week = ids.today.week();
    let mut done = |on: Day, command: Command| {
        let moment = ids.moment_on(on, ids.lin, &book);
        decide::apply(&command, &mut book, &moment).expect("the rules accept it");
    };
    let log = |n: u128, on: Day, method: Method, next: &str| {
        Command::LogFollowUp(LogFollowUp {
            id: FollowUpId(Uuid::from_u128(n)),
            customer: ids.acme,
            on,
            method,
            content: format!("内容{n}"),
            next_step: next.to_owned(),
            next_on: (!next.is_empty()).then(|| on.plus(3)),
            expected_close: None,
            feedback: String::new(),
            activity: None,
            next_task: None,
            completes: Vec::new(),
        })
    };
    let monday = week.first();
    done(monday.plus(-3), log(1, monday.plus(-3), Method::Phone, ""));
    let profile = OpportunityProfile { title: "扩容".to_owned(), expected_close: Some(monday.plus(30)), ..OpportunityProfile::default() };
    let opportunity = OpportunityId(Uuid::from_u128(9));
    done(
        monday,
        Command::OpenOpportunity(OpenOpportunity {
            id: opportunity,
            customer: ids.acme,
            opened_on: monday,
            stage: Stage::Negotiation,
            owner: None,
            profile,
        }),
    );
    done(monday, log(2, monday, Method::Visit, "3日内提交报价单"));
    done(monday.plus(4), log(3, monday.plus(4), Method::Proposal, ""));

    let table = Weekly::of(&book, week, TargetOf::Person(ids.lin));
    let expected = |on: Day, n, method, content: &str, next: Option<(String, Option<Day>)>| WeeklyRow {
        on,
        customer: ids.acme,
        owner: ids.lin,
        is_new: true,
        contact: Some((method, content.to_owned())),
        stage: ShortStage::Interested,
        sales: Money(0),
        n_follow_ups: n,
        next,
        expected_close: Some(monday.plus(30)),
    };
    assert_eq!(
        table.rows,
        [
            expected(monday, 2, Method::Visit, "内容2", Some(("3日内提交报价单".to_owned(), Some(monday.plus(3))))),
            expected(monday.plus(4), 3, Method::Proposal, "内容3", None),
        ]
    );
    assert_eq!(table.by_method, BTreeMap::from([(Method::Visit, 1), (Method::Proposal, 1)]));
    assert_eq!(Weekly::of(&book, week, TargetOf::Person(ids.wang)), Weekly::default());
    assert_eq!(Weekly::of(&book, week, TargetOf::Team(ids.first_team)).rows.len(), 2);
    assert_eq!(Weekly::of(&book, week, TargetOf::Team(ids.second_team)).rows.len(), 0);
}

#[test]
fn the_sales_column_adds_up_to_the_weeks_sales() {
    // FU-01: all sales of the week appear on exactly one line.
    let today = Day(20_591);
    let book = company(today).book();
    let facts = analytics::facts_of(&book);
    let mut n_rows = 0;
    for back in 0..12 {
        let week = Week(today.week().0 - back);
        let table = Weekly::of(&book, week, TargetOf::Company);
        let sold = analytics::totals(&facts, Period::Week(week), &Filter::default(), &book).sum(Measure::SalesAmount);
        assert_eq!(table.rows.iter().map(|it| it.sales).sum::<Money>(), table.sales);
        assert_eq!(table.sales, Money(sold));
        let n_contacts = table.rows.iter().filter(|it| it.contact.is_some()).count();
        assert_eq!(usize::try_from(table.by_method.values().sum::<u32>()), Ok(n_contacts));
        n_rows += table.rows.len();
    }
    assert!(20 < n_rows, "{n_rows} lines in twelve weeks");
}

#[test]
fn the_short_stage_groups_the_six() {
    // E-02, A28.
    let short = Stage::ALL.map(ShortStage::from);
    use ShortStage::{Interested, Prospect, Won};
    assert_eq!(short, [Prospect, Interested, Interested, Interested, Won, Won]);
}

#[test]
fn a_line_stays_with_the_team_of_the_time() {
    // A36: lin moves to the second team on Tuesday; Monday's follow-ups and sales stay with the first team.
    use crate::decide::command::{Save, TakeOrder};
    use crate::records::order::{Line, OrderTerms};
    use crate::records::organisation::Person;
    use crate::values::ids::OrderId;
    use crate::values::money::Quantity;
    let (mut book, ids) = small();
    let week = ids.today.week();
    let monday = week.first();
    for (by, n) in [(0, 1), (2, 2)] {
        let on = monday.plus(by);
        let moment = ids.moment_on(on, ids.lin, &book);
        let log = LogFollowUp::of(FollowUpId(Uuid::from_u128(n)), ids.acme, on, Method::Phone, "谈了需求");
        decide::apply(&Command::LogFollowUp(log), &mut book, &moment).expect("a follow-up");
        let line = Line::of(ids.product, Quantity::whole(i64::from(by) + 1), Money::whole(1_000));
        let terms = OrderTerms { deal_on: on, lines: vec![line], ..OrderTerms::default() };
        let take = TakeOrder { id: OrderId(Uuid::from_u128(n)), number: None, customer: ids.acme, owner: None, terms };
        decide::apply(&Command::TakeOrder(take), &mut book, &moment).expect("an order");
        let was = book.person(ids.lin).expect("lin").clone();
        let now = Person { team: Some(ids.second_team), ..was.clone() };
        let moment = ids.moment_on(on.plus(1), ids.admin, &book);
        decide::apply(&Command::SavePerson(Save { was: Some(was), now }), &mut book, &moment).expect("a move");
    }
    for (of, n_rows, sales) in [
        (TargetOf::Team(ids.first_team), 1, 1_000),
        (TargetOf::Team(ids.second_team), 1, 3_000),
        (TargetOf::Department(ids.department), 2, 4_000),
        (TargetOf::Person(ids.lin), 2, 4_000),
        (TargetOf::Person(ids.wang), 0, 0),
        (TargetOf::Company, 2, 4_000),
    ] {
        let table = Weekly::of(&book, week, of);
        assert_eq!((table.rows.len(), table.sales), (n_rows, Money::whole(sales)), "{of:?}");
    }
}
