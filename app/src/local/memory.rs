//! A store in memory for tests and the simulation. Like the real one, it writes all or nothing.

use std::cell::RefCell;
use std::collections::BTreeMap;

use async_trait::async_trait;

use crate::ports::{LocalStore, StoreError, Write};

/// A store in memory. A clone copies its content, like a copy of a browser profile.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    drawers: RefCell<BTreeMap<(&'static str, String), String>>,
}

#[async_trait(?Send)]
impl LocalStore for MemoryStore {
    async fn read_all(&self, drawer: &'static str) -> Result<Vec<(String, String)>, StoreError> {
        let drawers = self.drawers.borrow();
        let of_drawer = drawers.range((drawer, String::new())..).take_while(|((name, _), _)| *name == drawer);
        Ok(of_drawer.map(|((_, key), value)| (key.clone(), value.clone())).collect())
    }

    async fn write(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        let mut drawers = self.drawers.borrow_mut();
        for write in writes {
            match write {
                Write::Put { drawer, key, value } => drop(drawers.insert((drawer, key), value)),
                Write::Delete { drawer, key } => drop(drawers.remove(&(drawer, key))),
                Write::Clear { drawer } => drawers.retain(|(name, _), _| *name != drawer),
            }
        }
        Ok(())
    }
}
