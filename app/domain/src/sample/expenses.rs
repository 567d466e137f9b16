//! Selling expenses of the sample company (CO-01): reps pay for travel, invitations and samples, supervisors for promotion, fairs, partners and
//! referrals. One expense is voided, one amended and one attributed to a customer, so that all can be seen. Large ones have a receipt.

use std::collections::{BTreeMap, BTreeSet};

use super::act::Act;
use super::dice::Dice;
use super::evidence;
use super::staff::Staff;
use super::story::Story;
use crate::decide::command::{AmendExpense, AttributeExpense, Command, RecordExpense, VoidExpense};
use crate::records::customer::Source;
use crate::records::expense::{Attribution, ExpenseKind, ExpenseProfile};
use crate::values::calendar::{Day, Month};
use crate::values::ids::{CustomerId, ExpenseId, PersonId};
use crate::values::money::Money;

/// A recurring expense: in how many percent of the months, range in yuan, kind, and whether it wins new customers.
struct MonthlyExpense {
    percent: i32,
    yuan: (i32, i32),
    kind: ExpenseKind,
    wins_new: bool,
    channel: Option<Source>,
    note: &'static str,
}

const fn monthly(percent: i32, yuan: (i32, i32), kind: ExpenseKind, channel: Option<Source>, note: &'static str) -> MonthlyExpense {
    MonthlyExpense { percent, yuan, kind, wins_new: channel.is_some(), channel, note }
}

const OF_A_REP: [MonthlyExpense; 4] = [
    monthly(85, (380, 1_900), ExpenseKind::Travel, None, "老客户回访:高铁与市内交通"),
    monthly(55, (300, 1_200), ExpenseKind::Travel, Some(Source::ActiveVisit), "陌生拜访:开发区走访"),
    monthly(40, (260, 980), ExpenseKind::Hospitality, None, "客户午餐"),
    monthly(15, (200, 1_500), ExpenseKind::Samples, None, "样机寄送与保险"),
];

const OF_A_SUPERVISOR: [MonthlyExpense; 4] = [
    monthly(100, (1_800, 4_200), ExpenseKind::OnlinePromotion, Some(Source::Online), "搜索推广与直播投放"),
    monthly(35, (9_000, 21_000), ExpenseKind::Fair, Some(Source::Fair), "展位、搭建与物料"),
    monthly(40, (800, 3_000), ExpenseKind::Channel, Some(Source::Channel), "渠道伙伴返点"),
    monthly(30, (500, 1_600), ExpenseKind::Hospitality, Some(Source::Referral), "转介绍答谢"),
];

/// Customers that never changed hands, by the person who filed them and the day.
type Hosts = BTreeMap<PersonId, Vec<(Day, CustomerId)>>;

pub(super) fn tell(story: &mut Story, staff: &Staff, so_far: &[Act]) {
    let hosts = hosts(so_far);
    // Separate random numbers, so that the rest of the company does not change.
    let mut dice = Dice::new(0x0C05_7001);
    let leaver = staff.leaver();
    let reps: Vec<PersonId> = staff.reps.iter().map(|it| it.id).filter(|it| *it != leaver).collect();
    let mut supervisors: Vec<PersonId> = staff.reps.iter().map(|it| it.supervisor).collect();
    supervisors.sort_unstable();
    supervisors.dedup();
    for month in (story.begin.month().0..=story.today.month().0).map(Month) {
        for (people, expenses) in [(&reps, &OF_A_REP), (&supervisors, &OF_A_SUPERVISOR)] {
            for (person, expense) in people.iter().flat_map(|it| expenses.iter().map(move |expense| (*it, expense))) {
                let (chosen, offset, yuan) =
                    (dice.chance(expense.percent), dice.between(0, 26), dice.between(expense.yuan.0, expense.yuan.1));
                let on = story.working(month.first().plus(offset));
                if chosen && month.first().plus(offset) <= story.today {
                    let known = hosts.get(&person).into_iter().flatten().filter(|it| it.0 < on).map(|it| it.1);
                    let known: Vec<CustomerId> = known.take(3).collect();
                    let invites = expense.kind == ExpenseKind::Hospitality && !known.is_empty();
                    let customer = invites.then(|| *dice.pick(&known));
                    spend(story, person, on, expense, customer, Money::whole(i64::from(yuan)));
                }
            }
        }
    }
    second_thoughts(story, &reps, &hosts);
}

fn hosts(so_far: &[Act]) -> Hosts {
    let gone: BTreeSet<CustomerId> = so_far
        .iter()
        .filter_map(|act| match &act.command {
            Command::HandOverCustomer(hand_over) => Some(hand_over.customer),
            Command::MergeCustomers(merge) => Some(merge.gone),
            _ => None,
        })
        .collect();
    let mut hosts = Hosts::new();
    for act in so_far {
        if let Command::FileCustomer(customer) = &act.command
            && !gone.contains(&customer.id)
        {
            hosts.entry(act.by).or_default().push((customer.filed_on, customer.id));
        }
    }
    hosts
}

fn spend(story: &mut Story, by: PersonId, on: Day, expense: &MonthlyExpense, customer: Option<CustomerId>, amount: Money) {
    let (kind, wins_new, channel, note) = (expense.kind, expense.wins_new, expense.channel, expense.note.to_owned());
    record(story, by, on, customer, ExpenseProfile { on, amount, kind, wins_new, channel, note });
}

/// Expenses of this amount or more have a receipt.
const RECEIPT_FROM: Money = Money::whole(9_000);

fn record(story: &mut Story, by: PersonId, on: Day, customer: Option<CustomerId>, profile: ExpenseProfile) -> ExpenseId {
    let id = ExpenseId(story.id(on));
    let is_large = RECEIPT_FROM <= profile.amount;
    story.act(by, on, Command::RecordExpense(RecordExpense { id, owner: None, customer, profile }));
    if is_large {
        evidence::receipt(story, by, on, id);
    }
    id
}

/// One expense was recorded twice; another had the wrong amount and was for a customer.
fn second_thoughts(story: &mut Story, reps: &[PersonId], hosts: &Hosts) {
    let on = story.working(story.today.plus(-6));
    let [first, second, ..] = reps else { return };
    let taxi =
        ExpenseProfile {
            on, amount: Money::whole(86), kind: ExpenseKind::Travel, note: "出租车".to_owned(), ..ExpenseProfile::default()
        };
    record(story, *first, on, None, taxi.clone());
    let twice = record(story, *first, on, None, taxi);
    story.act(*first, on, Command::VoidExpense(VoidExpense { expense: twice, reason: "重复录入".to_owned(), corrects: false }));
    let was = ExpenseProfile {
        on,
        amount: Money::whole(1_250),
        kind: ExpenseKind::Other,
        note: "行业协会年费".to_owned(),
        ..ExpenseProfile::default()
    };
    let expense = record(story, *second, on, None, was.clone());
    let now = ExpenseProfile { amount: Money::whole(1_520), ..was.clone() };
    story.act(*second, on, Command::AmendExpense(AmendExpense { expense, was, now }));
    if let Some((_, customer)) = hosts.get(second).into_iter().flatten().find(|it| it.0 < on) {
        let was = Attribution { owner: *second, customer: None };
        let now = Attribution { customer: Some(*customer), ..was };
        story.act(*second, on, Command::AttributeExpense(AttributeExpense { expense, was, now }));
    }
}
