//! What the sample company wrote down for those who set its targets (T-08).

use super::staff::Staff;
use super::story::Story;
use crate::decide::command::{Command, WritePlanningNote};
use crate::records::planning_note::PlanningTopic;
use crate::values::calendar::Period;
use crate::values::ids::PlanningNoteId;

/// The director writes the strategy, a manager and a rep what happens in the market.
pub(super) fn tell(story: &mut Story, staff: &Staff) {
    let (Some(team), Some(rep)) = (staff.teams.first(), staff.reps.first()) else { return };
    let (year, quarter) = (Period::natural_year(story.today.year()), Period::Quarter(story.today.quarter()));
    for (by, days_ago, topic, period, text) in [
        (staff.director, 60, PlanningTopic::Strategy, year, "稳住老客户的复购，新增业绩主要来自汽车零部件行业"),
        (team.manager, 40, PlanningTopic::Demand, quarter, "几家主要客户的扩产推迟到下季度，本季度订单会偏小"),
        (rep.id, 33, PlanningTopic::Competitors, quarter, "竞品同规格型号降价约 8%，账期放宽到 90 天"),
    ] {
        let on = story.working(story.today.plus(-days_ago));
        let id = PlanningNoteId(story.id(on));
        story.act(by, on, Command::WritePlanningNote(WritePlanningNote { id, topic, period, region: None, text: text.to_owned() }));
    }
}
