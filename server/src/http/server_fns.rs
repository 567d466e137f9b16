//! The server functions of the app, each with the backend of its own request in the context.

use std::sync::Arc;

use app::ports::Backend;
use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::Request;
use leptos::prelude::{expect_context, provide_context};

use super::answers;
use crate::Server;
use crate::desk::Desk;

pub(super) async fn call(State(server): State<Arc<Server>>, request: Request<Body>) -> Response {
    if !is_known(&request) {
        return answers::unknown_call().await;
    }
    let provide = move || {
        let backend: Arc<dyn Backend> = Arc::new(Desk::new(Arc::clone(&server), expect_context(), expect_context()));
        provide_context(backend);
    };
    leptos_axum::handle_server_fns_with_context(provide, request).await.into_response()
}

fn is_known(request: &Request<Body>) -> bool {
    leptos::server_fn::axum::server_fn_paths().any(|(path, method)| path == request.uri().path() && method == *request.method())
}
