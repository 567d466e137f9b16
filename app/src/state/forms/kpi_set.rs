//! The KPI set of a role as typed: one text that the draft keeps, a line for each KPI in its order.

use domain::rules::{KpiOfSet, KpiSet};
use domain::values::field::Field;
use domain::values::kpi_name::KpiName;
use domain::values::money::Share;
use domain::values::refusal::{Refusal, Refusals};
use domain::values::role::Role;

use crate::state::typed;

/// The KPIs with their weights as typed, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KpiSetForm(pub Vec<(KpiName, String)>);

impl KpiSetForm {
    pub fn of(set: Option<&KpiSet>) -> KpiSetForm {
        let part = |it: &KpiOfSet| (it.kpi, it.weight.map(typed::percent).unwrap_or_default());
        KpiSetForm(set.into_iter().flat_map(|it| &it.kpis).map(part).collect())
    }

    pub fn parse(text: &str) -> KpiSetForm {
        let part = |line: &str| {
            let (kpi, weight) = line.split_once('=')?;
            Some((kpi.parse().ok()?, weight.to_owned()))
        };
        KpiSetForm(text.lines().filter_map(part).collect())
    }

    pub fn text(&self) -> String {
        self.0.iter().map(|(kpi, weight)| format!("{kpi}={}", weight.replace(['\n', '\r'], ""))).collect::<Vec<_>>().join("\n")
    }

    /// The place of a KPI, from 0; `None` if it is not in the set.
    pub fn place(&self, kpi: KpiName) -> Option<usize> {
        self.0.iter().position(|it| it.0 == kpi)
    }

    /// Adds the KPI as the last one, or removes it.
    pub fn turn(&mut self, kpi: KpiName) {
        match self.place(kpi) {
            Some(at) => drop(self.0.remove(at)),
            None => self.0.push((kpi, String::new())),
        }
    }

    /// Moves the KPI to a place, from 0; beyond the last one to the end.
    pub fn move_to(&mut self, kpi: KpiName, place: usize) {
        if let Some(at) = self.place(kpi) {
            let part = self.0.remove(at);
            self.0.insert(place.min(self.0.len()), part);
        }
    }

    pub fn weigh(&mut self, kpi: KpiName, typed: String) {
        if let Some(at) = self.place(kpi) {
            self.0[at].1 = typed;
        }
    }

    /// The sum of the weights that can be read; `None` if none is typed.
    pub fn sum(&self) -> Option<Share> {
        let typed: Vec<&String> = self.0.iter().map(|it| &it.1).filter(|it| !it.trim().is_empty()).collect();
        let sum = typed.iter().filter_map(|it| Share::parse_percent(it).ok()).fold(0_i64, |sum, it| sum.saturating_add(it.0));
        (!typed.is_empty()).then_some(Share(sum))
    }

    /// The set; `None` if nothing is chosen. Weights that cannot be read are refused at their KPIs.
    pub fn set(&self, role: Role, refusals: &mut Refusals) -> Option<KpiSet> {
        let mut weight = |at: usize, typed: &str| -> Option<Share> {
            if typed.trim().is_empty() {
                return None;
            }
            let read = Share::parse_percent(typed).and_then(|it| if it.is_none() { Err(Refusal::NotPositive) } else { Ok(it) });
            refusals.keep(Field::KpiSetAt(role, at), read)
        };
        let kpis: Vec<KpiOfSet> =
            self.0.iter().enumerate().map(|(at, (kpi, typed))| KpiOfSet { kpi: *kpi, weight: weight(at, typed) }).collect();
        (!kpis.is_empty()).then_some(KpiSet { kpis })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SALES: KpiName = KpiName::SALES_AMOUNT;
    const DEALS: KpiName = KpiName::DEALS;

    fn form(weights: [&str; 2]) -> KpiSetForm {
        KpiSetForm(vec![(SALES, weights[0].to_owned()), (DEALS, weights[1].to_owned())])
    }

    #[test]
    fn what_is_typed_reads_back() {
        for weights in [["40", "60"], ["", ""], ["4=0", "一半"]] {
            assert_eq!(KpiSetForm::parse(&form(weights).text()), form(weights));
        }
        let mut refusals = Refusals::default();
        let set = form(["40", "60"]).set(Role::Rep, &mut refusals);
        assert_eq!(KpiSetForm::of(set.as_ref()), form(["40", "60"]));
        assert_eq!(KpiSetForm::default().set(Role::Rep, &mut refusals), None);
        assert!(refusals.is_empty());
    }

    #[test]
    fn every_weight_that_cannot_be_read_is_refused_at_its_kpi() {
        let mut refusals = Refusals::default();
        form(["much", "0"]).set(Role::Manager, &mut refusals);
        for at in [0, 1] {
            assert_eq!(refusals.on(Field::KpiSetAt(Role::Manager, at)).len(), 1, "{at}");
        }
    }

    #[test]
    fn kpis_are_moved_and_weights_summed() {
        let mut moved = form(["40", "60"]);
        moved.move_to(SALES, 9);
        assert_eq!((moved.place(DEALS), moved.place(SALES), moved.sum()), (Some(0), Some(1), Some(Share::WHOLE)));
        moved.turn(SALES);
        assert_eq!((moved.place(SALES), moved.sum()), (None, Some(Share(6_000))));
        moved.weigh(DEALS, String::new());
        assert_eq!(moved.sum(), None);
    }
}
