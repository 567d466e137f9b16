//! A proxy to the server that fails in a fixed order: requests and answers lost, duplicated or cut short, and a hotel's sign-in page instead of
//! an answer (T7).

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;

/// The fault injected into one request.
#[derive(Clone, Copy, Debug)]
enum Fate {
    /// No fault.
    Well,
    /// The request does not arrive, and the connection breaks.
    RequestLost,
    /// The request arrives, but its answer is lost.
    AnswerLost,
    /// The request arrives twice.
    Doubled,
    /// Half of the answer arrives.
    CutShort,
    /// A captive portal answers with status 200.
    CaptivePortal,
    /// A gateway answers with an error.
    BadGateway,
}

const FATES: [Fate; 11] = [
    Fate::RequestLost,
    Fate::AnswerLost,
    Fate::CaptivePortal,
    Fate::Doubled,
    Fate::CutShort,
    Fate::Well,
    Fate::AnswerLost,
    Fate::BadGateway,
    Fate::Doubled,
    Fate::RequestLost,
    Fate::Well,
];

struct Way {
    to: String,
    client: reqwest::Client,
    count: AtomicUsize,
}

/// Starts the proxy and returns its address.
pub async fn bad_network(to: &str) -> String {
    let way = Arc::new(Way { to: to.to_owned(), client: reqwest::Client::new(), count: AtomicUsize::new(0) });
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let address = format!("http://{}", listener.local_addr().expect("a listener has an address"));
    let router = Router::new().fallback(pass).with_state(way);
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

async fn pass(State(way): State<Arc<Way>>, request: Request) -> Response {
    let fate = FATES[way.count.fetch_add(1, Ordering::Relaxed) % FATES.len()];
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    let send = || {
        let url = format!("{}{}", way.to, parts.uri);
        let mut headers = parts.headers.clone();
        headers.remove(header::HOST);
        way.client.request(parts.method.clone(), url).headers(headers).body(body.clone()).send()
    };
    match fate {
        Fate::RequestLost => return dead_line(Bytes::new()),
        Fate::CaptivePortal => return ([(header::CONTENT_TYPE, "text/html")], "<html>Welcome to Hotel Wi-Fi</html>").into_response(),
        Fate::BadGateway => return (StatusCode::BAD_GATEWAY, "<html>502</html>").into_response(),
        Fate::Doubled => drop(send().await),
        Fate::Well | Fate::AnswerLost | Fate::CutShort => {}
    }
    let Ok(answer) = send().await else { return dead_line(Bytes::new()) };
    let status = answer.status();
    let kind = answer.headers().get(header::CONTENT_TYPE).cloned().unwrap_or(HeaderValue::from_static("application/json"));
    let bytes = answer.bytes().await.unwrap_or_default();
    match fate {
        Fate::AnswerLost => dead_line(Bytes::new()),
        Fate::CutShort => dead_line(bytes.slice(..bytes.len() / 2)),
        _ => (status, [(header::CONTENT_TYPE, kind)], bytes).into_response(),
    }
}

/// Sends these bytes and then breaks the connection.
fn dead_line(so_far: Bytes) -> Response {
    let broken = futures::stream::iter([Ok(so_far), Err(std::io::Error::other("the line went dead"))]);
    Body::from_stream(broken).into_response()
}
