//! The lens in the URL: read reactively, changed by navigation.

use domain::figures::analytics::{Barrier, PointKey};
use domain::records::customer::Source;
use domain::values::kpi_name::KpiName;
use leptos::prelude::*;

use super::lens::Lens;
use crate::ui::url::{InUrl, UrlState, address, routes};

/// The lens of this page, and navigation to others.
pub type LensInUrl = UrlState<Lens>;

impl LensInUrl {
    /// Why the figure cannot be computed under the filter.
    pub fn barrier(self) -> Signal<Option<Barrier>> {
        Signal::derive(move || self.with(|it| it.figure.barrier(&it.filter)))
    }

    /// Narrows to a part of a chart; if that is not possible, opens the records of the lens.
    pub fn narrow(&self, part: &PointKey) {
        if *part == PointKey::Unknown {
            return;
        }
        let lens = self.get_untracked();
        match self.read_by(|reader| lens.narrowed(part, reader.actor, reader.book)) {
            Some(narrowed) => self.go_to(self.address(&narrowed), Lens::REPLACES),
            None => self.open_records(&lens),
        }
    }

    /// Path of the records with this lens.
    pub fn records(&self, lens: &Lens) -> String {
        self.address_at(routes::PERFORMANCE_RECORDS, lens)
    }

    /// Path of one channel's page with this lens.
    pub fn channel(&self, lens: &Lens, channel: Option<Source>) -> String {
        let page = self.address_at(routes::PERFORMANCE_CHANNEL, lens);
        let joint = if page.contains('?') { "&" } else { "?" };
        format!("{page}{joint}channel={}", address::channel_word(channel))
    }

    /// Path of a KPI with this lens.
    pub fn kpi(&self, lens: &Lens, kpi: KpiName) -> String {
        self.address_at(routes::KPI, &lens.with(|it| it.kpi = Some(kpi)))
    }

    /// Path of all KPIs with this lens.
    pub fn kpis(&self, lens: &Lens) -> String {
        self.address_at(routes::KPIS, &lens.with(|it| it.kpi = None))
    }

    /// Opens the records of a lens.
    pub fn open_records(&self, lens: &Lens) {
        self.go_to(self.records(lens), Lens::REPLACES);
    }
}
