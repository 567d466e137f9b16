//! The paths that phones call. Paths may be added, but not changed or removed while a phone may still use them.

use super::source::rust_files;

/// Every path ever released.
const RELEASED: [&str; 26] = [
    "customers/twins",
    "delivery/current",
    "delivery/mail",
    "delivery/quiet",
    "delivery/subscribe",
    "delivery/try_out",
    "delivery/unsubscribe",
    "delivery/ways",
    "devices/mine",
    "devices/sign_out",
    "kpis/ranking",
    "people/devices",
    "people/reset_password",
    "people/sign_ins",
    "people/sign_out",
    "records/history",
    "robots/list",
    "robots/remove",
    "robots/save",
    "robots/try_out",
    "rules/simulate",
    "session/change_password",
    "session/current",
    "session/sign_in",
    "session/sign_out",
    "sync/exchange",
];

#[test]
fn every_released_path_is_still_there_and_spelled_out() {
    let files = rust_files("app/src/api");
    let mut endpoints: Vec<&str> = Vec::new();
    for file in &files {
        for call in file.code.split("#[server(").skip(1) {
            let attribute = call.split(")]").next().unwrap_or_default();
            assert!(attribute.contains("prefix = \"/api/v1\""), "{}: a server function without a pinned prefix", file.path);
            let endpoint = attribute.split("endpoint = \"").nth(1).and_then(|it| it.split('"').next());
            endpoints.push(endpoint.unwrap_or_else(|| panic!("{}: a server function without a pinned path", file.path)));
        }
    }
    endpoints.sort_unstable();
    for released in RELEASED {
        assert!(endpoints.contains(&released), "{released} is gone: last month's phones still call it");
    }
    for endpoint in &endpoints {
        assert!(RELEASED.contains(endpoint), "{endpoint} is new: add it to the list; released endpoints are never removed");
    }
}

/// The plain HTTP paths for file bytes, whole and in pieces.
#[test]
fn every_released_address_of_bytes_is_still_there() {
    use app::api::attachments::{BYTES, COMPLETE, PIECE, PIECES};
    let released = [
        "/api/v1/attachments/pieces/{sha256}",
        "/api/v1/attachments/pieces/{sha256}/{offset}",
        "/api/v1/attachments/{id}/complete",
        "/api/v1/attachments/{id}",
    ];
    assert_eq!([PIECES, PIECE, COMPLETE, BYTES], released, "last month's phones still call them");
}
