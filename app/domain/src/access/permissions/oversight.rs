//! Permissions of superiors: reviews, targets, quotas and alerts.

use crate::access::actor::Actor;
use crate::access::alert_owner::AlertOwner;
use crate::access::review_file::{File, WorkOwner};
use crate::book::Book;
use crate::records::organisation::{Person, Posting, Role};
use crate::records::planning_note::{PlanningNote, PlanningTopic};
use crate::records::review::{Matter, ReviewState};
use crate::rules::alert_rules::{AlertRule, Level, Setting};
use crate::values::ids::{PersonId, TeamId};
use crate::values::target_of::TargetOf;

impl Actor {
    /// Whether this person reviews and approves other people's records.
    pub fn may_review(&self) -> bool {
        self.leads()
    }

    /// Whether this person may approve or send back the item in its current state.
    pub fn may_review_matter(&self, matter: Matter, book: &Book) -> bool {
        matter.file(book).is_some_and(|it| it.state == ReviewState::Pending && self.may_decide_review(&it, book))
    }

    /// Whether this person may approve or send it back: within reach, and someone else's work (four eyes).
    pub(crate) fn may_decide_review(&self, file: &File, book: &Book) -> bool {
        let shares = || file.shared.and_then(|it| book.order(it)).is_some_and(|it| it.is_work_of(self.person));
        self.reviews(file.whose, book) && self.person != file.whose.credit && self.person != file.by && !shares()
    }

    /// Whether it is within a reviewer's reach: through the credited person, their team at the time, or the customer's owner.
    pub(crate) fn reviews(&self, whose: WorkOwner, book: &Book) -> bool {
        let own_team = self.role == Role::Supervisor && self.team.is_some() && self.team == whose.team;
        let holder = whose.customer.and_then(|it| book.customer(it)).map(|it| it.owner);
        self.leads() && (own_team || self.covers(whose.credit, book) || holder.is_some_and(|it| self.covers(it, book)))
    }

    /// Whether this person may resubmit an item that was sent back: anyone who may change it.
    pub fn may_resubmit(&self, matter: Matter, book: &Book) -> bool {
        let may = |file: File| match file.whose.customer {
            Some(customer) => self.works_on(file.whose.credit, customer, book),
            None => self.may_write_for(file.whose.credit, book),
        };
        matter.file(book).is_some_and(may)
    }

    /// Whether this person may see that owner's figures. Only then does the device hold all of the owner's records.
    pub fn may_ask_for(&self, of: TargetOf, book: &Book) -> bool {
        match (self.role, of) {
            (Role::Administrator | Role::Support, _) => false,
            (Role::Director, _) => true,
            (_, TargetOf::Person(person)) => self.covers(person, book),
            (Role::Manager, TargetOf::Team(team)) => self.has_team_in_department(team, book),
            _ => of == self.widest(),
        }
    }

    /// Whether this person may set that owner's target: a supervisor for team members, a manager for team members, teams and the department, a
    /// director for everyone (matrix, "Set targets").
    pub fn may_set_target(&self, of: TargetOf, book: &Book) -> bool {
        match (self.role, of) {
            _ if self.imports => true,
            (Role::Director, _) => true,
            (Role::Manager, TargetOf::Department(department)) => self.department == Some(department),
            (Role::Manager, TargetOf::Team(team)) => self.has_team_in_department(team, book),
            (Role::Manager | Role::Supervisor, TargetOf::Person(person)) => self.covers(person, book),
            _ => false,
        }
    }

    /// Whether this person may set targets at all.
    pub fn may_set_targets(&self) -> bool {
        self.leads()
    }

    /// Whether this person may propose that owner's target: their own, if a superior sets it.
    pub fn may_propose_target_of(&self, of: TargetOf) -> bool {
        self.role == Role::Rep && of == TargetOf::Person(self.person)
    }

    /// Whether this person may set a target of a period that is over: what people were judged by changes only from the top.
    pub fn may_set_past_targets(&self) -> bool {
        self.imports || self.role == Role::Director
    }

    /// Whether this person may write a note on this topic for those who set targets: everyone in sales on the market, those above the teams on the
    /// strategy.
    pub fn may_write_planning_note(&self, topic: PlanningTopic) -> bool {
        match topic {
            PlanningTopic::Strategy => matches!(self.role, Role::Manager | Role::Director),
            _ => self.may_see_sales(),
        }
    }

    /// Whether this person may withdraw a note: its author, or those above the teams.
    pub fn may_void_planning_note(&self, note: &PlanningNote) -> bool {
        self.may_see_sales() && (note.made_by == self.person || self.may_write_planning_note(PlanningTopic::Strategy))
    }

    /// Whether this person may set quotas at all.
    pub fn may_ask_quotas(&self) -> bool {
        self.leads()
    }

    /// Whether this person may set and end a quota for them: a supervisor within the team, a manager within the department, a director for
    /// everyone.
    pub fn may_ask_quota_of(&self, of: TargetOf, book: &Book) -> bool {
        match (self.role, of) {
            (_, TargetOf::Person(person)) => self.leads() && person != self.person && self.covers(person, book),
            (Role::Supervisor, TargetOf::Team(team)) => self.team == Some(team),
            (Role::Manager, TargetOf::Team(team)) => self.has_team_in_department(team, book),
            (Role::Director, TargetOf::Team(team)) => book.team(team).is_some(),
            _ => false,
        }
    }

    /// Whether an alert is within this person's reach: through the person responsible for it or through the customer's owner.
    pub fn may_see_alert(&self, whose: &AlertOwner, book: &Book) -> bool {
        let holder = whose.customer.and_then(|it| book.customer(it)).map(|it| it.owner);
        [Some(whose.person), holder].into_iter().flatten().any(|it| self.covers(it, book))
    }

    /// Whether this person may decide the measure for an alert that `person` is responsible for. Where the cause must be analysed, only a
    /// superior may (S1:L102), and a rep is not their own superior.
    pub fn may_handle_alert(&self, rule: AlertRule, person: PersonId) -> bool {
        !rule.asks_for_analysis() || self.stands_above(person)
    }

    /// Whether this person may assign the handling of an alert to `who`.
    pub fn may_charge_with_alert(&self, who: &Person, book: &Book) -> bool {
        self.covers(who.id, book)
    }

    /// Whether this person may dismiss an alert: a red one only as a superior, a reminder also one's own. Depends on the level the rule raises,
    /// not on the current one, because today's 临界 is red tomorrow.
    pub fn may_dismiss_alert(&self, setting: &Setting, person: PersonId) -> bool {
        setting.raises != Level::Red || self.stands_above(person)
    }

    /// Whether this person is a superior of the person responsible for an alert. Directors have no superior and count as their own.
    fn stands_above(&self, person: PersonId) -> bool {
        (self.imports || self.leads()) && (person != self.person || self.role == Role::Director)
    }

    /// Whether this person may plan this person's moves. A manager moves the members of the department's teams, and nobody higher.
    pub fn may_plan_move_of(&self, person: &Person, book: &Book) -> bool {
        let is_member = person.role.has_a_team() && person.team.is_some_and(|it| self.has_team_in_department(it, book));
        self.may_administer() || (self.role == Role::Manager && is_member)
    }

    /// Whether this person may give somebody this posting: a manager only a team of the department.
    pub fn may_post_to(&self, posting: Posting, book: &Book) -> bool {
        let is_within = posting.role.has_a_team() && posting.team.is_some_and(|it| self.may_post_to_team(it, book));
        self.may_administer() || is_within
    }

    /// Whether this person may move somebody to this team.
    pub fn may_post_to_team(&self, team: TeamId, book: &Book) -> bool {
        self.may_administer() || (self.role == Role::Manager && self.has_team_in_department(team, book))
    }

    fn has_team_in_department(&self, team: TeamId, book: &Book) -> bool {
        self.department.is_some() && book.team(team).map(|it| it.department) == self.department
    }
}
