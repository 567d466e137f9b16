//! A TCP proxy in front of a database that can be closed and reopened, which looks like a stop and restart of the database.

use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub struct Gate {
    to: String,
    address: String,
    is_silent: Arc<watch::Sender<bool>>,
    open: Option<JoinHandle<()>>,
}

impl Gate {
    /// Starts a proxy to `host:port`.
    pub async fn to(to: &str) -> Gate {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let address = listener.local_addr().expect("a listener has an address").to_string();
        let mut gate = Gate { to: to.to_owned(), address, is_silent: Arc::new(watch::Sender::new(false)), open: None };
        gate.answer(listener);
        gate
    }

    /// The proxy's own address, `host:port`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Breaks all connections and refuses new ones.
    pub async fn shuts(&mut self) {
        if let Some(open) = self.open.take() {
            open.abort();
            // Waits for the aborted task, after which the port is closed.
            let _ = open.await;
        }
    }

    /// Accepts connections again.
    pub async fn opens(&mut self) {
        let listener = TcpListener::bind(&self.address).await.expect("the port is free again");
        self.answer(listener);
    }

    /// Keeps connections open and accepts new ones but passes nothing on, like a frozen machine.
    pub fn falls_silent(&self, is_silent: bool) {
        self.is_silent.send_replace(is_silent);
    }

    fn answer(&mut self, listener: TcpListener) {
        let (to, silence) = (self.to.clone(), self.is_silent.subscribe());
        self.open = Some(tokio::spawn(async move {
            // Dropped with this task, which closes every connection.
            let mut ways = tokio::task::JoinSet::new();
            while let Ok((here, _)) = listener.accept().await {
                ways.spawn(connect(here, to.clone(), silence.clone()));
            }
        }));
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        if let Some(open) = &self.open {
            open.abort();
        }
    }
}

async fn connect(mut here: TcpStream, to: String, silence: watch::Receiver<bool>) {
    let Ok(mut there) = TcpStream::connect(to).await else { return };
    let ((mut from_here, mut to_here), (mut from_there, mut to_there)) = (here.split(), there.split());
    tokio::select! {
        () = carry(&mut from_here, &mut to_there, silence.clone()) => {}
        () = carry(&mut from_there, &mut to_here, silence) => {}
    }
}

async fn carry(from: &mut (impl AsyncReadExt + Unpin), to: &mut (impl AsyncWriteExt + Unpin), mut silence: watch::Receiver<bool>) {
    let mut bytes = [0; 16 * 1024];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        if silence.wait_for(|it| !it).await.is_err() || to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
}
