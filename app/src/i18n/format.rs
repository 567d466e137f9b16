//! Formats numbers, money, shares, days and times for a language. For display only: no rule depends on these texts.

use domain::figures::analytics::{Figure, Unit};
use domain::records::organisation::Currency;
use domain::values::amount_unit::AmountUnit;
use domain::values::calendar::{Day, Month, Period, Stretch, Timestamp, Week, WeekStart, Year};
use domain::values::money::{Money, Quantity, Share};
use domain::values::ratio::Ratio;

use super::{Lang, Locale};

/// Shown for a missing value: no target, or a division by zero.
pub const NOTHING: &str = "—";

/// The minus sign (U+2212): as wide as a plus, and never separated from its number by a line break.
pub const MINUS: &str = "\u{2212}";

impl Locale {
    /// `¥` or `$`.
    pub fn currency_sign(self) -> &'static str {
        match self.currency {
            Currency::Cny => "¥",
            Currency::Usd => "$",
        }
    }

    /// For tables: `125,000.00`, to the cent, without the currency sign.
    pub fn money(self, amount: Money) -> String {
        let (whole, cents) = (amount.0.unsigned_abs() / 100, amount.0.unsigned_abs() % 100);
        format!("{}{}.{cents:02}", minus(amount.0), grouped(whole))
    }

    /// `¥125,000.00`.
    pub fn money_signed(self, amount: Money) -> String {
        let (whole, cents) = (amount.0.unsigned_abs() / 100, amount.0.unsigned_abs() % 100);
        format!("{}{}{}.{cents:02}", minus(amount.0), self.currency_sign(), grouped(whole))
    }

    /// For cards: `¥12.5万`, `¥1.25亿`; in English `¥125K`, `¥12.5M`. Amounts below the first step are in whole units. If the reader or the company
    /// prefers one unit for all (A47): `¥125,000`, `¥12.5万`.
    pub fn money_short(self, amount: Money) -> String {
        format!("{}{}{}", minus(amount.0), self.currency_sign(), self.short(amount.0.unsigned_abs(), 1))
    }

    /// As short as an exact amount can be: `¥50万`, but `¥500,001.00`.
    pub fn money_exact(self, amount: Money) -> String {
        let short = Locale { own_amounts: Some(AmountUnit::Fitting), ..self }.money_short(amount);
        let is_exact = Money::parse(short.trim_start_matches(self.currency_sign())) == Ok(amount);
        if is_exact { short } else { self.money_signed(amount) }
    }

    /// The difference between actual and target, always with its sign: `+¥1.2万`, `−¥3.4万`.
    pub fn money_gap(self, amount: Money) -> String {
        let sign = if amount.0 < 0 { MINUS } else { "+" };
        format!("{sign}{}{}", self.currency_sign(), self.short(amount.0.unsigned_abs(), 1))
    }

    /// `1,234`.
    pub fn count(self, count: i64) -> String {
        format!("{}{}", minus(count), grouped(count.unsigned_abs()))
    }

    /// `2.5`: up to three decimals, without trailing zeros.
    pub fn quantity(self, quantity: Quantity) -> String {
        let (whole, rest) = (quantity.0.unsigned_abs() / 1_000, quantity.0.unsigned_abs() % 1_000);
        let text = format!("{}{}.{rest:03}", minus(quantity.0), grouped(whole));
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// `63.2%`: at most one decimal, without a trailing zero. Rounded only here (A2).
    pub fn share(self, share: impl Into<Ratio>) -> String {
        let share = share.into();
        format!("{}{}%", minus(share.in_parts(1_000)), tenths(share.in_parts(1_000).unsigned_abs()))
    }

    /// Like [`Locale::share`], with two or more decimals within 0.1 points of a threshold, so that 79.96 % never reads as 80 % (A2).
    pub fn share_against(self, share: impl Into<Ratio>, thresholds: &[Share]) -> String {
        let share = share.into();
        let is_near = |it: &&Share| share != Ratio::from(**it) && share.minus_in_parts((**it).into(), 100_000).abs() <= 100;
        let Some(threshold) = thresholds.iter().find(is_near) else { return self.share(share) };
        // Adds decimals until the two differ.
        let mut decimals = 2;
        while decimals < 6 && share.in_parts(10_i64.pow(decimals + 2)) == threshold.0 * 10_i64.pow(decimals - 2) {
            decimals += 1;
        }
        let parts = share.in_parts(10_i64.pow(decimals + 2));
        let (one, width) = (10_u64.pow(decimals), decimals as usize);
        format!("{}{}.{:0width$}%", minus(parts), grouped(parts.unsigned_abs() / one), parts.unsigned_abs() % one)
    }

    /// A completion rate. Anything below the target never reads as 100 %.
    pub fn completion(self, share: Ratio) -> String {
        self.share_against(share, &[Share::WHOLE])
    }

    /// The share, or [`NOTHING`].
    pub fn share_or_nothing(self, share: Option<Ratio>) -> String {
        share.map_or_else(|| NOTHING.to_owned(), |it| self.share(it))
    }

    /// The difference of two rates in percentage points, without its sign: `6.3`.
    pub fn points(self, now: Ratio, before: Ratio) -> String {
        tenths(now.minus_in_parts(before, 1_000).unsigned_abs())
    }

    /// A figure's value for a card, or [`NOTHING`].
    pub fn value_short(self, figure: Figure, value: Option<impl Into<Ratio>>) -> String {
        value.map_or_else(|| NOTHING.to_owned(), |it| self.in_unit_short(figure.unit(), it))
    }

    /// A value in its unit, for cards.
    pub fn in_unit_short(self, unit: Unit, value: impl Into<Ratio>) -> String {
        let value = value.into();
        match unit {
            Unit::Money => {
                let (of, to) = (value.numerator(), value.denominator());
                format!("{}{}{}", minus(of), self.currency_sign(), self.short(of.unsigned_abs(), to.unsigned_abs()))
            }
            Unit::Count => self.count(value.rounded()),
            Unit::Share => self.share(value),
        }
    }

    /// A gap in its unit, always with its sign. For amounts and counts only; rates differ by [`Locale::points`].
    pub fn gap_short(self, unit: Unit, gap: i64) -> String {
        let sign = if gap < 0 { MINUS } else { "+" };
        match unit {
            Unit::Money => self.money_gap(Money(gap)),
            Unit::Count | Unit::Share => format!("{sign}{}", grouped(gap.unsigned_abs())),
        }
    }

    /// `2026年11月21日`, `21 Nov 2026`.
    pub fn day(self, day: Day) -> String {
        let (year, month, of_month) = day.ymd();
        match self.lang {
            Lang::Zh => format!("{year}年{month}月{of_month}日"),
            Lang::En => format!("{of_month} {} {year}", english_month(month)),
        }
    }

    /// `11月21日`, `21 Nov`.
    pub fn day_short(self, day: Day) -> String {
        let (_, month, of_month) = day.ymd();
        match self.lang {
            Lang::Zh => format!("{month}月{of_month}日"),
            Lang::En => format!("{of_month} {}", english_month(month)),
        }
    }

    /// `2025年11月1日–11月29日`, `1 Nov – 29 Nov 2025`; a single day is shown alone.
    pub fn days(self, days: Stretch) -> String {
        match days.days() {
            0 => NOTHING.to_owned(),
            1 => self.day(days.first),
            _ if days.first.year() == days.last.year() && self.lang == Lang::En => {
                format!("{} – {}", self.day_short(days.first), self.day(days.last))
            }
            _ if days.first.year() == days.last.year() => format!("{}–{}", self.day(days.first), self.day_short(days.last)),
            _ => format!("{}–{}", self.day(days.first), self.day(days.last)),
        }
    }

    /// A day relative to today: 今天, 昨天, 3 天前, 2 天后. More than a week away it is the date, with the year if that differs.
    pub fn day_near(self, day: Day, today: Day) -> String {
        match (self.lang, day.0 - today.0) {
            (Lang::Zh, 0) => "今天".to_owned(),
            (Lang::En, 0) => "Today".to_owned(),
            (Lang::Zh, -1) => "昨天".to_owned(),
            (Lang::En, -1) => "Yesterday".to_owned(),
            (Lang::Zh, 1) => "明天".to_owned(),
            (Lang::En, 1) => "Tomorrow".to_owned(),
            (Lang::Zh, away @ -7..=-2) => format!("{} 天前", -away),
            (Lang::En, away @ -7..=-2) => format!("{} days ago", -away),
            (Lang::Zh, away @ 2..=7) => format!("{away} 天后"),
            (Lang::En, away @ 2..=7) => format!("in {away} days"),
            _ => self.day_due(day, today),
        }
    }

    /// The date by which something is to be done, with the year if it is not this one. Not relative: 「2 天后前」 is no date.
    pub fn day_due(self, day: Day, today: Day) -> String {
        if day.year() == today.year() { self.day_short(day) } else { self.day(day) }
    }

    /// 一, `Mo`: at the head of a narrow column.
    pub fn weekday_short(self, day: Day) -> &'static str {
        const ZH: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
        const EN: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
        let index = usize::try_from(day.weekday()).unwrap_or(0);
        match self.lang {
            Lang::Zh => ZH[index],
            Lang::En => EN[index],
        }
    }

    /// 周一, `Mon`.
    pub fn weekday(self, day: Day) -> &'static str {
        const ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
        const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        let index = usize::try_from(day.weekday()).unwrap_or(0);
        match self.lang {
            Lang::Zh => ZH[index],
            Lang::En => EN[index],
        }
    }

    /// `10:32` in the company's time zone.
    pub fn time(self, at: Timestamp) -> String {
        time_of_day(at.minute_of_day(self.utc_offset_minutes))
    }

    /// 今天 10:32, 11月3日 10:32.
    pub fn moment(self, at: Timestamp, today: Day) -> String {
        format!("{} {}", self.day_near(at.day(self.utc_offset_minutes), today), self.time(at))
    }

    /// The time since: 刚刚, 5 分钟前, 3 小时前, then the day.
    pub fn ago(self, at: Timestamp, now: Timestamp) -> String {
        let minutes = (now.0 - at.0) / 60_000;
        match (self.lang, minutes) {
            (Lang::Zh, ..1) => "刚刚".to_owned(),
            (Lang::En, ..1) => "just now".to_owned(),
            (Lang::Zh, 1..60) => format!("{minutes} 分钟前"),
            (Lang::En, 1..60) => format!("{minutes} min ago"),
            (Lang::Zh, 60..1440) => format!("{} 小时前", minutes / 60),
            (Lang::En, 60..1440) => format!("{} h ago", minutes / 60),
            _ => self.day_near(at.day(self.utc_offset_minutes), now.day(self.utc_offset_minutes)),
        }
    }

    /// A duration of this many minutes in its largest unit, rounded to the nearest: 26 分钟, 5 小时, 400 天.
    pub fn span(self, minutes: i64) -> String {
        let n = |n: i64, zh: &str, one: &str, many: &str| match self.lang {
            Lang::Zh => format!("{n} {zh}"),
            Lang::En => format!("{n} {}", if n == 1 { one } else { many }),
        };
        match minutes {
            ..60 => n(minutes, "分钟", "minute", "minutes"),
            60..2_880 => n((minutes + 30) / 60, "小时", "hour", "hours"),
            _ => n((minutes + 720) / 1_440, "天", "day", "days"),
        }
    }

    /// `2026年11月`, `Nov 2026`.
    pub fn month(self, month: Month) -> String {
        let (year, of_year) = month.year_month();
        match self.lang {
            Lang::Zh => format!("{year}年{of_year}月"),
            Lang::En => format!("{} {year}", english_month(of_year)),
        }
    }

    /// `11月`, `Nov`.
    pub fn month_short(self, month: Month) -> String {
        let (_, of_year) = month.year_month();
        match self.lang {
            Lang::Zh => format!("{of_year}月"),
            Lang::En => english_month(of_year).to_owned(),
        }
    }

    /// `2026年第47周`, `2026年11月`, `2026年Q3`, `2026年`; of a shifted calendar `2026年第47周（周日起）`, `2026财年Q3`, `2026财年（4月起）`.
    pub fn period(self, period: Period) -> String {
        match (self.lang, period) {
            (_, Period::Month(month)) => self.month(month),
            (lang, Period::Week(week)) => {
                let (name, first) = (self.week(week), self.weekday(week.first()));
                match (lang, week.start()) {
                    (_, WeekStart::Monday) => name,
                    (Lang::Zh, _) => format!("{name}（{first}起）"),
                    (Lang::En, _) => format!("{name} (from {first})"),
                }
            }
            (lang, Period::Quarter(quarter)) => {
                let (year, quarter) = quarter.year_quarter();
                match (lang, year.is_natural(), year.number()) {
                    (Lang::Zh, true, year) => format!("{year}年Q{quarter}"),
                    (Lang::Zh, false, year) => format!("{year}财年Q{quarter}"),
                    (Lang::En, true, year) => format!("Q{quarter} {year}"),
                    (Lang::En, false, year) => format!("Q{quarter} FY{year}"),
                }
            }
            (Lang::Zh, Period::Year(year)) if year.is_natural() => format!("{}年", year.number()),
            (_, Period::Year(year)) => self.year(year),
        }
    }

    /// `2026年第47周`, beside other weeks that begin on the same day.
    pub fn week(self, week: Week) -> String {
        match (self.lang, week.iso()) {
            (Lang::Zh, (year, number)) => format!("{year}年第{number}周"),
            (Lang::En, (year, number)) => format!("Week {number}, {year}"),
        }
    }

    /// `第14周`: where the year is known.
    pub fn week_short(self, week: Week) -> String {
        let (_, number) = week.iso();
        match self.lang {
            Lang::Zh => format!("第{number}周"),
            Lang::En => format!("W{number}"),
        }
    }

    /// `2026` as a heading beside other years; a fiscal year in full: `2026财年（4月起）`, `FY2026 (from Apr)`.
    pub fn year(self, year: Year) -> String {
        let (number, first) = (year.number(), self.month_short(year.first_month()));
        match (self.lang, year.is_natural()) {
            (_, true) => number.to_string(),
            (Lang::Zh, false) => format!("{number}财年（{first}起）"),
            (Lang::En, false) => format!("FY{number} (from {first})"),
        }
    }

    /// `of / to` cents in short form for cards.
    fn short(self, of: u64, to: u64) -> String {
        // (unit in cents, decimals kept, name), largest first.
        let steps: &[(u64, u32, &str)] = match (self.amounts(), self.lang) {
            (AmountUnit::Yuan, _) => &[],
            (AmountUnit::TenThousand, lang) => {
                let name = if lang == Lang::Zh { "万" } else { " wan" };
                return format!("{}{name}", scaled(u128::from(of), 1_000_000 * u128::from(to), 2));
            }
            (AmountUnit::Fitting, Lang::Zh) => &[(10_000_000_000, 2, "亿"), (1_000_000, 1, "万")],
            (AmountUnit::Fitting, Lang::En) => &[(100_000_000_000, 2, "B"), (100_000_000, 2, "M"), (100_000, 1, "K")],
        };
        let written = |one: u64, decimals| scaled(u128::from(of), u128::from(one) * u128::from(to), decimals);
        let found = steps.iter().enumerate().find(|(_, (one, ..))| u128::from(*one) * u128::from(to) <= u128::from(of));
        let Some((at, (one, decimals, name))) = found else { return written(100, 0) };
        let text = written(*one, *decimals);
        // 9,999.99万 rounds to 1亿, not to 10,000万.
        match at.checked_sub(1).map(|larger| steps[larger]) {
            Some((larger, _, name)) if text == grouped(larger / one) => format!("1{name}"),
            _ => format!("{text}{name}"),
        }
    }
}

/// `08:30` for this many minutes after midnight, by the 24-hour clock in both languages.
pub fn time_of_day(minutes: i32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn english_month(month: u8) -> &'static str {
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    NAMES[usize::from(month.clamp(1, 12) - 1)]
}

fn minus(value: i64) -> &'static str {
    if value < 0 { MINUS } else { "" }
}

/// `1234567` as `1,234,567`.
fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if 0 < at && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `value / one` rounded half up to this many decimals, without trailing zeros.
fn scaled(value: u128, one: u128, decimals: u32) -> String {
    let tens = 10_u128.pow(decimals);
    let rounded = (value * tens * 2 + one) / (2 * one);
    let whole = grouped(u64::try_from(rounded / tens).unwrap_or(u64::MAX));
    if decimals == 0 {
        return whole;
    }
    let text = format!("{whole}.{:0width$}", rounded % tens, width = decimals as usize);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `632` as `63.2`, `800` as `80`.
fn tenths(value: u64) -> String {
    scaled(value.into(), 10, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZH: Locale = Locale::of(Lang::Zh, Currency::Cny, 480);
    const EN: Locale = Locale::of(Lang::En, Currency::Usd, 0);

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day of the calendar")
    }

    #[test]
    fn tables_show_every_cent() {
        for (cents, expected) in [(12_500_000, "125,000.00"), (0, "0.00"), (-5, "−0.05"), (100_000, "1,000.00"), (99_999, "999.99")] {
            assert_eq!(ZH.money(Money(cents)), expected);
        }
        assert_eq!(EN.money_signed(Money(-12_345)), "−$123.45");
    }

    #[test]
    fn cards_show_short_amounts() {
        for (units, zh, en) in [
            (0, "¥0", "$0"),
            (950, "¥950", "$950"),
            (9_999, "¥9,999", "$10K"),
            (10_000, "¥1万", "$10K"),
            (125_000, "¥12.5万", "$125K"),
            (999_960, "¥100万", "$1M"),
            (99_999_999, "¥1亿", "$100M"),
            (10_005_534, "¥1,000.6万", "$10.01M"),
            (125_000_000, "¥1.25亿", "$125M"),
            (2_500_000_000, "¥25亿", "$2.5B"),
        ] {
            assert_eq!(ZH.money_short(Money::whole(units)), zh);
            assert_eq!(EN.money_short(Money::whole(units)), en);
        }
        assert_eq!(ZH.money_gap(Money::whole(-34_000)), "−¥3.4万");
        for (cents, zh, en) in [
            (50_000_000, "¥50万", "$500K"),
            (50_000_001, "¥500,000.01", "$500,000.01"),
            (12_500_000, "¥12.5万", "$125K"),
            (12_505_000, "¥125,050.00", "$125,050.00"),
            (80_000, "¥800", "$800"),
            (80_050, "¥800.50", "$800.50"),
        ] {
            assert_eq!((ZH.money_exact(Money(cents)), EN.money_exact(Money(cents))), (zh.to_owned(), en.to_owned()));
        }
        assert_eq!(ZH.money_gap(Money::whole(12_000)), "+¥1.2万");
    }

    fn ratio(of: i64, to: i64) -> Ratio {
        domain::values::ratio::ratio(of, to).expect("a ratio")
    }

    #[test]
    fn shares_keep_one_decimal_except_near_their_threshold() {
        for (parts, expected) in [(6_320, "63.2%"), (8_000, "80%"), (7_996, "80%"), (-333, "−3.3%"), (5, "0.1%"), (123_456, "1,234.6%")] {
            assert_eq!(ZH.share(Share(parts)), expected);
        }
        let thresholds = [Share(8_000)];
        for (parts, expected) in
            [(7_996, "79.96%"), (7_990, "79.90%"), (7_989, "79.9%"), (8_000, "80%"), (8_001, "80.01%"), (8_011, "80.1%")]
        {
            assert_eq!(ZH.share_against(Share(parts), &thresholds), expected);
        }
        // A share that two decimals would round to the threshold gets more.
        assert_eq!(ZH.share_against(ratio(79_999, 100_000), &thresholds), "79.999%");
        assert_eq!(ZH.completion(ratio(99_996, 100_000)), "99.996%");
        assert_eq!((ZH.completion(Ratio::WHOLE), ZH.completion(ratio(1, 3))), ("100%".to_owned(), "33.3%".to_owned()));
        assert_eq!(ZH.share_or_nothing(None), NOTHING);
    }

    #[test]
    fn amounts_are_written_in_the_preferred_unit() {
        // A47. Rules keep the shortest exact text, tables every cent.
        let zh = |company_amounts, own_amounts| Locale { company_amounts, own_amounts, ..ZH };
        let (fitting, yuan, wan) = (AmountUnit::Fitting, AmountUnit::Yuan, AmountUnit::TenThousand);
        for (company, own, amount, expected) in [
            (fitting, None, 12_500_000, "¥12.5万"),
            (yuan, None, 12_500_000, "¥125,000"),
            (yuan, Some(wan), 12_500_000, "¥12.5万"),
            (wan, Some(yuan), 1_000_000_000_000, "¥10,000,000,000"),
            (wan, Some(fitting), 1_000_000_000_000, "¥100亿"),
            (wan, None, 1_000_000_000_000, "¥1,000,000万"),
            (wan, None, 95_000, "¥0.1万"),
            (wan, None, 1_234_500, "¥1.23万"),
            (wan, None, 0, "¥0万"),
            (wan, None, -12_500_000, "−¥12.5万"),
        ] {
            assert_eq!(zh(company, own).money_short(Money(amount)), expected, "{company:?} {own:?}");
        }
        assert_eq!(zh(wan, None).money_gap(Money(-34_000_000)), "−¥34万");
        assert_eq!(zh(yuan, None).in_unit_short(Unit::Money, ratio(100_000, 3)), "¥333");
        assert_eq!(zh(yuan, None).money_exact(Money(50_000_000)), "¥50万");
        assert_eq!(zh(wan, None).money(Money(12_500_000)), "125,000.00");
        assert_eq!(Locale { own_amounts: Some(wan), ..EN }.money_short(Money(12_500_000)), "$12.5 wan");
    }

    #[test]
    fn a_share_is_rounded_once() {
        for (of, to, expected) in [
            (6, 11, "54.5%"),
            (41, 71, "57.7%"),
            (43, 109, "39.4%"),
            (15_172_523, 50_000_000, "30.3%"),
            (1_515_487, 10_005_534, "15.1%"),
            (-1, 3_000, "0%"),
        ] {
            assert_eq!(ZH.share(ratio(of, to)), expected, "{of} of {to}");
        }
        // Also money on a card: 12,499.996 yuan are 1.2万, not rounded to 12,500.00 first and then to 1.3万.
        assert_eq!(ZH.in_unit_short(Unit::Money, ratio(12_499_996, 10)), "¥1.2万");
    }

    #[test]
    fn figures_are_written_in_their_unit() {
        assert_eq!(ZH.value_short(Figure::SalesAmount, Some(12_500_000)), "¥12.5万");
        assert_eq!(ZH.value_short(Figure::Deals, Some(4_238)), "4,238");
        assert_eq!(ZH.value_short(Figure::WinRate, Some(Share(6_320))), "63.2%");
        assert_eq!(ZH.value_short(Figure::AverageOrder, None::<i64>), NOTHING);
        assert_eq!(EN.gap_short(Unit::Count, -3), "−3");
        assert_eq!((ZH.points(ratio(232, 1_000), ratio(169, 1_000)), ZH.points(ratio(1, 2), ratio(3, 4))), ("6.3".into(), "25".into()));
    }

    #[test]
    fn quantities_drop_trailing_zeros() {
        for (thousandths, expected) in [(2_500, "2.5"), (3_000, "3"), (1, "0.001"), (10_000_000, "10,000"), (0, "0")] {
            assert_eq!(ZH.quantity(Quantity(thousandths)), expected);
        }
    }

    #[test]
    fn days_are_shown_in_local_form() {
        let today = day("2026-11-21");
        assert_eq!((ZH.day(today), EN.day(today)), ("2026年11月21日".into(), "21 Nov 2026".into()));
        for (text, zh, en) in [
            ("2026-11-21", "今天", "Today"),
            ("2026-11-20", "昨天", "Yesterday"),
            ("2026-11-22", "明天", "Tomorrow"),
            ("2026-11-18", "3 天前", "3 days ago"),
            ("2026-11-25", "4 天后", "in 4 days"),
            ("2026-10-01", "10月1日", "1 Oct"),
            ("2025-11-21", "2025年11月21日", "21 Nov 2025"),
        ] {
            assert_eq!((ZH.day_near(day(text), today), EN.day_near(day(text), today)), (zh.to_owned(), en.to_owned()));
        }
        for (text, zh, en) in
            [("2026-11-21", "11月21日", "21 Nov"), ("2026-11-23", "11月23日", "23 Nov"), ("2027-01-06", "2027年1月6日", "6 Jan 2027")]
        {
            assert_eq!((ZH.day_due(day(text), today), EN.day_due(day(text), today)), (zh.to_owned(), en.to_owned()));
        }
        assert_eq!((ZH.weekday(today), EN.weekday(today)), ("周六", "Sat"));
    }

    #[test]
    fn times_follow_the_company_clock() {
        let noon = Timestamp(i64::from(day("2026-11-21").0) * 86_400_000 + 12 * 3_600_000);
        assert_eq!((ZH.time(noon), EN.time(noon)), ("20:00".into(), "12:00".into()));
        assert_eq!(ZH.moment(noon, day("2026-11-21")), "今天 20:00");
        let ago = |minutes: i64| ZH.ago(Timestamp(noon.0 - minutes * 60_000), noon);
        assert_eq!([ago(0), ago(5), ago(180), ago(1_440)], ["刚刚", "5 分钟前", "3 小时前", "昨天"].map(str::to_owned));
    }

    #[test]
    fn a_duration_is_rounded_to_its_largest_unit() {
        for (minutes, zh, en) in [
            (1, "1 分钟", "1 minute"),
            (59, "59 分钟", "59 minutes"),
            (89, "1 小时", "1 hour"),
            (90, "2 小时", "2 hours"),
            (2_879, "48 小时", "48 hours"),
            (2_880, "2 天", "2 days"),
            (400 * 1_440 - 1, "400 天", "400 days"),
        ] {
            assert_eq!((ZH.span(minutes), EN.span(minutes)), (zh.to_owned(), en.to_owned()));
        }
    }

    #[test]
    fn a_time_of_day_always_has_four_digits() {
        for (minutes, expected) in [(0, "00:00"), (8 * 60 + 5, "08:05"), (18 * 60, "18:00"), (24 * 60 - 1, "23:59")] {
            assert_eq!(time_of_day(minutes), expected);
        }
    }

    #[test]
    fn periods_have_names() {
        for (text, zh, en) in [
            ("2026-11", "2026年11月", "Nov 2026"),
            ("2026-W47", "2026年第47周", "Week 47, 2026"),
            ("2026-W47-sun", "2026年第47周（周日起）", "Week 47, 2026 (from Sun)"),
            ("FY2026-04-Q3", "2026财年Q3", "Q3 FY2026"),
            ("FY2026-04", "2026财年（4月起）", "FY2026 (from Apr)"),
            ("2026-Q3", "2026年Q3", "Q3 2026"),
            ("2017", "2017年", "2017"),
        ] {
            let period = Period::parse(text).expect("a period");
            assert_eq!((ZH.period(period), EN.period(period)), (zh.to_owned(), en.to_owned()));
        }
    }
}
