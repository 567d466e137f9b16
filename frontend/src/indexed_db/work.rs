//! The two kinds of transactions: a consistent read of some drawers, and an all-or-nothing write.

use std::collections::BTreeSet;
use std::time::Duration;

use app::ports::{Contents, Durability, Expected, Span, Write};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use web_sys::{IdbDatabase, IdbKeyRange, IdbTransaction};

use super::failure::Failure;
use super::request;
use crate::js::within;

/// Values of at least this many bytes are stored as bytes.
const LONG: usize = 4_096;
/// Time limit of a transaction before the person is told.
const PATIENCE: Duration = Duration::from_secs(20);

// `web-sys` has transaction options only behind its flag for unstable interfaces; browsers have supported them for years.
#[wasm_bindgen]
extern "C" {
    type Transacting;
    #[wasm_bindgen(method, catch)]
    fn transaction(this: &Transacting, drawers: &Array, mode: &str, options: &JsValue) -> Result<IdbTransaction, JsValue>;

    type Committing;
    #[wasm_bindgen(method, catch)]
    fn commit(this: &Committing) -> Result<(), JsValue>;
}

/// Reads the spans in one transaction.
pub async fn read(db: &IdbDatabase, spans: &[Span]) -> Result<Vec<Contents>, Failure> {
    let transaction = begin(db, spans.iter().map(|it| it.drawer).collect(), "readonly", &JsValue::UNDEFINED)?;
    let end = request::end(&transaction);
    let mut requests = Vec::with_capacity(spans.len());
    for span in spans {
        let drawer = transaction.object_store(span.drawer)?;
        requests.push(match &span.after {
            None => (drawer.get_all_keys()?, drawer.get_all()?),
            Some(after) => {
                let range = IdbKeyRange::lower_bound_with_open(&JsValue::from_str(after), true)?;
                (drawer.get_all_keys_with_key(&range)?, drawer.get_all_with_key(&range)?)
            }
        });
    }
    ended(&transaction, end).await?;
    requests.iter().map(|(keys, values)| Ok(pairs(&keys.result()?.unchecked_into(), &values.result()?.unchecked_into()))).collect()
}

/// Reads one value.
pub async fn read_one(db: &IdbDatabase, drawer: &'static str, key: &str) -> Result<Option<String>, Failure> {
    let transaction = begin(db, BTreeSet::from([drawer]), "readonly", &JsValue::UNDEFINED)?;
    let end = request::end(&transaction);
    let request = transaction.object_store(drawer)?.get(&key.into())?;
    ended(&transaction, end).await?;
    Ok(text_of(&request.result()?))
}

/// Writes everything in one transaction. Writes nothing and returns `false` if the stored value is not as expected.
pub async fn write(db: &IdbDatabase, expected: Option<&Expected>, writes: &[Write], durability: Durability) -> Result<bool, Failure> {
    let drawers: BTreeSet<&str> = writes.iter().map(Write::drawer).chain(expected.map(|it| it.drawer)).collect();
    if drawers.is_empty() {
        return Ok(true);
    }
    let options = js_sys::Object::new();
    let durability = match durability {
        Durability::Strict => "strict",
        Durability::Relaxed => "relaxed",
    };
    js_sys::Reflect::set(&options, &"durability".into(), &durability.into())?;
    let transaction = begin(db, drawers, "readwrite", &options)?;
    let end = request::end(&transaction);
    if let Some(expected) = expected {
        let found = request::result(&transaction.object_store(expected.drawer)?.get(&expected.key.into())?).await?;
        if text_of(&found) != expected.value {
            return Ok(false);
        }
    }
    if let Err(thrown) = ask(&transaction, writes) {
        // Fails only if the browser has already aborted it.
        let _aborted = transaction.abort();
        return Err(thrown.into());
    }
    // Only saves a turn of the event loop.
    let _committing = transaction.unchecked_ref::<Committing>().commit();
    ended(&transaction, end).await?;
    Ok(true)
}

fn ask(transaction: &IdbTransaction, writes: &[Write]) -> Result<(), JsValue> {
    for write in writes {
        let drawer = transaction.object_store(write.drawer())?;
        match write {
            Write::Put { key, value, .. } => drop(drawer.put_with_key(&packed(value), &key.into())?),
            Write::Delete { key, .. } => drop(drawer.delete(&key.into())?),
            Write::Clear { .. } => drop(drawer.clear()?),
        }
    }
    Ok(())
}

fn begin(db: &IdbDatabase, drawers: BTreeSet<&str>, mode: &str, options: &JsValue) -> Result<IdbTransaction, JsValue> {
    let drawers: Array = drawers.into_iter().map(JsValue::from_str).collect();
    db.unchecked_ref::<Transacting>().transaction(&drawers, mode, options)
}

/// Waits for the end of the transaction, with a time limit. On timeout the transaction is aborted, so that work reported as failed does not
/// appear later. A transaction that can no longer be aborted is waited for.
async fn ended(transaction: &IdbTransaction, end: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let mut end = std::pin::pin!(end);
    match within(PATIENCE, end.as_mut()).await {
        Some(ended) => ended,
        None if transaction.abort().is_ok() => Err(Failure::late()),
        None => end.await,
    }
}

fn pairs(keys: &Array, values: &Array) -> Contents {
    let text = |it: JsValue| text_of(&it).unwrap_or_default();
    keys.iter().map(text).zip(values.iter().map(text)).collect()
}

/// Encodes a value for storage. Long values are stored as bytes: the browser would store text with Chinese characters as UTF-16, and converting
/// that would dominate the time to open a large book.
fn packed(value: &str) -> JsValue {
    if value.len() < LONG { JsValue::from_str(value) } else { Uint8Array::from(value.as_bytes()).into() }
}

/// Decodes a stored value of either encoding.
fn text_of(value: &JsValue) -> Option<String> {
    match value.dyn_ref::<Uint8Array>() {
        Some(bytes) => String::from_utf8(bytes.to_vec()).ok(),
        None => value.as_string(),
    }
}
