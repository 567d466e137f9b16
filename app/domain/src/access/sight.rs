//! What a person sees of sensitive fields, and the copies of records that their devices hold.

use crate::access::actor::Actor;
use crate::book::Book;
use crate::book::record::Record;
use crate::records::attachment::Attachment;
use crate::records::benchmark::Benchmark;
use crate::records::customer::Customer;
use crate::records::order::Voided;
use crate::records::organisation::Role;
use crate::records::planning_note::PlanningNote;
use crate::rules::{Dated, FieldPolicy};
use crate::values::calendar::Day;
use crate::values::ids::{Kind, PersonId};
use crate::values::money::Money;
use crate::values::sensitive::Sensitive;

/// What a person sees of sensitive fields, by the company's policy of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    reader: PersonId,
    contacts: bool,
    costs: bool,
    amounts: bool,
    /// What sales writes for its own people: notes, reasons, terms other than goods and days.
    of_sales: bool,
}

impl Sight {
    /// What this person sees by the policy of a day.
    pub fn of(actor: &Actor, book: &Book, day: Day) -> Sight {
        Sight::by(&book.company().field_policy.on(day), actor)
    }

    /// What this person saw in releases without a policy.
    pub fn usual(actor: &Actor) -> Sight {
        Sight::by(&FieldPolicy::default(), actor)
    }

    fn by(policy: &FieldPolicy, actor: &Actor) -> Sight {
        let shows = |what| actor.imports || policy.shows(what, actor.role);
        Sight {
            reader: actor.person,
            contacts: shows(Sensitive::Contacts),
            costs: shows(Sensitive::Costs),
            amounts: shows(Sensitive::Amounts),
            of_sales: actor.imports || actor.role != Role::Support,
        }
    }

    /// Names what copies made for it contain: copies made under another name are not those of this person any more.
    pub fn name(self) -> String {
        let parts = [(self.contacts, "contacts"), (self.costs, "costs"), (self.amounts, "amounts"), (self.of_sales, "sales")];
        parts.into_iter().filter(|it| it.0).map(|it| it.1).collect::<Vec<_>>().join(" ")
    }

    /// Whether costs, and figures computed from them, are shown.
    pub fn shows_costs(self) -> bool {
        self.costs
    }

    /// Whether amounts of orders are shown.
    pub fn shows_amounts(self) -> bool {
        self.amounts
    }

    /// Whether contact details are shown whosever customer it is.
    pub fn shows_all_contacts(self) -> bool {
        self.contacts
    }

    /// Whether the contact details of this customer are shown in full: everybody can call their own customers.
    pub fn shows_contacts_of(self, customer: &Customer) -> bool {
        self.contacts || customer.owner == self.reader
    }

    /// Whether the bytes of an attachment are shown, as far as contact details are concerned. Everybody sees what they took themselves.
    pub fn opens(self, attachment: &Attachment) -> bool {
        self.contacts || attachment.by == self.reader || !attachment.shows_contacts()
    }

    /// Whether copies of records of this kind may differ from the records.
    pub fn changes(self, kind: Kind) -> bool {
        match kind {
            Kind::Customer | Kind::Attachment => !self.contacts,
            Kind::Order | Kind::Product => !self.costs || !self.amounts || !self.of_sales,
            Kind::PlanningNote | Kind::Benchmark => !self.of_sales,
            _ => false,
        }
    }

    /// The record as this person's devices hold it.
    #[must_use]
    pub fn copy_of(self, record: Record) -> Record {
        match record {
            Record::Customer(customer) if !self.shows_contacts_of(&customer) => Record::Customer(customer.masked()),
            Record::Attachment(attachment) if !self.contacts && attachment.by != self.reader => Record::Attachment(attachment.masked()),
            Record::Order(order) if !self.of_sales => Record::Order(order.support_copy(self.reader, self.amounts)),
            Record::Order(order) if !self.costs => Record::Order(order.without_costs()),
            Record::Product(mut product) => {
                product.price = if self.amounts { product.price } else { Money::ZERO };
                product.cost = if self.costs { product.cost } else { Dated::default() };
                Record::Product(product)
            }
            Record::PlanningNote(note) if !self.of_sales => {
                let voided = note.voided.map(|it| Voided { reason: String::new(), ..it });
                Record::PlanningNote(PlanningNote { text: String::new(), voided, ..note })
            }
            Record::Benchmark(benchmark) if !self.of_sales => {
                Record::Benchmark(Benchmark { value: None, citation: String::new(), ..benchmark })
            }
            whole => whole,
        }
    }
}
