//! Add or change a product.

use super::{Save, begin, save};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::book::record::Record;
use crate::decide::decision::{Decision, keep_all};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::product::Product;
use crate::rules::SetBy;
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
        let current = book.product(self.now.id);
        let before = current.map(|it| it.cost.clone()).unwrap_or_default();
        let first = moment.server_today;
        refusals.refuse_if(!self.now.cost.keeps_before(&before, first), Field::FromDay, Refusal::TooEarly { first });
        let (Some(cleaned), true) = (cleaned, refusals.is_empty()) else { return Err(refusals) };
        // Who set a cost follows from the moment, so the merge compares without it.
        let (was, unsigned) = (self.was.as_ref().map(Product::unsigned), current.map(Product::unsigned));
        let mut decision = save(&was, cleaned.unsigned(), unsigned.as_ref(), book, moment)?;
        let by = SetBy { by: moment.actor.person, at: moment.now };
        for record in &mut decision.puts {
            if let Record::Product(product) = record {
                product.cost = product.cost.signed(&before, by);
            }
        }
        Ok(decision)
    }
}
