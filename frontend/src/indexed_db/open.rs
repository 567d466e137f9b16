//! Opens and deletes databases, coordinated with other tabs.

use std::rc::Rc;
use std::time::Duration;

use app::ports::StoreError;
use js_sys::Promise;
use wasm_bindgen::prelude::{Closure, JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbVersionChangeEvent};

use super::Connection;
use super::failure::Failure;
use crate::js::{window, within};

/// Schema version: raised when a drawer is added. Changes in the shape of values do not need it.
const VERSION: u32 = 1;
/// Time limit for opening before the person is told.
const PATIENCE: Duration = Duration::from_secs(15);

/// Opens a database and creates missing drawers.
pub async fn open(name: &str, drawers: &'static [&'static str]) -> Result<IdbDatabase, Failure> {
    let request = factory()?.open_with_u32(name, VERSION)?;
    let upgraded = request.clone();
    let upgrade = Closure::once_into_js(move |_: JsValue| {
        // An exception here aborts the upgrade, and the request reports it.
        if let Ok(db) = upgraded.result().map(JsCast::unchecked_into::<IdbDatabase>) {
            let existing = db.object_store_names();
            for drawer in drawers.iter().copied().filter(|it| !existing.contains(it)) {
                drop(db.create_object_store(drawer));
            }
        }
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    answer(&request).await?;
    Ok(request.result()?.unchecked_into())
}

/// Deletes a database. Other tabs close their connections on request.
pub async fn delete(name: &str) -> Result<(), Failure> {
    let request = factory()?.delete_database(name)?;
    answer(&request).await
}

/// Closes the connection when another tab upgrades or deletes the database, and forgets it when the browser closed it.
pub fn let_go_when_asked(db: &IdbDatabase, connection: Rc<Connection>) {
    let closed = Rc::clone(&connection);
    let asked = db.clone();
    let on_change = Closure::<dyn FnMut(IdbVersionChangeEvent)>::new(move |event: IdbVersionChangeEvent| {
        if event.new_version().is_none() {
            connection.is_gone.set(true);
        }
        asked.close();
        connection.close();
    });
    let on_close = Closure::<dyn FnMut(JsValue)>::new(move |_| closed.close());
    db.set_onversionchange(Some(on_change.into_js_value().unchecked_ref()));
    db.set_onclose(Some(on_close.into_js_value().unchecked_ref()));
}

/// Waits for an open or delete request. If another tab blocks it or it times out, closes the database should it open later.
async fn answer(request: &IdbOpenDbRequest) -> Result<(), Failure> {
    let answered = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    let blocked = Promise::new(&mut |resolve, _| request.set_onblocked(Some(&resolve)));
    let first = Promise::race(&js_sys::Array::of2(&answered, &blocked));
    let is_blocked = |event: &JsValue| crate::js::get(event, "type").as_string().as_deref() == Some("blocked");
    let outcome = match within(PATIENCE, JsFuture::from(first)).await {
        Some(Ok(event)) if is_blocked(&event) => Failure::Store(StoreError::Blocked),
        Some(Ok(_)) => return Ok(()),
        Some(Err(_)) => {
            let error = request.error().ok().flatten();
            return Err(error.map_or_else(|| Failure::Broken("not opened".to_owned()), |it| Failure::from(JsValue::from(it))));
        }
        // A request queued behind a deletion or upgrade that waits for another tab gets no event.
        None => Failure::Store(StoreError::Blocked),
    };
    let request = request.clone();
    spawn_local(async move {
        if JsFuture::from(answered).await.is_ok()
            && let Ok(Ok(db)) = request.result().map(JsCast::dyn_into::<IdbDatabase>)
        {
            db.close();
        }
    });
    Err(outcome)
}

fn factory() -> Result<IdbFactory, Failure> {
    let denied = || Failure::Store(StoreError::Unavailable("IndexedDB".to_owned()));
    window().indexed_db().ok().flatten().ok_or_else(denied)
}
