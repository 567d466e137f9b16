//! The names of cuts.

use domain::book::Book;
use domain::records::kpi::Buyer;
use domain::records::target::{CutBy, TargetCut};

use crate::i18n::words;
use crate::t;

pub fn cut_by(by: CutBy) -> &'static str {
    match by {
        CutBy::Line => t!("targets.grid.by_line"),
        CutBy::Product => t!("targets.grid.by_product"),
        CutBy::Region => t!("targets.grid.by_region"),
        CutBy::Scale => t!("targets.grid.by_scale"),
        CutBy::Buyer => t!("targets.grid.by_buyer"),
        CutBy::Channel => t!("targets.grid.by_channel"),
    }
}

pub fn cut(cut: &TargetCut, book: &Book) -> String {
    match cut {
        TargetCut::Line(line) => line.clone(),
        TargetCut::Product(product) => book.product(*product).map(|it| it.model.clone()).unwrap_or_default(),
        TargetCut::Region(region) => book.region(*region).map(|it| it.name.clone()).unwrap_or_default(),
        TargetCut::Scale(scale) => words::scale(*scale).to_owned(),
        TargetCut::Buyer(Buyer::New) => t!("targets.grid.new").to_owned(),
        TargetCut::Buyer(Buyer::Old) => t!("targets.grid.old").to_owned(),
        TargetCut::Channel(channel) => words::source(*channel),
    }
}
