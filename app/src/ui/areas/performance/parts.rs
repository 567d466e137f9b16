//! Names of chart parts.

use domain::book::Book;
use domain::figures::analytics::{PointKey, Series};
use domain::values::ratio::Ratio;

use crate::i18n::{locale, words};
use crate::t;

pub fn part_name(key: &PointKey, book: &Book) -> String {
    let named = |name: Option<&String>| name.filter(|it| !it.is_empty()).cloned().unwrap_or_else(|| t!("performance.unknown").to_owned());
    match key {
        PointKey::Month(it) => locale().month_short(*it),
        PointKey::Person(it) => named(book.person(*it).map(|it| &it.name)),
        PointKey::Team(it) => named(book.team(*it).map(|it| &it.name)),
        PointKey::Department(it) => named(book.department(*it).map(|it| &it.name)),
        PointKey::Region(it) => named(book.region(*it).map(|it| &it.name)),
        PointKey::Line(it) | PointKey::Module(it) | PointKey::Industry(it) => it.clone(),
        PointKey::Product(it) => named(book.product(*it).map(|it| &it.model)),
        PointKey::PriceBand(it) => words::price_band(*it),
        PointKey::Origin(it) => words::origin(*it).to_owned(),
        PointKey::Scale(it) => words::scale(*it).to_owned(),
        PointKey::Grade(it) => words::grade(*it).to_owned(),
        PointKey::Customer(it) => book.customer_name(*it).unwrap_or(t!("performance.unknown")).to_owned(),
        PointKey::Unknown => t!("performance.unknown").to_owned(),
    }
}

/// The parts of a mix with their values, including negative ones: together they are the figure. Zero and unmeasurable parts are left out.
pub fn mixed(series: &Series, book: &Book) -> Vec<(PointKey, String, i64)> {
    let measured = series.points.iter().filter_map(|it| it.value.map(Ratio::rounded).filter(|it| *it != 0).map(|value| (it, value)));
    measured.map(|(it, value)| (it.key.clone(), part_name(&it.key, book), value)).collect()
}
