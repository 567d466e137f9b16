//! Another try of a refused command: its form, filled with the user's input.

use domain::book::Book;
use domain::decide::command::{AmendCustomer, AmendExpense, AmendKpiEntry, Command, WinOpportunity};
use domain::records::kpi::Formula;
use domain::values::calendar::Day;
use domain::values::ids::{AttachmentId, CustomerId, ExpenseId, FollowUpId, KpiEntryId, KpiId, OrderId, PaymentId, PersonId};
use domain::values::kpi_unit::KpiUnit;
use uuid::Uuid;

use super::{CustomerForm, ExpenseForm, FollowUpForm, KpiEntryForm, OrderForm, PaymentForm};
use crate::state::{Machine, draft};
use crate::uploads::Awaited;

/// A form filled from a command.
#[derive(Clone, Debug, PartialEq)]
pub enum Retry {
    FollowUp(FollowUpForm),
    Order(OrderForm),
    Payment(PaymentForm),
    Customer(CustomerForm),
    Expense(ExpenseForm),
    KpiEntry(KpiEntryForm),
}

/// The form for another try; `None` if no form can express the command.
pub fn retry(command: &Command, book: &Book, new_id: Uuid) -> Option<Retry> {
    Some(match command {
        Command::LogFollowUp(follow_up) => Retry::FollowUp(FollowUpForm::of(follow_up, FollowUpId(new_id))),
        Command::TakeOrder(order) => Retry::Order(OrderForm::of(order, None, OrderId(new_id))?),
        Command::WinOpportunity(WinOpportunity { opportunity, order }) => {
            let is_open = book.opportunity(*opportunity).is_some_and(|it| it.is_open());
            Retry::Order(OrderForm::of(order, is_open.then_some(*opportunity), OrderId(new_id))?)
        }
        Command::RecordPayment(payment) => Retry::Payment(PaymentForm::of(payment, PaymentId(new_id))),
        Command::RecordExpense(expense) => Retry::Expense(ExpenseForm::of(expense, ExpenseId(new_id))),
        Command::AmendExpense(AmendExpense { expense, now, .. }) => {
            let stands = book.expense(*expense).filter(|it| it.stands())?;
            Retry::Expense(ExpenseForm::wanting(*expense, &stands.profile, now))
        }
        Command::RecordKpiEntry(entry) => {
            Retry::KpiEntry(KpiEntryForm::of(entry, enters_money(entry.kpi, entry.on, book), KpiEntryId(new_id)))
        }
        Command::AmendKpiEntry(AmendKpiEntry { entry, now, .. }) => {
            let stands = book.kpi_entry(*entry).filter(|it| it.stands())?;
            let in_money = enters_money(stands.kpi, stands.on, book);
            Retry::KpiEntry(KpiEntryForm::wanting(*entry, stands.kpi, in_money, &stands.profile(), now))
        }
        Command::FileCustomer(filed) => Retry::Customer(CustomerForm::of(filed, CustomerId(new_id))),
        Command::AmendCustomer(AmendCustomer { customer, now, .. }) => {
            Retry::Customer(CustomerForm::wanting(*customer, &book.customer(*customer)?.profile, now))
        }
        _ => return None,
    })
}

/// Whether a KPI is entered in money on this day.
fn enters_money(kpi: KpiId, on: Day, book: &Book) -> bool {
    matches!(book.kpi(kpi).and_then(|it| it.formula_on(on)), Some(Formula::Entered { unit: KpiUnit::Money, .. }))
}

impl Retry {
    /// What its photos wait for; `None` for an amendment, whose record exists and has its own.
    pub fn awaits(&self) -> Option<Awaited> {
        match self {
            Retry::FollowUp(form) => Some(Awaited::Record(form.id.into())),
            Retry::Order(form) => Some(Awaited::Record(form.id.into())),
            Retry::Payment(form) => Some(Awaited::Payment(form.id)),
            Retry::Customer(form) => form.was.is_none().then(|| Awaited::Record(form.id.into())),
            Retry::Expense(form) => form.was.is_none().then(|| Awaited::Record(form.id.into())),
            Retry::KpiEntry(form) => form.was.is_none().then(|| Awaited::Record(form.id.into())),
        }
    }

    /// Whether it makes a new record rather than amends one.
    pub fn makes_new(&self) -> bool {
        self.awaits().is_some()
    }

    /// The same form with these photos.
    #[must_use]
    pub fn with_photos(self, photos: Vec<AttachmentId>) -> Retry {
        match self {
            Retry::FollowUp(form) => Retry::FollowUp(FollowUpForm { photos, ..form }),
            Retry::Order(form) => Retry::Order(OrderForm { photos, ..form }),
            Retry::Payment(form) => Retry::Payment(PaymentForm { photos, ..form }),
            Retry::Customer(form) => Retry::Customer(CustomerForm { photos, ..form }),
            Retry::Expense(form) => Retry::Expense(ExpenseForm { photos, ..form }),
            Retry::KpiEntry(form) => Retry::KpiEntry(KpiEntryForm { photos, ..form }),
        }
    }

    /// Stores the input as the draft that the form will open.
    pub fn plant(&self, machine: Machine, person: PersonId) {
        match self {
            Retry::FollowUp(form) => draft::plant(machine, person, &FollowUpForm::name(form.customer), form),
            Retry::Order(form) => draft::plant(machine, person, &OrderForm::name(form.customer, form.wins), form),
            Retry::Payment(form) => draft::plant(machine, person, &PaymentForm::name(form.order), form),
            Retry::KpiEntry(form) => draft::plant(machine, person, &KpiEntryForm::name(form.was.as_ref().map(|_| form.id)), form),
            Retry::Expense(form) => draft::plant(machine, person, &ExpenseForm::name(form.was.as_ref().map(|_| form.id)), form),
            Retry::Customer(form) => draft::plant(machine, person, &CustomerForm::name(form.was.as_ref().map(|_| form.id)), form),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::decide::command::FileCustomer;
    use domain::records::customer::CustomerProfile;
    use domain::records::expense::ExpenseProfile;
    use domain::sample;
    use domain::values::calendar::Day;
    use domain::values::money::Money;

    use super::*;
    use crate::state::forms::Form;

    /// The command that the form makes.
    fn command(again: &Retry) -> Option<Command> {
        match again {
            Retry::FollowUp(form) => form.command(),
            Retry::Order(form) => form.command(),
            Retry::Payment(form) => form.command(),
            Retry::Customer(form) => form.command(),
            Retry::Expense(form) => form.command(),
            Retry::KpiEntry(form) => form.command(),
        }
        .ok()
    }

    fn photos(again: &Retry) -> &[AttachmentId] {
        match again {
            Retry::FollowUp(form) => &form.photos,
            Retry::Order(form) => &form.photos,
            Retry::Payment(form) => &form.photos,
            Retry::Customer(form) => &form.photos,
            Retry::Expense(form) => &form.photos,
            Retry::KpiEntry(form) => &form.photos,
        }
    }

    #[test]
    fn photos_go_with_what_the_next_try_records() {
        let today = Day(20_000);
        let book = sample::company(today).book();
        let (id, new_id, photo) = (Uuid::from_u128(7), Uuid::from_u128(8), AttachmentId(Uuid::from_u128(9)));
        let customer = book.customers().next().expect("a customer");
        let order = book.orders().find(|it| it.terms.prepayment().is_some() && !it.terms.lines.is_empty()).expect("an order");
        let spent = ExpenseProfile { on: today, amount: Money(100), ..ExpenseProfile::default() };
        let follow_up = FollowUpForm { content: "看样机".into(), ..FollowUpForm::fresh(FollowUpId(id), Some(customer.id), today) };
        let sale = OrderForm::of(
            &domain::decide::command::TakeOrder {
                id: OrderId(id),
                number: None,
                customer: customer.id,
                owner: None,
                terms: order.terms.clone(),
            },
            None,
            OrderId(id),
        )
        .expect("terms that the form can say");
        let payment = PaymentForm::fresh(PaymentId(id), Some(order.id), "12".into(), today);
        let expense = ExpenseForm { amount: "12".into(), ..ExpenseForm::fresh(ExpenseId(id), today) };
        let profile = CustomerProfile { name: "新客户".into(), ..CustomerProfile::default() };
        let filing = FileCustomer { id: CustomerId(id), number: None, filed_on: today, owner: None, profile };
        let written = [
            follow_up.command().expect("words in full"),
            sale.command().expect("words in full"),
            payment.command().expect("words in full"),
            expense.command().expect("words in full"),
            Command::FileCustomer(filing),
        ];
        for refused in written {
            let was_for = Awaited::recorded_by(&refused);
            let again = retry(&refused, &book, new_id).expect("a form that takes these words");
            let (awaits, again) = (again.awaits(), again.with_photos(vec![photo]));
            assert!(was_for.is_some() && awaits != was_for, "{refused:?}");
            assert_eq!(photos(&again), [photo], "{refused:?}");
            // The photos wait for the record that the form makes.
            assert_eq!(command(&again).as_ref().and_then(Awaited::recorded_by), awaits, "{refused:?}");
        }
        // The record of an amendment exists, and so do its photos.
        let amendment =
            Command::AmendCustomer(AmendCustomer { customer: customer.id, was: customer.profile.clone(), now: customer.profile.clone() });
        assert_eq!((Awaited::recorded_by(&amendment), retry(&amendment, &book, new_id).and_then(|it| it.awaits())), (None, None));
        let standing = book.expenses().find(|it| it.stands()).expect("an expense");
        let amendment = Command::AmendExpense(AmendExpense { expense: standing.id, was: standing.profile.clone(), now: spent });
        assert_eq!((Awaited::recorded_by(&amendment), retry(&amendment, &book, new_id).and_then(|it| it.awaits())), (None, None));
    }
}
