//! A column of a table as data.

use std::sync::Arc;

use domain::values::calendar::Day;
use domain::values::money::Money;
use leptos::prelude::*;

use super::cells::plain_money;
use super::layout::ColumnPlan;
use crate::i18n::{NOTHING, han, locale};
use crate::ui::kit::Align;

/// What rows are sorted by; all keys of a column are of one kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SortKey {
    Number(i64),
    /// A text in its order key, Chinese by pinyin.
    Words(String),
}

impl SortKey {
    /// The key of a text; none for an empty one.
    pub fn words(text: &str) -> Option<SortKey> {
        (!text.is_empty() && text != NOTHING).then(|| SortKey::Words(han().order_key(text)))
    }
}

/// The part of a column that is the same for every row.
#[derive(Clone, Copy)]
pub struct ColumnHead {
    pub plan: ColumnPlan,
    pub title: Signal<String>,
    pub align: Align,
    /// The cell of the totals row.
    pub total: Option<Signal<String>>,
}

type Of<T, R> = Arc<dyn Fn(&T) -> R + Send + Sync>;

#[derive(Clone)]
pub struct GridColumn<T: 'static> {
    pub(super) head: ColumnHead,
    text: Of<T, String>,
    view: Option<Of<T, AnyView>>,
    copied: Option<Of<T, String>>,
    sort: Of<T, Option<SortKey>>,
}

impl<T: 'static> GridColumn<T> {
    /// A text column, sorted by its text. `width` is in CSS pixels.
    pub fn text<S: Into<String>>(
        id: &'static str,
        title: impl Fn() -> S + Send + Sync + 'static,
        width: u32,
        text: impl Fn(&T) -> String + Send + Sync + 'static,
    ) -> GridColumn<T> {
        let text: Of<T, String> = Arc::new(text);
        let words = Arc::clone(&text);
        GridColumn {
            head: ColumnHead {
                plan: ColumnPlan { id, width, is_shown: true },
                title: Signal::derive(move || title().into()),
                align: Align::Start,
                total: None,
            },
            text,
            view: None,
            copied: None,
            sort: Arc::new(move |row| SortKey::words(&words(row))),
        }
    }

    /// A column of days.
    pub fn day<S: Into<String>>(
        id: &'static str,
        title: impl Fn() -> S + Send + Sync + 'static,
        day: impl Fn(&T) -> Option<Day> + Copy + Send + Sync + 'static,
    ) -> GridColumn<T> {
        let text = move |row: &T| day(row).map_or_else(|| NOTHING.to_owned(), |it| it.to_string());
        GridColumn::text(id, title, 92, text).sorted_by(move |row| day(row).map(|it| SortKey::Number(it.0.into())))
    }

    /// A column of whole numbers; empty where there is none.
    pub fn number<S: Into<String>>(
        id: &'static str,
        title: impl Fn() -> S + Send + Sync + 'static,
        width: u32,
        number: impl Fn(&T) -> Option<i64> + Copy + Send + Sync + 'static,
    ) -> GridColumn<T> {
        let text = move |row: &T| number(row).map(|it| locale().count(it)).unwrap_or_default();
        GridColumn::text(id, title, width, text)
            .aligned(Align::End)
            .copied_as(move |row| number(row).map(|it| it.to_string()).unwrap_or_default())
            .sorted_by(move |row| number(row).map(SortKey::Number))
    }

    /// A column of amounts, copied as plain numbers.
    pub fn money<S: Into<String>>(
        id: &'static str,
        title: impl Fn() -> S + Send + Sync + 'static,
        amount: impl Fn(&T) -> Option<Money> + Copy + Send + Sync + 'static,
    ) -> GridColumn<T> {
        let text = move |row: &T| amount(row).map_or_else(|| NOTHING.to_owned(), |it| locale().money(it));
        GridColumn::text(id, title, 108, text)
            .aligned(Align::End)
            .copied_as(move |row| amount(row).map(plain_money).unwrap_or_default())
            .sorted_by(move |row| amount(row).map(|it| SortKey::Number(it.0)))
    }

    fn aligned(mut self, align: Align) -> GridColumn<T> {
        self.head.align = align;
        self
    }

    /// Another width than the usual one of its kind, in CSS pixels.
    pub fn wide(mut self, width: u32) -> GridColumn<T> {
        self.head.plan.width = width;
        self
    }

    /// Another view than the text.
    pub fn shown_as<V: IntoAny>(self, view: impl Fn(&T) -> V + Send + Sync + 'static) -> GridColumn<T> {
        GridColumn { view: Some(Arc::new(move |row| view(row).into_any())), ..self }
    }

    /// Another text for copying.
    pub fn copied_as(self, copied: impl Fn(&T) -> String + Send + Sync + 'static) -> GridColumn<T> {
        GridColumn { copied: Some(Arc::new(copied)), ..self }
    }

    /// Another order than that of the text.
    pub fn sorted_by(self, sort: impl Fn(&T) -> Option<SortKey> + Send + Sync + 'static) -> GridColumn<T> {
        GridColumn { sort: Arc::new(sort), ..self }
    }

    /// The sum of the column in the totals row.
    pub fn totalling(mut self, sum: impl Fn() -> Money + Send + Sync + 'static) -> GridColumn<T> {
        self.head.total = Some(Signal::derive(move || locale().money(sum())));
        self
    }

    /// Hidden until the person chooses it.
    pub fn hidden(mut self) -> GridColumn<T> {
        self.head.plan.is_shown = false;
        self
    }

    pub(super) fn said(&self, row: &T) -> String {
        (self.text)(row)
    }

    pub(super) fn copy(&self, row: &T) -> String {
        self.copied.as_ref().map_or_else(|| self.said(row), |it| it(row))
    }

    pub(super) fn key(&self, row: &T) -> Option<SortKey> {
        (self.sort)(row)
    }

    /// The view, if it is not just the text.
    pub(super) fn view(&self, row: &T) -> Option<AnyView> {
        self.view.as_ref().map(|it| it(row))
    }

    pub(super) fn has_view(&self) -> bool {
        self.view.is_some()
    }
}
