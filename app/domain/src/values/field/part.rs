//! The segments of a composed name: the place in a list, and the part of what is there.

use crate::values::alert_rule::AlertRule;
use crate::values::grade::Grade;
use crate::values::node::Node;
use crate::values::role::Role;
use crate::values::sensitive::Sensitive;
use crate::values::stage::Stage;

/// One segment of a name, between two dots.
pub(super) trait Segment: Copy {
    fn text(self) -> String;
    fn parse(text: &str) -> Option<Self>;
    /// Every value, or some of a number.
    fn examples() -> Vec<Self>;
}

/// What follows `list` and a dot.
pub(super) fn below<'a>(list: &str, name: &'a str) -> Option<&'a str> {
    name.strip_prefix(list)?.strip_prefix('.')
}

impl Segment for usize {
    fn text(self) -> String {
        self.to_string()
    }

    /// Reads only what [`Segment::text`] writes: `07` is another name than `7`.
    fn parse(text: &str) -> Option<usize> {
        text.parse::<usize>().ok().filter(|it| it.to_string() == text)
    }

    fn examples() -> Vec<usize> {
        vec![0, 1, 10]
    }
}

impl Segment for AlertRule {
    fn text(self) -> String {
        self.as_str().to_owned()
    }

    fn parse(text: &str) -> Option<AlertRule> {
        AlertRule::parse(text)
    }

    fn examples() -> Vec<AlertRule> {
        AlertRule::ALL.to_vec()
    }
}

macro_rules! by_index {
    ($($of:ty: $all:expr,)*) => {$(
        impl Segment for $of {
            /// The index; the number of values for one that has no place in a name.
            fn text(self) -> String {
                $all.iter().position(|it| *it == self).unwrap_or($all.len()).to_string()
            }

            fn parse(text: &str) -> Option<$of> {
                $all.get(<usize as Segment>::parse(text)?).copied()
            }

            fn examples() -> Vec<$of> {
                $all.to_vec()
            }
        }
    )*};
}

by_index! {
    Grade: Grade::ALL,
    Node: Node::ALL,
    Role: Role::ALL,
    Sensitive: Sensitive::ALL,
    Stage: Stage::OPEN,
}

/// Passes the parts on to a macro: the enums and their names are defined here, the fields of the same names in `field.rs`.
macro_rules! for_each_part {
    ($define:ident) => {
        $define! {
            /// A part of the setting of an alert rule.
            AlertPart { Calendar, ManagerAfter, Margin, Operator, Raises, SuperiorAfter, Threshold, }
            /// A part of a customer's contact.
            ContactPart { Email, Name, Phone, Role, }
            /// A part of a row of delivered or returned goods.
            GoodsPart { Product, Quantity, }
            InstalmentPart { Amount, DueOn, }
            /// A part of an order's line.
            LinePart { Cost, Discount, Price, Product, Quantity, }
            /// A part of a node of the order template.
            NodePart { Days, Owner, }
            /// A part of one of several people.
            PersonPart { Account, Department, Email, Id, Name, Role, Superior, Team, }
            /// A part of one of the people whom an order is credited to.
            SplitPart { Person, Share, }
            /// A part of the pipeline's setting of a stage.
            StagePart { Limit, Names, }
            /// A part of one of the targets of an act.
            TargetPart { Cut, Metric, Of, Period, Value, }
        }
    };
}
pub(super) use for_each_part;

macro_rules! enums {
    ($($(#[$doc:meta])* $of:ident { $($part:ident,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $of {
            $($part,)*
        }
    )*};
}

for_each_part!(enums);
