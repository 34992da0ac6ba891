//! What the operator does: networks, schools, members, invites, sign-in codes, devices. The same functions serve the command line,
//! the demo and the tests.

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{Member, Role, School, VisitFacts};
use fieldwalk_core::ids::{DeviceId, MemberId, NetworkId, SchoolId};
use fieldwalk_core::protocol::INVITE_PAGE;
use serde::Serialize;

use super::Service;
use super::act::{Act, checked};
use super::code::new_code;
use super::sign_in::{NoCode, SignInCode, make_code};
use crate::store::audit::Actor;
use crate::store::device::DeviceRow;
use crate::store::network::{MemberRow, NetworkRow};
use crate::store::{StoreError, device, network, visit};

/// How long an invite is good unless said otherwise.
pub const INVITE_HOURS: u32 = 7 * 24;

/// Why the operator's wish was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// No such network.
    #[error("there is no such network here; `fieldwalk network list` shows them")]
    NoSuchNetwork,
    /// No such school in the network.
    #[error("there is no such school in this network; nothing was changed")]
    NoSuchSchool,
    /// No such member in the network, or the member was removed.
    #[error("there is no such member in this network; `fieldwalk network members` shows them")]
    NoSuchMember,
    /// The member's id is taken in another network.
    #[error("this member id belongs to another network; nothing was changed")]
    MemberElsewhere,
    /// No such device.
    #[error("there is no such device here; `fieldwalk devices` shows them")]
    NoSuchDevice,
    /// A name is empty or longer than 200 characters.
    #[error("a name needs 1 to 200 characters; nothing was changed")]
    NotAName,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An invite to be handed to a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Invite {
    /// The code. It is shown once; only its hash is kept.
    pub code: String,
    /// For whom.
    pub member: MemberId,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

impl Invite {
    /// The link to a server that is reached at `base_url`. The code is in the fragment, which no browser sends and no
    /// log keeps.
    pub fn link(&self, base_url: &str) -> String {
        format!("{}{INVITE_PAGE}#{}", base_url.trim_end_matches('/'), self.code)
    }
}

/// The operator's commands.
#[derive(Clone, Copy)]
pub struct Admin<'a>(pub &'a Service);

impl Admin<'_> {
    /// Creates a network.
    ///
    /// # Errors
    /// [`NotDone`]; nothing was changed then, as for every function here.
    pub async fn create_network(&self, name: &str) -> Result<NetworkId, NotDone> {
        let (name, now) = (checked(name)?, self.0.now());
        let id = self.0.chance.draw(|rng| NetworkId::new(now, rng));
        self.write(move |act| {
            network::insert(act.transaction, id, &name, now)?;
            act.change_facts(id)?;
            act.note("network-created", id)?;
            Ok(id)
        })
        .await
    }

    /// All networks.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn networks(&self) -> Result<Vec<NetworkRow>, NotDone> {
        self.0.store.read(|connection| Ok(network::all(connection)?)).await
    }

    /// Lets photographs into a network, or no longer. Those that are there stay.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn allow_photographs(&self, network: NetworkId, allowed: bool) -> Result<(), NotDone> {
        self.write(move |act| {
            if network::find(act.transaction, network)?.is_none() {
                return Err(NotDone::NoSuchNetwork);
            }
            network::allow_photographs(act.transaction, network, allowed)?;
            act.change_facts(network)?;
            act.note(if allowed { "photographs-allowed" } else { "photographs-forbidden" }, network)?;
            Ok(())
        })
        .await
    }

    /// Adds a school.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn add_school(&self, network: NetworkId, name: &str) -> Result<SchoolId, NotDone> {
        let (name, now) = (checked(name)?, self.0.now());
        let id = self.0.chance.draw(|rng| SchoolId::new(now, rng));
        self.write(move |act| act.put_school(network, &School { id, name })).await?;
        Ok(id)
    }

    /// The schools of a network.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn schools(&self, network: NetworkId) -> Result<Vec<School>, NotDone> {
        self.0
            .store
            .read(move |connection| Ok(network::schools(connection, network)?.into_values().collect()))
            .await
    }

    /// Adds a member.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn add_member(
        &self,
        network: NetworkId,
        name: &str,
        role: Role,
        school: Option<SchoolId>,
    ) -> Result<MemberId, NotDone> {
        let now = self.0.now();
        let id = self.0.chance.draw(|rng| MemberId::new(now, rng));
        self.put_member(network, Member { id, name: name.to_owned(), role, school }).await?;
        Ok(id)
    }

    /// Adds a member under a known id, or changes one: after a move, a new role, or when an older backup that lacks
    /// the member was restored. A removed member is one again.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn put_member(&self, network: NetworkId, mut member: Member) -> Result<(), NotDone> {
        member.name = checked(&member.name)?;
        self.write(move |act| act.put_member(network, &member)).await
    }

    /// Removes a member: the member's devices and browsers may neither read nor write any more. What was shared
    /// stays.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn remove_member(&self, network: NetworkId, member: MemberId) -> Result<(), NotDone> {
        self.write(move |act| act.remove_member(network, member)).await
    }

    /// The members of a network, removed ones included.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn members(&self, network: NetworkId) -> Result<Vec<MemberRow>, NotDone> {
        self.0.store.read(move |connection| Ok(network::members(connection, network)?)).await
    }

    /// Makes an invite that is good for `hours`.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn invite(&self, network: NetworkId, member: MemberId, hours: u32) -> Result<Invite, NotDone> {
        let expires_at = self.0.now().plus_minutes(hours.saturating_mul(60));
        let (code, hash) = new_code(&self.0.chance);
        self.write(move |act| act.invite(network, member, &hash, expires_at)).await?;
        Ok(Invite { code, member, expires_at })
    }

    /// Makes a code that signs a member in to the console.
    ///
    /// # Errors
    /// [`NoCode::NoSuchMember`].
    pub async fn sign_in_code(&self, member: MemberId) -> Result<SignInCode, NoCode> {
        make_code(self.0, Actor::Operator, member).await
    }

    /// Revokes a device: it may neither read nor write until it uses a new invite. What it sent stays.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn revoke(&self, device: DeviceId) -> Result<(), NotDone> {
        self.write(move |act| {
            let (row, network) = act.device(device)?;
            act.revoke(network, &row)
        })
        .await
    }

    /// The devices of a network.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn devices(&self, network: NetworkId) -> Result<Vec<DeviceRow>, NotDone> {
        self.0.store.read(move |connection| Ok(device::all(connection, network)?)).await
    }

    /// The visits of a network.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn visits(&self, network: NetworkId) -> Result<Vec<VisitFacts>, NotDone> {
        let rows = self.0.store.read(move |connection| Ok::<_, NotDone>(visit::all(connection, network)?));
        Ok(rows.await?.into_iter().map(|row| row.facts).collect())
    }

    async fn write<T, F>(&self, work: F) -> Result<T, NotDone>
    where
        T: Send + 'static,
        F: FnOnce(&Act<'_>) -> Result<T, NotDone> + Send + 'static,
    {
        Act::write(self.0, Actor::Operator, work).await
    }
}
