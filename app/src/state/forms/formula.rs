//! The formula editor's input: a shape and up to two parts, each a kind of fact or another KPI.

use domain::records::kpi::{Counted, EntryPolicy, Formula, Gauge, Narrowing, Span, Tally};
use domain::values::field::Field;
use domain::values::json::{of_word, word_of};
use domain::values::kpi_name::KpiName;
use domain::values::kpi_unit::KpiUnit;
use domain::values::refusal::{Refusal, Refusals};

/// How the parts are put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// People enter the values.
    #[default]
    Entered,
    /// A alone.
    Gauge,
    /// A ÷ B.
    Ratio,
    /// A + B.
    Sum,
    /// A − B.
    Less,
    /// A for each person who sells.
    PerHead,
}

impl Shape {
    pub const ALL: [Shape; 6] = [Shape::Entered, Shape::Gauge, Shape::Ratio, Shape::Sum, Shape::Less, Shape::PerHead];

    pub fn word(self) -> &'static str {
        match self {
            Shape::Entered => "entered",
            Shape::Gauge => "gauge",
            Shape::Ratio => "ratio",
            Shape::Sum => "sum",
            Shape::Less => "less",
            Shape::PerHead => "per_head",
        }
    }

    pub fn of(word: &str) -> Shape {
        Shape::ALL.into_iter().find(|it| it.word() == word).unwrap_or_default()
    }

    /// The number of parts.
    pub fn n_parts(self) -> usize {
        match self {
            Shape::Entered => 0,
            Shape::Gauge | Shape::PerHead => 1,
            Shape::Ratio | Shape::Sum | Shape::Less => 2,
        }
    }
}

/// One part, as chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormulaPart {
    /// `fact:deals` or `kpi:` with the name of a KPI; empty while nothing is chosen.
    pub what: String,
    pub tally: String,
    pub span: String,
    /// Conditions: `method=visit`. Empty for none.
    pub only: [String; 2],
}

impl FormulaPart {
    /// The kind of fact, if one is chosen.
    pub fn counted(&self) -> Option<Counted> {
        self.what.strip_prefix("fact:").and_then(|it| of_word(it).ok_or(()).ok())
    }

    fn formula(&self) -> Result<Formula, Refusal> {
        if let Some(name) = self.what.strip_prefix("kpi:") {
            return name.parse().map(|kpi| Formula::Kpi { kpi }).map_err(|_| Refusal::Missing);
        }
        let of = self.counted().ok_or(Refusal::Missing)?;
        let tally = of_word(&self.tally).unwrap_or(Tally::Sum);
        let span = of_word(&self.span).unwrap_or(Span::Within);
        let mut only = Narrowing::default();
        for condition in self.only.iter().filter(|it| !it.is_empty()) {
            narrow(&mut only, condition).ok_or(Refusal::Malformed)?;
        }
        Ok(Formula::gauge(Gauge { tally, span, ..Gauge::sum(of) }.only(only)))
    }

    /// `None` if the form cannot show the formula.
    fn of(formula: &Formula) -> Option<FormulaPart> {
        match formula {
            Formula::Kpi { kpi } => Some(FormulaPart { what: format!("kpi:{kpi}"), ..FormulaPart::default() }),
            Formula::Gauge { gauge } if gauge.among.is_none() => {
                let mut conditions = conditions(&gauge.only).into_iter();
                let only = [conditions.next().unwrap_or_default(), conditions.next().unwrap_or_default()];
                conditions.next().is_none().then(|| FormulaPart {
                    what: format!("fact:{}", word_of(gauge.of)),
                    tally: word_of(gauge.tally),
                    span: word_of(gauge.span),
                    only,
                })
            }
            _ => None,
        }
    }
}

/// The whole formula, as chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormulaForm {
    pub shape: Shape,
    /// Whether amounts are entered rather than counts.
    pub enters_money: bool,
    /// What is asked of each entry.
    pub policy: EntryPolicy,
    pub parts: [FormulaPart; 2],
}

impl FormulaForm {
    /// The formula, or the parts that are not complete.
    pub fn formula(&self) -> Result<Formula, Refusals> {
        let mut refusals = Refusals::default();
        let mut part = |at: usize| refusals.keep(Field::FormulaAt(at), self.parts[at].formula());
        let made = match self.shape {
            Shape::Entered => {
                let unit = if self.enters_money { KpiUnit::Money } else { KpiUnit::Count };
                Some(Formula::Entered { unit, policy: self.policy })
            }
            Shape::Gauge => part(0),
            Shape::PerHead => part(0).map(Formula::per_head),
            Shape::Ratio => both(part(0), part(1)).map(|(of, to)| Formula::ratio(of, to)),
            Shape::Sum => both(part(0), part(1)).map(|(one, other)| Formula::sum([one, other])),
            Shape::Less => both(part(0), part(1)).map(|(from, less)| Formula::less(from, less)),
        };
        made.ok_or(refusals)
    }

    /// The form of a formula; `None` if it has more parts than the form.
    pub fn of(formula: &Formula) -> Option<FormulaForm> {
        let none = FormulaPart::default;
        let one = |shape, of: &Formula| Some(FormulaForm { shape, parts: [FormulaPart::of(of)?, none()], ..FormulaForm::default() });
        let two = |shape, one: &Formula, other: &Formula| {
            Some(FormulaForm { shape, parts: [FormulaPart::of(one)?, FormulaPart::of(other)?], ..FormulaForm::default() })
        };
        match formula {
            Formula::Entered { unit, policy } => {
                Some(FormulaForm { enters_money: *unit == KpiUnit::Money, policy: *policy, ..FormulaForm::default() })
            }
            Formula::Gauge { .. } | Formula::Kpi { .. } => one(Shape::Gauge, formula),
            Formula::PerHead { of } => one(Shape::PerHead, of),
            Formula::Ratio { of, to } => two(Shape::Ratio, of, to),
            Formula::Less { from, less } => two(Shape::Less, from, less),
            Formula::Sum { parts } => match parts.as_slice() {
                [first, second] => two(Shape::Sum, first, second),
                _ => None,
            },
            Formula::Capped { .. } => None,
        }
    }
}

fn both<A, B>(one: Option<A>, other: Option<B>) -> Option<(A, B)> {
    one.zip(other)
}

/// Adds a condition; `None` if it cannot be read.
fn narrow(only: &mut Narrowing, condition: &str) -> Option<()> {
    let (of, word) = condition.split_once('=')?;
    match of {
        "line" => only.line = Some(word.to_owned()),
        "module" => only.module = Some(word.to_owned()),
        "industry" => only.industry = Some(word.to_owned()),
        "product" => only.product = Some(word.parse().ok()?),
        "region" => only.region = Some(word.parse().ok()?),
        "origin" => only.origin = Some(of_word(word)?),
        "buyer" => only.buyer = Some(of_word(word)?),
        "scale" => only.scale = Some(of_word(word)?),
        "grade" => only.grade = Some(of_word(word)?),
        "channel" => only.channel = Some(of_word(word)?),
        "method" => only.method = Some(of_word(word)?),
        "stage" => only.stage = Some(of_word(word)?),
        "expense_kind" => only.expense_kind = Some(of_word(word)?),
        _ => return None,
    }
    Some(())
}

/// The conditions of a narrowing, as the form writes them. A price band has none.
fn conditions(only: &Narrowing) -> Vec<String> {
    [
        only.line.as_ref().map(|it| format!("line={it}")),
        only.module.as_ref().map(|it| format!("module={it}")),
        only.industry.as_ref().map(|it| format!("industry={it}")),
        only.product.map(|it| format!("product={it}")),
        only.region.map(|it| format!("region={it}")),
        only.origin.map(|it| format!("origin={}", word_of(it))),
        only.buyer.map(|it| format!("buyer={}", word_of(it))),
        only.scale.map(|it| format!("scale={}", word_of(it))),
        only.grade.map(|it| format!("grade={}", word_of(it))),
        only.channel.map(|it| format!("channel={}", word_of(it))),
        only.method.map(|it| format!("method={}", word_of(it))),
        only.stage.map(|it| format!("stage={}", word_of(it))),
        only.expense_kind.map(|it| format!("expense_kind={}", word_of(it))),
        // Three conditions are more than the form has, so a formula with a band is only read.
        only.band.map(|_| String::new()),
        only.band.map(|_| String::new()),
        only.band.map(|_| String::new()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The KPI that a part names, if any.
pub fn kpi_of(what: &str) -> Option<KpiName> {
    what.strip_prefix("kpi:")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use domain::values::shipped_kpi::ShippedKpi;

    use super::*;

    #[test]
    fn what_the_form_can_show_it_writes_again() {
        let mut n_shown = 0;
        for kpi in ShippedKpi::ALL {
            if let Some(form) = FormulaForm::of(&kpi.formula()) {
                n_shown += 1;
                assert_eq!(form.formula(), Ok(kpi.formula()), "{kpi:?}");
            }
        }
        assert!(30 < n_shown, "{n_shown} of the shipped formulas");
        for form in [
            FormulaForm { enters_money: true, ..FormulaForm::default() },
            FormulaForm { policy: EntryPolicy { needs_evidence: true, needs_review: false }, ..FormulaForm::default() },
            FormulaForm {
                shape: Shape::PerHead,
                parts: [FormulaPart { what: "kpi:visits".into(), ..FormulaPart::default() }, FormulaPart::default()],
                ..FormulaForm::default()
            },
        ] {
            assert_eq!(FormulaForm::of(&form.formula().expect("complete")), Some(form));
        }
        assert_eq!(FormulaForm::of(&ShippedKpi::CollectionRate.formula()), None, "deeper than the form");
    }

    #[test]
    fn every_incomplete_part_is_said_at_once() {
        let form = FormulaForm { shape: Shape::Ratio, ..FormulaForm::default() };
        let refusals = form.formula().expect_err("nothing is chosen");
        assert_eq!(refusals.0.keys().collect::<Vec<_>>(), [Field::FormulaAt(0), Field::FormulaAt(1)]);
    }
}
