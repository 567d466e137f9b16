//! Reads the due day from the text of a next step (FU-05: 3日内提交报价单 suggests a task due in three days). It is a suggestion: the rep confirms it
//! or picks another. Only days from the contact to two years later are suggested.

mod coming;
mod english;

use coming::{coming_date, coming_weekday};

use crate::values::calendar::{Day, Period};
use crate::values::text;
use crate::values::working_days::WorkingDays;

/// The first day named in the text, relative to the day of the contact.
pub fn offered_day(text: &str, on: Day, working_days: &WorkingDays) -> Option<Day> {
    let text = &text::plain(text);
    let characters: Vec<char> = text.chars().collect();
    let chinese = || (0..characters.len()).find_map(|at| chinese_day(&characters, at, on, working_days));
    let is_offered = |it: &Day| on <= *it && *it <= on.plus_months(24);
    chinese().filter(is_offered).or_else(|| english::day(text, on, working_days).filter(is_offered))
}

fn chinese_day(text: &[char], at: usize, on: Day, working_days: &WorkingDays) -> Option<Day> {
    let here = Reader { text, at };
    // Start at a number's first digit, so that 13日 is not read as 3日.
    // 上 marks the past (上周三), which is not a commitment.
    let is_past = at.checked_sub(1).and_then(|it| text.get(it)) == Some(&'上');
    let is_inside_number = at.checked_sub(1).and_then(|it| text.get(it)).is_some_and(|it| digit(*it).is_some() || *it == '十');
    if is_inside_number || is_past {
        return None;
    }
    whole_date(here).or_else(|| counted(here, on, working_days)).or_else(|| named(here, on, working_days))
}

/// A parser position in the text.
#[derive(Clone, Copy)]
struct Reader<'a> {
    text: &'a [char],
    at: usize,
}

impl Reader<'_> {
    /// Consumes a word.
    fn past(self, word: &str) -> Option<Self> {
        let ends = self.at + word.chars().count();
        let is_here = self.text.get(self.at..ends)?.iter().copied().eq(word.chars());
        is_here.then_some(Reader { at: ends, ..self })
    }

    /// Consumes the first word that matches.
    fn past_any(self, words: &[&str]) -> Option<Self> {
        words.iter().find_map(|it| self.past(it))
    }

    /// Consumes a number in digits (up to 9999) or in Chinese.
    fn number(self) -> Option<(i32, Self)> {
        let n_digits = self.text.get(self.at..)?.iter().take_while(|it| it.is_ascii_digit()).count();
        if 0 < n_digits {
            let digits: String = self.text[self.at..self.at + n_digits].iter().collect();
            let number = digits.parse().ok().filter(|it| *it <= 9_999)?;
            return Some((number, Reader { at: self.at + n_digits, ..self }));
        }
        let units =
            |it: Self| it.text.get(it.at).and_then(|character| digit(*character)).map(|value| (value, Reader { at: it.at + 1, ..it }));
        let tens = units(self).and_then(|(value, rest)| rest.past("十").map(|rest| (value * 10, rest)));
        let tens = tens.or_else(|| self.past("十").map(|rest| (10, rest)));
        match tens {
            Some((tens, rest)) => Some(units(rest).map_or((tens, rest), |(value, rest)| (tens + value, rest))),
            None => units(self),
        }
    }

    /// Skips spaces.
    fn past_spaces(self) -> Self {
        let n = self.text.get(self.at..).map_or(0, |it| it.iter().take_while(|rest| **rest == ' ').count());
        Reader { at: self.at + n, ..self }
    }
}

fn digit(numeral: char) -> Option<i32> {
    "一二三四五六七八九".chars().zip(1..).find(|(character, _)| *character == numeral).map(|(_, value)| value).or(match numeral {
        '两' => Some(2),
        _ => None,
    })
}

/// `2026-07-15`, `2026年7月15日`.
fn whole_date(here: Reader<'_>) -> Option<Day> {
    let (year, here) = here.number().filter(|(it, _)| 1_990 <= *it)?;
    let (month, here) = here.past_any(&["-", "/", ".", "年"])?.number()?;
    let (day, _) = here.past_any(&["-", "/", ".", "月"])?.number()?;
    Day::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// Expressions that begin with a number: 3日内, 两周后, 7月15日, 15号前.
fn counted(here: Reader<'_>, on: Day, working_days: &WorkingDays) -> Option<Day> {
    let (number, rest) = here.number()?;
    let rest = rest.past_spaces();
    let is_span = |it: Reader<'_>| it.past_spaces().past_any(&["内", "之内", "以内", "后", "之后", "以后"]).is_some();
    let is_limit = |it: Reader<'_>| it.past_spaces().past_any(&["前", "之前", "以前"]).is_some();
    if let Some(rest) = rest.past_any(&["个工作日", "工作日"]) {
        return is_span(rest).then(|| working_days.after(on, u32::try_from(number).unwrap_or(0)));
    }
    if let Some(rest) = rest.past_any(&["个星期", "星期", "个礼拜", "周"]) {
        return is_span(rest).then(|| on.plus(number.saturating_mul(7)));
    }
    if let Some(rest) = rest.past_any(&["个月"]) {
        return is_span(rest).then(|| on.plus_months(number));
    }
    if let Some(rest) = rest.past("月") {
        if rest.past_any(&["底", "末"]).is_some() {
            return month_after(on, number).map(|it| Period::Month(it).last()).map(|it| working_days.previous_working(it));
        }
        let (day, rest) = rest.past_spaces().number()?;
        let rest = rest.past_spaces();
        rest.past_any(&["日", "号"])?;
        return coming_date(on, number, day);
    }
    if let Some(rest) = rest.past_any(&["日", "天", "号"]) {
        return match () {
            () if is_span(rest) => Some(on.plus(number)),
            () if is_limit(rest) => day_of_month(on, number),
            () => None,
        };
    }
    None
}

/// That month of this year, or of next year if it has passed.
fn month_after(on: Day, month: i32) -> Option<crate::values::calendar::Month> {
    if !(1..=12).contains(&month) {
        return None;
    }
    let this_year = crate::values::calendar::Month(on.year() * 12 + month - 1);
    Some(if this_year < on.month() { crate::values::calendar::Month(this_year.0 + 12) } else { this_year })
}
/// That day of this month, or of the next if it has passed.
fn day_of_month(on: Day, day: i32) -> Option<Day> {
    let in_month = |of: Day| {
        let (year, month, _) = of.ymd();
        Day::from_ymd(year, month, u8::try_from(day).ok()?)
    };
    in_month(on).filter(|it| on <= *it).or_else(|| in_month(on.plus_months(1)))
}

/// Named days: 明天, 下周三, 本周五, 周一, 月底.
fn named(here: Reader<'_>, on: Day, working_days: &WorkingDays) -> Option<Day> {
    for (word, days) in [("大后天", 3), ("今天", 0), ("今日", 0), ("明天", 1), ("明日", 1), ("后天", 2)] {
        if here.past(word).is_some() {
            return Some(on.plus(days));
        }
    }
    for (words, weeks) in [(["下下周", "下下星期", "下下个星期"], 2), (["下周", "下星期", "下个星期"], 1), (["本周", "这周", "这星期"], 0)]
    {
        if let Some(rest) = here.past_any(&words) {
            let monday = on.week().first().plus(7 * weeks);
            return match weekday(rest) {
                Some(weekday) => Some(monday.plus(weekday)),
                // A whole week: due on its last working day.
                None => Some(working_days.previous_working(monday.plus(6))).filter(|it| monday <= *it),
            };
        }
    }
    if let Some(rest) = here.past_any(&["周", "星期", "礼拜"]) {
        return weekday(rest).map(|it| coming_weekday(on, it));
    }
    if here.past_any(&["下月底", "下个月底"]).is_some() {
        return Some(working_days.previous_working(Period::Month(on.month()).next().last()));
    }
    if here.past_any(&["月底", "月末"]).is_some() {
        return Some(working_days.previous_working(Period::Month(on.month()).last())).filter(|it| on <= *it);
    }
    None
}

/// 0 for Monday to 6 for Sunday.
fn weekday(here: Reader<'_>) -> Option<i32> {
    let character = *here.text.get(here.at)?;
    match character {
        '日' | '天' => Some(6),
        other => digit(other).filter(|it| (1..=6).contains(it)).map(|it| it - 1),
    }
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::organisation::Company;

    #[test]
    fn the_day_is_read_from_a_next_step() {
        // FU-05. Monday, 18 May 2026.
        let on = Day::parse("2026-05-18").expect("a day");
        let working_days = WorkingDays::of(&Company::default());
        for (text, expected) in [
            ("3日内提交报价单", Some("2026-05-21")),
            ("３日内提交报价单", Some("2026-05-21")),
            ("13日内提交报价单", Some("2026-05-31")),
            ("三天内提交报价单", Some("2026-05-21")),
            ("十天后回访", Some("2026-05-28")),
            ("十五日之内签合同", Some("2026-06-02")),
            ("两周内安排试用", Some("2026-06-01")),
            ("2 周内安排试用", Some("2026-06-01")),
            ("一个月后再联系", Some("2026-06-18")),
            ("5个工作日内回复", Some("2026-05-25")),
            ("今天发邮件", Some("2026-05-18")),
            ("明天上午电话", Some("2026-05-19")),
            ("后天拜访", Some("2026-05-20")),
            ("大后天拜访", Some("2026-05-21")),
            ("下周三上门演示", Some("2026-05-27")),
            ("下下周一上门演示", Some("2026-06-01")),
            ("本周五前给方案", Some("2026-05-22")),
            ("周三电话确认", Some("2026-05-20")),
            ("星期一电话确认", Some("2026-05-25")),
            ("周日活动", Some("2026-05-24")),
            ("下周给方案", Some("2026-05-29")),
            ("本月底前签约，月底前", Some("2026-05-29")),
            ("下月底签约", Some("2026-06-30")),
            ("6月底签约", Some("2026-06-30")),
            ("7月15日前签约", Some("2026-07-15")),
            ("7 月 15 号签约", Some("2026-07-15")),
            ("3月5日前签约", Some("2027-03-05")),
            ("25日前签约", Some("2026-05-25")),
            ("5号前付款", Some("2026-06-05")),
            ("2026-07-15 签约", Some("2026-07-15")),
            ("2026年7月15日签约", Some("2026-07-15")),
            ("报价后3日内回访", Some("2026-05-21")),
            // English.
            ("Send the quote within 3 days", Some("2026-05-21")),
            ("call back in two weeks", Some("2026-06-01")),
            ("reply within 5 working days", Some("2026-05-25")),
            ("Call tomorrow", Some("2026-05-19")),
            ("demo next Wednesday", Some("2026-05-27")),
            ("demo on Friday", Some("2026-05-22")),
            ("contract by July 15", Some("2026-07-15")),
            ("contract by 15 Jul", Some("2026-07-15")),
            ("contract by 3 March", Some("2027-03-03")),
            ("proposal next week", Some("2026-05-29")),
            ("sign by the end of the month", Some("2026-05-29")),
            ("within a month", Some("2026-06-18")),
            // No day, nonsense, the past, the far future.
            ("上周三已提交", None),
            ("提交报价单", None),
            ("客户有3天假", None),
            ("采购3台，总价15万", None),
            ("13月40日前", None),
            ("2020-01-01 签约", None),
            ("9999日内", None),
            ("in 9999 days", None),
            ("march on with the 3 units", None),
            ("", None),
        ] {
            let expected = expected.map(|it| Day::parse(it).expect("a day"));
            assert_eq!(offered_day(text, on, &working_days), expected, "{text}");
        }
    }
}
