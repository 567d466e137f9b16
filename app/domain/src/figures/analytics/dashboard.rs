//! A whole dashboard in one pass over the facts: a filter change must be answered at once, even with 50,000 records. Each part equals the result
//! of [`card`](super::card()), [`funnel`](super::funnel()) or of the `oracle`; a test compares them.

use std::collections::{BTreeMap, BTreeSet};

use super::card::{Measuring, Sums};
use super::series::{MOST_MONTHS, bands_of, is_comparable, owners, part, target_of, year_before};
use super::{Against, By, Card, Comparison, Figure, Filter, FunnelStep, Point, PointKey, Series, Totals, compare, department_of, funnel};
use crate::book::Book;
use crate::figures::fact::{Fact, FactKey, Measure};
use crate::figures::target_value;
use crate::values::calendar::{Day, Month, Period};
use crate::values::ids::{CustomerId, ProductId, TeamId};
use crate::values::working_days::WorkingDays;

/// The query of a dashboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The figure of the trend and the breakdowns.
    pub figure: Figure,
    /// The period of the cards, the funnel and the breakdowns.
    pub period: Period,
    pub first: Month,
    /// The last month of the trend.
    pub last: Month,
    /// The breakdowns of the figure.
    pub by: Vec<By>,
}

/// The result of a [`Question`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dashboard {
    /// Every figure, in the order of [`Figure::ALL`].
    pub cards: Vec<Card>,
    /// Of the opportunities opened in the period.
    pub funnel: Vec<FunnelStep>,
    /// The figure month by month.
    pub trend: Series,
    /// The breakdowns in the order of the question.
    pub parts: Vec<(By, Series)>,
}

impl Dashboard {
    /// The breakdown by this trait; `None` if it was not in the question.
    pub fn part(&self, by: By) -> Option<&Series> {
        self.parts.iter().find(|(it, _)| *it == by).map(|(_, series)| series)
    }
}

pub fn dashboard(question: &Question, filter: &Filter, facts: &[Fact], today: Day, book: &Book) -> Dashboard {
    let Question { figure, period, .. } = *question;
    let measuring = Measuring::of(facts, period, filter, today, book);
    let (before, a_year_ago) = (measuring.previous, measuring.last_year);
    let (this, stretches) = (period.days(), [period, before.other, a_year_ago.other].map(Period::days));
    let (mut now, mut previous, mut last_year) = (Totals::default(), Totals::default(), Totals::default());
    // The running month is compared with last year's only up to the same day.
    let running = compare(Period::Month(today.month()), Against::YearBefore, today, &WorkingDays::of(book.company()));
    let mut before_running = Totals::default();
    let mut months: BTreeMap<Month, Totals> = BTreeMap::new();
    let mut parts: Vec<BTreeMap<PointKey, BreakdownPart>> = question.by.iter().map(|_| BTreeMap::new()).collect();

    let trend_days = (year_before(question.first).first(), Period::Month(question.last).last());
    let latest = this.1.max(trend_days.1);
    let earliest = stretches.iter().map(|it| it.0).chain([trend_days.0]).min().unwrap_or(this.0);
    let mut sieve = Sieve::new(filter, book);
    let bands = bands_of(this.1, today, book);
    for fact in facts {
        let FactKey { on, measure, .. } = fact.key;
        let is_in = |(first, last): (Day, Day)| first <= on && on <= last;
        let is_receivable = matches!(measure, Measure::Due | Measure::Settled);
        let is_of_figure = figure.measures().contains(&measure);
        let is_compared = || is_in(this) || [&before, &a_year_ago].into_iter().any(|it| it.days_of(measure).contains(on));
        // Of earlier facts, only receivables still matter (A8). Most facts are of other figures and of other days than the cards compare.
        let is_history = on < earliest;
        let matters = is_receivable || (!is_history && (is_of_figure || is_compared()));
        if latest < on || !matters {
            continue;
        }
        let Some(fact) = &sieve.counted(fact) else { continue };
        now.add(fact, this.0, this.1);
        previous.add_compared(fact, &before);
        last_year.add_compared(fact, &a_year_ago);
        if !is_of_figure {
            continue;
        }
        before_running.add_compared(fact, &running);
        if is_history || on <= trend_days.1 {
            months.entry(on.month()).or_default().add(fact, Day(i32::MIN), Day(i32::MAX));
        }
        // Facts outside both periods do not affect the breakdowns, except receivables.
        if !is_in(this) && !is_in(stretches[2]) && !is_receivable {
            continue;
        }
        for (by, parts) in question.by.iter().zip(&mut parts) {
            let part = parts.entry(part(*by, fact, filter.credited, &bands, book)).or_default();
            part.now.add(fact, this.0, this.1);
            part.before.add_compared(fact, &a_year_ago);
            part.is_there |= is_in(this);
        }
    }

    let sums = Sums { now: &now, previous: &previous, last_year: &last_year };
    let months = Months { totals: months, running, before_running };
    Dashboard {
        cards: Figure::ALL.into_iter().map(|it| measuring.card(it, &sums)).collect(),
        funnel: funnel::of(&now),
        trend: trend(question, months, &measuring),
        parts: question.by.iter().zip(parts).map(|(by, parts)| (*by, breakdown(*by, question, parts, &measuring))).collect(),
    }
}

/// A part of a breakdown while facts are added.
#[derive(Default)]
struct BreakdownPart {
    now: Totals,
    before: Totals,
    is_there: bool,
}

/// The amount still owed after these days, including the arrears before them.
fn carried(totals: &Totals) -> i64 {
    totals.arrears.saturating_add(totals.sum(Measure::Due)).saturating_sub(totals.sum(Measure::Settled))
}

/// The input of a trend.
struct Months {
    totals: BTreeMap<Month, Totals>,
    running: Comparison,
    before_running: Totals,
}

fn trend(question: &Question, mut months: Months, measuring: &Measuring<'_>) -> Series {
    let figure = question.figure;
    // The arrears of a month are everything left unpaid by the months before it.
    let mut arrears = 0;
    for totals in months.totals.values_mut() {
        totals.arrears = arrears;
        arrears = carried(totals);
    }
    let of_month = |month: Month| match months.totals.get(&month) {
        Some(totals) => figure.value(totals),
        None => {
            let before = months.totals.range(..month).next_back();
            let arrears = before.map_or(0, |(_, it)| carried(it));
            figure.value(&Totals::of_arrears(arrears))
        }
    };
    let whole = |month: Month| of_month(month).filter(|_| measuring.answers(figure, Period::Month(month).into()));
    let before = |month: Month| match Period::Month(year_before(month)) == months.running.other {
        true => figure.value(&months.before_running).filter(|_| measuring.answers(figure, months.running.days(figure))),
        false => whole(year_before(month)),
    };
    let last = question.last.0.min(question.first.0.saturating_add(MOST_MONTHS - 1));
    let point = |month: Month| Point {
        key: PointKey::Month(month),
        value: whole(month),
        target: measuring.target(figure, measuring.filter.target_of(), Period::Month(month)),
        last_year: before(month),
    };
    Series { figure, points: (question.first.0..=last).map(Month).map(point).collect() }
}

fn breakdown(by: By, question: &Question, mut parts: BTreeMap<PointKey, BreakdownPart>, measuring: &Measuring<'_>) -> Series {
    let Question { figure, period, .. } = *question;
    let (filter, book) = (measuring.filter, measuring.book);
    let target = |key: &PointKey| {
        let of = target_of(key).filter(|_| is_comparable(key, filter));
        figure.metric().zip(of).and_then(|(metric, of)| target_value::value_of(book, of, metric, period))
    };
    for owner in owners(by, filter, book) {
        if target(&owner).is_some() {
            parts.entry(owner).or_default().is_there = true;
        }
    }
    let was_there = measuring.reaches(figure, measuring.last_year.days(figure));
    let last_year = |it: &BreakdownPart| figure.value(&it.before).filter(|_| was_there);
    let there = parts.into_iter().filter(|(_, it)| it.is_there || it.now.arrears != 0);
    let mut points: Vec<Point> =
        there.map(|(key, it)| Point { value: figure.value(&it.now), target: target(&key), last_year: last_year(&it), key }).collect();
    points.sort_by(|a, b| b.value.cmp(&a.value).then_with(|| a.key.cmp(&b.key)));
    Series { figure, points }
}

/// A filter prepared for many facts: teams and products are looked up once, a customer once per run of consecutive facts.
struct Sieve<'a> {
    filter: &'a Filter,
    book: &'a Book,
    teams: Option<BTreeSet<TeamId>>,
    products: Option<BTreeSet<ProductId>>,
    asks_customer: bool,
    last_customer: Option<(CustomerId, bool)>,
}

impl<'a> Sieve<'a> {
    fn new(filter: &'a Filter, book: &'a Book) -> Sieve<'a> {
        let teams = (filter.department.is_some() || filter.region.is_some()).then(|| {
            let fits = book.teams().filter(|it| filter.department.is_none_or(|wanted| wanted == it.department));
            fits.filter(|it| filter.region.is_none() || filter.region == it.region).map(|it| it.id).collect()
        });
        let products = (filter.line.is_some() || filter.module.is_some() || filter.band.is_some()).then(|| {
            let fits = book.products().filter(|it| filter.line.as_ref().is_none_or(|line| it.line == *line));
            let fits = fits.filter(|it| filter.module.as_ref().is_none_or(|module| it.module == *module));
            fits.filter(|it| filter.band.is_none_or(|band| band.holds(it.price))).map(|it| it.id).collect()
        });
        let asks_customer = filter.industry.is_some() || filter.scale.is_some() || filter.grade.is_some();
        Sieve { filter, book, teams, products, asks_customer, last_customer: None }
    }

    /// Like [`Filter::counted`].
    fn counted(&mut self, fact: &Fact) -> Option<Fact> {
        self.filter.reads(fact, self.book).filter(|it| self.lets_through(it))
    }

    fn lets_through(&mut self, fact: &Fact) -> bool {
        let filter = self.filter;
        let (origin, fact) = (fact.origin, &fact.key);
        let direct = filter.person.is_none_or(|it| it == fact.person)
            && (filter.team.is_none() || filter.team == fact.team)
            && filter.customer.is_none_or(|it| it == fact.customer)
            && (filter.product.is_none() || filter.product == fact.product)
            && (filter.origin.is_none() || filter.origin == origin)
            && self.teams.as_ref().is_none_or(|it| fact.team.map_or_else(|| self.lets_teamless_through(fact), |team| it.contains(&team)))
            && self.products.as_ref().is_none_or(|it| fact.product.is_some_and(|product| it.contains(&product)));
        direct && (!self.asks_customer || self.lets_customer_through(fact.customer))
    }

    /// A manager sells without a team and counts for the department.
    fn lets_teamless_through(&self, fact: &FactKey) -> bool {
        self.filter.region.is_none() && department_of(fact, self.filter.credited, self.book) == self.filter.department
    }

    fn lets_customer_through(&mut self, id: CustomerId) -> bool {
        if let Some((_, answer)) = self.last_customer.filter(|(it, _)| *it == id) {
            return answer;
        }
        let filter = self.filter;
        let answer = self.book.customer(id).is_some_and(|customer| {
            let profile = &customer.profile;
            filter.industry.as_ref().is_none_or(|it| *it == profile.industry)
                && (filter.scale.is_none() || filter.scale == profile.scale)
                && filter.grade.is_none_or(|it| it == profile.grade)
        });
        self.last_customer = Some((id, answer));
        answer
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::figures::analytics::oracle::{breakdown as breakdown_of, trend as trend_of};
    use crate::figures::analytics::{card as card_of, facts_of, funnel as funnel_of};
    use crate::figures::credited::Credited;
    use crate::records::customer::{Customer, CustomerProfile, Scale};
    use crate::records::opportunity::{Opportunity, OpportunityProfile, Outcome, StageMove};
    use crate::records::order::{Line, Order, OrderTerms, Origin, Payment, PaymentMethod, Voided};
    use crate::records::organisation::{Department, Person, Role, Team};
    use crate::records::product::Product;
    use crate::records::target::{Target, TargetLine};
    use crate::values::grade::Grade;
    use crate::values::ids::{DepartmentId, OpportunityId, OrderId, PaymentId, PersonId};
    use crate::values::kpi_name::KpiName;
    use crate::values::money::{Money, Quantity};
    use crate::values::stage::Stage;
    use crate::values::target_of::TargetOf;

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day of the calendar")
    }

    /// Two teams, four people, six products in three lines, customers of every kind, and three years of orders, some paid, late or cancelled.
    fn company() -> Book {
        let mut book = Book::default();
        let department = DepartmentId(id(1));
        book.put(Department { id: department, name: "华东".into() }.into());
        for team in 0..2 {
            book.put(Team { id: TeamId(id(10 + team)), name: format!("{team}"), department, region: None }.into());
        }
        for person in 0..4 {
            let team = Some(TeamId(id(10 + person % 2)));
            let (name, account) = (format!("{person}"), format!("p{person}"));
            let person = Person {
                id: PersonId(id(20 + person)),
                name,
                account,
                role: Role::Rep,
                team,
                department: None,
                email: None,
                active: true,
                postings: Default::default(),
                joined_on: None,
                left_on: None,
            };
            for month in 1..=12 {
                let (of, period) = (TargetOf::Person(person.id), Period::Month(Month(2026 * 12 + month - 1)));
                let value = Some(i64::from(month) * 500_000);
                book.put(Target::of(TargetLine::whole(of, KpiName::SALES_AMOUNT), period, value).into());
            }
            book.put(person.into());
        }
        for product in 0..6 {
            let (line, model) = (format!("线{}", product % 3), format!("型{product}"));
            let price = Money::whole(10_i64.pow(product as u32 + 1));
            let module = ["采集", "", "分析"][product as usize % 3].to_owned();
            book.put(
                Product { id: ProductId(id(40 + product)), line, model, module, price, active: true, cost: Default::default() }.into(),
            );
        }
        for customer in 0..12_u128 {
            let index = customer as usize;
            let profile = CustomerProfile {
                name: format!("客户{customer}"),
                industry: ["制造", "零售", ""][index % 3].to_owned(),
                scale: [None, Some(Scale::Small), Some(Scale::Large)][index % 3],
                grade: Grade::ALL[index % 4],
                ..CustomerProfile::default()
            };
            // A third of the customers was handed over since (A36).
            let owner = PersonId(id(20 + (customer + u128::from(customer % 3 == 0)) % 4));
            let number = format!("C{customer:03}");
            let filed_on = day("2024-01-02");
            let customer = Customer::filed(CustomerId(id(100 + customer)), number, filed_on, owner, owner, profile);
            book.put(customer.into());
        }
        let mut dice: u64 = 7;
        let mut roll = move |sides: u64| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % sides
        };
        for number in 0..400_u128 {
            let customer = u128::from(roll(12));
            let (owner, team) = (PersonId(id(20 + customer % 4)), Some(TeamId(id(10 + customer % 2))));
            let customer = CustomerId(id(100 + customer));
            let on = day("2024-01-10").plus(roll(1_050) as i32);
            let lines: Vec<Line> = (0..=roll(2))
                .map(|_| {
                    Line::of(
                        ProductId(id(40 + u128::from(roll(6)))),
                        Quantity::whole(1 + roll(9) as i64),
                        Money::whole(100 + roll(900) as i64),
                    )
                })
                .collect();
            let origin = Origin::ALL.get(number as usize % 4).copied();
            let terms = OrderTerms { deal_on: on, lines, origin, ..OrderTerms::default() };
            let mut order = Order {
                id: OrderId(id(1_000 + number)),
                number: format!("SO{number}"),
                customer,
                owner,
                team,
                due_on: on.plus(30),
                terms,
                ..Order::default()
            };
            match roll(5) {
                0 => order.cancelled = Some(Voided { on: on.plus(roll(60) as i32), by: owner, reason: "误录".into(), nets: false }),
                1 => {}
                part => order.payments.push(Payment {
                    id: PaymentId(id(5_000 + number)),
                    on: on.plus(roll(120) as i32),
                    amount: Money(order.amount().0 / (part as i64 - 1)),
                    method: PaymentMethod::Transfer,
                    note: String::new(),
                    by: owner,
                    team,
                    made_at: Default::default(),
                    voided: None,
                    arrived_at: None,
                    clock_said: None,
                    review: None,
                    from_credit_of: None,
                }),
            }
            book.put(order.into());
            let outcome = match roll(4) {
                0 => Some(Outcome::Lost { on: on.plus(9), reason: "价格".into() }),
                1 => Some(Outcome::Won { on: on.plus(3), order: OrderId(id(1_000 + number)) }),
                _ => None,
            };
            let stage = Stage::OPEN[roll(4) as usize];
            let opportunity = Opportunity {
                risks: Vec::new(),
                customer_name: String::new(),
                id: OpportunityId(id(9_000 + number)),
                customer,
                owner,
                team,
                opened_on: on,
                opened_by: None,
                stage,
                moves: vec![StageMove { to: stage, from: None, on: on.plus(1), by: owner }],
                outcome,
                ended_by: None,
                profile: OpportunityProfile { title: "商机".into(), ..OpportunityProfile::default() },
                review: None,
            };
            book.put(opportunity.into());
        }
        book
    }

    #[test]
    fn the_one_pass_dashboard_equals_the_reference() {
        let book = company();
        let facts = facts_of(&book);
        let today = day("2026-10-15");
        let filters = [
            Filter::default(),
            Filter { person: Some(PersonId(id(21))), ..Filter::default() },
            Filter { team: Some(TeamId(id(10))), grade: Some(Grade::Key), ..Filter::default() },
            Filter { department: Some(DepartmentId(id(1))), line: Some("线1".into()), ..Filter::default() },
            Filter { industry: Some("制造".into()), scale: Some(Scale::Small), ..Filter::default() },
            Filter { product: Some(ProductId(id(42))), ..Filter::default() },
            Filter { customer: Some(CustomerId(id(103))), ..Filter::default() },
            Filter { approved_only: true, ..Filter::default() },
            Filter { credited: Credited::Now, ..Filter::default() },
            Filter { credited: Credited::Now, person: Some(PersonId(id(21))), ..Filter::default() },
            Filter { credited: Credited::Now, team: Some(TeamId(id(10))), ..Filter::default() },
            Filter { origin: Some(Origin::Repurchase), ..Filter::default() },
            Filter { module: Some("分析".into()), ..Filter::default() },
            Filter {
                band: Some(book.company().price_bands_on(today).of(Money::whole(10_000))),
                line: Some("线0".into()),
                ..Filter::default()
            },
        ];
        let by = vec![
            By::Line,
            By::Product,
            By::Module,
            By::PriceBand,
            By::Origin,
            By::Industry,
            By::Scale,
            By::Grade,
            By::Person,
            By::Team,
            By::Customer,
        ];
        // Some of these periods are still running on that day.
        for period in ["2026-10", "2026-Q3", "2026", "2026-W42", "2024-01"] {
            let period = Period::parse(period).expect("a period");
            let last = period.last().month();
            for filter in &filters {
                for figure in Figure::ALL {
                    let question = Question { figure, period, first: Month(last.0 - 11), last, by: by.clone() };
                    let answer = dashboard(&question, filter, &facts, today, &book);
                    let cards: Vec<Card> = Figure::ALL.into_iter().map(|it| card_of(it, &facts, period, filter, today, &book)).collect();
                    assert_eq!(answer.cards, cards, "{figure:?} {period} {filter:?}");
                    assert_eq!(answer.funnel, funnel_of(&facts, period, filter, &book));
                    assert_eq!(answer.trend, trend_of(figure, &facts, question.first, last, filter, today, &book), "{period} {filter:?}");
                    for (by, series) in &answer.parts {
                        assert_eq!(*series, breakdown_of(figure, *by, &facts, period, filter, today, &book), "{by:?} {period} {filter:?}");
                    }
                }
            }
        }
    }
}
