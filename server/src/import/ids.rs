//! Ids derived from the source: the same row gives the same record and the same command in every run.

use domain::values::ids::CommandId;
use uuid::Uuid;

use super::mapping::Makes;
use crate::sync::Origin;

const NAMESPACE: Uuid = Uuid::from_u128(0x6461_6269_616f_2e69_6d70_6f72_7400_0001);

/// The id of the record with this key in this source.
pub fn record(source: &str, makes: Makes, key: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, format!("{source}/{makes:?}/{key}").as_bytes())
}

/// The id of the command that does `verb` to this record.
pub fn command(source: &str, makes: Makes, key: &str, verb: &str) -> CommandId {
    CommandId(Uuid::new_v5(&NAMESPACE, format!("{source}/{makes:?}/{key}/{verb}").as_bytes()))
}

/// The origin of imports from this source.
pub fn origin(source: &str) -> Origin {
    Origin::named(Uuid::new_v5(&NAMESPACE, format!("{source}/device").as_bytes()))
}
