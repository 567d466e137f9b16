//! Where is everything? The folders of the workspace, spelled once.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The workspace this xtask was run from. `cargo run` says which: a folder that was moved is not where it was built.
pub fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let xtask = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        xtask.parent().expect("xtask lives one folder below the workspace root").to_owned()
    });
    &ROOT
}

/// Where cargo puts what it builds for this machine.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// Where cargo puts the wasm build: a folder of its own, because it may be another compiler's.
pub fn target_wasm() -> PathBuf {
    root().join("target-wasm")
}

/// The finished site: what the server serves, or embeds. Not elsewhere when cargo's folder is: the server names it while compiling.
pub fn site() -> PathBuf {
    root().join("target/site")
}

/// The server's binary, once built.
pub fn server_binary(release: bool) -> PathBuf {
    let folder = if release { "release" } else { "debug" };
    target().join(folder).join(format!("dabiao{}", env::consts::EXE_SUFFIX))
}
