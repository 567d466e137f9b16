//! The folders of the workspace, defined once.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The workspace that this xtask was run from. Taken from `cargo run`, because the folder may have moved since the build.
pub fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let xtask = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        xtask.parent().expect("xtask lives one folder below the workspace root").to_owned()
    });
    &ROOT
}

/// Where cargo puts host builds.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// Where cargo puts the wasm build: a separate folder, because it may use another compiler.
pub fn target_wasm() -> PathBuf {
    root().join("target-wasm")
}

/// The finished site, served or embedded by the server. Ignores `CARGO_TARGET_DIR`: the server's source names this path at compile time.
pub fn site() -> PathBuf {
    root().join("target/site")
}

/// Path of the server's binary.
pub fn server_binary(release: bool) -> PathBuf {
    let folder = if release { "release" } else { "debug" };
    target().join(folder).join(format!("dabiao{}", env::consts::EXE_SUFFIX))
}
