use serde::{Deserialize, Serialize};

use crate::values::better::Better;

/// What lies around a target, in its unit: 保底 ≤ 目标 ≤ 冲刺 ≤ 挑战. Completion and sums are always those of the target itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetLevels {
    /// 保底: what must be reached at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<i64>,
    /// 冲刺.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stretch: Option<i64>,
    /// 挑战.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub challenge: Option<i64>,
}

impl TargetLevels {
    pub fn is_empty(&self) -> bool {
        *self == TargetLevels::default()
    }

    /// Whether they lie in order around the target; of a KPI of which less is better, in the opposite order.
    pub fn is_in_order(&self, target: i64, better: Better) -> bool {
        let all: Vec<i64> = [self.floor, Some(target), self.stretch, self.challenge].into_iter().flatten().collect();
        match better {
            Better::Less => all.is_sorted_by(|a, b| b <= a),
            Better::More | Better::Neither => all.is_sorted(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_lie_in_order_around_the_target() {
        let levels = |floor, stretch, challenge| TargetLevels { floor, stretch, challenge };
        for (levels, better, expected) in [
            (levels(Some(80), Some(110), Some(120)), Better::More, true),
            (levels(Some(100), Some(100), Some(100)), Better::More, true),
            (levels(None, None, None), Better::More, true),
            (levels(None, None, Some(99)), Better::More, false),
            (levels(Some(101), None, None), Better::More, false),
            (levels(None, Some(130), Some(120)), Better::More, false),
            (levels(Some(120), Some(90), None), Better::Less, true),
            (levels(Some(80), None, None), Better::Less, false),
        ] {
            assert_eq!(levels.is_in_order(100, better), expected, "{levels:?} {better:?}");
        }
    }
}
