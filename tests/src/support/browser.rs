//! A browser as the server sees it: cookies and a device id.

use std::net::IpAddr;

use app::api::ApiError;
use app::api::session::SignedIn;
use domain::values::ids::DeviceId;
use reqwest::{RequestBuilder, Response, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use uuid::Uuid;

pub struct Browser {
    pub device: DeviceId,
    url: String,
    client: reqwest::Client,
}

impl Browser {
    /// A new profile without cookies.
    pub fn new(url: &str) -> Browser {
        let client = reqwest::Client::builder().cookie_store(true).redirect(reqwest::redirect::Policy::none()).build();
        Browser { device: DeviceId(Uuid::now_v7()), url: url.to_owned(), client: client.expect("a client can be made") }
    }

    /// A profile whose connections come from this local address.
    pub fn from(url: &str, address: IpAddr) -> Browser {
        let client = reqwest::Client::builder().cookie_store(true).local_address(address).build();
        Browser { client: client.expect("a client can be made"), ..Browser::new(url) }
    }

    /// Uses this server address from now on. Cookies belong to the host, whatever the port.
    pub fn move_to(&mut self, url: &str) {
        url.clone_into(&mut self.url);
    }

    /// Sends a GET request.
    pub async fn get(&self, path: &str) -> Response {
        self.client.get(format!("{}{path}", self.url)).send().await.expect("the server answers")
    }

    /// A GET request that the caller can extend.
    pub fn ask(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.url))
    }

    /// A PUT request with bytes that the caller can extend.
    pub fn put(&self, path: &str, bytes: Vec<u8>) -> RequestBuilder {
        self.client.put(format!("{}{path}", self.url)).body(bytes)
    }

    /// A POST request without body that the caller can extend.
    pub fn send(&self, path: &str) -> RequestBuilder {
        self.client.post(format!("{}{path}", self.url))
    }

    /// A call to a server function that the caller can extend.
    pub fn post(&self, endpoint: &str, arguments: &impl Serialize) -> RequestBuilder {
        self.client.post(format!("{}/api/v1/{endpoint}", self.url)).json(arguments)
    }

    /// Calls a server function.
    pub async fn call<T: DeserializeOwned>(&self, endpoint: &str, arguments: impl Serialize) -> Result<T, ApiError> {
        let answer = self.post(endpoint, &arguments).send().await.expect("the server answers");
        let status = answer.status();
        let text = answer.text().await.expect("the answer can be read");
        if status == StatusCode::OK {
            Ok(serde_json::from_str(&text).unwrap_or_else(|error| panic!("{endpoint} answered {text}: {error}")))
        } else {
            Err(serde_json::from_str(&text).unwrap_or_else(|error| panic!("{endpoint} answered {status} {text}: {error}")))
        }
    }

    pub async fn sign_in(&self, account: &str, password: &str) -> Result<SignedIn, ApiError> {
        self.call("session/sign_in", json!({ "account": account, "password": password, "device": self.device })).await
    }

    /// The session's person and company.
    pub async fn current(&self) -> Result<SignedIn, ApiError> {
        self.call("session/current", json!({})).await
    }
}
