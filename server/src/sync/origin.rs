//! Where commands come from. Derived ids, such as those of an import's rows, are reserved for the server: a device that could take one first
//! would decide what becomes of it.

use domain::values::ids::{CommandId, DeviceId, Key, Kind};
use uuid::Uuid;

/// The UUID version of ids derived from a name.
const NAME_BASED: usize = 5;
/// The UUID version of the server's own devices.
const CUSTOM: usize = 8;

/// The source of commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A person's device. Its clock and its versions are claims.
    Device {
        id: DeviceId,
        /// The newest version that it has received: its user cannot have seen a later one.
        seen: i64,
        /// How far its clock is behind the server's, in milliseconds (negative: ahead); 0 when it is right or unknown.
        behind: i64,
    },
    /// The server itself, whose claims are facts.
    Server(DeviceId),
}

impl Origin {
    /// A device that has received everything and whose clock is right.
    pub fn of(id: DeviceId) -> Origin {
        Origin::Device { id, seen: i64::MAX, behind: 0 }
    }

    /// The server's own work.
    pub const HOUSE: Origin = Origin::Server(DeviceId(Uuid::from_u128(0x6461_6269_616f_7000_8000_0000_0000_0001)));

    /// The origin of an import under this name.
    pub fn named(name: Uuid) -> Origin {
        let mut bytes = *name.as_bytes();
        bytes[6] = (bytes[6] & 0x0f) | ((CUSTOM as u8) << 4);
        Origin::Server(DeviceId(Uuid::from_bytes(bytes)))
    }

    /// The device that receipts name, also for the server.
    pub fn device(self) -> DeviceId {
        match self {
            Origin::Device { id, .. } | Origin::Server(id) => id,
        }
    }

    /// Whether its claims are facts.
    pub fn is_server(self) -> bool {
        matches!(self, Origin::Server(_))
    }

    /// Whether a command from this origin may have this id.
    pub fn may_name(self, command: CommandId) -> bool {
        self.is_server() || command.0.get_version_num() != NAME_BASED
    }

    /// Whether a command from this origin may make a record with this id. Some kinds have derived ids on phones too.
    pub fn may_make(self, key: Key) -> bool {
        let follows = matches!(key.kind, Kind::Task | Kind::Target | Kind::Benchmark | Kind::Alert | Kind::Company);
        self.is_server() || follows || key.id.get_version_num() != NAME_BASED
    }
}

/// Whether only the server uses this device.
pub fn is_the_servers(device: DeviceId) -> bool {
    device == Origin::HOUSE.device() || device.0.get_version_num() == CUSTOM
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_makes_records_of_derived_ids_only_of_some_kinds() {
        let phone = Origin::of(DeviceId(Uuid::now_v7()));
        let derived = Uuid::new_v5(&Uuid::NAMESPACE_OID, b"a name");
        for (kind, may) in [(Kind::Target, true), (Kind::Benchmark, true), (Kind::Customer, false), (Kind::Order, false)] {
            assert_eq!(phone.may_make(Key { kind, id: derived }), may, "{kind:?}");
        }
    }

    #[test]
    fn devices_of_imports_are_recognised_as_the_servers() {
        let name = Uuid::new_v5(&Uuid::NAMESPACE_OID, b"a source");
        assert!(is_the_servers(Origin::named(name).device()) && is_the_servers(Origin::HOUSE.device()));
        assert_eq!(Origin::named(name), Origin::named(name));
        // A browser's profile for one person.
        assert!(!is_the_servers(DeviceId(Uuid::now_v7()).of_person(Default::default())));
    }
}
