//! The parts of the browser that only the app behind the sign-in page uses. They are in the file of the app, so that the sign-in page does not
//! wait for them: the browser itself is one value with one table of functions, all of which would be in the first file.

use std::rc::Rc;

use app::api::delivery::Subscription;
use app::local::Notebook;
use app::ports::{FileWay, LocalStore, Prepared, PushError, StoreError, Unfit};
use domain::values::ids::PersonId;
use futures::future::LocalBoxFuture;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use wasm_bindgen_futures::spawn_local;

use crate::indexed_db::IndexedDb;
use crate::sync_loop::SyncLoop;
use crate::{camera, file_way, push, storage};

/// Work in this file, or why the file could not be loaded.
type Loaded<T> = Result<LocalBoxFuture<'static, T>, SplitLoaderError>;

#[wasm_split(inside, wasm_split_path = leptos::wasm_split, fallible)]
pub fn open_store(person: PersonId) -> Loaded<Result<Rc<dyn LocalStore>, StoreError>> {
    Ok(Box::pin(async move { Ok(Rc::new(IndexedDb::open(person).await?) as Rc<dyn LocalStore>) }))
}

#[wasm_split(inside, wasm_split_path = leptos::wasm_split, fallible)]
pub fn open_files(person: PersonId) -> Loaded<Result<Rc<dyn LocalStore>, StoreError>> {
    Ok(Box::pin(async move { Ok(Rc::new(IndexedDb::open_files(person).await?) as Rc<dyn LocalStore>) }))
}

#[wasm_split(inside, wasm_split_path = leptos::wasm_split, fallible)]
pub fn destroy_store(person: PersonId) -> Loaded<Result<(), StoreError>> {
    Ok(Box::pin(IndexedDb::destroy(person)))
}

#[wasm_split(inside, wasm_split_path = leptos::wasm_split, fallible)]
pub fn file_way() -> Result<Rc<dyn FileWay>, SplitLoaderError> {
    Ok(Rc::new(file_way::ServerFiles))
}

#[wasm_split(inside, wasm_split_path = leptos::wasm_split, fallible)]
pub fn characters(address: String) -> Loaded<Option<String>> {
    Ok(Box::pin(async move { file_way::call("GET", &address, None).await.ok() }))
}

#[wasm_split(inside, wasm_split_path = leptos::wasm_split, fallible)]
pub fn prepare(field: web_sys::HtmlInputElement) -> Loaded<Vec<Result<Prepared, Unfit>>> {
    Ok(Box::pin(async move { camera::prepare(&field).await }))
}

#[wasm_split(inside, wasm_split_path = leptos::wasm_split, fallible)]
pub fn subscribe_push(server_key: String) -> Loaded<Result<Subscription, PushError>> {
    Ok(Box::pin(async move { push::subscribe(&server_key).await }))
}

/// Starts the sync loop of this notebook.
#[wasm_split(inside, wasm_split_path = leptos::wasm_split, fallible)]
pub fn start_sync(notebook: Notebook) -> Result<SyncLoop, SplitLoaderError> {
    spawn_local(async move {
        if storage::is_persistent().await {
            notebook.tell_persistent(true);
        }
    });
    Ok(SyncLoop::start(notebook))
}
