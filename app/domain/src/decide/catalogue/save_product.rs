//! Add or change a product.

use super::{Save, begin, save};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, keep_all};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::product::Product;
use crate::values::field::Field;
use crate::values::ids::Key;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

impl Decide for Save<Product> {
    const VERB: &'static str = "save_product";

    fn subject(&self) -> Key {
        self.now.id.into()
    }

    fn needs(&self) -> Needs {
        Needs::default()
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = begin(moment);
        let cleaned = keep_all(self.now.checked(), &mut refusals);
        let model = text::name_key(&self.now.model);
        let same = |it: &Product| it.id != self.now.id && it.active && text::name_key(&it.model) == model;
        refusals.refuse_if(self.now.active && book.products().any(same), Field::Model, Refusal::Taken);
        let (Some(cleaned), true) = (cleaned, refusals.is_empty()) else { return Err(refusals) };
        save(&self.was, cleaned, book.product(self.now.id), book, moment)
    }
}
