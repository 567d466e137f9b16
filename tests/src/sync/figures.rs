//! The sums updated by every push equal a full recount, and the typed tables equal the records.

use domain::book::Book;
use domain::decide::command::{
    CancelOrder, Command, HandOverCustomer, LogFollowUp, RecordExpense, RecordPayment, ReturnGoods, Save, Track, VoidPayment,
};
use domain::figures::analytics::Filter;
use domain::figures::credited::Credited;
use domain::figures::fact::Measure;
use domain::figures::kpis::{Evaluator, RankingQuestion, ranked};
use domain::records::expense::ExpenseProfile;
use domain::records::order::{Goods, PaymentMethod};
use domain::records::organisation::Person;
use domain::rules::dictionary::Term;
use domain::sample;
use domain::sync::Envelope;
use domain::values::calendar::{Day, Period, WeekStart};
use domain::values::ids::{ExpenseId, FollowUpId, PaymentId, PersonId, ReturnId};
use domain::values::kpi_name::KpiName;
use domain::values::method::Method;
use domain::values::money::{Money, Quantity};
use domain::values::shipped_kpi::ShippedKpi;
use rstest::rstest;
use server::db::queries::{facts, people, ranking};

use super::world::{World, envelope};
use crate::support::Db;

#[rstest]
#[tokio::test]
async fn the_sums_of_a_whole_company_equal_a_recount(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let fresh = db.fresh().await;
    let database = server::db::Database::open(&fresh.url).await.expect("a fresh database opens");
    let sample = sample::company(domain::values::calendar::Day(20_591));
    database.migrate(domain::values::calendar::Timestamp(1)).await.expect("a fresh database takes the schema");
    let mut from = 0;
    while from < sample.acts.len() {
        // Takes consecutive acts of the same person.
        let by = sample.acts[from].by;
        let to =
            sample.acts[from..].iter().take(400).position(|it| it.by != by).map_or((from + 400).min(sample.acts.len()), |it| from + it);
        let envelopes: Vec<Envelope> =
            sample.acts[from..to].iter().zip(1..).map(|(it, seq)| envelope(&it.command, seq, 0, it.made_at)).collect();
        let actor = domain::access::actor::Actor { person: by, ..sample.administrator() };
        let now = domain::values::calendar::Timestamp(i64::MAX / 2);
        server::sync::push_as(&database, &actor, server::sync::Origin::HOUSE, &envelopes, now, &()).await.expect("the acts are taken");
        from = to;
    }
    let connection = database.connection();
    let stored = server::rollup::stored(connection).await.expect("the sums can be read");
    assert!(1_000 < stored.len());
    assert_eq!(stored, server::rollup::recount(connection).await.expect("the records can be counted"));
    assert_eq!(stored, domain::figures::rollup::recount(sample.book().records()));

    let book = sample.book();
    check_rankings(&database, &book, sample.today).await;

    // The sums that a person sees equal the sums over the records they hold.
    for sign_in in &sample.people {
        let Some(actor) = people::actor(&database, sign_in.person).await.expect("people can be read") else { continue };
        let seen = facts::seen_by(&database, &actor).await.expect("facts can be read");
        // A supporting department holds orders without their amounts, and so sees no sums.
        let held = book.records().filter(|it| actor.may_see_sales() && it.scope(&book).is_open_to(&actor, &book));
        let seen = seen.into_iter().map(|it| (it.key, it.value)).collect::<std::collections::BTreeMap<_, _>>();
        assert_eq!(seen, domain::figures::rollup::recount(held), "{}", sign_in.name);
    }
}

/// Compares the rankings that the server answers, from sums or from records, with those of the whole book. Not the one of the A customers: who they
/// are depends on the customers in the book (C-13).
async fn check_rankings(database: &server::db::Database, book: &Book, today: Day) {
    let catalogue = people::catalogue(database).await.expect("the catalogue can be read");
    let evaluator = Evaluator::of(book, today);
    let month = today.month();
    let compared = ShippedKpi::ALL.into_iter().filter(|it| *it != ShippedKpi::HighValueRetention);
    for kpi in compared.map(KpiName::Shipped) {
        // A43: also of a year from February and of a week from Sunday.
        let shifted = [Period::Quarter(month.quarter_from(2)).previous(), Period::Week(today.week_from(WeekStart::Sunday)).previous()];
        for period in [Period::Month(month).previous(), Period::Quarter(today.quarter())].into_iter().chain(shifted) {
            for team in book.teams().map(|it| it.id) {
                for credited in [Credited::Then, Credited::Now] {
                    let question = RankingQuestion { kpi, period, credited };
                    let answered = ranking::of_team(database, question, team, catalogue.clone(), today).await.expect("a ranking");
                    let of = |person| Filter { person: Some(person), credited, ..Filter::default() };
                    let expected = ranked(question, team, book, today, |it| evaluator.measure(kpi, period, &of(it)).value.ok());
                    assert_eq!(answered, expected, "{kpi} {period} {credited:?}");
                }
            }
        }
    }
}

/// The sums of all days before `first`.
async fn sums_before(
    first: domain::values::calendar::Day,
    world: &World,
) -> std::collections::BTreeMap<domain::figures::fact::FactKey, i64> {
    let mut sums = server::rollup::stored(world.db.connection()).await.expect("the sums can be read");
    sums.retain(|key, _| key.on < first);
    sums
}

#[rstest]
#[tokio::test]
async fn commands_in_may_change_no_sum_of_april(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    // A8, A13: an order of March, half paid in April. In May money is received and taken back, goods are returned, and the rest is cancelled.
    let world = World::small(db).await;
    let (order, today, lin) = (world.ids.order, world.ids.today, world.ids.lin);
    let payment = |on, yuan| {
        let id = PaymentId(uuid::Uuid::now_v7());
        let (amount, method, note) = (Money::whole(yuan), PaymentMethod::Transfer, String::new());
        (id, Command::RecordPayment(RecordPayment { id, order, on, amount, method, note }))
    };
    let (first, half) = payment(today.plus(-30), 4_000);
    world.push(lin, vec![half]).await;
    let then = sums_before(today.month().first(), &world).await;
    assert!(then.keys().any(|it| it.measure == Measure::Settled), "what was due is settled in part");

    let (second, more) = payment(today.plus(-3), 3_000);
    let void = |payment| Command::VoidPayment(VoidPayment { order, payment, reason: "重复".to_owned(), corrects: false });
    let goods = vec![Goods { product: world.ids.product, quantity: Quantity::whole(2) }];
    let (id, reason) = (ReturnId(uuid::Uuid::now_v7()), "型号不符".to_owned());
    let back = Command::Track(Track::ReturnGoods(ReturnGoods {
        order,
        id,
        on: today.plus(-1),
        goods: goods.into_iter().map(Into::into).collect(),
        delivered: None,
        reason,
        keeps: false,
    }));
    let cancel = Command::CancelOrder(CancelOrder { order, on: today, reason: "项目取消".to_owned(), refund: None });
    for command in [more, back, void(second), void(first), cancel] {
        let text = format!("{command:?}");
        world.push(lin, vec![command]).await;
        assert_eq!(sums_before(today.month().first(), &world).await, then, "{text}");
        world.check_figures().await;
    }
}

#[rstest]
#[tokio::test]
async fn sums_of_an_older_revision_are_recounted(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let connection = world.db.connection();
    let run = async |text: &str| server::db::sql::run(connection, text, Vec::new()).await.expect("a statement");
    assert_ne!(run("UPDATE rollup SET value = value + 1").await, 0);
    world.db.migrate(world.now).await.expect("a restart");
    let counted = server::rollup::recount(connection).await.expect("the records can be counted");
    assert_ne!(server::rollup::stored(connection).await.expect("the sums can be read"), counted, "the rules are the same");
    run("UPDATE rollup_rules SET revision = 0").await;
    world.db.migrate(world.now).await.expect("the start of a newer release");
    world.check_figures().await;
}

#[rstest]
#[tokio::test]
async fn random_commands_keep_the_sums(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let mut lin = world.phone(world.ids.lin);
    lin.syncs(&world).await;
    let mut dice = 0x9E37_79B9_u64;
    let mut roll = |of: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % of
    };
    for _ in 0..6 {
        for _ in 0..15 {
            let command = super::bench::some_command(&world, &mut roll);
            lin.does(&world, command);
        }
        lin.syncs(&world).await;
        world.check_figures().await;
    }
}

#[rstest]
#[tokio::test]
async fn follow_ups_are_visible_to_the_customers_holders(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    // T-07, A36: lin takes Acme to a fair, then Acme is handed over. The sales stay credited to lin, the contacts do not.
    let world = World::small(db).await;
    let ids = world.ids;
    let met = LogFollowUp {
        id: FollowUpId(uuid::Uuid::now_v7()),
        customer: ids.acme,
        on: ids.today,
        method: Method::Event,
        content: "展会洽谈".to_owned(),
        next_step: String::new(),
        next_on: None,
        expected_close: None,
        feedback: String::new(),
        activity: Some(Term::read("春季展会")),
        next_task: None,
        completes: Vec::new(),
    };
    world.push(ids.lin, vec![Command::LogFollowUp(met)]).await;
    world
        .push(ids.manager, vec![Command::HandOverCustomer(HandOverCustomer { customer: ids.acme, to: ids.zhao, reason: String::new() })])
        .await;
    world.check_figures().await;

    for (person, n_met, n_sold) in
        [(ids.lin, 0, 1), (ids.boss, 0, 1), (ids.zhao, 1, 1), (ids.chen, 1, 1), (ids.manager, 1, 1), (ids.wang, 0, 0)]
    {
        let actor = people::actor(&world.db, person).await.expect("people can be read").expect("they are there");
        let facts = facts::seen_by(&world.db, &actor).await.expect("facts can be read");
        let sum = |measure| facts.iter().filter(|it| it.key.measure == measure).map(|it| it.value).sum::<i64>();
        let seen = [Measure::FollowUps, Measure::Activities, Measure::Deals].map(sum);
        assert_eq!(seen, [n_met, n_met, n_sold], "{person}");
    }
}

#[rstest]
#[tokio::test]
async fn expenses_are_visible_to_their_holders(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    // CO-01, A36: lin records expenses with and without a customer, then moves to the other team.
    let world = World::small(db).await;
    let ids = world.ids;
    let mut n = 0;
    let mut spends = |customer| {
        n += 1;
        let profile = ExpenseProfile { on: ids.today, amount: Money::whole(n), wins_new: true, ..ExpenseProfile::default() };
        Command::RecordExpense(RecordExpense { id: ExpenseId(uuid::Uuid::now_v7()), owner: None, customer, profile })
    };
    world.push(ids.lin, vec![spends(Some(ids.acme)), spends(None)]).await;
    let was = people::by_id(&world.db, ids.lin).await.expect("people can be read").expect("lin is there");
    let now = Person { team: Some(ids.second_team), ..was.clone() };
    world.push(ids.admin, vec![Command::SavePerson(Save { was: Some(was), now })]).await;
    world.push(ids.lin, vec![spends(None)]).await;
    world.check_figures().await;

    let everybody: [PersonId; 8] = [ids.lin, ids.wang, ids.zhao, ids.boss, ids.chen, ids.manager, ids.director, ids.admin];
    let spent = [6, 0, 0, 3, 6, 6, 6, 0];
    for (person, yuan) in everybody.into_iter().zip(spent) {
        let mut phone = world.phone(person);
        phone.syncs(&world).await;
        let held: i64 = phone.expenses().iter().map(|it| it.profile.amount.0).sum();
        let actor = people::actor(&world.db, person).await.expect("people can be read").expect("they are there");
        let facts = facts::seen_by(&world.db, &actor).await.expect("facts can be read");
        let sum = |measure| facts.iter().filter(|it| it.key.measure == measure).map(|it| it.value).sum::<i64>();
        assert_eq!(
            (held, sum(Measure::SellingExpense), sum(Measure::NewCustomerExpense)),
            (yuan * 100, yuan * 100, yuan * 100),
            "{person}"
        );
    }
}
