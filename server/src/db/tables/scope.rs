//! A row of `scope`: whose records are. Shared by all records that are the same people's.

use std::collections::BTreeSet;

use domain::access::scope::Scope;
use domain::values::ids::{DepartmentId, PersonId, TeamId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scope")]
pub struct Model {
    /// Derived from the content and the buckets.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub catalog: bool,
    pub holder_id: Option<Uuid>,
    pub holder_team_id: Option<Uuid>,
    pub credit_id: Option<Uuid>,
    pub credit_team_id: Option<Uuid>,
    pub department_id: Option<Uuid>,
    pub charged_id: Option<Uuid>,
    /// JSON of [`Scope::credited`]; absent for nobody.
    #[sea_orm(column_type = "Text", nullable)]
    pub credited: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The row of a scope.
    pub fn of(id: Uuid, scope: &Scope) -> Model {
        Model {
            id,
            catalog: scope.catalog,
            holder_id: scope.holder.map(|it| it.0),
            holder_team_id: scope.holder_team.map(|it| it.0),
            credit_id: scope.credit.map(|it| it.0),
            credit_team_id: scope.credit_team.map(|it| it.0),
            department_id: scope.department.map(|it| it.0),
            charged_id: scope.charged.map(|it| it.0),
            credited: (!scope.credited.is_empty()).then(|| serde_json::to_string(&scope.credited).unwrap_or_default()),
        }
    }

    /// The scope of the row, without the people responsible for parts of the records: they are in the buckets only.
    pub fn scope(&self) -> anyhow::Result<Scope> {
        let credited = self.credited.as_deref().map(serde_json::from_str).transpose()?;
        Ok(Scope {
            catalog: self.catalog,
            holder: self.holder_id.map(PersonId),
            holder_team: self.holder_team_id.map(TeamId),
            credit: self.credit_id.map(PersonId),
            credit_team: self.credit_team_id.map(TeamId),
            department: self.department_id.map(DepartmentId),
            charged: self.charged_id.map(PersonId),
            credited: credited.unwrap_or_default(),
            assigned: BTreeSet::new(),
        })
    }
}
