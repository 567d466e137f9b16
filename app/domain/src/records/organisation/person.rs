//! People: who they are, and what they are in the company and where (R-01…R-07).

use serde::{Deserialize, Serialize};

use crate::rules::{Dated, Version};
use crate::values::calendar::Day;
use crate::values::ids::{DepartmentId, PersonId, TeamId};
use crate::values::role::Role;
use crate::values::text;

/// A person who signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    /// The sign-in name: lower case, unique in the company.
    pub account: String,
    pub role: Role,
    /// Set for reps and supervisors.
    #[serde(default)]
    pub team: Option<TeamId>,
    /// Set for managers and supporting departments; a team member's department follows from the team.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// Address for notifications by e-mail, if they want them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// False once they have left: they cannot sign in and their devices are rejected.
    pub active: bool,
    /// 调动: role, team and department from a day on, past, present and planned. Empty until the first move that was recorded here; the fields above are
    /// those of today.
    #[serde(default, skip_serializing_if = "Dated::is_default")]
    pub postings: Dated<Posting>,
    /// 入职日期: the first day of their employment, as far as it is known. From it a new salesperson's target grows (T-02).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined_on: Option<Day>,
    /// 离职日期: the last day on which they could sign in. Written when they are disabled, so that the headcount of earlier periods stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_on: Option<Day>,
}

/// What a person is in the company, and where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Posting {
    pub role: Role,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
}

impl Person {
    /// The account name in comparable form: folded, without spaces.
    pub fn account_key(raw: &str) -> String {
        text::fold(raw).replace(' ', "")
    }

    /// Their present posting.
    pub fn posting(&self) -> Posting {
        Posting { role: self.role, team: self.team, department: self.department }
    }

    /// The posting of a day. The present one, as far back as no move is known.
    pub fn posted_on(&self, day: Day) -> Posting {
        if self.postings.is_default() { self.posting() } else { self.postings.on(day) }
    }

    /// The person with another posting.
    #[must_use]
    pub fn posted(self, Posting { role, team, department }: Posting) -> Person {
        Person { role, team, department, ..self }
    }

    /// The person after the moves that have taken effect by `today`; `None` if they are in place already.
    pub fn settled(&self, today: Day) -> Option<Person> {
        let posting = self.posted_on(today);
        (posting != self.posting()).then(|| self.clone().posted(posting))
    }

    /// The postings with one more. The first one keeps what held before it.
    pub(crate) fn with_posting(&self, version: Version<Posting>) -> Dated<Posting> {
        let known = if self.postings.is_default() { Dated::default().since(Day::FIRST, self.posting()) } else { self.postings.clone() };
        known.with(version)
    }

    /// Moves that have not taken effect by `today`, next one first.
    pub fn planned_postings(&self, today: Day) -> impl Iterator<Item = &Version<Posting>> {
        self.postings.versions().iter().filter(move |it| today < it.from)
    }

    /// Whether they may be assigned customers, tasks and quotas.
    pub fn may_hold_customers(&self) -> bool {
        self.active && self.role.sells()
    }

    /// Whether they count among the salespeople of a day. Who was disabled by an earlier release, which noted no day, counts on none.
    pub fn sold_on(&self, day: Day) -> bool {
        let was_here = self.active || self.left_on.is_some_and(|it| day <= it);
        was_here && self.posted_on(day).role.sells()
    }

    /// Whether figures exist for this person: everyone active whose role has figures.
    pub fn has_figures(&self) -> bool {
        self.active && self.role.has_figures()
    }
}
