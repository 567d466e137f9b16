//! A year's notice of days off and make-up days, and its parser. The administrator pastes lines `2027-10-01,off,国庆节` (`work` for a make-up day)
//! or the JSON of the public data set `NateScarlet/holiday-cn`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::values::calendar::Day;
use crate::values::refusal::Refusal;
use crate::values::text;

/// A day off on a weekday, or a working day at a weekend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialDay {
    pub on: Day,
    /// `true` for a make-up day (调休上班), `false` for a day off.
    pub works: bool,
    /// Name of the holiday.
    #[serde(default)]
    pub name: String,
}

/// The notice of one year. It may include days at the turn of the year that lie in the previous or next year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub year: i32,
    /// Special days in ascending order, without duplicates.
    pub days: Vec<SpecialDay>,
}

/// A line or JSON entry that cannot be parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Line or entry number, from 1; 0 for the text as a whole.
    pub line: u32,
    pub refusal: Refusal,
}

impl BadLine {
    fn of(line: u32, refusal: Refusal) -> BadLine {
        BadLine { line, refusal }
    }
}

/// Maximum number of days in a notice.
const MOST_DAYS: usize = 366;

impl Notice {
    /// Parses a notice, or returns every error in it. Its year is the one most of its days lie in.
    pub fn read(text: &str) -> Result<Notice, Vec<BadLine>> {
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.is_empty() {
            return Err(vec![BadLine::of(0, Refusal::Missing)]);
        }
        let rows = if text.starts_with('{') { json_rows(text)? } else { csv_rows(text) };
        let mut days: BTreeMap<Day, SpecialDay> = BTreeMap::new();
        let mut bad = Vec::new();
        for (line, row) in rows {
            match row {
                Ok(day) if days.contains_key(&day.on) => bad.push(BadLine::of(line, Refusal::Taken)),
                Ok(day) => drop(days.insert(day.on, day)),
                Err(refusal) => bad.push(BadLine::of(line, refusal)),
            }
        }
        if !bad.is_empty() {
            return Err(bad);
        }
        let mut by_year: BTreeMap<i32, usize> = BTreeMap::new();
        days.keys().for_each(|it| *by_year.entry(it.year()).or_default() += 1);
        let Some((year, _)) = by_year.into_iter().max_by_key(|(_, n)| *n) else {
            return Err(vec![BadLine::of(0, Refusal::Missing)]);
        };
        let notice = Notice { year, days: days.into_values().collect() };
        if notice.is_sound() { Ok(notice) } else { Err(vec![BadLine::of(0, Refusal::Malformed)]) }
    }

    /// Whether [`Notice::read`] could have produced it: year from 1990 to 2100, days ascending and from the previous December to the following
    /// January.
    pub fn is_sound(&self) -> bool {
        let year = i32::clamp(self.year, 1_990, 2_100);
        let (first, last) = (Day::from_ymd(year - 1, 12, 1), Day::from_ymd(year + 1, 1, 31));
        let within = |it: &SpecialDay| first <= Some(it.on) && Some(it.on) <= last;
        let named = |it: &SpecialDay| text::optional(&it.name, text::LINE).is_ok();
        year == self.year
            && !self.days.is_empty()
            && self.days.len() <= MOST_DAYS
            && self.days.iter().all(|it| within(it) && named(it))
            && self.days.windows(2).all(|it| matches!(it, [a, b] if a.on < b.on))
    }
}

type SpecialDayRow = (u32, Result<SpecialDay, Refusal>);

fn csv_rows(text: &str) -> Vec<SpecialDayRow> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let is_head = |line: &str| line.trim_start().starts_with(|it: char| !it.is_ascii_digit());
    lines.filter(|(number, line)| *number != 1 || !is_head(line)).map(|(number, line)| (number, csv_day(line))).collect()
}

fn csv_day(line: &str) -> Result<SpecialDay, Refusal> {
    let mut cells = line.splitn(3, [',', '\t', '，']).map(str::trim);
    let on = cells.next().and_then(|it| Day::parse(&it.replace('/', "-"))).ok_or(Refusal::Malformed)?;
    let works = match cells.next().unwrap_or_default() {
        "off" | "休" => false,
        "work" | "班" => true,
        "" => return Err(Refusal::Missing),
        _ => return Err(Refusal::Malformed),
    };
    let name = text::optional(cells.next().unwrap_or_default(), text::LINE)?.unwrap_or_default();
    Ok(SpecialDay { on, works, name })
}

/// The format of the public data set.
#[derive(Deserialize)]
struct Published {
    days: Vec<PublishedDay>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PublishedDay {
    name: String,
    date: String,
    is_off_day: bool,
}

fn json_rows(text: &str) -> Result<Vec<SpecialDayRow>, Vec<BadLine>> {
    let published: Published = serde_json::from_str(text).map_err(|error| {
        let line = u32::try_from(error.line()).unwrap_or(0);
        vec![BadLine::of(line, Refusal::Malformed)]
    })?;
    let day = |day: PublishedDay| {
        let on = Day::parse(&day.date).ok_or(Refusal::Malformed)?;
        let name = text::optional(&day.name, text::LINE)?.unwrap_or_default();
        Ok(SpecialDay { on, works: !day.is_off_day, name })
    };
    Ok((1..).zip(published.days).map(|(entry, it)| (entry, day(it))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(i32, usize), Vec<(u32, Refusal)>> {
        match Notice::read(text) {
            Ok(notice) => Ok((notice.year, notice.days.len())),
            Err(bad) => Err(bad.into_iter().map(|it| (it.line, it.refusal)).collect()),
        }
    }

    #[test]
    fn a_notice_is_read_from_lines_and_from_json() {
        let json = r#"{"year": 2027, "papers": [], "days": [
            {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
            {"name": "国庆节", "date": "2027-10-09", "isOffDay": false}
        ]}"#;
        let lines = "date,kind,name\n2027-01-01,off,元旦\n\n2027-10-09,work,国庆节\n";
        assert_eq!(Notice::read(json), Notice::read(lines));
        for (text, expected) in [
            (lines, Ok((2027, 2))),
            ("\u{feff}2027/1/1\t休\t元旦", Ok((2027, 1))),
            ("2026-12-31,off,元旦\n2027-01-01,off,元旦\n2027-01-02,off,元旦", Ok((2027, 3))),
            ("", Err(vec![(0, Refusal::Missing)])),
            ("date,kind,name\n", Err(vec![(0, Refusal::Missing)])),
            (
                "2027-02-30,off,x\n2027-03-01,half,x\n2027-03-02",
                Err(vec![(1, Refusal::Malformed), (2, Refusal::Malformed), (3, Refusal::Missing)]),
            ),
            ("2027-01-01,off,a\n2027-01-01,work,b", Err(vec![(2, Refusal::Taken)])),
            ("2027-01-01,off,a\n2025-01-01,off,b\n2025-01-02,off,b", Err(vec![(0, Refusal::Malformed)])),
            ("{\"days\": 7}", Err(vec![(1, Refusal::Malformed)])),
            ("0100-01-01,off,a", Err(vec![(0, Refusal::Malformed)])),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }
}
