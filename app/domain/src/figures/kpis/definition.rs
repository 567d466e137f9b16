//! What a name of a KPI stands for: a shipped KPI, or one of the company's own as it is on a day.

use crate::access::actor::Actor;
use crate::book::Book;
use crate::records::kpi::{Formula, Kpi, KpiGroup, Narrowing};
use crate::records::organisation::Role;
use crate::values::better::Better;
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::KpiId;
use crate::values::kpi_name::KpiName;
use crate::values::kpi_unit::KpiUnit;
use crate::values::refusal::{Refusal, Refusals};

/// A KPI as it is computed on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    pub name: KpiName,
    pub group: KpiGroup,
    pub formula: Formula,
    pub unit: KpiUnit,
    pub better: Better,
}

impl Definition {
    /// `None` for a KPI that this book does not hold or that did not exist on that day.
    pub fn of(name: KpiName, book: &Book, on: Day) -> Option<Definition> {
        let (formula, better, group) = match name {
            KpiName::Shipped(shipped) => (shipped.formula(), shipped.better(), shipped.group()),
            KpiName::Own(id) => {
                let kpi = book.kpi(id)?;
                (kpi.formula_on(on)?, kpi.better, KpiGroup::Own)
            }
        };
        let unit = unit_of(name, book)?;
        Some(Definition { name, group, formula, unit, better })
    }
}

/// Whether the parts of people and of periods add up to the whole, so that targets of it are summed and split. Of a KPI of the company's own the
/// newest version says so.
pub fn is_summed(name: KpiName, book: &Book) -> bool {
    is_summed_on(name, Day::LAST, book)
}

/// Likewise, by the formula that holds on a day, so that a new formula leaves the targets of periods that are over as they were. Before
/// the first version, that one.
pub fn is_summed_on(name: KpiName, day: Day, book: &Book) -> bool {
    summed_within(name, day, book, Formula::MOST)
}

fn summed_within(name: KpiName, day: Day, book: &Book, depth: usize) -> bool {
    let formula = match name {
        KpiName::Shipped(shipped) => Some(shipped.formula()),
        KpiName::Own(id) => book.kpi(id).and_then(|kpi| kpi.formula_on(day).or_else(|| first_formula(kpi))),
    };
    formula.is_some_and(|it| it.adds_up(&|other| 0 < depth && summed_within(other, day, book, depth - 1)))
}

fn first_formula(kpi: &Kpi) -> Option<Formula> {
    kpi.formula.versions().first().and_then(|it| it.rules.clone())
}

/// Whether every fact that the KPI counts has the properties that are asked for. Of a KPI of the company's own the newest version says so.
pub fn answers(name: KpiName, asked: &Narrowing, book: &Book) -> bool {
    answers_within(name, asked, book, Formula::MOST)
}

fn answers_within(name: KpiName, asked: &Narrowing, book: &Book, depth: usize) -> bool {
    fn each(formula: &Formula, asked: &Narrowing, of_kpi: &impl Fn(KpiName) -> bool) -> bool {
        match formula {
            Formula::Entered { .. } => false,
            Formula::Gauge { gauge } => asked.traits().all(|it| gauge.of.knows(it)),
            Formula::Kpi { kpi } => of_kpi(*kpi),
            other => other.parts().into_iter().all(|it| each(it, asked, of_kpi)),
        }
    }
    newest(name, book).is_some_and(|it| each(&it, asked, &|other| 0 < depth && answers_within(other, asked, book, depth - 1)))
}

/// The formula of a KPI in its newest version.
pub(super) fn newest(name: KpiName, book: &Book) -> Option<Formula> {
    match name {
        KpiName::Shipped(shipped) => Some(shipped.formula()),
        KpiName::Own(id) => book.kpi(id).and_then(|it| it.formula.versions().last()).and_then(|it| it.rules.clone()),
    }
}

/// The unit of a KPI, the same in all its versions; `None` if this book does not hold it.
pub fn unit_of(name: KpiName, book: &Book) -> Option<KpiUnit> {
    unit_within(name, book, Formula::MOST)
}

/// The depth is limited, so that a cycle that two administrators made at once has no unit instead of no end.
fn unit_within(name: KpiName, book: &Book, depth: usize) -> Option<KpiUnit> {
    let of_kpi = |it: KpiName| if depth == 0 { None } else { unit_within(it, book, depth - 1) };
    let formula = match name {
        KpiName::Shipped(shipped) => shipped.formula(),
        KpiName::Own(id) => book.kpi(id)?.formula.versions().first()?.rules.clone()?,
    };
    formula.unit(&of_kpi).ok()
}

/// Whether a formula needs the KPI, directly or through other KPIs of the book.
pub fn depends_on(formula: &Formula, on: KpiId, book: &Book) -> bool {
    let mut asked: Vec<KpiName> = formula.names();
    let mut seen: Vec<KpiId> = Vec::new();
    while let Some(name) = asked.pop() {
        let KpiName::Own(id) = name else { continue };
        if id == on {
            return true;
        }
        if !seen.contains(&id) {
            seen.push(id);
            let versions = book.kpi(id).into_iter().flat_map(|it| it.formula.versions());
            asked.extend(versions.filter_map(|it| it.rules.as_ref()).flat_map(Formula::names));
        }
    }
    false
}

/// Whether the KPI is or ever was computed from what goods cost, directly or through other KPIs of the book: who may not see costs does not see it
///
pub fn is_of_costs(name: KpiName, book: &Book) -> bool {
    let mut asked = vec![name];
    let mut seen: Vec<KpiName> = Vec::new();
    while let Some(name) = asked.pop() {
        if seen.contains(&name) {
            continue;
        }
        seen.push(name);
        let formulas: Vec<Formula> = match name {
            KpiName::Shipped(shipped) => vec![shipped.formula()],
            KpiName::Own(id) => book.kpi(id).into_iter().flat_map(|it| it.formula.versions()).filter_map(|it| it.rules.clone()).collect(),
        };
        if formulas.iter().any(Formula::counts_costs) {
            return true;
        }
        asked.extend(formulas.iter().flat_map(Formula::names));
    }
    false
}

/// The unit of a formula of this KPI. Refuses cycles, and unlike units at the part that does not fit.
pub fn check_formula(formula: &Formula, of: KpiId, book: &Book, refusals: &mut Refusals) -> Option<KpiUnit> {
    if depends_on(formula, of, book) {
        refusals.refuse(Field::Formula, Refusal::Circular);
        return None;
    }
    formula.unit(&|it| unit_of(it, book)).map_err(|(field, refusal)| refusals.refuse(field, refusal)).ok()
}

/// Whether a formula names a KPI that is no longer used.
pub fn names_ended(formula: &Formula, book: &Book) -> bool {
    formula.names().into_iter().any(|it| matches!(it, KpiName::Own(id) if book.kpi(id).is_some_and(|kpi| !kpi.active)))
}

/// The groups in the order in which this person reads them: reps see first what they do, their superiors what came of it.
pub fn groups_for(actor: &Actor) -> Vec<KpiGroup> {
    let mut groups = vec![KpiGroup::Own];
    let is_rep = actor.role == Role::Rep;
    groups.extend(is_rep.then_some(KpiGroup::Process));
    groups.extend([KpiGroup::Result, KpiGroup::Quality, KpiGroup::Conversion]);
    groups.extend((!is_rep).then_some(KpiGroup::Process));
    groups.extend([KpiGroup::Order, KpiGroup::Customer, KpiGroup::Expense]);
    groups
}
