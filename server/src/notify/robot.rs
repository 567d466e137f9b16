//! The robot channel: to chat groups of 企业微信, 钉钉 and 飞书, each in the form that its makers document.

use app::api::robots::RobotKind;
use app::i18n::Lang;
use app::t;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::values::calendar::Timestamp;
use http::header::{self, HeaderMap, HeaderValue};
use reqwest::Url;
use ring::hmac;
use serde_json::{Value, json};

use super::message::Message;
use super::outward::{Outward, Unreached};
use super::retry::Attempt;
use crate::db::queries::robots::FullRobot;

/// Most bytes of a markdown text in 企业微信; the others take more.
const LONGEST: usize = 4_096;

/// Sends a message through a robot. `app` is the public address of this server. Errors are in the robot's language: its administrators read them
/// beside its name.
pub async fn say(outward: &Outward, robot: &FullRobot, message: &Message, app: Option<&str>, now: Timestamp) -> Attempt {
    let (kind, lang) = (robot.robot.kind, Lang::parse(&robot.robot.language).unwrap_or_default());
    let Some(mut url) = outward.check(&robot.url) else { return Attempt::Refused(t!(in lang, "delivery.trouble.address").to_owned()) };
    let mut body = body(kind, message, app);
    if let Some(secret) = &robot.secret {
        sign(kind, secret, now, &mut url, &mut body);
    }
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    match outward.post(url, headers, body.to_string().into_bytes()).await {
        Err(Unreached::Inside) => Attempt::Failed(t!(in lang, "delivery.trouble.address").to_owned()),
        Err(Unreached::Late) => Attempt::Failed(t!(in lang, "delivery.trouble.late").to_owned()),
        Err(Unreached::Because(why)) => Attempt::Failed(t!(in lang, "delivery.trouble.unreached", why = why)),
        Ok(reply) if !reply.status.is_success() => Attempt::Failed(t!(in lang, "delivery.trouble.status", status = reply.status.as_u16())),
        // Chat servers answer 200 to everything and put the error in the text. An administrator may repair the robot, so it is tried again.
        Ok(reply) => complaint(kind, lang, &reply.text).map_or(Attempt::Sent, Attempt::Failed),
    }
}

/// The message in the form of this kind of robot.
pub fn body(kind: RobotKind, message: &Message, app: Option<&str>) -> Value {
    let title = plain(&message.title);
    let lines: Vec<String> = message.lines.iter().map(|it| plain(it)).collect();
    let link = app.map(|it| format!("{}{}", it.trim_end_matches('/'), message.place));
    let invitation = message.invitation();
    match kind {
        RobotKind::WeCom => {
            let color = if message.is_urgent { "warning" } else { "info" };
            let mut text = format!("**<font color=\"{color}\">{title}</font>**");
            for line in &lines {
                // Longer texts are refused as a whole.
                if LONGEST < text.len() + line.len() + 400 {
                    break;
                }
                text.push_str(&format!("\n> {line}"));
            }
            if let Some(link) = link {
                text.push_str(&format!("\n[{invitation}]({link})"));
            }
            json!({ "msgtype": "markdown", "markdown": { "content": text } })
        }
        RobotKind::DingTalk => {
            let mut text = format!("#### {title}\n");
            for line in &lines {
                text.push_str(&format!("\n- {line}"));
            }
            if let Some(link) = link {
                text.push_str(&format!("\n\n[{invitation}]({link})"));
            }
            json!({ "msgtype": "markdown", "markdown": { "title": title, "text": text } })
        }
        RobotKind::Feishu => {
            let color = if message.is_urgent { "red" } else { "blue" };
            let mut elements = vec![json!({ "tag": "div", "text": { "tag": "plain_text", "content": lines.join("\n") } })];
            if let Some(link) = link {
                let text = json!({ "tag": "plain_text", "content": invitation });
                elements.push(json!({ "tag": "action", "actions": [{ "tag": "button", "type": "primary", "text": text, "url": link }] }));
            }
            json!({
                "msg_type": "interactive",
                "card": {
                    "config": { "wide_screen_mode": true },
                    "header": { "template": color, "title": { "tag": "plain_text", "content": title } },
                    "elements": elements,
                },
            })
        }
    }
}

/// Names are typed by people: in a chat they must not become links, pictures or mentions.
fn plain(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '[' => '［',
            ']' => '］',
            '(' => '（',
            ')' => '）',
            '<' => '＜',
            '>' => '＞',
            '*' => '＊',
            '_' => '＿',
            '`' => '｀',
            '#' => '＃',
            '@' => '＠',
            '\\' => '＼',
            other if other.is_control() => ' ',
            other => other,
        })
        .collect()
}

/// Signs a message. 企业微信 has no signature: its address is the only secret.
fn sign(kind: RobotKind, secret: &str, now: Timestamp, url: &mut Url, body: &mut Value) {
    match kind {
        RobotKind::WeCom => {}
        RobotKind::DingTalk => {
            let at = now.0.to_string();
            url.query_pairs_mut().append_pair("timestamp", &at).append_pair("sign", &mac(secret, &format!("{at}\n{secret}")));
        }
        RobotKind::Feishu => {
            let at = (now.0 / 1_000).to_string();
            body["sign"] = Value::from(mac(&format!("{at}\n{secret}"), ""));
            body["timestamp"] = Value::from(at);
        }
    }
}

fn mac(key: &str, text: &str) -> String {
    STANDARD.encode(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key.as_bytes()), text.as_bytes()))
}

/// The chat server's error; `None` if it accepted the message.
fn complaint(kind: RobotKind, lang: Lang, answer: &str) -> Option<String> {
    let is_another_kind = || Some(t!(in lang, "delivery.trouble.another_kind").to_owned());
    let Ok(said) = serde_json::from_str::<Value>(answer) else { return is_another_kind() };
    let (code, words) = match kind {
        RobotKind::WeCom | RobotKind::DingTalk => (&said["errcode"], &said["errmsg"]),
        RobotKind::Feishu if said["code"].is_null() => (&said["StatusCode"], &said["StatusMessage"]),
        RobotKind::Feishu => (&said["code"], &said["msg"]),
    };
    match code.as_i64() {
        Some(0) => None,
        Some(code) => Some(format!("{code} {}", words.as_str().unwrap_or_default()).chars().take(200).collect()),
        None => is_another_kind(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message() -> Message {
        Message {
            language: "zh-CN".to_owned(),
            title: "2 条新预警".to_owned(),
            lines: vec!["交付延期：[点我](http://evil.cn) <@all> *甲*".to_owned(), "跟进任务逾期：乙".to_owned()],
            place: "/alerts".to_owned(),
            is_urgent: true,
        }
    }

    #[test]
    fn each_kind_gets_its_own_form() {
        let (zh, app) = (message(), Some("https://sales.example.com/"));
        let names = "交付延期：［点我］（http://evil.cn） ＜＠all＞ ＊甲＊";
        assert_eq!(
            body(RobotKind::WeCom, &zh, app),
            json!({ "msgtype": "markdown", "markdown": { "content": format!(
                "**<font color=\"warning\">2 条新预警</font>**\n> {names}\n> 跟进任务逾期：乙\n[在达标中查看](https://sales.example.com/alerts)"
            ) } })
        );
        assert_eq!(
            body(RobotKind::DingTalk, &zh, None),
            json!({ "msgtype": "markdown", "markdown": {
                "title": "2 条新预警",
                "text": format!("#### 2 条新预警\n\n- {names}\n- 跟进任务逾期：乙"),
            } })
        );
        let feishu = body(RobotKind::Feishu, &zh, app);
        assert_eq!(feishu["msg_type"], "interactive");
        assert_eq!(feishu["card"]["header"]["template"], "red");
        assert_eq!(feishu["card"]["elements"][0]["text"]["content"], format!("{names}\n跟进任务逾期：乙"));
        assert_eq!(feishu["card"]["elements"][1]["actions"][0]["url"], "https://sales.example.com/alerts");
    }

    #[test]
    fn a_long_text_is_cut_to_the_limit() {
        let long = Message { lines: vec!["字".repeat(300); 9], ..message() };
        let body = body(RobotKind::WeCom, &long, Some("https://sales.example.com"));
        let text = body["markdown"]["content"].as_str().unwrap();
        assert!(text.len() <= LONGEST && text.contains("在达标中查看"), "{}", text.len());
    }

    #[test]
    fn signatures_match_the_vendors_examples() {
        // Computed with another implementation of HMAC-SHA256.
        let (secret, now) = ("SEC-this-is-secret", Timestamp(1_599_360_473_000));
        let mut url = Url::parse("https://oapi.dingtalk.com/robot/send?access_token=x").unwrap();
        let mut said = json!({});
        sign(RobotKind::DingTalk, secret, now, &mut url, &mut said);
        assert_eq!(
            url.as_str(),
            "https://oapi.dingtalk.com/robot/send?access_token=x&timestamp=1599360473000&sign=KAzMBMyC1%2BNOuBIvGogaTfNSd%2FAm9E%2FqbEwB8%2B%2FxP6U%3D"
        );
        sign(RobotKind::Feishu, secret, now, &mut url, &mut said);
        assert_eq!(said, json!({ "timestamp": "1599360473", "sign": "9Kk0GqLcOfR4g1u4Ex0wW1LN0RLGTtpmvo4jrKhcWW0=" }));
    }

    #[test]
    fn the_response_tells_whether_the_message_was_accepted() {
        for (kind, answer, complaint_expected) in [
            (RobotKind::WeCom, r#"{"errcode":0,"errmsg":"ok"}"#, None),
            (RobotKind::WeCom, r#"{"errcode":93000,"errmsg":"invalid webhook url"}"#, Some("93000 invalid webhook url")),
            (RobotKind::DingTalk, r#"{"errcode":310000,"errmsg":"sign not match"}"#, Some("310000 sign not match")),
            (RobotKind::Feishu, r#"{"code":0,"msg":"success","data":{}}"#, None),
            (RobotKind::Feishu, r#"{"StatusCode":0,"StatusMessage":"success"}"#, None),
            (RobotKind::Feishu, r#"{"code":19021,"msg":"sign match fail"}"#, Some("19021 sign match fail")),
            (RobotKind::Feishu, "<html>", Some("对方的回应不像所选平台的机器人，请检查平台和地址")),
            (RobotKind::WeCom, "{}", Some("对方的回应不像所选平台的机器人，请检查平台和地址")),
        ] {
            assert_eq!(complaint(kind, Lang::Zh, answer).as_deref(), complaint_expected, "{answer}");
        }
    }
}
