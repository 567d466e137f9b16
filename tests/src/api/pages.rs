//! The app's files and their response headers.

use std::collections::BTreeSet;

use reqwest::StatusCode;
use rstest::rstest;
use server::config::Config;

use crate::support::{Db, TestServer};

#[rstest]
#[case(Db::Sqlite)]
#[case(Db::Postgres)]
#[tokio::test]
async fn healthz_and_readyz_answer_ok(#[case] db: Db) {
    let test = TestServer::start(db).await;
    for path in ["/healthz", "/readyz"] {
        assert_eq!(test.browser().get(path).await.status(), StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn every_page_of_the_app_is_the_shell() {
    let test = TestServer::start(Db::Sqlite).await;
    let browser = test.browser();
    let shell = browser.get("/").await.text().await.unwrap();
    assert!(shell.contains(r#"<html lang="zh-CN">"#) && shell.contains("/pkg/app.0a1b.js") && shell.contains("/pkg/main.4e5f.css"));
    for path in ["/customers", "/customers/0190-x/edit", "/performance?period=2026-Q2", "/客户"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        assert_eq!(answer.headers()["cache-control"], "no-cache", "{path}");
        assert_eq!(answer.text().await.unwrap(), shell, "{path}");
    }
    for path in ["/pkg/app.ffff.js", "/icons/none.png", "/favicon.ico"] {
        assert_eq!(browser.get(path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn responses_carry_security_headers() {
    let test = TestServer::start(Db::Sqlite).await;
    for path in ["/", "/healthz", "/pkg/app.0a1b.js", "/api/v1/nothing"] {
        let answer = test.browser().get(path).await;
        let headers = answer.headers();
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval';") && !policy.contains("'unsafe-eval'"), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'"));
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["x-request-id"].len(), 32, "{path}");
    }
}

#[tokio::test]
async fn requests_over_tls_get_hsts() {
    let header = "strict-transport-security";
    let plain = TestServer::start(Db::Sqlite).await;
    let answer = plain.browser().ask("/").header("x-forwarded-proto", "https").send().await.unwrap();
    assert!(!answer.headers().contains_key(header), "anybody can say that, without a proxy in front");
    let behind_proxy = TestServer::start_with(Db::Sqlite, Config { behind_proxy: true, ..Config::default() }).await;
    let answer = behind_proxy.browser().ask("/").header("x-forwarded-proto", "https").send().await.unwrap();
    assert_eq!(answer.headers()[header], "max-age=31536000");
    assert!(!behind_proxy.browser().get("/").await.headers().contains_key(header));
    let public_url = Some("https://sales.example.com".to_owned());
    let public = TestServer::start_with(Db::Sqlite, Config { public_url, ..Config::default() }).await;
    assert!(public.browser().get("/healthz").await.headers().contains_key(header));
}

#[tokio::test]
async fn files_are_compressed_and_cached_while_valid() {
    let test = TestServer::start(Db::Sqlite).await;
    let browser = test.browser();
    for (accepts, encoding, body) in
        [("gzip, br", Some("br"), "brotli of the script"), ("gzip", Some("gzip"), "gzip of the script"), ("br;q=0", None, "export default")]
    {
        let answer = browser.ask("/pkg/app.0a1b.js").header("accept-encoding", accepts).send().await.unwrap();
        assert_eq!(answer.headers().get("content-encoding").map(|it| it.to_str().unwrap()), encoding);
        assert_eq!(answer.headers()["cache-control"], "public, max-age=31536000, immutable");
        assert_eq!(answer.headers()["content-type"], "text/javascript; charset=utf-8");
        assert!(answer.text().await.unwrap().starts_with(body));
    }
    let icon = browser.get("/icons/icon.svg").await;
    assert_eq!(icon.headers()["cache-control"], "no-cache");
    let again = browser.ask("/icons/icon.svg").header("if-none-match", &icon.headers()["etag"]).send().await.unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(browser.get("/pkg/app_bg.2c3d.wasm").await.headers()["content-type"], "application/wasm");
}

#[tokio::test]
async fn the_service_worker_lists_exactly_the_built_files() {
    let test = TestServer::start(Db::Sqlite).await;
    let browser = test.browser();
    let worker = browser.get("/sw.js").await;
    assert_eq!(worker.headers()["cache-control"], "no-cache");
    let worker = worker.text().await.unwrap();
    let list = |name: &str| -> BTreeSet<String> {
        let line = worker.lines().find_map(|it| it.strip_prefix(&format!("const {name} = "))).expect("the list is there");
        serde_json::from_str(line.trim_end_matches(';')).expect("a list of texts")
    };
    let (first, later) = (list("FIRST"), list("LATER"));
    assert!(first.is_disjoint(&later));
    assert_eq!(later, BTreeSet::from(["/pkg/charts.6a7b.js", "/pkg/han.8c9d.txt"].map(str::to_owned)));
    for path in ["/", "/boot.js", "/manifest.webmanifest", "/pkg/app.0a1b.js", "/pkg/app_bg.2c3d.wasm", "/pkg/main.4e5f.css"] {
        assert!(first.contains(path), "{path}");
    }
    for path in first.union(&later) {
        assert_eq!(browser.get(path).await.status(), StatusCode::OK, "{path}");
    }
    assert!(!worker.contains("__"), "everything was filled in");

    // Everything that the shell requests must be cached, or a cold start offline fails.
    let shell = browser.get("/").await.text().await.unwrap();
    let asked = shell.split(['"']).filter(|it| it.starts_with('/'));
    for path in asked {
        assert!(first.contains(path) || later.contains(path), "the shell asks for {path}");
    }
    let manifest: serde_json::Value = browser.get("/manifest.webmanifest").await.json().await.unwrap();
    for icon in manifest["icons"].as_array().unwrap() {
        assert!(first.contains(icon["src"].as_str().unwrap()));
    }
}
