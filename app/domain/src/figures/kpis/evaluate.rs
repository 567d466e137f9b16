//! Measures KPIs over the records of a book.

use std::borrow::Cow;

use super::event::KpiEvent;
use super::gather::KpiFacts;
use super::measured::{KpiBarrier, Measured, NoValue};
use crate::book::Book;
use crate::figures::analytics::{Comparison, Filter};
use crate::figures::fact::Measure;
use crate::figures::first_orders::FirstOrders;
use crate::records::kpi::{Buyer, Counted, FactTrait, Formula, Gauge, Narrowing, Span, Tally};
use crate::values::calendar::{Day, Stretch};
use crate::values::ids::{CustomerId, KpiId, OrderId};
use crate::values::kpi_name::KpiName;
use crate::values::ratio::{Ratio, ratio};
use crate::values::stage::Stage;

/// The days that a KPI is measured in. Of a comparison with a running period, some kinds of facts count other days than most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KpiWindow {
    pub days: Stretch,
    /// For receivables, which are known in advance.
    due: Stretch,
    /// For contacts, which follow working days.
    contacts: Stretch,
}

impl KpiWindow {
    /// The days of the other period of a comparison.
    pub fn compared(comparison: &Comparison) -> KpiWindow {
        KpiWindow { days: comparison.by_date, due: comparison.days_of(Measure::Due), contacts: comparison.days_of(Measure::FollowUps) }
    }

    /// The days in which facts of this kind count.
    pub(super) fn of(self, kind: Counted) -> Stretch {
        match kind {
            Counted::Due | Counted::Settled => self.due,
            Counted::FollowUps | Counted::Activities => self.contacts,
            _ => self.days,
        }
    }
}

impl<T: Into<Stretch>> From<T> for KpiWindow {
    fn from(days: T) -> KpiWindow {
        let days = days.into();
        KpiWindow { days, due: days, contacts: days }
    }
}

/// Measures any number of KPIs of one book. Facts are gathered once.
pub struct Evaluator<'a> {
    pub(super) book: &'a Book,
    pub(super) today: Day,
    pub(super) facts: Cow<'a, KpiFacts>,
    /// Only the facts that also pass this are counted.
    within: Narrowing,
    /// The day whose formulas compute every period; `None` for those of each period's own time.
    pub(super) formula_of: Option<Day>,
}

impl<'a> Evaluator<'a> {
    /// Gathers the facts of the book.
    pub fn of(book: &'a Book, today: Day) -> Evaluator<'a> {
        Evaluator { book, today, facts: Cow::Owned(KpiFacts::of(book)), within: Narrowing::default(), formula_of: None }
    }

    /// Uses the facts gathered from this book before.
    pub fn over(facts: &'a KpiFacts, book: &'a Book, today: Day) -> Evaluator<'a> {
        Evaluator { book, today, facts: Cow::Borrowed(facts), within: Narrowing::default(), formula_of: None }
    }

    /// Measures only the facts that pass this as well.
    #[must_use]
    pub fn within(self, within: Narrowing) -> Evaluator<'a> {
        Evaluator { within, ..self }
    }

    /// Computes every period by the formulas that hold today (按新口径重算). For looking only: what is over keeps the formula of its time.
    #[must_use]
    pub fn by_present_formula(self) -> Evaluator<'a> {
        let today = Some(self.today);
        Evaluator { formula_of: today, ..self }
    }

    /// The facts of a kind that does not depend on the period.
    pub(super) fn events(&self, kind: Counted) -> &[KpiEvent] {
        self.facts.of_kind(kind)
    }

    /// The value of a KPI in these days under a filter. The formula is the one that holds on the last day that is not in the future.
    pub fn measure(&self, name: KpiName, window: impl Into<KpiWindow>, filter: &Filter) -> Measured {
        let window = window.into();
        match self.definition(name, window.days) {
            Some(definition) => self.evaluate(&definition.formula, name, window, filter),
            None => Measured::missing(NoValue::NoData),
        }
    }

    /// The value of a formula, which may not be stored yet. `name` is the KPI it belongs to.
    pub fn evaluate(&self, formula: &Formula, name: KpiName, window: impl Into<KpiWindow>, filter: &Filter) -> Measured {
        self.value(formula, name, window.into(), filter, Formula::MOST)
    }

    /// A cycle that two administrators made at once ends at the depth and has no value.
    fn value(&self, formula: &Formula, name: KpiName, window: KpiWindow, filter: &Filter, depth: usize) -> Measured {
        if depth == 0 {
            return Measured::missing(NoValue::NoData);
        }
        let value = |formula: &Formula| self.value(formula, name, window, filter, depth - 1);
        match formula {
            Formula::Entered { .. } => self.entered(name, window.days, filter),
            Formula::Gauge { gauge } => match self.gauge(gauge, window, filter) {
                Ok(value) => Measured::of(value.into()),
                Err(barrier) => Measured::missing(NoValue::NotApplicable(barrier)),
            },
            Formula::Kpi { kpi } => match self.definition(*kpi, window.days) {
                Some(other) => self.value(&other.formula, *kpi, window, filter, depth - 1),
                None => Measured::missing(NoValue::NoData),
            },
            Formula::Sum { parts } => sum(parts.iter().map(value)),
            Formula::Less { from, less } => both(value(from), value(less), minus),
            Formula::Ratio { of, to } => both(value(of), value(to), quotient),
            Formula::PerHead { of } => both(value(of), self.heads(window, filter), quotient),
            Formula::Capped { of, most } => {
                let measured = value(of);
                Measured { value: measured.value.map(|it| it.min((*most).into())), ..measured }
            }
        }
    }

    /// The people who sell, of those that the filter lets through. A filter by anything else than people leaves their number as it is.
    fn heads(&self, window: KpiWindow, filter: &Filter) -> Measured {
        let Filter { department, team, person, region, .. } = filter;
        let of_people = Filter { department: *department, team: *team, person: *person, region: *region, ..Filter::default() };
        match self.count(&Gauge::sum(Counted::SalesPeople), window, &of_people, &Narrowing::default()) {
            Ok(value) => Measured::of(value.into()),
            Err(barrier) => Measured::missing(NoValue::NotApplicable(barrier)),
        }
    }

    fn entered(&self, name: KpiName, days: Stretch, filter: &Filter) -> Measured {
        let KpiName::Own(id) = name else { return Measured::missing(NoValue::NoData) };
        if filter.asks_for_products()
            || filter.asks_for_customers()
            || filter.origin.is_some()
            || filter.approved_only
            || self.within != Narrowing::default()
        {
            return Measured::missing(NoValue::NotApplicable(KpiBarrier::Entered));
        }
        let values = self.entries(id, days, filter).map(|it| it.fact.value);
        Measured::of(values.fold(0, i64::saturating_add).into())
    }

    /// What people entered for a KPI.
    pub(super) fn entries(&self, kpi: KpiId, days: Stretch, filter: &Filter) -> impl Iterator<Item = KpiEvent> {
        self.facts.entered(kpi, days).iter().copied().filter(|it| filter.lets_through(&it.fact, self.book))
    }

    fn gauge(&self, gauge: &Gauge, window: KpiWindow, filter: &Filter) -> Result<i64, KpiBarrier> {
        self.count(gauge, window, filter, &self.within)
    }

    fn count(&self, gauge: &Gauge, window: KpiWindow, filter: &Filter, within: &Narrowing) -> Result<i64, KpiBarrier> {
        if let Some(of) = barrier(gauge.of, filter).or_else(|| within.traits().find(|it| !gauge.of.knows(*it))) {
            return Err(KpiBarrier::Asks(of));
        }
        let mut sum = 0_i64;
        match gauge.tally {
            Tally::Sum => self.each_within(gauge, window, filter, within, |it| sum = sum.saturating_add(it.fact.value)),
            Tally::Number => self.each_within(gauge, window, filter, within, |it| sum = sum.saturating_add(it.base)),
            Tally::Customers => {
                let mut buyers = CustomerSums::default();
                self.each_within(gauge, window, filter, within, |it| buyers.add(it));
                sum = i64::try_from(self.customers(gauge, buyers, window, filter).len()).unwrap_or(i64::MAX);
            }
        }
        Ok(sum)
    }

    /// The customers whose facts sum to more than zero and who are among those asked for.
    pub(super) fn customers(&self, gauge: &Gauge, sums: CustomerSums, window: KpiWindow, filter: &Filter) -> Vec<CustomerId> {
        let mut customers = sums.positive();
        if let Some(among) = gauge.among {
            let other = Gauge { span: among.span, ..Gauge::sum(among.of) };
            let mut sums = CustomerSums::default();
            self.each_within(&other, window, filter, &self.within, |it| sums.add(it));
            let others = sums.positive();
            customers.retain(|it| others.binary_search(it).is_ok());
        }
        customers
    }

    /// The facts that a gauge reads, as the filter counts them.
    pub(super) fn events_of(&self, gauge: &Gauge, window: KpiWindow, filter: &Filter) -> Vec<KpiEvent> {
        let mut events = Vec::new();
        self.each_within(gauge, window, filter, &self.within, |it| events.push(*it));
        events
    }

    fn each_within(&self, gauge: &Gauge, window: KpiWindow, filter: &Filter, within: &Narrowing, mut add: impl FnMut(&KpiEvent)) {
        let days = window.of(gauge.of);
        let (asked, everything) = (span(gauge.span, days), Narrowing::default());
        let first_orders = FirstOrders::at(days.last, self.book);
        let count = |event: &KpiEvent| {
            // Unapproved parts are subtracted when only what is approved counts, and are no facts of their own otherwise.
            let is_part = event.fact.key.measure.reviewed().is_some();
            let is_counted = asked.contains(event.fact.key.on) && (!is_part || filter.approved_only);
            if is_counted
                && filter.lets_through(&event.fact, self.book)
                && (gauge.only == everything || self.passes(event, gauge.of, &gauge.only, &first_orders))
                && (*within == everything || self.passes(event, gauge.of, within, &first_orders))
            {
                add(&KpiEvent { fact: filter.reads(&event.fact), ..*event });
            }
        };
        if gauge.of.is_of_a_period() {
            self.facts.in_period(gauge.of, days, self.book, self.today).iter().for_each(count);
        } else {
            self.facts.within(gauge.of, asked).iter().for_each(count);
        }
    }

    fn passes(&self, event: &KpiEvent, of: Counted, only: &Narrowing, first_orders: &FirstOrders<'_>) -> bool {
        let book = self.book;
        let product = || event.fact.key.product.and_then(|it| book.product(it));
        let profile = || book.customer(event.fact.key.customer).map(|it| &it.profile);
        // Whether the order behind the fact was its customer's first, as of the end of the period (A11).
        let is_first = || book.order(OrderId(event.record.id)).map(|it| first_orders.hold(it));
        // A cohort is asked how far it ever got, a move where it led.
        let is_at = |asked: Stage| event.stage.is_some_and(|it| if of == Counted::Opportunities { asked <= it } else { asked == it });
        only.line.as_ref().is_none_or(|line| product().is_some_and(|it| it.line == *line))
            && only.product.is_none_or(|it| event.fact.key.product == Some(it))
            && only.module.as_ref().is_none_or(|module| product().is_some_and(|it| it.module == *module))
            && only.band.is_none_or(|band| product().is_some_and(|it| band.holds(it.price)))
            && only.origin.is_none_or(|it| event.fact.origin == Some(it))
            && only.industry.as_ref().is_none_or(|industry| profile().is_some_and(|it| it.industry == *industry))
            && only.scale.is_none_or(|scale| profile().and_then(|it| it.scale) == Some(scale))
            && only.grade.is_none_or(|grade| profile().is_some_and(|it| it.grade == grade))
            && only.region.is_none_or(|region| profile().and_then(|it| it.region) == Some(region))
            && only.channel.is_none_or(|channel| match event.expense_kind {
                Some(_) => event.channel == Some(channel),
                None => profile().and_then(|it| it.source) == Some(channel),
            })
            && only.stage.is_none_or(is_at)
            && only.method.is_none_or(|it| event.method == Some(it))
            && only.expense_kind.is_none_or(|it| event.expense_kind == Some(it))
            && only.buyer.is_none_or(|buyer| is_first() == Some(buyer == Buyer::New))
    }
}

/// The property that a filter asks for and facts of this kind do not have.
fn barrier(of: Counted, filter: &Filter) -> Option<FactTrait> {
    [
        (filter.asks_for_products(), FactTrait::Product),
        (filter.origin.is_some(), FactTrait::Origin),
        (filter.asks_for_customers(), FactTrait::Customer),
        (filter.approved_only, FactTrait::Review),
    ]
    .into_iter()
    .find(|(asks, of_trait)| *asks && !of.knows(*of_trait))
    .map(|it| it.1)
}

fn span(span: Span, days: Stretch) -> Stretch {
    match span {
        Span::Within => days,
        Span::Before => Stretch { first: Day(i32::MIN), last: days.first.plus(-1) },
        Span::UpToEnd => Stretch { first: Day(i32::MIN), last: days.last },
        Span::TwelveMonths => Stretch { first: days.last.plus_months(-12).plus(1), last: days.last },
    }
}

/// Values of customers, to be summed by customer.
#[derive(Default)]
pub(super) struct CustomerSums(Vec<(CustomerId, i64)>);

impl CustomerSums {
    pub(super) fn add(&mut self, event: &KpiEvent) {
        if event.fact.key.customer != CustomerId::default() {
            self.0.push((event.fact.key.customer, event.fact.value));
        }
    }

    /// The customers whose sum is more than zero, sorted.
    fn positive(mut self) -> Vec<CustomerId> {
        self.0.sort_unstable();
        let of_each = self.0.chunk_by(|a, b| a.0 == b.0);
        let sums = of_each.map(|it| it.iter().fold((CustomerId::default(), 0_i64), |sum, one| (one.0, sum.1.saturating_add(one.1))));
        sums.filter(|it| 0 < it.1).map(|it| it.0).collect()
    }
}

/// The sum of the parts that have a value. Without any it has none; with some it is incomplete.
fn sum(parts: impl Iterator<Item = Measured>) -> Measured {
    let mut total: Option<Measured> = None;
    let (mut why, mut is_incomplete) = (None, false);
    for part in parts {
        is_incomplete |= part.is_incomplete;
        match (part.value, &mut total) {
            (Err(missing), _) => why = why.or(Some(missing)),
            (Ok(value), None) => total = Some(Measured::of(value)),
            (Ok(value), Some(sum)) => sum.value = sum.value.and_then(|it| plus(it, value)),
        }
    }
    match total {
        Some(total) => Measured { is_incomplete: is_incomplete || why.is_some(), ..total },
        None => Measured::missing(why.unwrap_or(NoValue::NoData)),
    }
}

fn both(one: Measured, other: Measured, of: impl Fn(Ratio, Ratio) -> Result<Ratio, NoValue>) -> Measured {
    let value = one.value.and_then(|it| other.value.and_then(|other| of(it, other)));
    Measured { value, is_incomplete: one.is_incomplete || other.is_incomplete }
}

fn plus(one: Ratio, other: Ratio) -> Result<Ratio, NoValue> {
    one.plus(other).ok_or(NoValue::NoData)
}

fn minus(one: Ratio, other: Ratio) -> Result<Ratio, NoValue> {
    one.less(other).ok_or(NoValue::NoData)
}

/// Only a positive number divides (A3).
fn quotient(of: Ratio, to: Ratio) -> Result<Ratio, NoValue> {
    match (of.denominator(), to.denominator()) {
        (1, 1) => ratio(of.numerator(), to.numerator()),
        _ => of.by(to),
    }
    .ok_or(NoValue::NoData)
}
