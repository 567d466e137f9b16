//! `dabiao serve`: runs the server.

use std::io::ErrorKind;
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use domain::sample::SignIn;
use server::attachments::Store;
use server::auth;
use server::clock::Clock;
use server::config::{Config, MailConfig, Secret};
use server::db::Database;
use server::db::queries::people;
use server::site::Site;
use server::{Server, seed};
use tokio::net::TcpListener;

use super::place::Place;
use super::sample::tell_sign_ins;

#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    place: Place,
    /// Address to listen on.
    #[arg(long, env = "DABIAO_ADDR", default_value = "127.0.0.1:3000")]
    addr: String,
    /// Folder with the files of the app, as `cargo xtask` built them; by default those inside this program.
    #[arg(long, env = "DABIAO_SITE")]
    site: Option<PathBuf>,
    /// The address people type, when a proxy is in front: https://sales.example.com.
    #[arg(long, env = "DABIAO_PUBLIC_URL")]
    public_url: Option<String>,
    /// A proxy that sets X-Forwarded-For and X-Forwarded-Proto is in front, and clients cannot bypass it.
    #[arg(long, env = "DABIAO_BEHIND_PROXY")]
    behind_proxy: bool,
    /// SMTP server: smtps://user:password@host, or smtp://user:password@host?tls=required.
    #[arg(long, env = "DABIAO_SMTP_URL", hide_env_values = true, requires = "mail_from")]
    smtp_url: Option<String>,
    /// Sender of e-mail: "达标 <dabiao@example.com>".
    #[arg(long, env = "DABIAO_MAIL_FROM")]
    mail_from: Option<String>,
    /// Allow notices to local network addresses and without TLS: for a chat server of your own.
    #[arg(long, env = "DABIAO_REACH_LOCAL")]
    reach_local: bool,
    /// Load the sample company if the database is empty. For demonstration and training, never for a real company.
    #[arg(long)]
    sample: bool,
    /// Start even though people can sign in with the publicly known passwords of the sample company.
    #[arg(long)]
    keep_sample_accounts: bool,
    /// File with the seconds to shift this server's clock by, read at each use: for moving through time with the sample company. A real company
    /// uses the machine's clock.
    #[arg(long, hide = true, env = "DABIAO_CLOCK_MOVED_BY", requires = "sample")]
    clock_moved_by: Option<PathBuf>,
}

impl Serve {
    pub async fn run(self) -> Result<()> {
        let clock = self.clock_moved_by.clone().map_or_else(Clock::system, Clock::moved_by);
        let site = self.site()?;
        let listener = TcpListener::bind(&self.addr).await.map_err(|error| self.cannot_listen(error))?;
        let db = self.place.open(&clock).await?;
        let attachments = self.place.attachments()?;
        let sign_ins = self.admit(&db, &attachments, &clock).await?;
        let address = listener.local_addr().context("the address listened on")?;
        // Create the VAPID key at start, not on the first request: browsers accept push messages from this key only.
        server::notify::vapid::ensure(&db, clock.now()).await?;
        let mail = self.smtp_url.as_deref().zip(self.mail_from.clone()).map(|(url, from)| MailConfig { url: Secret::new(url), from });
        let config = Config {
            public_url: self.public_url.clone(),
            behind_proxy: self.behind_proxy,
            mail,
            reaches_local: self.reach_local,
            attachments,
        };
        println!("达标 Dabiao {} · http://{address} · {}", env!("CARGO_PKG_VERSION"), self.place.described());
        if !sign_ins.is_empty() {
            tell_sign_ins(&sign_ins);
        }
        server::run::run(Server::new(config, clock, db, site), listener, told_to_stop()).await;
        Ok(())
    }

    /// Checks that a server may start on this database. Returns the sample sign-ins if `--sample` runs on the sample company.
    async fn admit(&self, db: &Database, attachments: &Store, clock: &Clock) -> Result<Vec<SignIn>> {
        if self.sample && people::is_nobody(db).await? {
            return seed::sample(db, attachments, clock.now()).await;
        }
        let has_sample = !auth::well_known(db).await?.is_empty();
        if has_sample && !self.sample && !self.keep_sample_accounts {
            bail!(
                "people can sign in to {} with the passwords of the sample company: use another database, or say --keep-sample-accounts",
                self.place.described()
            );
        }
        let administrators = people::administrators(db).await?;
        if !auth::has_credential(db, &administrators).await? {
            bail!("{} has no administrator yet: set up the company with `dabiao init`", self.place.described());
        }
        if self.sample && has_sample { seed::sample_sign_ins(db, clock.now()).await } else { Ok(Vec::new()) }
    }

    fn site(&self) -> Result<Site> {
        match &self.site {
            Some(folder) => Site::from_folder(folder),
            None => Site::embedded().unwrap_or_else(|| {
                Err(anyhow!("this program has no site inside: say where it is with --site, or build and start with `cargo xtask serve`"))
            }),
        }
    }

    fn cannot_listen(&self, error: std::io::Error) -> anyhow::Error {
        let addr = &self.addr;
        match error.kind() {
            ErrorKind::AddrInUse => anyhow!("cannot listen on {addr}: another program already does; choose another with --addr"),
            ErrorKind::PermissionDenied => anyhow!("cannot listen on {addr}: not allowed; ports below 1024 belong to the system"),
            _ => anyhow::Error::new(error).context(format!("cannot listen on {addr}")),
        }
    }
}

/// Waits for Ctrl-C or SIGTERM.
async fn told_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => return,
                _ = tokio::signal::ctrl_c() => return,
            }
        }
    }
    // Without signal handlers the process can only be killed, which the database survives.
    let _ = tokio::signal::ctrl_c().await;
}
