//! Runs one server in its own process: `one_server DATABASE ADDRESS`. For tests that kill it; it also ends when its parent ends.

use std::io::Read;

use anyhow::{Context, Result};
use server::Server;
use server::clock::Clock;
use server::config::Config;
use server::db::Database;
use server::site::Site;
use tokio::net::TcpListener;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (database, address) = arguments.next().zip(arguments.next()).context("one_server DATABASE ADDRESS")?;
    std::thread::spawn(|| {
        // Standard input stays silent; the read returns when the parent is gone.
        let _ = std::io::stdin().read(&mut [0]);
        std::process::exit(0);
    });
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let db = Database::open(&database).await?;
        let listener = TcpListener::bind(&address).await?;
        let site = Site::read(|path| (path == "manifest.json").then(|| b"{}".to_vec()))?;
        let server = Server::new(Config::default(), Clock::system(), db, site);
        server::run::run(server, listener, std::future::pending()).await;
        Ok(())
    })
}
