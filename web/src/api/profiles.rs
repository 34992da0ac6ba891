//! The profiles of this browser: several people, or one person in several networks. One is open at a time.

use std::rc::Rc;

use fieldwalk_core::client::{self, Client};
use fieldwalk_core::clock::{Clock, SystemClock, system_rng};
use fieldwalk_core::domain::Facts;
use fieldwalk_core::driver;
use fieldwalk_core::ids::ProfileId;
use fieldwalk_core::store::meta;

use super::calls;
use crate::app::{App, ENDING, Open};
use crate::error::{Answer, ErrorKind, Retry, failure};
use crate::host::Host;
use crate::record::{Invite, ProfileEntry};
use crate::way::Way;

calls! {
    async over App<H>, with H;

    /// The profiles of this browser, oldest first.
    profiles() -> Vec<ProfileEntry> = |app| app.profiles()?.into_iter().map(|id| app.entry(id)).collect();

    /// Joins a network with an invite, gives the profile a PIN where one is given, and opens it. Safe to repeat with
    /// the same invite should the connection break: the server gives this browser, and no other, the same answer again.
    join(invite: Invite, device_name: String, pin: Option<String>) -> ProfileEntry = |app| {
        let invite = invite.checked()?;
        app.close().await;
        app.host.make_place().await?;
        let profile = app.unjoined()?;
        let client = app.client(profile)?;
        let joined = enrol(app, &client, &invite, &device_name).await;
        let joined = joined.and_then(|()| app.pins.set(profile, pin.as_deref()));
        if let Err(error) = joined {
            drop(client);
            if error.kind == ErrorKind::Refused {
                app.forget(profile)?;
            }
            return Err(error);
        }
        app.take(profile, client);
        app.entry(profile)
    };

    /// Opens a profile, and closes the one that was open. It keeps itself in step with its server from then on.
    open_profile(profile: ProfileId, pin: Option<String>) -> ProfileEntry = |app| {
        app.known(profile)?;
        app.pins.check(profile, pin.as_deref(), SystemClock.now())?;
        if app.open().is_ok_and(|open| open.profile == profile) {
            return app.entry(profile);
        }
        app.close().await;
        app.take(profile, app.client(profile)?);
        app.entry(profile)
    };

    /// Closes the open profile.
    close_profile() -> () = |app| {
        app.close().await;
        Ok(())
    };

    /// Gives the open profile a PIN, another one, or (null) none.
    set_pin(current: Option<String>, pin: Option<String>) -> () = |app| {
        let open = app.open()?;
        app.pins.check(open.profile, current.as_deref(), SystemClock.now())?;
        app.pins.set(open.profile, pin.as_deref())
    };

    /// Opens a profile whose PIN was forgotten: a new invite of the same member takes its place, and everything that
    /// was written is kept.
    reset_pin(profile: ProfileId, invite: Invite, device_name: String, pin: Option<String>) -> ProfileEntry = |app| {
        let invite = invite.checked()?;
        app.known(profile)?;
        app.close().await;
        let client = app.client(profile)?;
        enrol(app, &client, &invite, &device_name).await?;
        app.pins.set(profile, pin.as_deref())?;
        app.take(profile, client);
        app.entry(profile)
    };

    /// Removes the open profile from this browser. `unsent` while it has anything that the server does not hold, or a
    /// draft: nothing that was written is removed before it is safe elsewhere.
    remove_profile() -> () = |app| {
        let open = app.open()?;
        if is_unsent(&open.client)? {
            return Err(failure(ErrorKind::Unsent, Retry::AfterAction, "something is on this device only"));
        }
        let profile = open.profile;
        drop(open);
        app.close().await;
        app.forget(profile)
    };
}

async fn enrol<H: Host>(app: &App<H>, client: &Client, invite: &Invite, device_name: &str) -> Answer<()> {
    let way = Way::new(&app.host, client);
    driver::enrol(client, &way, &invite.server_url, &invite.code, device_name).await?;
    Ok(())
}

fn is_unsent(client: &Client) -> Answer<bool> {
    let status = client.status()?;
    let mut is_unsent = status.waiting_changes > 0 || !status.wedged.is_empty();
    for entry in client.visits()? {
        is_unsent |= !client.drafts(entry.facts.visit)?.is_empty();
    }
    Ok(is_unsent)
}

impl<H: Host> App<H> {
    /// The profiles that are here, oldest first: ids sort by the time they were made.
    fn profiles(&self) -> Answer<Vec<ProfileId>> {
        let names = self.host.names()?;
        let profile = |name: &String| name.strip_suffix(ENDING)?.parse().ok();
        let mut profiles: Vec<ProfileId> = names.iter().filter_map(profile).collect();
        profiles.sort();
        Ok(profiles)
    }

    fn known(&self, profile: ProfileId) -> Answer<()> {
        let unknown = || failure(ErrorKind::UnknownProfile, Retry::Never, "there is no such profile here");
        if self.profiles()?.contains(&profile) { Ok(()) } else { Err(unknown()) }
    }

    fn entry(&self, id: ProfileId) -> Answer<ProfileEntry> {
        let open: Option<Rc<Open>> = self.open().ok().filter(|open| open.profile == id);
        let (profile, facts): (Option<client::Profile>, Option<Facts>) = match &open {
            Some(open) => (open.client.profile(), open.client.facts()),
            // Files are not encrypted here.
            None => (meta::peek(&self.file(id), "profile", || None), meta::peek(&self.file(id), "facts", || None)),
        };
        let name = |facts: &Facts| facts.members.get(&facts.me).map(|member| member.name.clone());
        Ok(ProfileEntry {
            profile: id.to_string(),
            member: profile.as_ref().map(|profile| profile.member.to_string()),
            network_name: profile.map(|profile| profile.network_name),
            member_name: facts.as_ref().and_then(name),
            has_pin: self.pins.has(id)?,
            is_open: open.is_some(),
        })
    }

    /// A profile that was begun and has not joined, or a new one.
    fn unjoined(&self) -> Answer<ProfileId> {
        for profile in self.profiles()? {
            if self.entry(profile)?.member.is_none() && self.client(profile)?.profile().is_none() {
                return Ok(profile);
            }
        }
        let no_randomness = |_| failure(ErrorKind::Fault, Retry::Later, "there is no randomness to be had");
        Ok(ProfileId::new(SystemClock.now(), &mut system_rng().map_err(no_randomness)?))
    }

    /// Removes the files of a profile that is closed, and its PIN.
    fn forget(&self, profile: ProfileId) -> Answer<()> {
        for suffix in ["-wal", "-journal", ""] {
            self.host.remove(&format!("{profile}{ENDING}{suffix}"))?;
        }
        self.pins.set(profile, None)
    }
}
