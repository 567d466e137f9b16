//! Sales: orders, taken directly or by winning, and the opportunities before them.

use super::{ActResult, NEVER, PlannedEvent, RepSimulation};
use crate::decide::command::{Command, OpenOpportunity, TakeOrder, WinOpportunity};
use crate::records::customer::Source;
use crate::records::opportunity::OpportunityProfile;
use crate::records::order::{Line, OrderTerms, Origin};
use crate::values::calendar::Day;
use crate::values::ids::{OpportunityId, OrderId, ProductId};
use crate::values::money::{Money, Quantity, Share};
use crate::values::stage::Stage;

impl RepSimulation<'_> {
    pub(super) fn sell(&mut self, day: Day) -> ActResult {
        let weights: Vec<i32> = self.accounts.iter().map(|it| it.weight).collect();
        let account = self.teller.dice.weighted(&weights);
        self.take(day, account, None)
    }

    pub(super) fn take(&mut self, day: Day, account: usize, wins: Option<OpportunityId>) -> ActResult {
        let lines = self.lines();
        let amount: Money = lines.iter().map(Line::amount).sum();
        let of = &mut self.accounts[account];
        let origin = match (of.has_bought, of.source) {
            (true, _) => Origin::Repurchase,
            (false, Some(Source::Channel)) => Origin::ChannelReferral,
            (false, _) => Origin::NewCustomer,
        };
        of.has_bought = true;
        let (customer, pays) = (of.id, of.pays);
        // Some are recorded one to three days late (A46).
        let deal_on = if self.teller.dice.chance(2) { day.plus(-self.teller.dice.between(1, 3)).max(self.rep.starts_on) } else { day };
        let deal_on = if wins.is_some() { day } else { deal_on };
        let due_on = self.teller.dice.chance(25).then(|| deal_on.plus(60));
        let id = OrderId(self.teller.id());
        let agreed = deal_on.plus(self.teller.dice.between(7, 35));
        let deliver_by = Some(agreed);
        let terms = OrderTerms { deal_on, due_on, lines, origin: Some(origin), note: String::new(), deliver_by, instalments: Vec::new() };
        let order = TakeOrder { id, number: None, customer, owner: None, terms };
        let command = match wins {
            Some(opportunity) => Command::WinOpportunity(WinOpportunity { opportunity, order }),
            None => Command::TakeOrder(order),
        };
        self.teller.act(self.holder, command)?;
        self.sold.add(self.holder, deal_on, amount.0);
        if self.teller.dice.chance(4) {
            let after = self.teller.dice.between(2, 20);
            self.events.entry(day.plus(after)).or_default().push(PlannedEvent::Cancel(id));
        } else {
            self.plan_money(id, amount, deal_on, due_on.unwrap_or(deal_on.plus(30)), pays);
            self.plan_goods(id, day, agreed);
            // Customers who never pay are sold nothing more.
            if pays == NEVER {
                self.accounts[account].weight = 0;
            }
        }
        Ok(())
    }

    /// Two and a half lines on average; better reps sell larger quantities.
    pub(super) fn lines(&mut self) -> Vec<Line> {
        let n_lines = 1 + self.teller.dice.weighted(&[20, 32, 27, 21]);
        let mut lines: Vec<Line> = Vec::with_capacity(n_lines);
        while lines.len() < n_lines {
            let (product, price): (ProductId, Money) = *self.teller.dice.pick(&self.staff.products);
            if lines.iter().any(|it| it.product == product) {
                continue;
            }
            let most = match price.0 {
                ..1_000_000 => 40,
                1_000_000..10_000_000 => 6,
                _ => 1,
            };
            let most = (most * self.rep.skill / 100).max(1);
            let discount = if self.teller.dice.chance(30) { Share(i64::from(self.teller.dice.between(2, 12)) * 100) } else { Share::NONE };
            let quantity = Quantity::whole(i64::from(self.teller.dice.between(1, most)));
            // The cost is known for most lines.
            let cost = self.teller.dice.chance(90).then(|| Money(price.0 / 100 * i64::from(self.teller.dice.between(52, 78))));
            lines.push(Line { discount, cost, ..Line::of(product, quantity, price) });
        }
        lines
    }

    pub(super) fn open(&mut self, day: Day) -> ActResult {
        let weights: Vec<i32> = self.accounts.iter().map(|it| it.weight).collect();
        let account = self.teller.dice.weighted(&weights);
        let (product, price) = *self.teller.dice.pick(&self.staff.products);
        let dice = &mut self.teller.dice;
        let amount = Some(Money(price.0 * i64::from(dice.between(1, 6))));
        let takes = dice.between(15, 110);
        let expected_close = Some(day.plus(takes + dice.between(-10, 15)).max(day));
        let n_stages = dice.weighted(&[12, 28, 32, 28]);
        let ends = dice.weighted(&[58, 24, 18]);
        let title = format!("{}项目", self.accounts[account].demand);
        let id = OpportunityId(self.teller.id());
        let profile = OpportunityProfile { title, product: Some(product), amount, expected_close, ..OpportunityProfile::default() };
        let customer = self.accounts[account].id;
        let open = Command::OpenOpportunity(OpenOpportunity { id, customer, opened_on: day, stage: Stage::Prospect, owner: None, profile });
        self.teller.act(self.holder, open)?;
        for step in 1..=n_stages {
            let on = day.plus(takes * i32::try_from(step).unwrap_or(1) / i32::try_from(n_stages + 1).unwrap_or(1));
            self.events.entry(on).or_default().push(PlannedEvent::Move(id, Stage::OPEN[step - 1], Stage::OPEN[step]));
        }
        match ends {
            0 => self.events.entry(day.plus(takes + 1)).or_default().push(PlannedEvent::Win(id, account)),
            1 => self.events.entry(day.plus(takes + 1)).or_default().push(PlannedEvent::Lose(id)),
            _ => {}
        }
        Ok(())
    }
}
