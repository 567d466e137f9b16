//! The guarantees that must hold at rest, whatever happened.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use domain::access::actor::Actor;
use domain::access::sight::Sight;
use domain::book::Book;
use domain::book::record::Record;
use domain::decide::command::{AmendCustomer, Command, RemoveCustomer};
use domain::figures::analytics::{Filter, new_customers};
use domain::records::order::Order;
use domain::sync::Verdict;
use domain::values::calendar::{Day, Period};
use domain::values::ids::{CommandId, Key, Kind, OrderId};
use domain::values::money::Money;
use uuid::Uuid;

use super::hub::Receipt;
use super::world::{Phone, World};

/// Checks every claim.
pub async fn hold(world: &World) -> Result<(), String> {
    let book = world.hub.book().await?;
    let receipts = world.hub.receipts().await?;
    let versions = world.hub.versions().await?;
    for phone in &world.phones {
        nothing_is_stuck_or_lost(phone, &receipts)?;
        everybody_sees_what_they_may(phone, &book, world.today(), &versions)?;
        nothing_is_silent(phone, &receipts)?;
        new_customers_are_the_same_everywhere(phone, &book)?;
    }
    first_orders_are_settled(&book)?;
    nothing_is_doubled_or_half_done(world, &book, &receipts)?;
    fields_are_merged(world, &book, &receipts)?;
    bad_input_is_refused(world, &receipts)?;
    numbers_are_unique(&book)?;
    credit_is_used_once(&book)?;
    world.hub.rollup_equals_recount().await
}

/// Every command has exactly one receipt, and every outbox is empty.
fn nothing_is_stuck_or_lost(phone: &Phone, receipts: &BTreeMap<CommandId, Receipt>) -> Result<(), String> {
    let replica = phone.replica.borrow();
    if !replica.outbox().is_empty() {
        return Err(format!("stuck: {} commands on {}", replica.outbox().len(), phone.device));
    }
    match phone.made.iter().find(|it| !receipts.contains_key(it)) {
        Some(lost) => Err(format!("lost: {lost} of {}", phone.device)),
        None => Ok(()),
    }
}

/// A device holds exactly what its person may see, in the server's version: nothing missing, leaked or stale.
fn everybody_sees_what_they_may(phone: &Phone, book: &Book, today: Day, versions: &BTreeMap<Key, i64>) -> Result<(), String> {
    let Some(person) = book.person(phone.person) else { return Err("a person vanished".to_owned()) };
    let actor = Actor::of(person, book);
    let visible = |it: &Record| it.scope(book).is_open_to(&actor, book);
    let sight = Sight::of(&actor, book, today);
    let expected: BTreeMap<Key, Record> = book.records().filter(visible).map(|it| (it.key(), sight.copy_of(it))).collect();
    let replica = phone.replica.borrow();
    let held: BTreeMap<Uuid, i64> = replica.confirmed().collect();
    for (id, version) in &held {
        let key = expected.keys().find(|it| it.id == *id).ok_or_else(|| format!("leaked: {id} to {}", person.name))?;
        if versions.get(key) != Some(version) {
            return Err(format!("old: {key:?} at {version} instead of {:?} for {}", versions.get(key), person.name));
        }
    }
    if let Some(missing) = expected.keys().find(|it| !held.contains_key(&it.id)) {
        return Err(format!("missing: {missing:?} for {}", person.name));
    }
    match expected.iter().find(|(key, record)| replica.book().get(**key).as_ref() != Some(record)) {
        Some((key, _)) => Err(format!("diverged: {key:?} for {}", person.name)),
        None => Ok(()),
    }
}

/// Every command that was not applied as asked is shown to its author.
fn nothing_is_silent(phone: &Phone, receipts: &BTreeMap<CommandId, Receipt>) -> Result<(), String> {
    let replica = phone.replica.borrow();
    let shown: BTreeSet<CommandId> = replica.attention().iter().map(|it| it.command_id()).collect();
    let silent = |it: &&CommandId| receipts.get(it).is_some_and(|receipt| receipt.verdict != Verdict::Applied) && !shown.contains(it);
    match phone.made.iter().find(silent) {
        Some(silent) => Err(format!("silent: {silent} on {}", phone.device)),
        None => Ok(()),
    }
}

/// Applied commands took effect exactly once; refused ones have no effect.
fn nothing_is_doubled_or_half_done(world: &World, book: &Book, receipts: &BTreeMap<CommandId, Receipt>) -> Result<(), String> {
    let mut removed: BTreeSet<Uuid> = BTreeSet::new();
    let mut paid: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
    for (id, made) in &world.made {
        let is_applied = receipts.get(id).is_some_and(|it| !matches!(it.verdict, Verdict::Refused { .. }));
        match &made.command {
            Command::RemoveCustomer(RemoveCustomer { customer }) if is_applied => drop(removed.insert(customer.0)),
            Command::RecordPayment(payment) if is_applied => drop(paid.entry(payment.order.0).or_default().insert(payment.id.0)),
            Command::ApplyCredit(credit) if is_applied => drop(paid.entry(credit.to.0).or_default().insert(credit.id.0)),
            _ => {}
        }
    }
    for (id, made) in &world.made {
        let is_applied = receipts.get(id).is_some_and(|it| !matches!(it.verdict, Verdict::Refused { .. }));
        let created = match &made.command {
            Command::FileCustomer(customer) => Some(Key { kind: Kind::Customer, id: customer.id.0 }),
            Command::LogFollowUp(follow_up) => Some(follow_up.id.into()),
            Command::TakeOrder(order) => Some(order.id.into()),
            Command::RecordExpense(expense) => Some(expense.id.into()),
            _ => None,
        };
        let Some(created) = created else { continue };
        let is_there = book.has(created);
        if is_applied && !is_there && !removed.contains(&created.id) {
            return Err(format!("lost after it was applied: {created:?}"));
        }
        if !is_applied && is_there {
            return Err(format!("refused and yet there: {created:?}"));
        }
    }
    for order in book.orders() {
        let there: Vec<Uuid> = order.payments.iter().map(|it| it.id.0).collect();
        let once: BTreeSet<Uuid> = there.iter().copied().collect();
        if once.len() != there.len() || once != paid.remove(&order.id.0).unwrap_or_default() {
            return Err(format!("payments of {} doubled or lost", order.number));
        }
    }
    Ok(())
}

/// A field holds the value of its last amendment, unless that amendment was reported as overridden.
fn fields_are_merged(world: &World, book: &Book, receipts: &BTreeMap<CommandId, Receipt>) -> Result<(), String> {
    let mut last: BTreeMap<(Uuid, &str), (i64, Vec<String>)> = BTreeMap::new();
    for (id, made) in &world.made {
        let Command::AmendCustomer(AmendCustomer { customer, was, now }) = &made.command else { continue };
        let Some(receipt) = receipts.get(id) else { continue };
        let gave_way: Vec<Cow<'_, str>> = match &receipt.verdict {
            Verdict::Applied => Vec::new(),
            Verdict::Merged { conflicts } => conflicts.iter().map(|it| it.field.text()).collect(),
            Verdict::Refused { .. } => continue,
        };
        for (field, was, now) in [("industry", &was.industry, &now.industry), ("demand", &was.demand, &now.demand)] {
            if was == now || gave_way.contains(&Cow::Borrowed(field)) {
                continue;
            }
            let (version, values) = last.entry((customer.0, field)).or_default();
            match receipt.version.cmp(version) {
                std::cmp::Ordering::Greater => (*version, *values) = (receipt.version, vec![now.clone()]),
                std::cmp::Ordering::Equal => values.push(now.clone()),
                std::cmp::Ordering::Less => {}
            }
        }
    }
    for ((customer, field), (_, values)) in last {
        let Some(customer) = book.customer(domain::values::ids::CustomerId(customer)) else { continue };
        let stands = if field == "industry" { &customer.profile.industry } else { &customer.profile.demand };
        if !values.contains(stands) {
            return Err(format!("clobbered: {field} of {}", customer.id));
        }
    }
    Ok(())
}

/// The server refuses bad input that an old phone let through.
fn bad_input_is_refused(world: &World, receipts: &BTreeMap<CommandId, Receipt>) -> Result<(), String> {
    let accepted = |(id, made): &(&CommandId, &super::world::Made)| {
        made.is_bad && receipts.get(id).is_some_and(|it| !matches!(it.verdict, Verdict::Refused { .. }))
    };
    match world.made.iter().find(accepted) {
        Some((id, _)) => Err(format!("accepted bad input: {id}")),
        None => Ok(()),
    }
}

/// Everyone who holds an order counts its customer as new exactly where the company does (A11, A12).
fn new_customers_are_the_same_everywhere(phone: &Phone, book: &Book) -> Result<(), String> {
    let replica = phone.replica.borrow();
    for period in ["2025-12", "2026-01", "2026"].into_iter().filter_map(Period::parse) {
        let won = |book: &Book| -> BTreeSet<OrderId> {
            new_customers(period, &Filter::default(), book)
                .into_iter()
                .map(|it| it.order)
                .filter(|it| replica.book().order(*it).is_some())
                .collect()
        };
        let (here, there) = (won(replica.book()), won(book));
        if here != there {
            return Err(format!("new customers of {period}: {here:?} on {} instead of {there:?}", phone.device));
        }
    }
    Ok(())
}

/// Every order names its customer's first order that is not cancelled (A11).
fn first_orders_are_settled(book: &Book) -> Result<(), String> {
    let place = |it: &Order| (it.terms.deal_on, it.id);
    for order in book.orders() {
        let before = book.orders_of(order.customer).filter(|it| place(it) < place(order) && it.cancelled.is_none());
        let first = before.min_by_key(|it| place(it)).map(|it| it.id);
        let said = order.customer_then.map(|it| it.first.map(|order| order.id));
        if said != Some(first) {
            return Err(format!("the first before {}: {said:?} instead of {first:?}", order.number));
        }
    }
    Ok(())
}

/// No more credit is used than a customer has, and what is applied to one order is taken from another (SA-04).
fn credit_is_used_once(book: &Book) -> Result<(), String> {
    for order in book.orders() {
        if order.collected() < Money::ZERO {
            return Err(format!("more was used of {} than came", order.number));
        }
        for used in order.valid_credit_uses() {
            let Some(to) = used.to.and_then(|it| book.order(it)) else { continue };
            let n = to.valid_payments().filter(|it| it.credit_use() == Some((order.id, used.id)) && it.amount == used.amount).count();
            if n != 1 {
                return Err(format!("{n} payments of {} by credit of {}", to.number, order.number));
            }
        }
    }
    Ok(())
}

/// Two offline phones may propose the same number; two records never have it (SA-02).
fn numbers_are_unique(book: &Book) -> Result<(), String> {
    let numbers: Vec<&String> = book.orders().map(|it| &it.number).chain(book.customers().map(|it| &it.number)).collect();
    let once: BTreeSet<&&String> = numbers.iter().collect();
    if once.len() == numbers.len() { Ok(()) } else { Err("a number was given twice".to_owned()) }
}
