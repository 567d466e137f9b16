//! Schema migrations, one file per step. Change the schema by expand, move, contract. Never edit a shipped step. Imports nothing from our other
//! crates, so that the meaning of a step never changes.

mod m0001_records;
mod m0002_sign_in;
mod m0003_notices;
mod m0004_delivery;
mod m0005_charged;
mod m0006_failed;
mod m0007_own_quiet;
mod m0008_clock_time;
mod m0009_readiness;
mod m0010_rollup_rules;
mod m0011_customer_phone;
mod m0012_history_order;
mod m0013_devices;
mod m0014_credited;

use sea_orm_migration::prelude::*;

/// Every step, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_records::Migration),
            Box::new(m0002_sign_in::Migration),
            Box::new(m0003_notices::Migration),
            Box::new(m0004_delivery::Migration),
            Box::new(m0005_charged::Migration),
            Box::new(m0006_failed::Migration),
            Box::new(m0007_own_quiet::Migration),
            Box::new(m0008_clock_time::Migration),
            Box::new(m0009_readiness::Migration),
            Box::new(m0010_rollup_rules::Migration),
            Box::new(m0011_customer_phone::Migration),
            Box::new(m0012_history_order::Migration),
            Box::new(m0013_devices::Migration),
            Box::new(m0014_credited::Migration),
        ]
    }
}

/// Applies every pending step.
pub async fn up(connection: &sea_orm_migration::sea_orm::DatabaseConnection) -> Result<(), DbErr> {
    Migrator::up(connection, None).await
}

/// The number of steps not applied yet.
pub async fn pending(connection: &sea_orm_migration::sea_orm::DatabaseConnection) -> Result<usize, DbErr> {
    Ok(Migrator::get_pending_migrations(connection).await?.len())
}
