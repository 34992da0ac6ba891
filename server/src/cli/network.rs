//! `fieldwalk network …`.

use fieldwalk_core::domain::Member;
use serde_json::json;

use super::open;
use super::output::Output;
use crate::args::{NetworkCommand, Photographs};

pub(super) async fn run(command: NetworkCommand, output: Output) -> anyhow::Result<()> {
    match command {
        NetworkCommand::Create { data, name } => {
            let network = open(&data.data).await?.admin().create_network(&name).await?;
            output.show(&json!({ "network": network }), network)
        }
        NetworkCommand::List(data) => {
            let networks = open(&data.data).await?.admin().networks().await?;
            output.list(&networks, |network| format!("{}  {}", network.id, network.name))
        }
        NetworkCommand::AddSchool { of, name } => {
            let school = open(&of.data.data).await?.admin().add_school(of.network, &name).await?;
            output.show(&json!({ "school": school }), school)
        }
        NetworkCommand::Schools(of) => {
            let schools = open(&of.data.data).await?.admin().schools(of.network).await?;
            output.list(&schools, |school| format!("{}  {}", school.id, school.name))
        }
        NetworkCommand::AddMember { of, name, role, school, id } => {
            let app = open(&of.data.data).await?;
            let member = match id {
                None => app.admin().add_member(of.network, &name, role, school).await?,
                Some(id) => {
                    app.admin().put_member(of.network, Member { id, name, role, school }).await?;
                    id
                }
            };
            output.show(&json!({ "member": member }), member)
        }
        NetworkCommand::RemoveMember { of, member } => {
            open(&of.data.data).await?.admin().remove_member(of.network, member).await?;
            output.show(&json!({ "removed": member }), format_args!("removed {member}; what was shared stays"))
        }
        NetworkCommand::Photographs { of, policy } => {
            let allowed = policy == Photographs::Allow;
            open(&of.data.data).await?.admin().allow_photographs(of.network, allowed).await?;
            let said =
                if allowed { "photographs are allowed" } else { "photographs are not allowed; those there stay" };
            output.show(&json!({ "allows_photographs": allowed }), said)
        }
        NetworkCommand::Members(of) => {
            let members = open(&of.data.data).await?.admin().members(of.network).await?;
            output.list(&members, |row| {
                let removed = if row.removed_at.is_some() { "  (removed)" } else { "" };
                format!("{}  {:<14}  {}{removed}", row.member.id, row.member.role.as_str(), row.member.name)
            })
        }
    }
}
