//! The checks of an order's terms.

use super::line::Line;
use super::terms::OrderTerms;
use crate::values::calendar::Day;
use crate::values::field::{Field, LinePart};
use crate::values::money::{Money, Share};
use crate::values::refusal::{Refusal, Refusals, check_day, check_planned};
use crate::values::text;

const DISCOUNT: Refusal = Refusal::OutOfRange { least: 0, most: 100 };

impl OrderTerms {
    /// Maximum number of lines.
    pub const MOST_LINES: usize = 200;
    /// Maximum number of instalments.
    pub const MOST_INSTALMENTS: usize = 36;

    pub fn agreed(&self) -> Money {
        self.lines.iter().map(Line::amount).sum()
    }

    /// Returns a cleaned copy, or all refusals. The caller, who has the catalogue, checks the products.
    pub fn checked(&self, today: Day) -> Result<OrderTerms, Refusals> {
        let mut refusals = Refusals::default();
        check_day(&mut refusals, Field::DealOn, self.deal_on, today);
        if let Some(due_on) = self.due_on {
            check_planned(&mut refusals, Field::DueOn, due_on, Day::FIRST);
        }
        if let Some(deliver_by) = self.deliver_by {
            check_planned(&mut refusals, Field::DeliverBy, deliver_by, self.deal_on);
        }
        refusals.refuse_if(self.lines.is_empty(), Field::Lines, Refusal::Missing);
        refusals.refuse_if(
            OrderTerms::MOST_LINES < self.lines.len(),
            Field::Lines,
            Refusal::TooLong { longest: OrderTerms::MOST_LINES as u32 },
        );
        let mut total: i64 = 0;
        for (index, line) in self.lines.iter().enumerate() {
            refusals.refuse_if(line.quantity.0 <= 0, Field::LineOf(index, LinePart::Quantity), Refusal::NotPositive);
            refusals.refuse_if(line.price < Money::ZERO, Field::LineOf(index, LinePart::Price), Refusal::NotPositive);
            refusals.refuse_if(
                line.discount < Share::NONE || Share::WHOLE < line.discount,
                Field::LineOf(index, LinePart::Discount),
                DISCOUNT,
            );
            let cost = Field::LineOf(index, LinePart::Cost);
            refusals.refuse_if(line.cost.is_some_and(|it| it < Money::ZERO), cost, Refusal::NotPositive);
            let too_dear = line.cost.is_some() && line.cost_amount().is_none_or(|it| Money::LARGEST < it);
            refusals.refuse_if(too_dear, cost, Refusal::TooMuch { most: Money::LARGEST });
            let amount = line.exact_amount().filter(|it| *it <= Money::LARGEST);
            total = total.saturating_add(amount.map_or(Money::LARGEST.0, |it| it.0));
            let too_much = amount.is_none();
            refusals.refuse_if(too_much, Field::LineOf(index, LinePart::Price), Refusal::TooMuch { most: Money::LARGEST });
        }
        refusals.refuse_if(!self.lines.is_empty() && total <= 0, Field::LineOf(0, LinePart::Price), Refusal::NotPositive);
        refusals.refuse_if(Money::LARGEST.0 < total, Field::Lines, Refusal::TooMuch { most: Money::LARGEST });
        self.check_instalments(&mut refusals);
        let note = refusals.keep(Field::Note, text::optional(&self.note, text::NOTE)).flatten();
        refusals.into_result()?;
        Ok(OrderTerms { note: note.unwrap_or_default(), ..self.clone() })
    }
}
