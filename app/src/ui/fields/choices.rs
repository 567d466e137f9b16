//! Records as choices of a field, sorted by name. Regions, departments and teams are not here: they keep the order in which the company created
//! them, where 一部 comes before 二部.

use std::collections::BTreeSet;

use domain::book::Book;
use domain::records::customer::Customer;
use domain::records::organisation::Person;
use domain::records::product::Product;
use domain::rules::Listed;

use crate::i18n::{sort_by_name, sort_by_person};
use crate::local::Notebook;
use crate::ui::kit::Choice;

pub fn people<'a>(of: impl Iterator<Item = &'a Person>) -> Vec<Choice> {
    let mut people: Vec<Choice> = of.map(|it| Choice::new(it.id, it.name.clone())).collect();
    sort_by_person(&mut people, |it| &it.label);
    people
}

/// The active people, those outside sales with their department.
pub fn responsible_people(book: &Book) -> Vec<Choice> {
    let label = |person: &Person| {
        let department = person.department.filter(|_| !person.role.has_figures()).and_then(|it| book.department(it));
        department.map_or_else(|| person.name.clone(), |department| format!("{} · {}", person.name, department.name))
    };
    let mut people: Vec<Choice> = book.people().filter(|it| it.active).map(|it| Choice::new(it.id, label(it))).collect();
    sort_by_person(&mut people, |it| &it.label);
    people
}

pub fn customers<'a>(of: impl Iterator<Item = &'a Customer>) -> Vec<Choice> {
    by_label(of.map(|it| Choice::new(it.id, it.profile.name.clone())))
}

/// The active products, and inactive ones that the record already has (`has`).
pub fn products(book: &Book, has: impl Fn(&Product) -> bool) -> Vec<Choice> {
    by_label(book.products().filter(|it| it.active || has(it)).map(|it| Choice::new(it.id, product_name(it))))
}

/// The display name of a product: line and model.
pub fn product_name(product: &Product) -> String {
    format!("{} · {}", product.line, product.model)
}

/// The options of a list that the company extends, with `also` as in [`Dictionaries::offered`](domain::rules::Dictionaries::offered).
pub fn listed<T: Listed>(notebook: Notebook, also: impl IntoIterator<Item = T>) -> Vec<T> {
    notebook.with(|book| book.company().dictionaries_on(notebook.today()).offered(also))
}

/// The distinct texts without the empty one, as choices.
pub fn words<'a>(of: impl Iterator<Item = &'a String>) -> Vec<Choice> {
    distinct(of).into_iter().map(|it| Choice::new(&it, it.clone())).collect()
}

/// The distinct texts without the empty one, sorted by name.
pub fn distinct<'a>(of: impl Iterator<Item = &'a String>) -> Vec<String> {
    let words: BTreeSet<&String> = of.filter(|it| !it.is_empty()).collect();
    let mut words: Vec<String> = words.into_iter().cloned().collect();
    sort_by_name(&mut words, |it| it);
    words
}

fn by_label(choices: impl Iterator<Item = Choice>) -> Vec<Choice> {
    let mut choices: Vec<Choice> = choices.collect();
    sort_by_name(&mut choices, |it| &it.label);
    choices
}
