//! Property tests with arbitrary commands: each one is decided, and the book stays consistent.

mod deals;
mod desk;
mod expenses;
mod field;
mod histories;
mod kpis;
mod parts;
mod past;
mod rules;
mod split_credit;
mod whole;

use crate::values::calendar::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::access::actor::Actor;
use crate::decide::command::{
    ApplyCredit, ApproveRecord, Attach, HandleAlert, Observe, RaiseRisk, RecordAdvance, RecordExpense, Refund, RequestChange, ReturnRecord,
    SetQuota, Track,
};
use crate::figures::fact::{Fact, Measure};
use crate::figures::rollup;
use crate::records::alert::{AlertKey, Occurrence};
use crate::records::attachment::{Attachment, MOST_BYTES, Media};
use crate::records::customer::{Ask, Factor, KeyNode, Observed, Source};
use crate::records::expense::{Attribution, ExpenseKind, ExpenseProfile};
use crate::records::order::{DeliveryGap, Goods, Instalment, LineGoods, NodePlan, Rating, SoldAt};
use crate::records::organisation::{Company, Currency, Department, Person, Region, Role, Team};
use crate::records::product::Product;
use crate::records::quota::Wanted;
use crate::records::review::Matter;
use crate::rules::alert_rules::{AlertRule, AlertRules, Level, Setting};
use crate::rules::cadence::{Cadence, Interval};
use crate::rules::dictionary::{SuccessFactor, Term};
use crate::rules::notices::{NoticeRules, QuietHours};
use crate::rules::{Bar, Dated, EvidencePolicy, GradeRules, ReviewPolicy, SetBy, Version};
use crate::sample::kpis::pilots;
use crate::values::calendar::{Month, Quarter, Week};
use crate::values::grade::Grade;
use crate::values::ids::{
    AcceptanceId, AnomalyId, AttachmentId, ComplaintId, CreditUseId, CustomerId, DeliveryId, DepartmentId, ExpenseId, Key, Kind,
    ObservationId, QuotaId, RegionId, RequestId, ReturnId, RiskId, TeamId,
};
use crate::values::kpi_name::KpiName;
use crate::values::money::Share;
use crate::values::node::{Node, Responsible};
use crate::values::open_list::OpenList;
use crate::values::short_stage::ShortStage;
use crate::values::target_of::TargetOf;
use crate::values::working_days::{Notice, SpecialDay};
use deals::*;
use desk::*;
use expenses::*;
use field::*;
use kpis::*;
use parts::*;
use whole::*;

pub(super) fn anything() -> impl Strategy<Value = (PersonId, Timestamp, Command)> {
    let now = prop_oneof![
        9 => Just(this_morning()),
        1 => any::<i64>().prop_map(Timestamp),
        1 => Just(Timestamp(i64::MAX)),
        1 => Just(Timestamp(i64::MIN)),
    ];
    (
        people(),
        now,
        prop_oneof![
            6 => of_the_field().boxed(),
            4 => tracks().boxed(),
            2 => of_the_desk().boxed(),
            1 => attaching().boxed(),
            1 => expenses().boxed(),
            2 => measures().boxed(),
            2 => of_kpis().boxed(),
        ],
    )
}

/// Ten in the morning of the small company's today.
fn this_morning() -> Timestamp {
    small().0.order(small().1.order).map_or(Timestamp(0), |it| Timestamp(it.made_at.0 + 70 * 86_400_000))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the commands, nothing panics, the book stays consistent, and the incremental rollup equals a recount.
    #[test]
    fn any_commands_leave_a_whole_book(
        commands in proptest::collection::vec(prop_oneof![8 => anything().boxed(), 1 => kpi_work().boxed()], 1..60),
    ) {
        let (mut book, ids) = small();
        book.put(pilots(ids.today).into());
        let mut rollup = rollup::recount(book.records());
        for (by, now, command) in commands {
            let _ = (command.subject(), command.needs(), command.verb());
            let moment = moment_of(by, now, &book);
            let command = as_seen(command, &book);
            let Ok(decision) = decide(&command, &book, &moment) else { continue };
            for key in &decision.removes {
                let before = book.remove(*key);
                add(&mut rollup, rollup::deltas(before.as_ref(), None));
            }
            for record in &decision.puts {
                let before = book.get(record.key());
                add(&mut rollup, rollup::deltas(before.as_ref(), Some(record)));
                book.put(record.clone());
            }
        }
        check_whole(&book);
        check_kpis(&book);
        prop_assert_eq!(rollup, rollup::recount(book.records()));
        ask_everything(&book, ids.today);
        ask_kpis(&book, ids.today);
    }
}

/// The moment of an arbitrary command.
pub(super) fn moment_of(by: PersonId, now: Timestamp, book: &Book) -> Moment {
    // An unknown person is not treated as an administrator.
    let stranger = Actor { person: by, role: Role::Rep, team: None, department: None, imports: false };
    let actor = book.person(by).map_or(stranger, |it| Actor::of(it, book));
    let today = now.day(book.company().utc_offset_minutes);
    // The server's clock is right, whatever the device's says.
    Moment { server_today: today.max(small().1.today), ..Moment::of(actor, now, today) }
}

/// Gives half of the review commands the current mark.
pub(super) fn as_seen(command: Command, book: &Book) -> Command {
    let saw = |matter: Matter, seen: Uuid| matter.file(book).filter(|_| seen.as_u128().is_multiple_of(2)).map_or(seen, |it| it.mark);
    match command {
        Command::ApproveRecord(ApproveRecord { matter, seen }) => Command::ApproveRecord(ApproveRecord { matter, seen: saw(matter, seen) }),
        Command::ReturnRecord(ReturnRecord { matter, seen, reason }) => {
            Command::ReturnRecord(ReturnRecord { matter, seen: saw(matter, seen), reason })
        }
        other => other,
    }
}

fn add(
    rollup: &mut std::collections::BTreeMap<crate::figures::fact::FactKey, i64>,
    deltas: std::collections::BTreeMap<crate::figures::fact::FactKey, i64>,
) {
    for (key, value) in deltas {
        *rollup.entry(key).or_insert(0) += value;
    }
    rollup.retain(|_, value| *value != 0);
}
