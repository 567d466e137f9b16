//! Code in other files. The client is split into files along the functions marked `wasm_split`; the first file holds only what signing in needs. A
//! file may fail to load: without a network before everything is cached, or on a page that is older than the server.

use std::future::Future;
use std::pin::Pin;

use leptos::wasm_split::SplitLoaderError;

/// Work in another file. Boxed, because a split function cannot be `async`.
pub type Later<T> = Pin<Box<dyn Future<Output = T>>>;

/// The file of this code could not be loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unloaded;

impl From<SplitLoaderError> for Unloaded {
    fn from(_: SplitLoaderError) -> Unloaded {
        Unloaded
    }
}
