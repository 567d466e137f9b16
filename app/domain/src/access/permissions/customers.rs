//! Permissions for customers: filing, amending, handing over, merging, grading and change requests.

use crate::access::actor::Actor;
use crate::book::Book;
use crate::records::customer::{Ask, ChangeRequest, Customer};
use crate::records::organisation::{Person, Role};
use crate::values::grade::Grade;
use crate::values::ids::PersonId;

impl Actor {
    /// Whether this person may see the customer's name.
    pub fn may_see_customer(&self, customer: &Customer, book: &Book) -> bool {
        self.covers(customer.owner, book)
    }

    /// Whether this person may hand over customers at all (R-02, C-20).
    pub fn may_hand_over(&self) -> bool {
        self.imports || self.leads()
    }

    /// Whether this person may reassign the holder's customers.
    pub fn may_hand_over_from(&self, holder: PersonId, book: &Book) -> bool {
        self.may_hand_over() && self.covers(holder, book)
    }

    /// Whether this person may hand over this customer or merge it with another.
    pub fn may_hand_over_customer(&self, customer: &Customer, book: &Book) -> bool {
        self.may_hand_over_from(customer.owner, book)
    }

    /// Whether `receiver` is within reach for a hand-over. Whether they can own customers is checked by [`Person::may_hold_customers`].
    pub fn may_give_customer_to(&self, receiver: &Person, book: &Book) -> bool {
        self.covers(receiver.id, book)
    }

    /// People to whom this person can hand over a customer.
    pub fn receivers<'a>(&self, book: &'a Book) -> impl Iterator<Item = &'a Person> + use<'a> {
        let actor = *self;
        book.people().filter(move |it| it.may_hold_customers() && actor.may_give_customer_to(it, book))
    }

    /// Whether this person decides the grade of the holder's customer: 战略 and 重点 require a manager, the others at least a supervisor (C0 matrix,
    /// "Change grade by hand").
    pub fn may_grade(&self, holder: PersonId, from: Grade, to: Grade, book: &Book) -> bool {
        let decides = match self.role {
            Role::Supervisor => !from.is_major() && !to.is_major(),
            Role::Manager | Role::Director => true,
            Role::Rep | Role::Administrator | Role::Support => false,
        };
        (self.imports || decides) && self.covers(holder, book)
    }

    /// Whether this person may see a proposal of the grade review: those who work with the customer and those who decide its grade.
    pub fn may_see_proposal(&self, customer: &Customer, from: Grade, to: Grade, book: &Book) -> bool {
        self.may_write_for(customer.owner, book) || self.may_grade(customer.owner, from, to, book)
    }

    /// Whether this person decides a customer's strategy: a manager for a major customer (C-21), otherwise also those who work with it.
    fn may_set_strategy(&self, customer: &Customer, book: &Book) -> bool {
        let grade = customer.profile.grade;
        self.may_grade(customer.owner, grade, grade, book) || (!grade.is_major() && self.may_write_for(customer.owner, book))
    }

    /// Whether this person may request another grade, strategy or owner: those who work with the customer and those who may hand it over.
    pub fn may_request_change(&self, customer: &Customer, book: &Book) -> bool {
        self.may_write_for(customer.owner, book) || self.may_hand_over_customer(customer, book)
    }

    /// Whether this person decides the change request (C-20, C-21, C0 matrix).
    pub fn may_decide_request(&self, customer: &Customer, ask: &Ask, book: &Book) -> bool {
        match ask {
            Ask::Grade { to, .. } => self.may_grade(customer.owner, customer.profile.grade, *to, book),
            Ask::Strategy { .. } => self.may_set_strategy(customer, book),
            Ask::HandOver { .. } => self.may_hand_over_customer(customer, book),
        }
    }

    /// Whether this person may withdraw a request: only their own.
    pub fn may_take_back_request(&self, request: &ChangeRequest) -> bool {
        request.by == self.person
    }
}
