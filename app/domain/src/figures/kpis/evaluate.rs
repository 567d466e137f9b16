//! Measures KPIs over the records of a book.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;

use super::customer_sums::CustomerSums;
use super::definition::Definition;
use super::event::KpiEvent;
use super::formula_value::{Leaves, value_of};
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
use crate::values::ratio::Ratio;
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
    /// What gauges were worth under the filter of the last question: KPIs of a page share most of theirs.
    known: RefCell<Known>,
}

#[derive(Default)]
struct Known {
    filter: Filter,
    gauges: BTreeMap<KpiWindow, Vec<(Gauge, Measured)>>,
}

impl Known {
    fn value(&self, gauge: &Gauge, window: KpiWindow, filter: &Filter) -> Option<Measured> {
        if self.filter != *filter {
            return None;
        }
        self.gauges.get(&window)?.iter().find(|it| it.0 == *gauge).map(|it| it.1)
    }

    fn keep(&mut self, gauge: &Gauge, window: KpiWindow, filter: &Filter, value: Measured) {
        if self.filter != *filter {
            *self = Known { filter: filter.clone(), ..Known::default() };
        }
        self.gauges.entry(window).or_default().push((gauge.clone(), value));
    }
}

impl<'a> Evaluator<'a> {
    /// Gathers the facts of the book.
    pub fn of(book: &'a Book, today: Day) -> Evaluator<'a> {
        Evaluator {
            book,
            today,
            facts: Cow::Owned(KpiFacts::of(book)),
            within: Narrowing::default(),
            formula_of: None,
            known: RefCell::default(),
        }
    }

    /// Uses the facts gathered from this book before.
    pub fn over(facts: &'a KpiFacts, book: &'a Book, today: Day) -> Evaluator<'a> {
        Evaluator { book, today, facts: Cow::Borrowed(facts), within: Narrowing::default(), formula_of: None, known: RefCell::default() }
    }

    /// Measures only the facts that pass this as well.
    #[must_use]
    pub fn within(self, within: Narrowing) -> Evaluator<'a> {
        Evaluator { within, known: RefCell::default(), ..self }
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
        value_of(formula, name, &InWindow { evaluator: self, window: window.into(), filter }, Formula::MOST)
    }

    /// The people who sell, of those that the filter lets through. A filter by anything else than people leaves their number as it is.
    fn heads(&self, window: KpiWindow, filter: &Filter) -> Measured {
        let Filter { department, team, person, region, credited, .. } = *filter;
        let of_people = Filter { department, team, person, region, credited, ..Filter::default() };
        self.count(&Gauge::sum(Counted::SalesPeople), window, &of_people, &Narrowing::default())
    }

    fn entered(&self, name: KpiName, days: Stretch, filter: &Filter) -> Measured {
        let KpiName::Own(id) = name else { return Measured::missing(NoValue::NoData) };
        if filter.asks_for_products() || filter.asks_for_customers() || filter.origin.is_some() || self.within != Narrowing::default() {
            return Measured::missing(NoValue::NotApplicable(KpiBarrier::Entered));
        }
        let values = self.entries(id, days, filter).map(|it| it.fact.value);
        Measured::of(values.fold(0, i64::saturating_add).into())
    }

    /// What people entered for a KPI; where only what is approved counts, less what is not.
    pub(super) fn entries(&self, kpi: KpiId, days: Stretch, filter: &Filter) -> impl Iterator<Item = KpiEvent> {
        let less = if filter.approved_only { self.facts.unreviewed(kpi, days) } else { &[] };
        let counted = |it: &KpiEvent| filter.counted(&it.fact, self.book).map(|fact| KpiEvent { fact, ..*it });
        self.facts.entered(kpi, days).iter().chain(less).filter_map(counted)
    }

    /// 含未审核: the part of what people entered that nobody but its author has approved (A33). `None` if there is none, or only what is approved
    /// counts.
    pub(super) fn unreviewed(&self, definition: &Definition, days: Stretch, filter: &Filter) -> Option<Ratio> {
        let (Formula::Entered { .. }, KpiName::Own(kpi), false) = (&definition.formula, definition.name, filter.approved_only) else {
            return None;
        };
        let parts = self.facts.unreviewed(kpi, days).iter().filter_map(|it| filter.counted(&it.fact, self.book));
        let sum = parts.fold(0_i64, |sum, it| sum.saturating_sub(it.value));
        (sum != 0).then(|| Ratio::whole(sum))
    }

    fn count(&self, gauge: &Gauge, window: KpiWindow, filter: &Filter, within: &Narrowing) -> Measured {
        if let Some(of) = barrier(gauge.of, filter).or_else(|| within.traits().find(|it| !gauge.of.knows(*it))) {
            return Measured::missing(NoValue::NotApplicable(KpiBarrier::Asks(of)));
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
        Measured::of(sum.into())
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
        let asked = span(gauge.span, days);
        // Asked once here, not for every fact: there are many.
        let everything = Narrowing::default();
        let (is_narrowed, is_narrowed_again, is_as_it_is) = (gauge.only != everything, *within != everything, filter.reads_as_it_is());
        let first_orders = FirstOrders::at(days.last, self.book);
        let passes = |event: &KpiEvent| {
            (!is_narrowed || self.passes(event, gauge.of, &gauge.only, &first_orders))
                && (!is_narrowed_again || self.passes(event, gauge.of, within, &first_orders))
        };
        let count = |event: &KpiEvent| {
            // Unapproved parts are subtracted when only what is approved counts, and are no facts of their own otherwise.
            let is_part = event.fact.key.measure.reviewed().is_some();
            if !asked.contains(event.fact.key.on) || (is_part && !filter.approved_only) {
                return;
            }
            if is_as_it_is {
                if filter.lets_through(&event.fact, self.book) && passes(event) {
                    add(event);
                }
            } else if let Some(fact) = filter.counted(&event.fact, self.book)
                && passes(event)
            {
                add(&KpiEvent { fact, ..*event });
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

/// The definition that holds on the last of these days that is not in the future.
pub(super) fn definition_in(name: KpiName, book: &Book, days: Stretch, today: Day) -> Option<Definition> {
    Definition::of(name, book, formula_day(days, today))
}

/// The day whose formulas compute these days.
pub(super) fn formula_day(days: Stretch, today: Day) -> Day {
    days.last.min(today.max(days.first))
}

/// What a formula is computed from in some days under a filter.
struct InWindow<'a> {
    evaluator: &'a Evaluator<'a>,
    window: KpiWindow,
    filter: &'a Filter,
}

impl Leaves for InWindow<'_> {
    fn gauge(&self, gauge: &Gauge) -> Measured {
        let InWindow { evaluator, window, filter } = *self;
        if let Some(known) = evaluator.known.borrow().value(gauge, window, filter) {
            return known;
        }
        let value = evaluator.count(gauge, window, filter, &evaluator.within);
        evaluator.known.borrow_mut().keep(gauge, window, filter, value);
        value
    }

    fn entered(&self, name: KpiName) -> Measured {
        self.evaluator.entered(name, self.window.days, self.filter)
    }

    fn heads(&self) -> Measured {
        self.evaluator.heads(self.window, self.filter)
    }

    fn definition(&self, name: KpiName) -> Option<Definition> {
        self.evaluator.definition(name, self.window.days)
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

pub(super) fn span(span: Span, days: Stretch) -> Stretch {
    match span {
        Span::Within => days,
        Span::Before => Stretch { first: Day(i32::MIN), last: days.first.plus(-1) },
        Span::UpToEnd => Stretch { first: Day(i32::MIN), last: days.last },
        Span::TwelveMonths => Stretch { first: days.last.plus_months(-12).plus(1), last: days.last },
    }
}
