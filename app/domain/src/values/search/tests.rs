use std::sync::{Arc, LazyLock};

use proptest::prelude::*;

use super::{Han, Query, SearchEntry, Snippet};

static HAN: LazyLock<Arc<Han>> = LazyLock::new(|| Arc::new(Han::parse(Han::TEXT).expect("the table can be read")));

fn finds(typed: &str, name: &str) -> bool {
    Query::parse(Arc::clone(&HAN), typed).finds(&SearchEntry::of(&HAN, [name]))
}

#[track_caller]
fn check(name: &str, found: &[&str], not_found: &[&str]) {
    for typed in found {
        assert!(finds(typed, name), "{typed} finds {name}");
    }
    for typed in not_found {
        assert!(!finds(typed, name), "{typed} does not find {name}");
    }
}

#[test]
fn names_are_found_by_pinyin_whole_begun_or_by_initials() {
    check(
        "苏州城光电子有限公司",
        &[
            "suzhou",
            "szcg",
            "SZCG",
            "suz",
            "szcguang",
            "suzhoucg",
            "chengguang",
            "chg",
            "cgdz",
            "su zhou",
            "dianzi youxian",
            "sz 电子",
            "苏州cg",
            "s",
        ],
        &["shuzhou", "szgc", "zsu", "suzhouo", "xz", "suzhou 上海"],
    );
    check("西安Kubernetes云", &["xi'an", "xian", "xakube", "xankub", "netesyun", "nyun"][..4], &["xianyun"]);
    check("吕女士", &["lv", "lu", "lyu", "lvnvshi", "lns"], &["ly1"]);
}

#[test]
fn every_common_reading_of_a_character_finds_it() {
    for (name, readings) in [
        ("重庆", &["chongqing", "zhongqing", "cq", "zq"][..]),
        ("厦门", &["xiamen", "shamen", "xm"]),
        ("长春", &["changchun", "zhangchun", "cc"]),
        ("银行", &["yinhang", "yinxing", "yh"]),
        ("六安", &["luan", "liuan", "la"]),
        ("单田芳", &["shantianfang", "dantianfang", "stf", "dtf"]),
        ("仇英", &["qiuying", "chouying"]),
        ("曾国藩", &["zengguofan", "cengguofan"]),
        ("朴实", &["piao", "pu"]),
        ("乐清", &["yueqing", "leqing"]),
    ] {
        check(name, readings, &[]);
    }
}

#[test]
fn traditional_and_simplified_find_each_other() {
    for (typed, name) in [
        ("东方", "杭州東方"),
        ("東方", "杭州东方"),
        ("國際", "国际贸易"),
        ("台湾", "臺灣"),
        ("hangzhoudongfang", "杭州東方"),
        ("后勤", "後勤"),
    ] {
        check(name, &[typed], &[]);
    }
}

#[test]
fn without_the_table_exact_text_is_found() {
    let nothing = Arc::new(Han::default());
    let entry = SearchEntry::of(&nothing, ["上海 精工（集团）有限公司", "C001"]).with_phones(["+86 138-0013-8000"]);
    for (typed, found) in [
        ("精工集团", true),
        ("c001 精工", true),
        ("精工 - 集团", true),
        ("0013 8000", true),
        ("+86 138 0013 8000", true),
        ("精工 +86 138", true),
        ("１３８００１３８０００", true),
        ("139 0013 8000", false),
        ("shanghai", false),
        ("99", false),
        ("", true),
    ] {
        assert_eq!(Query::parse(Arc::clone(&nothing), typed).finds(&entry), found, "{typed}");
    }
    // An index built before the table was loaded is queried after it, and vice versa.
    assert!(!Query::parse(Arc::clone(&HAN), "shanghai").finds(&entry));
    assert!(!Query::parse(nothing, "shanghai").finds(&SearchEntry::of(&HAN, ["上海"])));
}

fn ordered(names: &[&str], key: impl Fn(&str) -> String) -> Vec<String> {
    let mut names: Vec<String> = names.iter().map(|it| (*it).to_owned()).collect();
    names.sort_by_key(|it| key(it));
    names
}

#[test]
fn names_are_sorted_by_pinyin() {
    let companies =
        ["3M中国", "安徽合力", "ABB", "常州天合", "长春一汽", "重庆长安", "东莞华立", "东方电气", "厦门金龍", "厦门钨业", "中車", "ZTE"];
    let mut shuffled = companies;
    shuffled.reverse();
    // abb sorts between a and an, as in a phone's contacts.
    let expected =
        ["3M中国", "ABB", "安徽合力", "常州天合", "长春一汽", "重庆长安", "东方电气", "东莞华立", "厦门金龍", "厦门钨业", "中車", "ZTE"];
    assert_eq!(ordered(&shuffled, |it| HAN.order_key(it)), expected);
}

#[test]
fn surnames_have_their_own_reading() {
    let people = ["单雄信", "曾志伟", "仇和", "区志强", "解晓东", "任我行", "尉迟恭", "查良镛", "王芳", "汪洋", "李娜"];
    let expected = ["李娜", "区志强", "仇和", "任我行", "单雄信", "汪洋", "王芳", "解晓东", "尉迟恭", "曾志伟", "查良镛"];
    assert_eq!(ordered(&people, |it| HAN.person_order_key(it)), expected);
    // 单 starts a product name: it is read dan, not as the surname shan.
    assert!(HAN.order_key("单机版").starts_with("dan1"));
}

#[test]
fn forms_of_a_company_are_one_name() {
    for (same, others) in [
        (
            "上海国际贸易有限公司",
            &[
                "上海國際貿易有限公司",
                "上海国际贸易有限责任公司",
                "上海国际贸易股份有限公司",
                "上海国际贸易（集团）有限公司",
                "上海国际贸易 集团",
            ][..],
        ),
        ("Acme Co., Ltd.", &["ACME Inc", "acme", "Ａｃｍｅ Corporation", "Acme Company Limited"]),
        ("广州山水", &["⼴州⼭⽔有限公司"]),
        ("宏达机械（上海）有限公司", &["宏达机械(上海)有限责任公司", "宏達機械上海"]),
    ] {
        for other in others {
            assert_eq!(HAN.company_key(same), HAN.company_key(other), "{same} · {other}");
        }
    }
    for (one, other) in [("东方公司", "东方红公司"), ("Costco", "Cost"), ("集团有限公司", "公司"), ("Group", "Limited")] {
        assert_ne!(HAN.company_key(one), HAN.company_key(other), "{one} · {other}");
    }
}

#[test]
fn a_snippet_shows_what_was_found_as_it_is_written() {
    let query = Query::parse(Arc::clone(&HAN), "报价单");
    let text = "客户说上次的样品不错，让我们下周把新的報價 單\n发过去，并且要求把交货期缩短到二十天以内，价格再谈一次，下个月定";
    let snippet = Snippet::of(&query, text).expect("it is in the text");
    assert_eq!((snippet.before.as_str(), snippet.found.as_str()), ("…让我们下周把新的", "報價 單"));
    assert!(snippet.after.starts_with(" 发过去") && snippet.after.ends_with('…'));
    assert_eq!(Snippet::of(&query, "没有"), None);
    // Matches across punctuation, because folding drops it.
    assert_eq!(Snippet::of(&query, "报价，单").map(|it| it.found), Some("报价，单".to_owned()));
}

#[test]
fn a_damaged_table_is_refused() {
    assert_eq!(Han::parse(""), None);
    assert_eq!(Han::parse("<!doctype html>\n<html lang=\"zh\">"), None);
    assert_eq!(Han::parse("[readings]\na1 阿\n[names]\n重庆 chong2\n"), None);
}

proptest! {
    /// Finds any part of a name, typed as written, by any of its readings or by its initials.
    #[test]
    fn any_part_of_a_name_typed_in_any_way_is_found(
        name in proptest::collection::vec(proptest::sample::select(known()), 1..8),
        from in 0_usize..8,
        ways in proptest::collection::vec(0_usize..4, 8),
    ) {
        let from = from % name.len();
        let typed: String = name[from..].iter().zip(&ways).map(|(it, way)| typed_as(*it, *way)).collect();
        let name: String = name.iter().collect();
        prop_assert!(finds(&typed, &name), "{typed} finds {name}");
    }

    #[test]
    fn no_query_and_no_name_panics(typed in "\\PC{0,12}", name in "\\PC{0,24}") {
        let _found = finds(&typed, &name);
        let _key = (HAN.order_key(&name), HAN.person_order_key(&name), HAN.company_key(&name));
        let query = Query::parse(Arc::clone(&HAN), &typed);
        if let Some(snippet) = Snippet::of(&query, &name) {
            prop_assert!(!snippet.found.is_empty());
        }
    }

    #[test]
    fn a_name_has_one_place_in_the_order_however_wide_it_is_typed(name in "[a-z0-9苏州東方]{1,8}") {
        let wide: String = name.chars().map(|it| if it.is_ascii() { char::from_u32(u32::from(it) + 0xFEE0).unwrap_or(it) } else { it }).collect();
        prop_assert_eq!(HAN.order_key(&name), HAN.order_key(&wide));
        prop_assert_eq!(HAN.company_key(&name), HAN.company_key(&HAN.company_key(&name)));
    }
}

fn known() -> Vec<char> {
    ('一'..='龥').filter(|it| !HAN.syllable_of(*it).is_empty()).collect()
}

/// A character as written, as its usual syllable, or as its initial.
fn typed_as(character: char, way: usize) -> String {
    let syllable = HAN.syllable_of(character).trim_end_matches(|it: char| it.is_ascii_digit());
    match way {
        0 => character.to_string(),
        1 => syllable.to_owned(),
        2 if ["zh", "ch", "sh"].iter().any(|it| syllable.starts_with(it)) => syllable[..2].to_owned(),
        _ => syllable[..1].to_owned(),
    }
}
