//! Selling expenses of a salesperson (CO-01): now and then a trip, an invitation, samples, an advertisement, a stand at a fair.

use super::teller::Teller;
use crate::decide::command::{Command, RecordExpense};
use crate::records::customer::Source;
use crate::records::expense::{ExpenseKind, ExpenseProfile};
use crate::sample::Act;
use crate::sample::dice::Dice;
use crate::values::calendar::Day;
use crate::values::ids::{CustomerId, ExpenseId, PersonId};
use crate::values::money::Money;
use crate::values::refusal::Refusals;

/// Working days with an expense, in percent: not quite two a month.
const PERCENT: i32 = 8;

/// A kind of expense.
struct TypicalExpense {
    /// Its share of the expenses, in percent.
    percent: i32,
    kind: ExpenseKind,
    yuan: (i32, i32),
    /// The channel, for expenses that win new customers.
    channel: Option<Source>,
    note: &'static str,
}

const fn typical(percent: i32, kind: ExpenseKind, yuan: (i32, i32), channel: Option<Source>, note: &'static str) -> TypicalExpense {
    TypicalExpense { percent, kind, yuan, channel, note }
}

const TYPICAL: [TypicalExpense; 7] = [
    typical(38, ExpenseKind::Travel, (180, 1_900), None, "回访差旅"),
    typical(20, ExpenseKind::Travel, (150, 1_200), Some(Source::ActiveVisit), "陌生拜访差旅"),
    typical(22, ExpenseKind::Hospitality, (200, 1_400), None, "客户招待"),
    typical(8, ExpenseKind::Samples, (300, 2_600), None, "样品寄送"),
    typical(6, ExpenseKind::OnlinePromotion, (500, 3_200), Some(Source::Online), "线上推广"),
    typical(3, ExpenseKind::Channel, (800, 4_000), Some(Source::Channel), "渠道返点"),
    typical(3, ExpenseKind::Fair, (3_000, 16_000), Some(Source::Fair), "展位与物料"),
];

/// Separate random numbers, so that the rest of the company does not change.
pub(super) struct Purse {
    dice: Dice,
}

impl Purse {
    pub(super) fn of(rep: usize) -> Purse {
        Purse { dice: Dice::new(0x0C05_7001_u64.wrapping_add(rep as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)) }
    }

    /// Records an expense on some days; an invitation is for one of the customers.
    pub(super) fn open(
        &mut self,
        teller: &mut Teller,
        by: PersonId,
        day: Day,
        customers: &[CustomerId],
    ) -> Result<(), (Box<Act>, Refusals)> {
        if !self.dice.chance(PERCENT) {
            return Ok(());
        }
        let TypicalExpense { kind, yuan, channel, note, .. } = TYPICAL[self.dice.weighted(&TYPICAL.map(|it| it.percent))];
        let amount = Money::whole(i64::from(self.dice.between(yuan.0, yuan.1)));
        let invited = (kind == ExpenseKind::Hospitality && !customers.is_empty()).then(|| *self.dice.pick(customers));
        let profile = ExpenseProfile { on: day, amount, kind, wins_new: channel.is_some(), channel, note: note.to_owned() };
        std::mem::swap(&mut self.dice, &mut teller.dice);
        let id = ExpenseId(teller.id());
        let done = teller.act(by, Command::RecordExpense(RecordExpense { id, owner: None, customer: invited, profile }));
        std::mem::swap(&mut self.dice, &mut teller.dice);
        done
    }
}
