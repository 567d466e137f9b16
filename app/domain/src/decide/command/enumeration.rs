//! The macro behind [`Command`](super::Command) and [`Track`](super::Track).

/// Defines an enum with one variant per command. Its methods call those of the command: the ones of [`Decide`] or, for an enum within the enum,
/// the ones that this macro defined for it.
macro_rules! commands {
    ($(#[$of_enum:meta])* pub enum $name:ident { $($(#[$of_variant:meta])* $variant:ident($command:ty),)* }) => {
        $(#[$of_enum])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case", remote = "Self")]
        pub enum $name {
            $($(#[$of_variant])* $variant($command),)*
        }

        impl $name {
            /// The verb as it is serialized; used by the access matrix, the history and the texts.
            pub fn verb(&self) -> &'static str {
                match self {
                    $($name::$variant(command) => command.verb(),)*
                }
            }

            /// The main record of the command: Attention links to it, and the base version is that of this record.
            pub fn subject(&self) -> Key {
                match self {
                    $($name::$variant(command) => command.subject(),)*
                }
            }

            /// The id of the record that it creates, for those that a person may try to create again in a form.
            pub fn makes(&self) -> Option<Uuid> {
                match self {
                    $($name::$variant(command) => command.makes(),)*
                }
            }

            /// The records needed to decide it, besides the catalogue (company, organisation, products), which every book holds.
            pub fn needs(&self) -> Needs {
                match self {
                    $($name::$variant(command) => command.needs(),)*
                }
            }

            /// The command's own changes, before merge notices, first orders and review states are settled.
            pub(in crate::decide) fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
                match self {
                    $($name::$variant(command) => command.decide(book, moment),)*
                }
            }
        }
    };
}
pub(super) use commands;
