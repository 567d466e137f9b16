//! Records as choices of a field, in the order of their names.

use domain::book::Book;
use domain::customer::Customer;
use domain::organisation::Person;
use domain::product::Product;

use super::kit::Choice;

/// These people.
pub fn people<'a>(of: impl Iterator<Item = &'a Person>) -> Vec<Choice> {
    by_label(of.map(|it| Choice::new(it.id, it.name.clone())))
}

/// These customers.
pub fn customers<'a>(of: impl Iterator<Item = &'a Customer>) -> Vec<Choice> {
    by_label(of.map(|it| Choice::new(it.id, it.profile.name.clone())))
}

/// The products on sale, and those that the record has already though they are no longer sold.
pub fn products(book: &Book, has: impl Fn(&Product) -> bool) -> Vec<Choice> {
    by_label(book.products().filter(|it| it.active || has(it)).map(|it| Choice::new(it.id, product_name(it))))
}

/// What a product is called: its line and its model.
pub fn product_name(it: &Product) -> String {
    format!("{} · {}", it.line, it.model)
}

fn by_label(choices: impl Iterator<Item = Choice>) -> Vec<Choice> {
    let mut choices: Vec<Choice> = choices.collect();
    choices.sort_by(|a, b| a.label.cmp(&b.label));
    choices
}
