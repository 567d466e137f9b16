//! Names of chart parts.

use domain::book::Book;
use domain::figures::analytics::{PointKey, Series};
use domain::values::ratio::Ratio;

use crate::i18n::{locale, words};
use crate::t;

pub fn part_name(key: &PointKey, book: &Book) -> String {
    let named = |name: Option<&String>| name.filter(|it| !it.is_empty()).cloned().unwrap_or_else(|| t!("performance.unknown").to_owned());
    match key {
        PointKey::Month(month) => locale().month_short(*month),
        PointKey::Person(id) => named(book.person(*id).map(|it| &it.name)),
        PointKey::Team(id) => named(book.team(*id).map(|it| &it.name)),
        PointKey::Department(id) => named(book.department(*id).map(|it| &it.name)),
        PointKey::Region(id) => named(book.region(*id).map(|it| &it.name)),
        PointKey::Line(word) | PointKey::Module(word) | PointKey::Industry(word) => word.clone(),
        PointKey::Product(id) => named(book.product(*id).map(|it| &it.model)),
        PointKey::PriceBand(band) => words::price_band(*band),
        PointKey::Origin(origin) => words::origin(*origin).to_owned(),
        PointKey::Scale(scale) => words::scale(*scale).to_owned(),
        PointKey::Grade(grade) => words::grade(*grade).to_owned(),
        PointKey::Customer(id) => book.customer_name(*id).unwrap_or(t!("performance.unknown")).to_owned(),
        PointKey::Unknown => t!("performance.unknown").to_owned(),
    }
}

/// The parts of a mix with their values, including negative ones: together they are the figure. Zero and unmeasurable parts are left out.
pub fn mixed(series: &Series, book: &Book) -> Vec<(PointKey, String, i64)> {
    let measured =
        series.points.iter().filter_map(|point| point.value.map(Ratio::rounded).filter(|it| *it != 0).map(|value| (point, value)));
    measured.map(|(it, value)| (it.key.clone(), part_name(&it.key, book), value)).collect()
}
