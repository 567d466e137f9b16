//! A book of many records at once, as when a device opens its store: sorted once and built from the sorted lists, instead of inserted one by one.

use std::collections::BTreeSet;

use super::Book;
use super::record::Record;
use crate::values::ids::{CustomerId, Key};

/// The records must be of different keys.
impl FromIterator<Record> for Book {
    fn from_iter<I: IntoIterator<Item = Record>>(records: I) -> Book {
        let mut book = Book::default();
        let mut members: Vec<(CustomerId, Key)> = Vec::new();
        let (mut customers, mut signposts, mut follow_ups, mut tasks) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut opportunities, mut orders, mut advances, mut expenses) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut attachments, mut alerts, mut targets, mut kpi_entries) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for record in records {
            members.extend(record.family().map(|customer| (customer, record.key())));
            match record {
                Record::Customer(customer) => {
                    book.numbers.note(&customer.number);
                    if customer.stands() { &mut customers } else { &mut signposts }.push((customer.id, customer));
                }
                Record::FollowUp(follow_up) => follow_ups.push((follow_up.id, follow_up)),
                Record::Task(task) => tasks.push((task.id, task)),
                Record::Opportunity(opportunity) => opportunities.push((opportunity.id, opportunity)),
                Record::Order(order) => {
                    book.numbers.note(&order.number);
                    if order.is_advance() { &mut advances } else { &mut orders }.push((order.id, order));
                }
                Record::Expense(expense) => expenses.push((expense.id, expense)),
                Record::Attachment(attachment) => attachments.push((attachment.id, attachment)),
                Record::Alert(alert) => alerts.push((alert.id, alert)),
                Record::Target(target) => targets.push((target.id, target)),
                Record::KpiEntry(entry) => kpi_entries.push((entry.id, entry)),
                // Few, and without a customer.
                catalogue @ (Record::Company(_)
                | Record::Region(_)
                | Record::Department(_)
                | Record::Team(_)
                | Record::Person(_)
                | Record::Product(_)
                | Record::Quota(_)
                | Record::Kpi(_)
                | Record::Benchmark(_)
                | Record::PlanningNote(_)) => book.put(catalogue),
            }
        }
        // By numbers: on a phone, bytes are compared one by one.
        members.sort_unstable_by_key(|(customer, key)| (customer.0.as_u128(), key.kind, key.id.as_u128()));
        let family = |of: &[(CustomerId, Key)]| (of[0].0, of.iter().map(|(_, key)| *key).collect::<BTreeSet<Key>>());
        Book {
            customers: customers.into_iter().collect(),
            signposts: signposts.into_iter().collect(),
            follow_ups: follow_ups.into_iter().collect(),
            tasks: tasks.into_iter().collect(),
            opportunities: opportunities.into_iter().collect(),
            orders: orders.into_iter().collect(),
            advances: advances.into_iter().collect(),
            expenses: expenses.into_iter().collect(),
            attachments: attachments.into_iter().collect(),
            alerts: alerts.into_iter().collect(),
            targets: targets.into_iter().collect(),
            kpi_entries: kpi_entries.into_iter().collect(),
            families: members.chunk_by(|a, b| a.0 == b.0).map(family).collect(),
            ..book
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;
    use crate::values::calendar::Day;

    #[test]
    fn many_records_at_once_make_the_same_book_as_one_after_another() {
        let today = Day::from_ymd(2026, 9, 30).expect("a day");
        let told = sample::company(today).replay().unwrap_or_else(|(act, refusals)| panic!("{act:?} {refusals:?}"));
        let records: Vec<Record> = told.records().collect();
        assert!(1_000 < records.len(), "{}", records.len());
        let mut one_by_one = Book::default();
        records.iter().rev().cloned().for_each(|it| one_by_one.put(it));
        assert_eq!(format!("{:?}", records.into_iter().collect::<Book>()), format!("{one_by_one:?}"));
    }
}
