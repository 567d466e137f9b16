//! Parameters of the performance screens: period, owner, filters, figure. They live only in the URL, so a view can be shared and the back button
//! undoes a narrowing. If a URL asks for more than its reader may see, [`Lens::read`] falls back to the reader's widest view.

use domain::access::actor::Actor;
use domain::book::Book;
use domain::figures::analytics::{By, Figure, Filter, Part, PointKey, Question};
use domain::figures::fact::Measure;
use domain::figures::fulfilment::Aspect;
use domain::rules::PriceBand;
use domain::values::calendar::{Day, Month, Period};
use domain::values::json::{of_word, word_of};
use domain::values::kpi_name::KpiName;
use domain::values::stage::Stage;
use domain::values::target_of::TargetOf;

use crate::ui::url::{InUrl, UrlReader, address, routes};

/// One view of the figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    pub period: Period,
    /// Figure shown by the charts.
    pub figure: Figure,
    /// Owner and filters.
    pub filter: Filter,
    /// How the product mix is cut, see [`Lens::product_cut`].
    pub products: By,
    /// How the customer mix is cut.
    pub customers: By,
    /// Who is ranked; `None` derives it from the owner.
    pub ranking: Option<By>,
    /// Records page only: the funnel step to open instead of the figure.
    pub step: Option<Stage>,
    /// Records page only: the fulfilment aspect to open instead of the figure.
    pub aspect: Option<Aspect>,
    /// KPI page only: the KPI it shows.
    pub kpi: Option<KpiName>,
}

impl InUrl for Lens {
    const PATH: &'static str = routes::PERFORMANCE;
    const REPLACES: bool = false;

    /// What is missing, invalid or not visible to the reader is taken from [`Lens::widest`].
    fn read(query: &dyn Fn(&str) -> Option<String>, reader: &UrlReader) -> Lens {
        let widest = Lens::widest(reader.actor, reader.today);
        let owner = address::owner(query).filter(|it| reader.actor.may_ask_for(*it, reader.book));
        let mut lens = Lens {
            period: query("period").and_then(|it| Period::parse(&it)).unwrap_or(widest.period),
            figure: query("figure").and_then(|it| Figure::parse(&it)).unwrap_or(widest.figure),
            filter: Filter {
                region: query("region").and_then(|it| it.parse().ok()),
                line: query("line").filter(|it| !it.is_empty()),
                product: query("product").and_then(|it| it.parse().ok()),
                module: query("module").filter(|it| !it.is_empty()),
                band: query("band").and_then(|it| PriceBand::parse(&it)),
                origin: query("origin").and_then(|it| of_word(&it)),
                industry: query("industry").filter(|it| !it.is_empty()),
                scale: query("scale").and_then(|it| of_word(&it)),
                grade: query("grade").and_then(|it| of_word(&it)),
                customer: query("customer").and_then(|it| it.parse().ok()),
                approved_only: query("approved").is_some_and(|it| it == "1"),
                credited: query("credited").and_then(|it| of_word(&it)).unwrap_or_default(),
                ..widest.filter
            },
            products: query("products").and_then(|it| of_word(&it)).filter(|it| Lens::PRODUCTS.contains(it)).unwrap_or(By::Line),
            customers: query("customers").and_then(|it| of_word(&it)).filter(|it| Lens::CUSTOMERS.contains(it)).unwrap_or(By::Industry),
            ranking: query("ranking").and_then(|it| of_word(&it)).filter(|it| matches!(it, By::Person | By::Team | By::Department)),
            step: query("step").and_then(|it| of_word(&it)),
            aspect: query("aspect").and_then(|it| of_word(&it)),
            kpi: query("kpi").and_then(|it| it.parse().ok()),
        };
        if let Some(owner) = owner {
            let ranking = lens.ranking;
            lens.set_owner(owner);
            lens.ranking = ranking;
        }
        lens
    }

    fn parts(&self, reader: &UrlReader) -> Vec<(&'static str, String)> {
        let widest = Lens::widest(reader.actor, reader.today);
        let mut parts: Vec<(&str, String)> = Vec::new();
        let mut add = |name: &'static str, value: Option<String>| parts.extend(value.map(|it| (name, it)));
        add("period", (self.period != widest.period).then(|| self.period.to_string()));
        add("figure", (self.figure != widest.figure).then(|| self.figure.as_str().to_owned()));
        if let Some((name, value)) = address::owner_part(self.owner()).filter(|_| self.owner() != widest.owner()) {
            add(name, Some(value));
        }
        add("region", self.filter.region.map(|it| it.to_string()));
        add("line", self.filter.line.clone());
        add("product", self.filter.product.map(|it| it.to_string()));
        add("module", self.filter.module.clone());
        add("band", self.filter.band.map(|it| it.to_string()));
        add("origin", self.filter.origin.map(word_of));
        add("industry", self.filter.industry.clone());
        add("scale", self.filter.scale.map(word_of));
        add("grade", self.filter.grade.map(word_of));
        add("customer", self.filter.customer.map(|it| it.to_string()));
        add("approved", self.filter.approved_only.then(|| "1".to_owned()));
        add("credited", (!self.filter.credited.is_then()).then(|| word_of(self.filter.credited)));
        add("products", (self.products != widest.products).then(|| word_of(self.products)));
        add("customers", (self.customers != widest.customers).then(|| word_of(self.customers)));
        add("ranking", self.ranking.map(word_of));
        add("step", self.step.map(word_of));
        add("aspect", self.aspect.map(word_of));
        add("kpi", self.kpi.map(|it| it.to_string()));
        parts
    }
}

impl Lens {
    /// Possible cuts of the product mix (E-07).
    pub const PRODUCTS: [By; 4] = [By::Line, By::Product, By::Module, By::PriceBand];
    /// Possible cuts of the customer mix.
    pub const CUSTOMERS: [By; 4] = [By::Industry, By::Scale, By::Grade, By::Region];

    /// The reader's widest view of this month.
    pub fn widest(actor: &Actor, today: Day) -> Lens {
        let mut lens = Lens {
            period: Period::Month(today.month()),
            figure: Figure::SalesAmount,
            filter: Filter::default(),
            products: By::Line,
            customers: By::Industry,
            ranking: None,
            step: None,
            aspect: None,
            kpi: None,
        };
        lens.set_owner(actor.widest());
        lens
    }

    pub fn owner(&self) -> TargetOf {
        match (self.filter.person, self.filter.team, self.filter.department) {
            (Some(person), ..) => TargetOf::Person(person),
            (_, Some(team), _) => TargetOf::Team(team),
            (_, _, Some(department)) => TargetOf::Department(department),
            _ => TargetOf::Company,
        }
    }

    /// Switches to another owner's figures and resets the ranking.
    pub fn set_owner(&mut self, owner: TargetOf) {
        let (mut person, mut team, mut department) = (None, None, None);
        match owner {
            TargetOf::Company => {}
            TargetOf::Department(id) => department = Some(id),
            TargetOf::Team(id) => team = Some(id),
            TargetOf::Person(id) => person = Some(id),
        }
        self.filter = Filter { person, team, department, ..self.filter.clone() };
        self.ranking = None;
    }

    /// A changed copy.
    pub fn with(&self, change: impl FnOnce(&mut Lens)) -> Lens {
        let mut lens = self.clone();
        change(&mut lens);
        lens
    }

    /// The lens narrowed to one part of a chart; `None` if that changes nothing or the user may not see it.
    pub fn narrowed(&self, part: &PointKey, actor: &Actor, book: &Book) -> Option<Lens> {
        let mut lens = self.clone();
        let owner = |of: TargetOf| Some(of).filter(|it| actor.may_ask_for(*it, book));
        match part {
            PointKey::Unknown => return None,
            PointKey::Month(month) => lens.period = Period::Month(*month),
            PointKey::Person(id) => lens.set_owner(owner(TargetOf::Person(*id))?),
            PointKey::Team(id) => lens.set_owner(owner(TargetOf::Team(*id))?),
            PointKey::Department(id) => lens.set_owner(owner(TargetOf::Department(*id))?),
            PointKey::Region(id) => lens.filter.region = Some(*id),
            PointKey::Line(line) => lens.filter.line = Some(line.clone()),
            PointKey::Product(id) => lens.filter.product = Some(*id),
            PointKey::Module(module) => lens.filter.module = Some(module.clone()),
            PointKey::PriceBand(band) => lens.filter.band = Some(*band),
            PointKey::Origin(origin) => lens.filter.origin = Some(*origin),
            PointKey::Industry(industry) => lens.filter.industry = Some(industry.clone()),
            PointKey::Scale(scale) => lens.filter.scale = Some(*scale),
            PointKey::Grade(grade) => lens.filter.grade = Some(*grade),
            PointKey::Customer(id) => lens.filter.customer = Some(*id),
        }
        Some(lens).filter(|it| it != self)
    }

    /// How the product mix is cut: as chosen, or by product if the filter is already on one of those parts.
    pub fn product_cut(&self) -> By {
        let filter = &self.filter;
        match self.products {
            By::Line if filter.line.is_some() || filter.product.is_some() => By::Product,
            By::Module if filter.module.is_some() || filter.product.is_some() => By::Product,
            By::PriceBand if filter.band.is_some() || filter.product.is_some() => By::Product,
            chosen => chosen,
        }
    }

    /// Possible rankings within the owner.
    pub fn rankings(&self) -> &'static [By] {
        match self.owner() {
            TargetOf::Company => &[By::Team, By::Person, By::Department],
            TargetOf::Department(_) => &[By::Team, By::Person],
            TargetOf::Team(_) | TargetOf::Person(_) => &[By::Person],
        }
    }

    /// The ranking shown.
    pub fn ranked(&self) -> By {
        self.ranking.filter(|it| self.rankings().contains(it)).unwrap_or(self.rankings()[0])
    }

    /// The months of the trend: the twelve that end with the period.
    pub fn months(&self) -> (Month, Month) {
        let last = self.period.last().month();
        (Month(last.0 - 11), last)
    }

    /// Everything the dashboard asks for at once.
    pub fn question(&self) -> Question {
        let (first, last) = self.months();
        let mut by = vec![self.product_cut(), self.customers, self.ranked()];
        by.extend(Some(By::Origin).filter(|_| self.figure.has_origin()));
        Question { figure: self.figure, period: self.period, first, last, by }
    }

    /// Columns of the records page: the parts the figure is computed from, or those that reached the step.
    pub fn parts(&self) -> Vec<Part> {
        self.step.map_or_else(|| self.figure.parts().to_vec(), |it| vec![Part::Within(Measure::reached(it))])
    }

    /// Number of active filters, without the owner.
    pub fn n_filters(&self) -> usize {
        let filter = &self.filter;
        [
            filter.region.is_some(),
            filter.line.is_some(),
            filter.product.is_some(),
            filter.module.is_some(),
            filter.band.is_some(),
            filter.origin.is_some(),
            filter.industry.is_some(),
            filter.scale.is_some(),
            filter.grade.is_some(),
            filter.customer.is_some(),
        ]
        .into_iter()
        .filter(|it| *it)
        .count()
    }
}

#[cfg(test)]
mod tests {
    use domain::figures::credited::Credited;
    use domain::records::organisation::{Department, Person, Role, Team};
    use domain::values::grade::Grade;
    use domain::values::ids::{DepartmentId, PersonId, TeamId};
    use uuid::Uuid;

    use super::*;
    use crate::ui::url::state::read_back;

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn today() -> Day {
        Day::parse("2026-11-21").expect("a day of the calendar")
    }

    /// One department with two teams of two people each.
    fn book() -> Book {
        let mut book = Book::default();
        let department = DepartmentId(id(1));
        book.put(Department { id: department, name: "销售部".into() }.into());
        for team in 0..2 {
            book.put(Team { id: TeamId(id(10 + team)), name: format!("{team}组"), department, region: None }.into());
        }
        for person in 0..4 {
            let team = Some(TeamId(id(10 + person % 2)));
            let (name, account) = (format!("{person}"), format!("{person}"));
            book.put(
                Person {
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
                }
                .into(),
            );
        }
        book
    }

    fn actor(role: Role, person: u128) -> Actor {
        let team = Some(TeamId(id(10 + person % 2))).filter(|_| role != Role::Director);
        let department = team.map(|_| DepartmentId(id(1)));
        Actor { person: PersonId(id(20 + person)), role, team, department, imports: false }
    }

    fn read(text: &str, actor: &Actor) -> Lens {
        let parts: Vec<(&str, &str)> = text.split('&').filter_map(|it| it.split_once('=')).collect();
        let query = |name: &str| parts.iter().find(|(it, _)| *it == name).map(|(_, value)| (*value).to_owned());
        Lens::read(&query, &UrlReader { actor, today: today(), book: &book() })
    }

    #[test]
    fn an_address_reads_back_as_the_same_view() {
        let director = actor(Role::Director, 9);
        let lens = Lens::widest(&director, today()).with(|lens| {
            lens.period = Period::parse("2026-W47").expect("a period");
            lens.figure = Figure::Collected;
            lens.filter.grade = Some(Grade::Key);
            lens.filter.line = Some("激光 A&B".into());
            lens.customers = By::Grade;
            lens.filter.credited = Credited::Now;
            lens.products = By::PriceBand;
            lens.filter.band = PriceBand::parse("100000-1000000");
            lens.filter.origin = Some(domain::records::order::Origin::Repurchase);
            lens.set_owner(TargetOf::Team(TeamId(id(11))));
            lens.ranking = Some(By::Person);
        });
        let book = book();
        let reader = UrlReader { actor: &director, today: today(), book: &book };
        assert_eq!(read_back(&lens, &reader), lens);
        let query = lens.query(&reader);
        assert!(query.contains("line=%E6%BF%80%E5%85%89%20A%26B"), "{query}");
        assert_eq!(Lens::widest(&director, today()).query(&reader), "");
    }

    #[test]
    fn nobody_looks_beyond_their_scope_by_typing_an_address() {
        let own = TargetOf::Person(PersonId(id(20)));
        let colleague = format!("person={}", id(22));
        let (own_team, other_team) = (format!("team={}", id(10)), format!("team={}", id(11)));
        for (role, address, expected) in [
            (Role::Rep, colleague.as_str(), own),
            (Role::Rep, &own_team, own),
            (Role::Rep, "", own),
            (Role::Supervisor, &colleague, TargetOf::Person(PersonId(id(22)))),
            (Role::Supervisor, &other_team, TargetOf::Team(TeamId(id(10)))),
            (Role::Supervisor, "", TargetOf::Team(TeamId(id(10)))),
            (Role::Manager, &other_team, TargetOf::Team(TeamId(id(11)))),
            (Role::Manager, "", TargetOf::Department(DepartmentId(id(1)))),
            (Role::Director, &colleague, TargetOf::Person(PersonId(id(22)))),
            (Role::Director, "", TargetOf::Company),
        ] {
            assert_eq!(read(address, &actor(role, 0)).owner(), expected, "{role:?} {address}");
        }
    }

    #[test]
    fn nonsense_in_an_address_is_as_if_it_were_not_there() {
        let rep = actor(Role::Rep, 0);
        assert_eq!(
            read(
                "period=2026-13&figure=profit&grade=best&customers=person&products=person&band=9-1&origin=heaven&region=x&credited=later",
                &rep
            ),
            Lens::widest(&rep, today())
        );
    }

    #[test]
    fn a_tap_narrows_and_the_last_one_says_there_is_no_more() {
        let (supervisor, book) = (actor(Role::Supervisor, 0), book());
        let lens = Lens::widest(&supervisor, today());
        let line = lens.narrowed(&PointKey::Line("激光".into()), &supervisor, &book).expect("closer");
        assert_eq!((lens.product_cut(), line.product_cut()), (By::Line, By::Product));
        let by_price = lens.with(|it| it.products = By::PriceBand);
        let band = PriceBand::parse("100000-1000000").expect("a band");
        let in_band = by_price.narrowed(&PointKey::PriceBand(band), &supervisor, &book).expect("closer");
        assert_eq!((by_price.product_cut(), in_band.product_cut()), (By::PriceBand, By::Product));
        let by_module = lens.with(|it| it.products = By::Module);
        let module = by_module.narrowed(&PointKey::Module("采集".into()), &supervisor, &book).expect("closer");
        assert_eq!((by_module.product_cut(), module.product_cut()), (By::Module, By::Product));
        let way = PointKey::Origin(domain::records::order::Origin::Repurchase);
        let of_origin = lens.narrowed(&way, &supervisor, &book).expect("closer");
        assert_eq!(of_origin.narrowed(&way, &supervisor, &book), None);
        assert_eq!(line.narrowed(&PointKey::Line("激光".into()), &supervisor, &book), None);
        assert_eq!(lens.narrowed(&PointKey::Unknown, &supervisor, &book), None);
        // A colleague of another team can appear in a chart of shared customers, but their own figures are not visible.
        assert_eq!(lens.narrowed(&PointKey::Person(PersonId(id(21))), &supervisor, &book), None);
    }

    #[test]
    fn the_trend_shows_the_year_or_the_twelve_months_up_to_the_period() {
        let rep = actor(Role::Rep, 0);
        for (period, first, last) in [("2026-11", "2025-12", "2026-11"), ("2026", "2026-01", "2026-12"), ("2026-Q3", "2025-10", "2026-09")]
        {
            let (from, to) = read(&format!("period={period}"), &rep).months();
            assert_eq!((Period::Month(from).to_string(), Period::Month(to).to_string()), (first.to_owned(), last.to_owned()));
        }
    }
}
