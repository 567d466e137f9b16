//! Generators for commands of administrators and managers: rules, people, products, targets.

use super::*;
use crate::decide::command::{PlanMove, SetTarget};
use crate::records::organisation::Posting;
use crate::values::calendar::Day;

pub(super) fn settings() -> impl Strategy<Value = AlertRules> {
    let n = || prop_oneof![8 => 0..40_i64, 1 => any::<i64>()];
    let days = || prop_oneof![8 => 0..40_i32, 1 => any::<i32>()];
    let setting = (proptest::sample::select(AlertRule::ALL.to_vec()), n(), n(), days(), days());
    (proptest::collection::vec(setting, 0..4), any::<bool>(), days(), days()).prop_map(|(settings, adjust_for_time, lasts, sweep_at)| {
        let of = |rule| AlertRules::default_of(rule);
        let settings = settings.into_iter().map(|(rule, threshold, margin, superior_after, manager_after)| {
            (rule, Setting { threshold, margin, superior_after, manager_after, ..of(rule) })
        });
        AlertRules { settings: settings.collect(), adjust_for_time, lasts, sweep_at, kpis: Vec::new() }
    })
}

pub(super) fn policies() -> impl Strategy<Value = Dated<EvidencePolicy>> {
    proptest::collection::vec((days(), proptest::option::of(numbers()), stages(), any::<bool>()), 0..3).prop_map(|versions| {
        versions.into_iter().fold(Dated::default(), |dated, (from, limit, stage, counts_when_reviewed)| {
            let deal_above = limit.map(Money);
            dated.since(from, EvidencePolicy { deal_above, stages: [stage].into(), counts_when_reviewed, ..EvidencePolicy::default() })
        })
    })
}

pub(super) fn grade_rules() -> impl Strategy<Value = Dated<GradeRules>> {
    let rules =
        (numbers(), numbers(), any::<i32>(), any::<i32>(), any::<i64>()).prop_map(|(key, potential, months, quarters, a_percent)| {
            let (key, potential) = (Bar { amount: Money(key), months }, Money(potential));
            GradeRules { key, potential, quarters, a_percent, ..GradeRules::default() }
        });
    let tame = Just(GradeRules::default());
    proptest::option::of((days(), prop_oneof![1 => rules, 1 => tame], proptest::option::of(texts()), people())).prop_map(|version| {
        let claimed = |by| Some(SetBy { by, at: Timestamp(1) });
        let dated = |(from, rules, note, by)| Dated::default().with(Version { from, rules, set: claimed(by), note });
        version.map(dated).unwrap_or_default()
    })
}

fn moves() -> impl Strategy<Value = PlanMove> {
    let place = || proptest::option::of(uuids());
    let posting = (proptest::sample::select(Role::ALL.to_vec()), place(), place());
    (people(), days(), proptest::option::of(posting), texts()).prop_map(|(person, from, to, note)| {
        let posting = |(role, team, department): (Role, Option<Uuid>, Option<Uuid>)| Posting {
            role,
            team: team.map(TeamId),
            department: department.map(DepartmentId),
        };
        PlanMove { person, from, to: to.map(posting), note }
    })
}

pub(super) fn of_the_desk() -> impl Strategy<Value = Command> {
    let roles = || proptest::sample::select(Role::ALL.to_vec());
    let place = || proptest::option::of(uuids());
    let person = (people(), texts(), texts(), roles(), place(), place(), proptest::option::of(texts()), any::<bool>())
        .prop_map(|(id, name, account, role, team, department, email, active)| Person {
            id,
            name,
            account,
            role,
            team: team.map(TeamId),
            department: department.map(DepartmentId),
            email,
            active,
            postings: Default::default(),
            joined_on: None,
            left_on: None,
        })
        .boxed();
    let team = (uuids(), texts(), uuids(), proptest::option::of(uuids()))
        .prop_map(|(id, name, department, region)| Team {
            id: TeamId(id),
            name,
            department: DepartmentId(department),
            region: region.map(RegionId),
        })
        .boxed();
    let costs = proptest::collection::vec((any::<i32>(), proptest::option::of(numbers())), 0..3);
    let dated = |costs: Vec<(i32, Option<i64>)>| {
        costs.into_iter().fold(Dated::default(), |dated, (from, cost)| dated.since(Day(from), cost.map(Money)))
    };
    let product = (products(), texts(), texts(), texts(), numbers(), any::<bool>(), costs.prop_map(dated))
        .prop_map(|(id, line, model, module, price, active, cost)| Product { id, line, model, module, price: Money(price), active, cost })
        .boxed();
    let holiday = (any::<i32>(), any::<bool>(), texts()).prop_map(|(on, works, name)| SpecialDay { on: Day(on), works, name });
    let notice = (any::<i32>(), proptest::collection::vec(holiday, 0..3)).prop_map(|(year, days)| Notice { year, days });
    let alerts = (days(), settings()).prop_map(|(from, rules)| Dated::default().since(from, rules));
    let quiet = (any::<i32>(), any::<i32>(), any::<i32>())
        .prop_map(|(from, until, collect_minutes)| NoticeRules { quiet: QuietHours { from, until }, collect_minutes });
    let rules = (proptest::collection::vec(notice, 0..3), policies(), grade_rules(), alerts, quiet, any::<u16>());
    let company = (texts(), any::<i32>(), any::<i32>(), any::<i64>(), rules)
        .prop_map(|(name, utc_offset_minutes, credit_days, revision, (holidays, evidence, grade_rules, alerts, notices, days_between))| {
            Company {
                name,
                currency: Currency::Usd,
                utc_offset_minutes,
                credit_days,
                cadence: Cadence { key: Interval::Days(days_between), ..Cadence::default() },
                task_review: Interval::Days(days_between),
                holidays,
                evidence,
                grade_rules,
                alerts,
                notices,
                revision,
                // Everything is reviewed.
                review: Dated::default()
                    .since(small().1.today, ReviewPolicy { opportunities: true, follow_ups: true, ..ReviewPolicy::default() }),
                ..Company::default()
            }
        })
        .boxed();
    let department = (uuids(), texts()).prop_map(|(id, name)| Department { id: DepartmentId(id), name }).boxed();
    let region = (uuids(), texts()).prop_map(|(id, name)| Region { id: RegionId(id), name }).boxed();
    prop_oneof![
        (owners(), periods(), proptest::option::of(numbers()), proptest::option::of(numbers()), texts()).prop_map(
            |(of, period, was, now, basis)| Command::SetTarget(SetTarget {
                of,
                metric: KpiName::COLLECTED,
                cut: None,
                period,
                was,
                now,
                levels: None,
                basis
            })
        ),
        saved(person).prop_map(Command::SavePerson),
        moves().prop_map(Command::PlanMove),
        saved(team).prop_map(Command::SaveTeam),
        saved(department).prop_map(Command::SaveDepartment),
        saved(region).prop_map(Command::SaveRegion),
        saved(product).prop_map(Command::SaveProduct),
        saved(company).prop_map(Command::SaveCompany),
    ]
}
