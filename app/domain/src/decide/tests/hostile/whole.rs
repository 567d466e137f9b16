//! Invariants of a book after arbitrary commands.

use std::collections::BTreeSet;

use super::*;
use crate::book::record::Record;
use crate::values::calendar::Day;
use crate::views::quota_progress;

/// Instalments add up to the lines, what is due to what is still to be paid, and the facts to both.
pub(super) fn check_receivable(order: &crate::records::order::Order) {
    assert_eq!(order.schedule().iter().map(|it| it.amount).sum::<Money>(), order.agreed());
    assert_eq!(order.dues().iter().map(crate::records::order::Due::unpaid).sum::<Money>(), order.balance());
    let facts = crate::figures::facts::of_order(order);
    let sum = |measure| facts.iter().filter(|it| it.key.measure == measure).map(|it| it.value).sum::<i64>();
    assert_eq!(sum(Measure::Collected), order.collected().0);
    let standing = order.cancelled.is_none();
    assert_eq!(sum(Measure::Due), if standing { order.amount().0 } else { 0 });
    assert_eq!(sum(Measure::Settled), if standing { order.collected().min(order.amount()).0 } else { 0 });
    assert_eq!(sum(Measure::SalesAmount), if standing { order.amount().0 } else { 0 });
    check_credit(order, &facts);
}

/// Whatever happened to an order, those whom it is credited to have exactly their shares of what it brought by any day (A37).
fn check_credit(order: &crate::records::order::Order, facts: &[Fact]) {
    let whole = crate::figures::facts::of_order(&crate::records::order::Order { credit_split: None, ..order.clone() });
    let days: BTreeSet<Day> = facts.iter().map(|it| it.key.on).collect();
    let kinds: BTreeSet<_> = whole.iter().map(|it| (it.key.measure, it.key.product)).collect();
    let parts = order.credited();
    for (measure, product) in kinds {
        for day in &days {
            let is_of = |it: &&Fact| (it.key.measure, it.key.product) == (measure, product) && it.key.on <= *day;
            let sum = |person: Option<PersonId>, facts: &[Fact]| {
                facts.iter().filter(is_of).filter(|it| person.is_none_or(|person| it.key.person == person)).map(|it| it.value).sum::<i64>()
            };
            let all = sum(None, &whole);
            assert_eq!(sum(None, facts), all, "{measure:?} {day}");
            if matches!(measure, Measure::SalesAmount | Measure::Collected | Measure::Due | Measure::Settled) {
                let each: Vec<i64> = parts.iter().map(|it| sum(Some(it.person), facts)).collect();
                assert_eq!(each, crate::figures::credit_split::divided(all, &parts), "{measure:?} {day}");
            } else if measure.reviewed().is_none() {
                assert_eq!(sum(Some(order.owner), facts), all, "counts stay with the owner: {measure:?}");
            }
        }
    }
}

/// Asserts what holds for any book built by decisions.
pub(super) fn check_whole(book: &Book) {
    for order in book.orders() {
        assert!(book.customer(order.customer).is_some(), "an order has its customer");
        assert!(Money::ZERO < order.agreed() && order.agreed() <= Money::LARGEST);
        assert!(Money::ZERO <= order.amount() && Money::ZERO <= order.collected());
        let worth = if order.cancelled.is_some() { Money::ZERO } else { order.amount() };
        assert_eq!(
            order.collected() - order.credit() + order.balance(),
            worth,
            "what came is what it is worth, less what is owed, and credit"
        );
        for payment in order.payments.iter().filter(|it| it.voided.is_none()) {
            let Some((from, credit_use)) = payment.credit_use() else { continue };
            let uses = book
                .order(from)
                .map(|it| it.valid_credit_uses().filter(|used| used.id == credit_use && used.amount == payment.amount).count());
            assert_eq!(uses, Some(1), "what was put towards an order is taken from another");
        }
        assert!(Money::ZERO <= order.balance());
        check_receivable(order);
        for product in order.products() {
            assert!(order.delivered(product) <= order.ordered(product) && order.returned(product).0 <= order.ordered(product));
            assert!(order.came_back(product) <= order.delivered(product), "only what was delivered comes back");
            assert!(order.delivered(product) + order.to_deliver(product) <= order.ordered(product));
        }
        assert!(order.terms.lines.iter().all(|it| book.product(it.product).is_some()));
    }
    for advance in book.advances() {
        assert!(book.customer(advance.customer).is_some(), "an advance has its customer");
        assert!(Money::ZERO <= advance.collected() && advance.collected() == advance.credit());
        let facts = crate::figures::facts::of_order(advance);
        let of_money = |it: Measure| matches!(it, Measure::Collected | Measure::CollectedUnreviewed);
        assert!(facts.iter().all(|it| of_money(it.key.measure)), "money is no deal");
    }
    for opportunity in book.opportunities() {
        assert!(book.customer(opportunity.customer).is_some(), "an opportunity has its customer");
        assert!(opportunity.stage.is_open());
        if let Some(crate::records::opportunity::Outcome::Won { order, .. }) = &opportunity.outcome {
            assert!(book.order(*order).is_some_and(|it| it.from.map(|won| won.id) == Some(opportunity.id)));
        }
    }
    for task in book.tasks() {
        assert!(book.customer(task.customer).is_some(), "a task has its customer");
        if let Some(TaskEnd::Done { follow_up: Some(follow_up), .. }) = &task.end {
            assert!(
                book.follow_up(*follow_up).is_some_and(|it| it.customer == task.customer),
                "what finished a task is about its customer"
            );
        }
    }
    assert!(book.follow_ups().all(|it| book.customer(it.customer).is_some()), "a follow-up has its customer");
    for expense in book.expenses() {
        assert!(expense.customer.is_none_or(|it| book.customer(it).is_some()), "an expense for a customer has it");
        assert!(Money::ZERO < expense.profile.amount && expense.profile.amount <= Money::LARGEST);
    }
    for attachment in book.attachments() {
        assert!(book.has(attachment.of), "evidence has what it proves");
        let proved = book.get(attachment.of).expect("what it proves");
        assert_eq!(Attachment::family_of(attachment.of, proved.family()), attachment.family());
        if let Record::Expense(expense) = &proved {
            assert_eq!((attachment.owner, attachment.team), (Some(expense.owner), expense.team), "a receipt lies where its expense lies");
        }
        assert!((1..=MOST_BYTES).contains(&attachment.size));
    }
    book.records().for_each(|it| drop(crate::views::evidence::missing(&it, book)));
    for signpost in book.signposts() {
        let stands = book.standing(signpost);
        assert!(stands.stands() && stands.id != signpost.id, "a signpost points to a customer that stands");
        assert!(book.family_of(signpost.id).next().is_none(), "nothing hangs on a signpost");
    }
    for customer in book.customers() {
        let alike = |one: &Ask| customer.open_requests().filter(|it| it.ask.is_like(one)).count();
        assert!(customer.open_requests().all(|it| alike(&it.ask) == 1), "one request of a kind waits at a time");
    }
    let mut numbers: Vec<&str> = book
        .customers()
        .chain(book.signposts())
        .map(|it| it.number.as_str())
        .chain(book.orders().chain(book.advances()).map(|it| it.number.as_str()))
        .collect();
    let n_numbers = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), n_numbers, "numbers are unique (SA-02)");
    let mut accounts: Vec<&str> = book.people().map(|it| it.account.as_str()).collect();
    let n_accounts = accounts.len();
    accounts.sort_unstable();
    accounts.dedup();
    assert_eq!(accounts.len(), n_accounts, "accounts are unique");
    for person in book.people() {
        let needs_team = matches!(person.role, Role::Rep | Role::Supervisor);
        assert_eq!(person.team.is_some(), needs_team, "{person:?}");
        assert_eq!(person.department.is_some(), matches!(person.role, Role::Manager | Role::Support), "{person:?}");
        assert!(person.team.is_none_or(|it| book.team(it).is_some()));
    }
    assert!(book.people().any(|it| it.active && it.role == Role::Administrator), "somebody can always administer");
    for record in book.records() {
        let read = Record::parse(record.key().kind, &record.body()).expect("a body reads back");
        assert_eq!(read, record);
        assert!(!record.body().contains("\\u0000"), "no text that a database refuses");
    }
}

/// Computes every figure of the book.
pub(super) fn ask_everything(book: &Book, today: Day) {
    use crate::figures::analytics::{Figure, Filter, card, facts_of, funnel, spending};
    crate::views::grading::review(book, crate::views::grading::quarter_under_review(today, Default::default()));
    crate::views::renewal::renewals(book, today);
    let ids = small().1;
    for by in [ids.lin, ids.boss, ids.director, ids.admin] {
        let moment = ids.moment(by, book);
        quota_progress::standings(&moment.actor, today.week(), today, book);
        for raised in crate::views::alert::raise(book, &moment) {
            assert!(book.has(raised.key.subject) && raised.since <= moment.today, "{raised:?}");
            crate::views::alert::told(&raised, book, moment.today);
        }
    }
    let facts: Vec<Fact> = facts_of(book);
    for figure in Figure::ALL {
        for period in [
            Period::Month(today.month()),
            Period::Quarter(today.quarter()),
            Period::natural_year(today.year()),
            Period::natural_year(i32::MAX),
        ] {
            card(figure, &facts, period, &Filter::default(), today, book);
            funnel(&facts, period, &Filter::default(), book);
            let spent = spending(&facts, period, &Filter::default(), book).all;
            let _ = (spent.ratio(), spent.cost_of_new());
        }
    }
}
