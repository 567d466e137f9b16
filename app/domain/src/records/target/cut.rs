//! A cut (细分): the part of a KPI that a target is for (T-04, T-05, T-09, T-10).

use serde::{Deserialize, Serialize};

use crate::records::customer::{Scale, Source};
use crate::records::kpi::{Buyer, Narrowing};
use crate::values::ids::{ProductId, RegionId};

/// What a KPI is cut by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CutBy {
    Line,
    Product,
    /// The customer's region.
    Region,
    /// The customer's scale.
    Scale,
    /// New and old customers.
    Buyer,
    /// The customer's acquisition channel.
    Channel,
}

impl CutBy {
    pub const ALL: [CutBy; 6] = [CutBy::Line, CutBy::Product, CutBy::Region, CutBy::Scale, CutBy::Buyer, CutBy::Channel];

    /// Its name in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            CutBy::Line => "line",
            CutBy::Product => "product",
            CutBy::Region => "region",
            CutBy::Scale => "scale",
            CutBy::Buyer => "buyer",
            CutBy::Channel => "channel",
        }
    }

    pub fn parse(text: &str) -> Option<CutBy> {
        CutBy::ALL.into_iter().find(|it| it.as_str() == text)
    }
}

/// One part. The names are stored: add new ones, never rename.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetCut {
    Line(String),
    Product(ProductId),
    Region(RegionId),
    Scale(Scale),
    Buyer(Buyer),
    Channel(Source),
}

impl TargetCut {
    pub fn by(&self) -> CutBy {
        match self {
            TargetCut::Line(_) => CutBy::Line,
            TargetCut::Product(_) => CutBy::Product,
            TargetCut::Region(_) => CutBy::Region,
            TargetCut::Scale(_) => CutBy::Scale,
            TargetCut::Buyer(_) => CutBy::Buyer,
            TargetCut::Channel(_) => CutBy::Channel,
        }
    }

    /// The facts that count for it.
    pub fn narrowing(&self) -> Narrowing {
        let all = Narrowing::default();
        match self {
            TargetCut::Line(line) => Narrowing { line: Some(line.clone()), ..all },
            TargetCut::Product(product) => Narrowing { product: Some(*product), ..all },
            TargetCut::Region(region) => Narrowing { region: Some(*region), ..all },
            TargetCut::Scale(scale) => Narrowing { scale: Some(*scale), ..all },
            TargetCut::Buyer(buyer) => Narrowing { buyer: Some(*buyer), ..all },
            TargetCut::Channel(channel) => Narrowing { channel: Some(*channel), ..all },
        }
    }

    /// Its part of a target's name, from which the id is derived: never change it.
    pub(super) fn key(&self) -> String {
        match self {
            TargetCut::Line(line) => format!("line:{line}"),
            TargetCut::Product(product) => format!("product:{product}"),
            TargetCut::Region(region) => format!("region:{region}"),
            TargetCut::Scale(scale) => format!("scale:{}", scale_key(*scale)),
            TargetCut::Buyer(Buyer::New) => "buyer:new".to_owned(),
            TargetCut::Buyer(Buyer::Old) => "buyer:old".to_owned(),
            TargetCut::Channel(channel) => format!("channel:{}", channel.word()),
        }
    }
}

fn scale_key(scale: Scale) -> &'static str {
    match scale {
        Scale::Small => "small",
        Scale::Large => "large",
        Scale::Channel => "channel",
    }
}
