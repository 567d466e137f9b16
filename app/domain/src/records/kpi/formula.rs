//! Formulas over gauges and other KPIs.

use serde::{Deserialize, Serialize};

use super::counted::Counted;
use super::gauge::Gauge;
use crate::values::field::Field;
use crate::values::kpi_name::KpiName;
use crate::values::kpi_unit::KpiUnit;
use crate::values::money::Share;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::tagged::tagged;

/// How a KPI is computed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", remote = "Self")]
pub enum Formula {
    /// 填报: the sum of the values that people enter for it.
    Entered {
        unit: KpiUnit,
        #[serde(default, skip_serializing_if = "EntryPolicy::is_none")]
        policy: EntryPolicy,
    },
    Gauge {
        gauge: Gauge,
    },
    /// Another KPI, by its name that never changes.
    Kpi {
        kpi: KpiName,
    },
    Sum {
        parts: Vec<Formula>,
    },
    /// `from` − `less`.
    Less {
        from: Box<Formula>,
        less: Box<Formula>,
    },
    /// `of` ÷ `to`.
    Ratio {
        of: Box<Formula>,
        to: Box<Formula>,
    },
    /// For each person who sells (F-07).
    PerHead {
        of: Box<Formula>,
    },
    /// Not above a share, for a rate that may count as at most 100 %.
    Capped {
        of: Box<Formula>,
        most: Share,
    },
}
tagged!(Formula, "is");

/// What is asked of the values that people enter for a KPI, besides the company's policies (A32, DQ-01).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryPolicy {
    /// Whether each value needs evidence (DQ-02).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub needs_evidence: bool,
    /// Whether somebody else reviews each value.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub needs_review: bool,
}

impl EntryPolicy {
    fn is_none(&self) -> bool {
        *self == EntryPolicy::default()
    }
}

impl Formula {
    /// Maximum number of parts in one formula, and of formulas within each other.
    pub const MOST: usize = 12;

    /// Values that people enter, with nothing asked of them.
    pub fn entered(unit: KpiUnit) -> Formula {
        Formula::Entered { unit, policy: EntryPolicy::default() }
    }

    /// What is asked of the values that people enter; nothing of a computed KPI.
    pub fn entry_policy(&self) -> EntryPolicy {
        if let Formula::Entered { policy, .. } = self { *policy } else { EntryPolicy::default() }
    }

    /// Whether it gives the same values: what is asked of those who enter them changes none.
    pub fn counts_like(&self, other: &Formula) -> bool {
        match (self, other) {
            (Formula::Entered { unit, .. }, Formula::Entered { unit: other, .. }) => unit == other,
            _ => self == other,
        }
    }

    pub fn gauge(gauge: Gauge) -> Formula {
        Formula::Gauge { gauge }
    }

    pub fn ratio(of: Formula, to: Formula) -> Formula {
        Formula::Ratio { of: Box::new(of), to: Box::new(to) }
    }

    pub fn less(from: Formula, less: Formula) -> Formula {
        Formula::Less { from: Box::new(from), less: Box::new(less) }
    }

    pub fn sum<const N: usize>(parts: [Formula; N]) -> Formula {
        Formula::Sum { parts: parts.into() }
    }

    pub fn per_head(of: Formula) -> Formula {
        Formula::PerHead { of: Box::new(of) }
    }

    /// The formulas directly within it.
    pub fn parts(&self) -> Vec<&Formula> {
        match self {
            Formula::Entered { .. } | Formula::Gauge { .. } | Formula::Kpi { .. } => Vec::new(),
            Formula::Sum { parts } => parts.iter().collect(),
            Formula::Less { from, less } => vec![from, less],
            Formula::Ratio { of, to } => vec![of, to],
            Formula::PerHead { of } | Formula::Capped { of, .. } => vec![of],
        }
    }

    /// The KPIs it names, at any depth.
    pub fn names(&self) -> Vec<KpiName> {
        match self {
            Formula::Kpi { kpi } => vec![*kpi],
            other => other.parts().into_iter().flat_map(Formula::names).collect(),
        }
    }

    /// Whether it counts what goods cost (F-16, R-08), not through other KPIs.
    pub fn counts_costs(&self) -> bool {
        match self {
            Formula::Gauge { gauge } => gauge.of == Counted::GrossMargin || gauge.among.is_some_and(|it| it.of == Counted::GrossMargin),
            other => other.parts().into_iter().any(Formula::counts_costs),
        }
    }

    /// The number of formulas in it, itself included.
    fn size(&self) -> usize {
        1 + self.parts().into_iter().map(Formula::size).sum::<usize>()
    }

    /// Its unit, where `of_kpi` gives that of another KPI. Refuses unlike units and unknown KPIs at the field of the part that does not fit.
    pub fn unit(&self, of_kpi: &impl Fn(KpiName) -> Option<KpiUnit>) -> Result<KpiUnit, (Field, Refusal)> {
        let mixed = |part: usize| (Field::FormulaAt(part), Refusal::MixedUnits);
        let inner = |at: usize, formula: &Formula| formula.unit(of_kpi).map_err(|(_, refusal)| (Field::FormulaAt(at), refusal));
        match self {
            Formula::Entered { unit, .. } => Ok(*unit),
            Formula::Gauge { gauge } => Ok(gauge.unit()),
            Formula::Kpi { kpi } => of_kpi(*kpi).ok_or((Field::FormulaAt(0), Refusal::NotYours)),
            Formula::Sum { parts } => {
                let mut units = parts.iter().enumerate().map(|(at, it)| inner(at, it).map(|unit| (at, unit)));
                let (_, first) = units.next().unwrap_or(Err((Field::Formula, Refusal::Missing)))?;
                units.try_fold(first, |sum, next| next.and_then(|(at, unit)| sum.plus(unit).ok_or(mixed(at))))
            }
            Formula::Less { from, less } => inner(0, from)?.minus(inner(1, less)?).ok_or(mixed(1)),
            Formula::Ratio { of, to } => inner(0, of)?.by(inner(1, to)?).ok_or(mixed(1)),
            Formula::PerHead { of } => match inner(0, of)? {
                KpiUnit::Share | KpiUnit::Points => Err(mixed(0)),
                unit => Ok(unit),
            },
            Formula::Capped { of, .. } => Some(inner(0, of)?).filter(|it| *it == KpiUnit::Share).ok_or(mixed(0)),
        }
    }

    /// Whether the parts of people and of periods add up to the whole, where `of_kpi` says it of another KPI.
    pub fn adds_up(&self, of_kpi: &impl Fn(KpiName) -> bool) -> bool {
        match self {
            Formula::Entered { .. } => true,
            Formula::Gauge { gauge } => gauge.adds_up(),
            Formula::Kpi { kpi } => of_kpi(*kpi),
            Formula::Sum { .. } | Formula::Less { .. } => self.parts().into_iter().all(|it| it.adds_up(of_kpi)),
            Formula::Ratio { .. } | Formula::PerHead { .. } | Formula::Capped { .. } => false,
        }
    }

    /// Refuses what cannot be computed, apart from units and cycles, which depend on other KPIs. What is entered stands alone.
    pub fn check(&self, refusals: &mut Refusals) {
        refusals.refuse_if(Formula::MOST < self.size(), Field::Formula, Refusal::TooLong { longest: Formula::MOST as u32 });
        if let Formula::Entered { unit, .. } = self {
            refusals.refuse_if(!matches!(unit, KpiUnit::Count | KpiUnit::Money), Field::Formula, Refusal::Malformed);
        }
        self.check_at(Field::FormulaAt(0), refusals);
        for (at, part) in self.parts().into_iter().enumerate() {
            part.check_within(Field::FormulaAt(at), refusals);
        }
    }

    fn check_within(&self, at: Field, refusals: &mut Refusals) {
        refusals.refuse_if(matches!(self, Formula::Entered { .. }), at, Refusal::NotCounted);
        self.check_at(at, refusals);
        self.parts().into_iter().for_each(|it| it.check_within(at, refusals));
    }

    fn check_at(&self, at: Field, refusals: &mut Refusals) {
        match self {
            Formula::Gauge { gauge } => gauge.check(at, refusals),
            Formula::Sum { parts } => refusals.refuse_if(parts.is_empty(), at, Refusal::Missing),
            Formula::Capped { most, .. } => {
                let is_out = !(1..=10 * Share::WHOLE.0).contains(&most.0);
                refusals.refuse_if(is_out, at, Refusal::OutOfRange { least: 1, most: 1_000 });
            }
            _ => {}
        }
    }
}
