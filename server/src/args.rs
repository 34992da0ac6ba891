//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use fieldwalk_core::domain::Role;
use fieldwalk_core::ids::{DeviceId, MemberId, NetworkId, SchoolId, VisitId};

use crate::demo::DemoOptions;
use crate::telemetry::LogFormat;

/// Fieldwalk: school leaders visit each other's schools, write down evidence offline, and share what they choose.
#[derive(Debug, Parser)]
#[command(name = "fieldwalk", version, arg_required_else_help = true)]
pub struct Arguments {
    /// Print results as JSON.
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Let simulated observers walk a visit through real phones, the real server and real HTTP.
    Demo(DemoOptions),
    /// Serve devices. The first start creates the database, a network and its facilitator's invite.
    Serve(ServeArgs),
    /// Networks, their schools and members.
    #[command(subcommand)]
    Network(NetworkCommand),
    /// Make a single-use invite for one device of a member.
    Invite(InviteArgs),
    /// Make a single-use code that signs a member in to the console.
    SignIn(SignInArgs),
    /// Revoke a device: it may neither read nor write until it uses a new invite. What it sent stays.
    Revoke(RevokeArgs),
    /// List the devices of a network.
    Devices(OfNetwork),
    /// List the visits of a network.
    Visits(OfNetwork),
    /// Check the database: hashes, signatures, logs, and whether every document loads. Or check releases.
    Check(CheckArgs),
    /// Copy the database to a new file, also while it serves.
    Backup(BackupArgs),
    /// Put a copy in place of the database. The present file is set aside, never deleted.
    Restore(RestoreArgs),
    /// Write the feedback of a visit as CSV files, JSON and a workbook.
    Export(ExportArgs),
    /// Read sentences, one a line, and print the evidence check's findings, one JSON object a line.
    Evidence,
    /// Vet what members wrote, for a server that started this process.
    #[command(hide = true)]
    VetWorker,
}

/// Where the data is.
#[derive(Debug, Clone, Args)]
pub struct DataDir {
    /// The folder of the server's data.
    #[arg(long, value_name = "DIR", env = "FIELDWALK_DATA", default_value = "fieldwalk-data")]
    pub data: PathBuf,
}

/// `serve`.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Where the data is.
    #[command(flatten)]
    pub data: DataDir,
    /// The address to listen on.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The certificate chain, PEM. Without it, plain HTTP: for a proxy in front, or for trying out.
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// The certificate's key, PEM.
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// A proxy in front tells the other side's address in `X-Forwarded-For`.
    #[arg(long)]
    pub behind_proxy: bool,
    /// The address that devices reach this server at, shown beside the first invite.
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// The first network's name, used at the first start.
    #[arg(long, default_value = "First network")]
    pub name: String,
    /// The first facilitator's name, used at the first start.
    #[arg(long, default_value = "Facilitator")]
    pub facilitator: String,
    /// How log lines look.
    #[arg(long, value_enum, default_value_t)]
    pub log_format: LogFormat,
}

/// `network …`.
#[derive(Debug, Subcommand)]
pub enum NetworkCommand {
    /// Create a network.
    Create {
        /// Where the data is.
        #[command(flatten)]
        data: DataDir,
        /// The network's name.
        name: String,
    },
    /// List all networks.
    List(DataDir),
    /// Add a school.
    AddSchool {
        /// Which network.
        #[command(flatten)]
        of: OfNetwork,
        /// The school's name.
        name: String,
    },
    /// List the schools of a network.
    Schools(OfNetwork),
    /// Add a member, or change one by naming its id.
    AddMember {
        /// Which network.
        #[command(flatten)]
        of: OfNetwork,
        /// The member's full name.
        name: String,
        /// facilitator, leader, coach or district_staff.
        #[arg(long, value_parser = role)]
        role: Role,
        /// The member's school.
        #[arg(long, value_name = "ID")]
        school: Option<SchoolId>,
        /// The id of a member to change, or to add again after restoring an older backup.
        #[arg(long, value_name = "ID")]
        id: Option<MemberId>,
    },
    /// Remove a member: its devices may neither read nor write any more. What was shared stays.
    RemoveMember {
        /// Which network.
        #[command(flatten)]
        of: OfNetwork,
        /// The member.
        #[arg(long, value_name = "ID")]
        member: MemberId,
    },
    /// List the members of a network.
    Members(OfNetwork),
    /// Say whether photographs may be attached to notes. At first they may not.
    Photographs {
        /// Which network.
        #[command(flatten)]
        of: OfNetwork,
        /// Whether they may.
        policy: Photographs,
    },
}

/// Whether photographs may be attached to notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Photographs {
    /// They may.
    Allow,
    /// They may not. Those that are there stay.
    Forbid,
}

/// One network of one server.
#[derive(Debug, Args)]
pub struct OfNetwork {
    /// Where the data is.
    #[command(flatten)]
    pub data: DataDir,
    /// The network.
    #[arg(long, value_name = "ID")]
    pub network: NetworkId,
}

/// `invite`.
#[derive(Debug, Args)]
pub struct InviteArgs {
    /// Which network.
    #[command(flatten)]
    pub of: OfNetwork,
    /// The member.
    #[arg(long, value_name = "ID")]
    pub member: MemberId,
    /// How many hours the invite is good for.
    #[arg(long, default_value_t = crate::service::admin::INVITE_HOURS, value_parser = clap::value_parser!(u32).range(1..=24 * 90))]
    pub hours: u32,
}

/// `sign-in`.
#[derive(Debug, Args)]
pub struct SignInArgs {
    /// Where the data is.
    #[command(flatten)]
    pub data: DataDir,
    /// The member.
    #[arg(long, value_name = "ID")]
    pub member: MemberId,
    /// The address that browsers reach this server at, to make a link.
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
}

/// `revoke`.
#[derive(Debug, Args)]
pub struct RevokeArgs {
    /// Where the data is.
    #[command(flatten)]
    pub data: DataDir,
    /// The device.
    #[arg(long, value_name = "ID")]
    pub device: DeviceId,
}

/// `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Where the data is.
    #[command(flatten)]
    pub data: DataDir,
    /// Check releases alone: those of this server or, with FILE, a released file from anywhere.
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    pub release: Option<Option<PathBuf>>,
}

/// `backup`.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// Where the data is.
    #[command(flatten)]
    pub data: DataDir,
    /// The file to write; it must not exist.
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
}

/// `restore`.
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// Where the data is.
    #[command(flatten)]
    pub data: DataDir,
    /// The copy to put in place.
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
}

/// `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Where the data is.
    #[command(flatten)]
    pub data: DataDir,
    /// The visit.
    #[arg(long, value_name = "ID")]
    pub visit: VisitId,
    /// The folder to write the CSV files, visit.json and visit.xlsx into, and every release as the file that
    /// `check --release` verifies.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

fn role(word: &str) -> Result<Role, String> {
    let words = Role::ALL.map(Role::as_str).join(", ");
    Role::from_word(word).ok_or_else(|| format!("a role is one of: {words}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed_and_every_command_says_what_it_does() {
        fn check(command: &clap::Command) {
            assert!(command.get_about().is_some(), "{} has no help", command.get_name());
            command.get_subcommands().filter(|command| !command.is_hide_set()).for_each(check);
        }
        Arguments::command().debug_assert();
        check(&Arguments::command());
    }
}
