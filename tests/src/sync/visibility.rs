//! T9: who receives what, and what is withheld from whom.

use domain::book::record::Record;
use domain::decide::command::{AmendCustomer, Attach, Command, FileCustomer};
use domain::records::attachment::Media;
use domain::records::customer::{Contact, CustomerProfile};
use domain::records::organisation::Person;
use domain::sync::Check;
use domain::values::ids::{AttachmentId, CustomerId, Key, PersonId};
use rstest::rstest;
use uuid::Uuid;

use super::world::World;
use crate::support::Db;

#[rstest]
#[tokio::test]
async fn each_role_gets_its_scope(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let ids = world.ids;
    let sees: [(PersonId, bool); 8] = [
        (ids.lin, true),
        (ids.wang, false),
        (ids.zhao, false),
        (ids.boss, true),
        (ids.chen, false),
        (ids.manager, true),
        (ids.director, true),
        (ids.admin, false),
    ];
    for (person, sees) in sees {
        let mut phone = world.phone(person);
        phone.syncs(&world).await;
        assert_eq!((phone.has(ids.acme), phone.has(ids.order)), (sees, sees), "{person}");
        assert!(phone.has(ids.product) && phone.has(ids.lin), "everybody has the catalogue");
    }
}

#[rstest]
#[tokio::test]
async fn a_directors_customers_are_masked(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let (mut lin, mut director) = (world.phone(world.ids.lin), world.phone(world.ids.director));
    lin.syncs(&world).await;
    let was = lin.customer(world.ids.acme).profile;
    let now = domain::records::customer::CustomerProfile { phone: "13800138000".to_owned(), ..was.clone() };
    lin.does(&world, Command::AmendCustomer(AmendCustomer { customer: world.ids.acme, was, now }));
    lin.syncs(&world).await;
    director.syncs(&world).await;
    assert_eq!(lin.customer(world.ids.acme).profile.phone, "13800138000");
    assert_eq!(director.customer(world.ids.acme).profile.phone, "***00");
}

#[rstest]
#[tokio::test]
async fn a_directors_file_names_are_masked(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    // a name card, and any file whose name contains a phone number.
    let world = World::small(db).await;
    let (mut lin, mut director) = (world.phone(world.ids.lin), world.phone(world.ids.director));
    lin.syncs(&world).await;
    let attach = |of: Key, name: &str| {
        let id = AttachmentId(uuid::Uuid::now_v7());
        let (name, sha256, note) = (name.to_owned(), "0a".repeat(32), name.to_owned());
        let attach =
            Attach { id, of, payment: None, stage: None, name, media: Media::Jpeg, size: 9, sha256, width: None, height: None, note };
        (id, Command::Attach(attach))
    };
    let (order, acme) = (Key::from(world.ids.order), Key::from(world.ids.acme));
    let cases =
        [(acme, "王总.jpg", ""), (order, "王总 138-0013-8000.jpg", ""), (order, "wang@acme.cn.jpg", ""), (order, "合同.jpg", "合同.jpg")];
    for (of, name, shown) in cases {
        let (id, command) = attach(of, name);
        lin.does(&world, command);
        lin.syncs(&world).await;
        director.syncs(&world).await;
        let told = |phone: &super::phone::Phone| match phone.record(id) {
            Record::Attachment(attachment) => (attachment.name, attachment.note),
            other => panic!("not an attachment: {other:?}"),
        };
        assert_eq!(told(&lin), (name.to_owned(), name.to_owned()));
        assert_eq!(told(&director), (shown.to_owned(), shown.to_owned()), "{name}");
    }
}

#[rstest]
#[tokio::test]
async fn a_disabled_person_is_refused(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let mut wang = world.phone(world.ids.wang);
    wang.syncs(&world).await;
    let was = server::db::queries::people::by_id(&world.db, world.ids.wang).await.expect("people can be read").expect("wang is there");
    let now = Person { active: false, ..was.clone() };
    world.push(world.ids.admin, vec![Command::SavePerson(domain::decide::command::Save { was: Some(was), now })]).await;
    assert_eq!(wang.sends(&world, wang.request(10)).await, Err(app::api::ApiError::Disabled));
}

#[rstest]
#[tokio::test]
async fn a_wrong_checksum_resends_the_bucket(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let mut lin = world.phone(world.ids.lin);
    lin.syncs(&world).await;
    let whole = lin.held.clone();
    let bucket = domain::access::bucket::Bucket::Person(world.ids.lin);
    let check = |phone: &super::phone::Phone| {
        let held = phone.held.iter().filter(|(_, it)| it.buckets.contains(&bucket));
        let xor = held.clone().fold(0, |xor, ((_, id), it)| xor ^ domain::sync::check_mark(*id, it.version));
        Check { bucket, count: held.count() as u64, xor }
    };
    let mut request = lin.request(100);
    request.checks = vec![check(&lin)];
    let answer = lin.sends(&world, request).await.expect("it is answered");
    assert!(answer.buckets.iter().all(|it| !it.reset));

    lin.held.remove(&("customer".to_owned(), world.ids.acme.0));
    let mut request = lin.request(100);
    request.checks = vec![check(&lin)];
    let answer = lin.sends(&world, request).await.expect("it is answered");
    assert!(answer.more && answer.buckets.iter().any(|it| it.bucket == bucket && it.reset));
    lin.takes(answer);
    lin.syncs(&world).await;
    assert_eq!(lin.held, whole);
}

#[rstest]
#[tokio::test]
async fn twins_are_found_in_either_script_and_any_legal_form(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    world.files(world.ids.lin, "上海國際貿易有限公司").await;
    let actor = server::db::queries::people::actor(&world.db, world.ids.lin).await.expect("people can be read").expect("they work here");
    for (name, n) in [
        ("上海国际贸易有限责任公司", 1),
        ("上海国际贸易（集团）股份有限公司", 1),
        ("上海国际贸易", 1),
        ("上海国际物流有限公司", 0),
        ("有限公司", 0),
    ] {
        let twins = server::db::queries::twins::twins(&world.db, &actor, name, "").await.expect("twins can be found");
        assert_eq!(twins.len(), n, "{name}");
        assert!(twins.iter().all(|it| it.same_name));
    }
}

#[rstest]
#[tokio::test]
async fn twins_of_others_are_masked(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    world.files(world.ids.lin, "宏达机械（上海）").await;
    for (person, visible) in [(world.ids.lin, true), (world.ids.zhao, false)] {
        let actor = server::db::queries::people::actor(&world.db, person).await.expect("people can be read").expect("they work here");
        let twins = server::db::queries::twins::twins(&world.db, &actor, "宏达机械(上海)", "").await.expect("twins can be found");
        assert_eq!(twins.len(), 1);
        assert_eq!(twins[0].customer.is_some(), visible);
        assert_eq!(twins[0].name, if visible { "宏达机械（上海）" } else { "宏*" });
    }
}

#[rstest]
#[tokio::test]
async fn a_twin_is_found_by_any_number_of_any_contact(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let lin = world.ids.lin;
    let contact = |phone: &str| Contact { name: "李经理".to_owned(), phone: phone.to_owned(), ..Contact::default() };
    let profile = CustomerProfile {
        name: "宏达机械".to_owned(),
        phone: "139 1234 5678/+852 9123 4567".to_owned(),
        contacts: vec![contact("021-62345678-801")],
        ..CustomerProfile::default()
    };
    let id = CustomerId(Uuid::now_v7());
    let filing = FileCustomer { id, number: None, filed_on: world.ids.today, owner: None, profile: profile.clone() };
    world.push(lin, vec![Command::FileCustomer(filing)]).await;
    let actor = server::db::queries::people::actor(&world.db, lin).await.expect("people can be read").expect("they work here");
    let found = async |phone: &str| {
        let twins = server::db::queries::twins::twins(&world.db, &actor, "", phone).await.expect("twins can be found");
        twins.iter().filter(|it| it.same_phone && it.customer == Some(id)).count()
    };
    for phone in
        ["13912345678", "+86 21 6234 5678", "（０２１）６２３４５６７８ 转 9", "91234567/00852-91234567", "18800001111、021-62345678"]
    {
        assert_eq!(found(phone).await, 1, "{phone}");
    }
    for phone in ["", "62345678", "13912345679", "***78"] {
        assert_eq!(found(phone).await, 0, "{phone}");
    }
    // A phone number that is removed no longer belongs to anyone.
    let now = CustomerProfile { contacts: Vec::new(), ..profile.clone() };
    let was = profile.checked(world.ids.today).expect("it is filed");
    world.push(lin, vec![Command::AmendCustomer(AmendCustomer { customer: id, was, now })]).await;
    assert_eq!((found("021-62345678").await, found("13912345678").await), (0, 1));
}

#[rstest]
#[tokio::test]
async fn keys_of_another_version_are_recomputed_at_start(#[values(Db::Sqlite, Db::Postgres)] db: Db) {
    let world = World::small(db).await;
    let id = world.files(world.ids.lin, "⼴州⼭⽔").await;
    // As an older release stored them: a name without its radicals, and no phones.
    for statement in ["UPDATE customer SET name_key = '州'", "DELETE FROM customer_phone", "UPDATE customer_keys SET version = 0"] {
        server::db::sql::run(world.db.connection(), statement, Vec::new()).await.expect("the keys can be changed");
    }
    let actor = server::db::queries::people::actor(&world.db, world.ids.lin).await.expect("people can be read").expect("they work here");
    let find = async || server::db::queries::twins::twins(&world.db, &actor, "广州山水", "").await.expect("twins can be found");
    assert!(find().await.is_empty());
    world.db.migrate(domain::values::calendar::Timestamp(1)).await.expect("the schema is up to date");
    assert_eq!(find().await.iter().map(|it| it.customer).collect::<Vec<_>>(), [Some(id)]);
}
