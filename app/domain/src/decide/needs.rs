//! Names the records that a command is decided from. The server reads and locks exactly these.

use crate::values::ids::{CustomerId, Key, OrderId};

/// What a book must hold before a command can be decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// These records, if they exist, each with its customer.
    pub keys: Vec<Key>,
    /// These customers with all their records.
    pub families: Vec<CustomerId>,
    /// The attachments of these records.
    pub attached_to: Vec<Key>,
    /// These customers with their orders.
    pub orders_of: Vec<CustomerId>,
    /// These orders with all other orders of the same customer.
    pub orders_beside: Vec<OrderId>,
    /// Whether these numbers are taken.
    pub numbers: Vec<String>,
    /// The highest number for each of these prefixes.
    pub prefixes: Vec<String>,
}

impl Needs {
    /// Only these records, each with its customer.
    pub(super) fn records<const N: usize>(keys: [Key; N]) -> Needs {
        Needs { keys: keys.into(), ..Needs::default() }
    }

    /// Only these customers with all their records.
    pub(super) fn families<const N: usize>(customers: [CustomerId; N]) -> Needs {
        Needs { families: customers.into(), ..Needs::default() }
    }

    /// Only this order, with all other orders of the same customer.
    pub(super) fn order_with_others(order: OrderId) -> Needs {
        Needs { orders_beside: vec![order], ..Needs::records([order.into()]) }
    }

    /// Also these records, each with its customer.
    pub(super) fn and(mut self, keys: impl IntoIterator<Item = impl Into<Key>>) -> Needs {
        self.keys.extend(keys.into_iter().map(Into::into));
        self
    }
}
