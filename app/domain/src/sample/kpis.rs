//! A KPI that the sample company added, and what its people entered for it.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::dice::Dice;
use super::staff::Staff;
use super::story::Story;
use crate::decide::command::{Command, RecordKpiEntry, Save};
use crate::records::kpi::{Formula, Kpi};
use crate::rules::Dated;
use crate::values::better::Better;
use crate::values::calendar::Day;
use crate::values::ids::{KpiEntryId, KpiId};
use crate::values::kpi_unit::KpiUnit;

/// Its id.
pub const PILOTS: KpiId = KpiId(Uuid::from_u128((7 << 76) | (0b10 << 62) | 1_101));

/// 试点客户数 (S0:L282), entered by everybody who sells, from thirty days before this day on.
pub fn pilots(day: Day) -> Kpi {
    Kpi {
        id: PILOTS,
        name: "试点客户数".to_owned(),
        name_en: "Pilot customers".to_owned(),
        note: "已签试用协议的客户".to_owned(),
        unit_word: "家".to_owned(),
        better: Better::More,
        formula: Dated::default().since(day.plus(-30), Some(Formula::entered(KpiUnit::Count))),
        roles: BTreeSet::new(),
        active: true,
    }
}

/// The administrator adds it four months before today. Reps enter what they signed, once or twice a month.
pub(super) fn tell(story: &mut Story, staff: &Staff) {
    let from = story.working(story.today.plus(-120));
    // Its version begins on that day.
    let kpi = pilots(from.plus(30));
    story.act(staff.administrator, from, Command::SaveKpi(Save { was: None, now: kpi }));
    // Separate random numbers, so that the rest of the company does not change.
    let mut dice = Dice::new(0x0C05_7002);
    let leaver = staff.leaver();
    for rep in staff.reps.iter().map(|it| it.id).filter(|it| *it != leaver) {
        let mut on = from;
        while on < story.today {
            on = on.plus(dice.between(12, 30));
            let (value, day) = (i64::from(dice.between(1, 3)), story.working(on));
            if story.today < on || day < from {
                continue;
            }
            let id = KpiEntryId(story.id(day));
            let note = "试用协议已签".to_owned();
            story.act(rep, day, Command::RecordKpiEntry(RecordKpiEntry { id, kpi: PILOTS, owner: None, on: day, value, note }));
        }
    }
}
