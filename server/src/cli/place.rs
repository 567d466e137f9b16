//! Where the database and the files are: options of every command.

use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Args;
use sea_orm::sqlx::ConnectOptions;
use sea_orm::sqlx::postgres::PgConnectOptions;
use server::attachments::Store;
use server::clock::{self, Clock};
use server::db::Database;
use tokio::time::timeout;

/// How long to wait for the database's answer.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Args)]
pub struct Place {
    /// Folder of the embedded database and the files.
    #[arg(long, env = "DABIAO_DATA_DIR", default_value = "dabiao-data")]
    pub data_dir: PathBuf,
    /// postgres://… for PostgreSQL; by default one file in the data folder.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// Where photos and files are stored: s3://bucket/prefix (keys from the environment), or a folder; by default one in the data folder.
    #[arg(long, env = "DABIAO_ATTACHMENTS")]
    pub attachments: Option<String>,
}

impl Place {
    /// Opens the database and migrates it. Fails first if the clock cannot be right.
    pub async fn open(&self, clock: &Clock) -> Result<Database> {
        clock::check_age(clock.now())?;
        let db = self.reach().await?;
        db.migrate(clock.now()).await?;
        clock::check(&db, clock.now()).await?;
        Ok(db)
    }

    /// Opens the database without migrating it.
    pub async fn reach(&self) -> Result<Database> {
        self.check_writable()?;
        let url = self.url();
        if !url.starts_with("sqlite:") {
            // A pool would retry for long; an operator wants to know at once.
            reach_postgres(&url).await.with_context(|| format!("cannot reach the database {}", self.described()))?;
        }
        Database::open(&url).await.with_context(|| format!("cannot open the database {}", self.described()))
    }

    /// Checks that the data folder can be written. Creates it when missing.
    pub fn check_writable(&self) -> Result<()> {
        let folder = self.data_dir.display();
        fs::create_dir_all(&self.data_dir).with_context(|| format!("cannot make the data folder {folder}"))?;
        let probe = self.data_dir.join(format!(".dabiao-{}", std::process::id()));
        fs::write(&probe, b"?").and_then(|()| fs::remove_file(&probe)).with_context(|| format!("cannot write in the data folder {folder}"))
    }

    /// The store of attachments.
    pub fn attachments(&self) -> Result<Store> {
        match &self.attachments {
            Some(url) if url.contains("://") => {
                // A variable that is not valid Unicode is not one of our settings.
                let settings = std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
                Store::in_bucket(url, settings)
            }
            Some(folder) => Store::in_folder(Path::new(folder)),
            None => Store::in_folder(&self.data_dir.join("attachments")),
        }
    }

    /// Where attachments are stored, for messages.
    pub fn attachments_described(&self) -> String {
        self.attachments.clone().unwrap_or_else(|| self.data_dir.join("attachments").display().to_string())
    }

    /// The database, for messages, without its password.
    pub fn described(&self) -> String {
        match &self.database_url {
            Some(url) => without_password(url),
            None => format!("SQLite {}", self.file().display()),
        }
    }

    fn url(&self) -> String {
        self.database_url.clone().unwrap_or_else(|| format!("sqlite://{}", self.file().display()))
    }

    fn file(&self) -> PathBuf {
        Path::new(&self.data_dir).join("dabiao.sqlite")
    }
}

async fn reach_postgres(url: &str) -> Result<()> {
    if !url.starts_with("postgres") {
        bail!("its address must begin with postgres:// or sqlite://");
    }
    let options = PgConnectOptions::from_str(url)?;
    let connection = timeout(PATIENCE, options.connect()).await.context("no answer")??;
    sea_orm::sqlx::Connection::close(connection).await?;
    Ok(())
}

fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return "(of unknown kind)".to_owned() };
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (user, rest) = rest.rsplit_once('@').map_or((None, rest), |(user, rest)| (user.split(':').next(), rest));
    match user {
        Some(user) => format!("{scheme}://{user}@{rest}"),
        None => format!("{scheme}://{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn passwords_are_not_printed() {
        assert_eq!(without_password("postgres://u:s3cret@h:5432/d?sslpassword=x"), "postgres://u@h:5432/d");
        assert_eq!(without_password("postgres://h/d"), "postgres://h/d");
    }
}
