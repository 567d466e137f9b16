//! Activity by day: seasons, bad months, and the rush at the end of each month.

use super::super::staff::Rep;
use super::super::teller::{CUSTOMERS, FOLLOW_UPS, OPPORTUNITIES, ORDERS, Teller};
use crate::values::calendar::{Day, Period};

/// Relative activity in each month of the year; February has the Spring Festival.
const SEASON: [i32; 12] = [85, 40, 120, 95, 95, 130, 85, 75, 120, 85, 110, 150];
/// The whole company's bad month: its activity in percent, and how many months ago it was.
const BAD_MONTH: (i32, i32) = (45, 8);

/// The numbers of customers, orders, opportunities and follow-ups of each day.
pub(super) fn plan(teller: &mut Teller, rep: &Rep, days: &[Day], today: Day) -> Vec<[u32; 4]> {
    let mut plan = vec![[0; 4]; days.len()];
    if days.is_empty() {
        return plan;
    }
    let last = i32::try_from(days.len() - 1).unwrap_or(0);
    let dice = &mut teller.dice;
    // Most customers existed before the app; the others are found over time. At least six on the first day.
    plan[0][0] += 6;
    for index in 6..CUSTOMERS {
        let day = if index < CUSTOMERS * 6 / 10 { dice.between(0, last.min(40)) } else { dice.between(0, last) };
        plan[day as usize][0] += 1;
    }
    // The rep's own bad quarter, besides the company's bad month.
    let own_bad = today.quarter().0 - dice.between(1, 7);
    let months: Vec<i32> = days
        .iter()
        .map(|day| {
            let season = SEASON[day.month().0.rem_euclid(12) as usize];
            let bad = if day.month().0 == today.month().0 - BAD_MONTH.1 { BAD_MONTH.0 } else { 100 };
            let own = if day.quarter().0 == own_bad { 55 } else { 100 };
            // More towards the end of a month than at its beginning; business grows a little.
            let (first, end) = Period::Month(day.month()).days();
            let rush = 70 + 60 * (day.0 - first.0) / (end.0 - first.0).max(1);
            let growth = 100 + (day.0 - rep.starts_on.0) / 36;
            season * bad / 100 * own / 100 * rush / 100 * growth / 100
        })
        .collect();
    let mut runs = Vec::with_capacity(months.len());
    let mut sum = 0;
    for weight in months {
        sum += weight.max(1);
        runs.push(sum);
    }
    let mut by_season = |n: usize, kind: usize, dice: &mut crate::sample::dice::Dice| {
        for _ in 0..n {
            let drawn = dice.between(1, sum);
            let day = runs.partition_point(|it| *it < drawn);
            plan[day.min(days.len() - 1)][kind] += 1;
        }
    };
    by_season(ORDERS, 1, dice);
    by_season(OPPORTUNITIES, 2, dice);
    // The app was adopted gradually: most follow-ups are in the last months.
    for _ in 0..FOLLOW_UPS {
        plan[dice.between(0, last).max(dice.between(0, last)) as usize][3] += 1;
    }
    plan
}
