//! Messages between tabs of the same person in this browser.

use domain::values::ids::PersonId;
use wasm_bindgen::prelude::{Closure, JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// A message from one tab to the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// A command was stored.
    Outbox,
    /// An answer was stored.
    Confirmed,
    /// The person was disabled and the store is deleted.
    Disabled,
}

impl News {
    const ALL: [News; 3] = [News::Outbox, News::Confirmed, News::Disabled];

    fn word(self) -> &'static str {
        match self {
            News::Outbox => "outbox",
            News::Confirmed => "confirmed",
            News::Disabled => "disabled",
        }
    }
}

/// The broadcast channel. Closed when dropped.
pub struct Tabs {
    /// `None` in browsers without it: they show another tab's work at the next read of the store.
    channel: Option<BroadcastChannel>,
}

impl Tabs {
    /// Listens to the other tabs of a person.
    pub fn of(person: PersonId, hear: impl Fn(News) + 'static) -> Tabs {
        let channel = BroadcastChannel::new(&format!("dabiao:{person}")).ok();
        if let Some(channel) = &channel {
            let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                let word = event.data().as_string();
                if let Some(news) = News::ALL.into_iter().find(|it| Some(it.word()) == word.as_deref()) {
                    hear(news);
                }
            });
            channel.set_onmessage(Some(hear.into_js_value().unchecked_ref()));
        }
        Tabs { channel }
    }

    /// Sends a message to the other tabs.
    pub fn tell(&self, news: News) {
        if let Some(channel) = &self.channel {
            // Fails only when closed.
            let _told = channel.post_message(&JsValue::from_str(news.word()));
        }
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.set_onmessage(None);
            channel.close();
        }
    }
}
