//! Follow-ups: whom the rep contacts, and about what.

use super::super::words;
use super::{ActResult, REMEMBERED, RepCustomer, RepSimulation};
use crate::decide::command::{AmendCustomer, Command, LogFollowUp};
use crate::values::calendar::Day;
use crate::values::ids::{FollowUpId, TaskId};
use crate::values::method::Method;

impl RepSimulation<'_> {
    pub(super) fn talk(&mut self, day: Day) -> ActResult {
        let account = self.whom_to_contact(day);
        let dice = &mut self.teller.dice;
        let (content, next_step) = *dice.pick(&words::TALKS);
        let method = Method::ALL[dice.weighted(&[30, 34, 20, 6, 5, 4, 1])];
        let on = if dice.chance(3) { day.plus(-dice.between(1, 2)).max(self.rep.starts_on) } else { day };
        let next_on = dice.chance(60).then(|| day.plus(dice.between(3, 40)));
        // A promise with a day creates a task; the next contact completes it.
        let promises = next_on.is_some() && dice.chance(25);
        let completes: Vec<TaskId> = self.accounts[account].promised.take().map(|it| it.0).into_iter().collect();
        let next_task = promises.then(|| TaskId(self.teller.id()));
        self.accounts[account].promised = next_task.zip(next_on);
        self.accounts[account].last_contact = on.max(self.accounts[account].last_contact);
        let is_brought_up_to_date = self.today.plus(-REMEMBERED) <= day && self.teller.dice.chance(90);
        let id = FollowUpId(self.teller.id());
        let follow_up = LogFollowUp {
            id,
            customer: self.accounts[account].id,
            on,
            method,
            content: content.to_owned(),
            next_step: next_step.to_owned(),
            next_on,
            expected_close: None,
            feedback: String::new(),
            activity: None,
            next_task,
            completes,
        };
        let customer = follow_up.customer;
        self.teller.act(self.holder, Command::LogFollowUp(follow_up))?;
        // Saved unchanged, which confirms it (C-10). Only generated for recent days.
        if let Some(was) = self.teller.book.customer(customer).filter(|_| is_brought_up_to_date).map(|it| it.profile.clone()) {
            self.teller.act(self.holder, Command::AmendCustomer(AmendCustomer { customer, now: was.clone(), was }))?;
        }
        Ok(())
    }

    /// Nine times of ten, the customer most due by promise or contact interval; else a random one, large customers more often.
    pub(super) fn whom_to_contact(&mut self, day: Day) -> usize {
        let due = |customer: &RepCustomer| {
            let by_rhythm = customer.rhythm.map(|rhythm| rhythm.after(customer.last_contact));
            customer.promised.map(|it| it.1).into_iter().chain(by_rhythm).min()
        };
        let most_due = (0..self.accounts.len()).filter_map(|index| due(&self.accounts[index]).map(|on| (on, index))).min();
        match most_due.filter(|(on, _)| *on <= day.plus(4)) {
            Some((_, index)) if self.teller.dice.chance(90) => index,
            _ => {
                let weights: Vec<i32> = self.accounts.iter().map(|it| 30 + it.weight).collect();
                self.teller.dice.weighted(&weights)
            }
        }
    }
}
