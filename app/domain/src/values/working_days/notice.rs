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

/// The parts of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticePart {
    Day,
    /// A day off or a make-up day.
    Kind,
    Name,
}

/// One line or JSON entry of a pasted notice: what was written, what it means, and everything that is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeLine {
    /// Line or entry number, from 1.
    pub line: u32,
    /// Day, kind and name as written.
    pub written: [String; 3],
    /// `None` if any part is wrong.
    pub day: Option<SpecialDay>,
    pub problems: Vec<(NoticePart, Refusal)>,
}

impl NoticeLine {
    /// What is wrong with a part.
    pub fn on(&self, part: NoticePart) -> Option<&Refusal> {
        self.problems.iter().find(|it| it.0 == part).map(|it| &it.1)
    }

    fn of(line: u32, written: [String; 3], kind: Result<bool, Refusal>) -> NoticeLine {
        let mut problems = Vec::new();
        let mut keep = |part, refusal| problems.push((part, refusal));
        let on = match written[0].trim() {
            "" => Err(Refusal::Missing),
            day => Day::parse(&day.replace('/', "-")).ok_or(Refusal::Malformed),
        };
        let on = on.map_err(|it| keep(NoticePart::Day, it)).ok();
        let works = kind.map_err(|it| keep(NoticePart::Kind, it)).ok();
        let name = text::optional(&written[2], text::LINE).map_err(|it| keep(NoticePart::Name, it)).ok();
        let day = on.zip(works).zip(name).map(|((on, works), name)| SpecialDay { on, works, name: name.unwrap_or_default() });
        NoticeLine { line, written, day, problems }
    }
}

/// A pasted notice, line by line, before it is taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeDraft {
    pub lines: Vec<NoticeLine>,
    /// What is wrong with the text as a whole.
    pub whole: Option<BadLine>,
    /// The notice, if nothing is wrong.
    pub notice: Option<Notice>,
}

impl NoticeDraft {
    fn refused(lines: Vec<NoticeLine>, whole: Option<BadLine>) -> NoticeDraft {
        NoticeDraft { lines, whole, notice: None }
    }

    /// The number of problems.
    pub fn n_problems(&self) -> usize {
        self.lines.iter().map(|it| it.problems.len()).sum::<usize>() + usize::from(self.whole.is_some())
    }
}

impl Notice {
    /// Parses a notice, or returns every error in it. Its year is the one most of its days lie in.
    pub fn read(text: &str) -> Result<Notice, Vec<BadLine>> {
        let NoticeDraft { lines, whole, notice } = Notice::draft(text);
        let of_line = |it: NoticeLine| it.problems.into_iter().map(move |(_, refusal)| BadLine::of(it.line, refusal));
        notice.ok_or_else(|| lines.into_iter().flat_map(of_line).chain(whole).collect())
    }

    /// Parses a notice line by line. A day that is named twice is refused the second time.
    pub fn draft(text: &str) -> NoticeDraft {
        let text = text.trim_start_matches('\u{feff}').trim();
        let whole = |refusal| Some(BadLine::of(0, refusal));
        if text.is_empty() {
            return NoticeDraft::refused(Vec::new(), whole(Refusal::Missing));
        }
        let mut lines = match text.starts_with('{') {
            true => match json_lines(text) {
                Ok(lines) => lines,
                Err(bad) => return NoticeDraft::refused(Vec::new(), Some(bad)),
            },
            false => csv_lines(text),
        };
        let mut days: BTreeMap<Day, SpecialDay> = BTreeMap::new();
        for line in &mut lines {
            let Some(day) = line.day.clone() else { continue };
            if days.insert(day.on, day).is_some() {
                line.problems.push((NoticePart::Day, Refusal::Taken));
                line.day = None;
            }
        }
        if lines.iter().any(|it| !it.problems.is_empty()) {
            return NoticeDraft::refused(lines, None);
        }
        let mut by_year: BTreeMap<i32, usize> = BTreeMap::new();
        days.keys().for_each(|it| *by_year.entry(it.year()).or_default() += 1);
        let Some((year, _)) = by_year.into_iter().max_by_key(|(_, n)| *n) else {
            return NoticeDraft::refused(lines, whole(Refusal::Missing));
        };
        let notice = Notice { year, days: days.into_values().collect() };
        match notice.is_sound() {
            true => NoticeDraft { lines, whole: None, notice: Some(notice) },
            false => NoticeDraft::refused(lines, whole(Refusal::Malformed)),
        }
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

fn csv_lines(text: &str) -> Vec<NoticeLine> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let is_head = |line: &str| line.trim_start().starts_with(|it: char| !it.is_ascii_digit());
    lines.filter(|(number, line)| *number != 1 || !is_head(line)).map(|(number, line)| csv_line(number, line)).collect()
}

fn csv_line(number: u32, line: &str) -> NoticeLine {
    let mut cells = line.splitn(3, [',', '\t', '，']).map(|it| it.trim().to_owned());
    let written: [String; 3] = std::array::from_fn(|_| cells.next().unwrap_or_default());
    let kind = match written[1].as_str() {
        "off" | "休" => Ok(false),
        "work" | "班" => Ok(true),
        "" => Err(Refusal::Missing),
        _ => Err(Refusal::Malformed),
    };
    NoticeLine::of(number, written, kind)
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

fn json_lines(text: &str) -> Result<Vec<NoticeLine>, BadLine> {
    let published: Published = serde_json::from_str(text).map_err(|error| {
        let line = u32::try_from(error.line()).unwrap_or(0);
        BadLine::of(line, Refusal::Malformed)
    })?;
    let line = |(entry, day): (u32, PublishedDay)| {
        let kind = if day.is_off_day { "off" } else { "work" };
        NoticeLine::of(entry, [day.date, kind.to_owned(), day.name], Ok(!day.is_off_day))
    };
    Ok((1..).zip(published.days).map(line).collect())
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

    #[test]
    fn every_problem_of_a_pasted_notice_stands_at_its_cell() {
        // A18: all at once, and what is right is shown beside it.
        let long = "长".repeat(text::LINE as usize + 1);
        let text = format!("2027-01-01,off,元旦\n2027-02-30,half,x\n,work\n2027-01-01,work,y\n2027-03-01,off,{long}\n2027/5/1\t休");
        let draft = Notice::draft(&text);
        let problems = |at: usize| draft.lines[at].problems.clone();
        assert_eq!(draft.lines.iter().map(|it| it.day.is_some()).collect::<Vec<_>>(), [true, false, false, false, false, true]);
        assert_eq!(problems(1), [(NoticePart::Day, Refusal::Malformed), (NoticePart::Kind, Refusal::Malformed)]);
        assert_eq!(problems(2), [(NoticePart::Day, Refusal::Missing)]);
        assert_eq!(problems(3), [(NoticePart::Day, Refusal::Taken)]);
        assert_eq!(problems(4), [(NoticePart::Name, Refusal::TooLong { longest: text::LINE })]);
        assert_eq!((draft.n_problems(), draft.notice.clone(), draft.whole.clone()), (5, None, None));
        assert_eq!(draft.lines[1].on(NoticePart::Kind), Some(&Refusal::Malformed));
        assert_eq!(draft.lines[1].written, ["2027-02-30", "half", "x"]);
        // Nothing is taken over unless everything is right.
        assert!(Notice::draft("2027-01-01,off,元旦").notice.is_some());
        assert_eq!(Notice::draft("").whole, Some(BadLine::of(0, Refusal::Missing)));
    }
}
