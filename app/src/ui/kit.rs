//! UI kit: reusable controls with all their states. They know presentation, never business rules.

mod avatar;
mod badge;
mod button;
mod card;
mod chips;
mod clock_note;
mod confirm;
mod date_field;
mod desk;
mod draft_note;
mod empty;
mod field;
mod filter_bar;
mod form_errors;
mod grid;
mod icon;
mod kpi_card;
mod list_faces;
mod notes;
mod page_head;
mod print_button;
mod progress;
mod ring;
mod search_field;
mod segmented;
mod select_field;
mod sheet;
mod sheet_history;
mod skeleton;
mod table;
mod tabs;
mod text_area;
mod text_field;
pub mod text_file;
mod timeline;
mod toast;
mod toggle;
mod tone;
mod virtual_list;
mod way_back;

pub use avatar::Avatar;
pub use badge::{Badge, GradeBadge, OverdueBadge, SavedBadge, StageBadge, SyncState};
pub use button::{Button, ButtonLink, IconButton, Look};
pub use card::{Card, Section};
pub use chips::{Chip, ChipRow};
pub use clock_note::{ClockGap, ClockNote};
pub use confirm::ConfirmDialog;
pub use date_field::DateField;
pub use desk::use_desk;
pub use draft_note::DraftNote;
pub use empty::EmptyState;
pub use filter_bar::FilterBar;
pub use form_errors::FormErrors;
pub use grid::{DeskGrid, GridColumn, GridSort, GridState, GridTools, Picks, SortKey};
pub use icon::{Icon, icons};
pub use kpi_card::{Kpi, KpiCard, StatTile, growth_colour};
pub use list_faces::{Face, ListFaces};
pub use notes::{FigureNote, OfflineNote, RefusedNote};
pub use page_head::{PageHead, name_page};
pub use print_button::PrintButton;
pub use progress::ProgressBar;
pub use ring::Ring;
pub use search_field::{SearchField, when_typing_rests};
pub use segmented::{Segment, SegmentedControl};
pub use select_field::{Choice, SelectField};
pub use sheet::Sheet;
pub use sheet_history::once_settled;
pub use skeleton::{Skeleton, SkeletonRows};
pub use table::{Align, Column, DataTable};
pub use tabs::Tabs;
pub use text_area::TextArea;
pub use text_field::{Entry, MoneyField, NumberField, QuantityField, TextField};
pub use timeline::{Timeline, TimelineItem};
pub use toast::{ToastHost, Toasts};
pub use toggle::Toggle;
pub use tone::Tone;
pub use virtual_list::VirtualList;
pub use way_back::{has_moved, note_page, use_way_back};

#[cfg(all(test, feature = "ssr"))]
mod rendered;

use std::cell::Cell;

/// An element id unique on the page, for linking labels and messages to their controls.
pub(crate) fn unique_id(prefix: &str) -> String {
    thread_local! {
        static NEXT: Cell<u32> = const { Cell::new(0) };
    }
    let number = NEXT.with(|it| it.replace(it.get().wrapping_add(1)));
    format!("{prefix}-{number}")
}
