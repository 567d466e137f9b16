//! The input of the expense form, new or amended.

use domain::decide::command::{AmendExpense, Command, RecordExpense};
use domain::records::customer::Source;
use domain::records::expense::{ExpenseKind, ExpenseProfile};
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::ids::{AttachmentId, CustomerId, ExpenseId, PersonId};
use domain::values::money::Money;
use domain::values::refusal::Refusals;
use serde::{Deserialize, Serialize};

use super::{money, needed_day};
use crate::state::forms::Form;
use crate::state::typed;

/// The input of the expense form, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpenseForm {
    /// The expense's id; for a new one, assigned when the form opens.
    pub id: ExpenseId,
    /// The profile when the form was opened; `None` for a new expense.
    #[serde(default)]
    pub was: Option<ExpenseProfile>,
    /// Who spent it; `None` is the person who records it.
    pub owner: Option<PersonId>,
    /// The customer it was for, if any.
    pub customer: Option<CustomerId>,
    pub on: String,
    pub amount: String,
    pub kind: ExpenseKind,
    /// Whether it was spent to win new customers.
    pub wins_new: bool,
    /// The acquisition channel it counts for.
    pub channel: Option<Source>,
    pub note: String,
    /// Receipts that are stored with the draft and attached to the record.
    #[serde(default)]
    pub photos: Vec<AttachmentId>,
}

impl ExpenseForm {
    /// The draft name of the form.
    pub fn name(of: Option<ExpenseId>) -> String {
        of.map_or_else(|| "expense".to_owned(), |it| format!("expense/{it}"))
    }

    /// An empty form.
    pub fn fresh(id: ExpenseId, today: Day) -> ExpenseForm {
        ExpenseForm {
            id,
            was: None,
            owner: None,
            customer: None,
            on: today.to_string(),
            amount: String::new(),
            kind: ExpenseKind::Travel,
            wins_new: false,
            channel: None,
            note: String::new(),
            photos: Vec::new(),
        }
    }

    /// The input of a refused command, for another try under a new id.
    pub fn of(asked: &RecordExpense, id: ExpenseId) -> ExpenseForm {
        let profile = &asked.profile;
        ExpenseForm {
            id,
            was: None,
            owner: asked.owner,
            customer: asked.customer,
            on: profile.on.to_string(),
            amount: typed::money(profile.amount),
            kind: profile.kind,
            wins_new: profile.wins_new,
            channel: profile.channel,
            note: profile.note.clone(),
            photos: Vec::new(),
        }
    }

    /// A form that amends an expense.
    pub fn amending(id: ExpenseId, was: &ExpenseProfile) -> ExpenseForm {
        ExpenseForm::wanting(id, was, was)
    }

    /// The user's wanted values, as an amendment of the current profile.
    pub fn wanting(id: ExpenseId, stands: &ExpenseProfile, wanted: &ExpenseProfile) -> ExpenseForm {
        let words = RecordExpense { id, owner: None, customer: None, profile: wanted.clone() };
        ExpenseForm { was: Some(stands.clone()), ..ExpenseForm::of(&words, id) }
    }

    /// Sets the kind, and the channel that such an expense usually serves, unless the user chose another channel.
    pub fn choose_kind(&mut self, kind: ExpenseKind) {
        let usual = |it: ExpenseKind| (it.usual_channel(), it.usual_channel().is_some());
        if (self.channel, self.wins_new) == usual(self.kind) {
            (self.channel, self.wins_new) = usual(kind);
        }
        self.kind = kind;
    }

    /// Whether an amendment changes nothing.
    pub fn is_unchanged(&self) -> bool {
        self.was.is_some() && self.profile().ok() == self.was
    }

    /// The profile of this input, or its refusals.
    fn profile(&self) -> Result<ExpenseProfile, Refusals> {
        let mut refusals = Refusals::default();
        let on = needed_day(Field::On, &self.on, &mut refusals);
        let amount = money(Field::Amount, &self.amount, &mut refusals);
        // Placeholders for unreadable fields let the rules check the others, so that all refusals show at once. The rules check the date against
        // today later.
        let rest = ExpenseProfile {
            on: on.unwrap_or(Day::FIRST),
            amount: amount.unwrap_or(Money(1)),
            kind: self.kind,
            wins_new: self.wins_new,
            channel: self.channel,
            note: self.note.clone(),
        };
        let (Some(_), Some(_), true) = (on, amount, refusals.is_empty()) else {
            let others = rest.checked(Day::LAST).err().unwrap_or_default();
            refusals.refuse_all(others);
            return Err(refusals);
        };
        Ok(rest)
    }
}

impl Form for ExpenseForm {
    fn is_begun(&self, fresh: &ExpenseForm) -> bool {
        *self != ExpenseForm { customer: self.customer, owner: self.owner, ..fresh.clone() }
    }

    fn command(&self) -> Result<Command, Refusals> {
        let profile = self.profile()?;
        Ok(match self.was.clone() {
            Some(was) => Command::AmendExpense(AmendExpense { expense: self.id, was, now: profile }),
            None => Command::RecordExpense(RecordExpense { id: self.id, owner: self.owner, customer: self.customer, profile }),
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::values::refusal::Refusal;

    use super::*;

    #[test]
    fn a_kind_brings_its_channel_and_leaves_what_was_chosen() {
        // E-22: a trade fair counts for the fair channel, unless the user chooses otherwise.
        let mut form = ExpenseForm::fresh(ExpenseId::default(), Day(20_000));
        form.choose_kind(ExpenseKind::Fair);
        assert_eq!((form.channel, form.wins_new), (Some(Source::Fair), true));
        form.choose_kind(ExpenseKind::OnlinePromotion);
        assert_eq!((form.channel, form.wins_new), (Some(Source::Online), true));
        form.choose_kind(ExpenseKind::Travel);
        assert_eq!((form.channel, form.wins_new), (None, false));
        form.channel = Some(Source::Referral);
        form.choose_kind(ExpenseKind::Fair);
        assert_eq!((form.channel, form.wins_new), (Some(Source::Referral), false));
    }

    #[test]
    fn an_amendment_is_from_what_she_saw() {
        let was = ExpenseProfile { on: Day(20_000), amount: Money(1_250), ..ExpenseProfile::default() };
        assert!(ExpenseForm::amending(ExpenseId::default(), &was).is_unchanged());
        let form = ExpenseForm { amount: "13".into(), ..ExpenseForm::amending(ExpenseId::default(), &was) };
        assert!(!form.is_unchanged());
        let now = ExpenseProfile { amount: Money(1_300), ..was.clone() };
        assert_eq!(form.command(), Ok(Command::AmendExpense(AmendExpense { expense: ExpenseId::default(), was, now })));
    }

    #[test]
    fn everything_unreadable_is_said_at_once() {
        let form = ExpenseForm { on: "someday".into(), amount: "much".into(), ..ExpenseForm::fresh(ExpenseId::default(), Day(20_000)) };
        let refusals = form.command().expect_err("neither can be read");
        assert_eq!(refusals.0.keys().collect::<Vec<_>>(), [Field::Amount, Field::On]);
        // Also the rules' refusals of the readable fields.
        let form = ExpenseForm { amount: String::new(), kind: ExpenseKind::Other, ..ExpenseForm::fresh(ExpenseId::default(), Day(20_000)) };
        let refusals = form.command().expect_err("an amount and what it was");
        assert_eq!((refusals.on(Field::Amount), refusals.on(Field::Note)), (&[Refusal::Missing][..], &[Refusal::Missing][..]));
    }
}
