//! Visits of any size on one server, walked by real phones: planned, written, shared, pushed, grouped and cleared.
//!
//! What is measured afterwards is the console, so the phones do not pull what others shared: sixty of them would spend
//! most of the time with it.

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use fieldwalk_core::clock::{Clock, SeededRng, SystemClock, Timestamp, system_rng};
use fieldwalk_core::document::{NewNote, NewTally, NewWondering};
use fieldwalk_core::domain::{
    Bearing, DebriefStep, DocumentKey, Focus, LookFor, NoteKind, Role, Room, Stage, Team, Visit, VisitFacts,
    VisitKind, rotation,
};
use fieldwalk_core::driver::{HttpTransport, Transport};
use fieldwalk_core::ids::{EvidenceId, ItemId, LookForId, MemberId, RoomId, SchoolId, SlotId, TeamId, VisitId};
use fieldwalk_core::protocol::{SyncAnswer, SyncRequest};
use fieldwalk_core::sync::Failure;
use fieldwalk_server::app::{App, Config, VettingPlace};
use fieldwalk_server::limit::Rates;
use fieldwalk_server::serve::serve;
use fieldwalk_server::worker::Processes;
use fieldwalk_tests::device::{Device, http};
use fieldwalk_tests::process::binary;
use tempfile::TempDir;

use crate::browser::Session;
use crate::text;

const LOOK_FORS: usize = 4;
const PATTERNS: usize = 8;
/// Pieces that a group places by hand at most, whatever the size of the visit.
const PLACED_MAX: usize = 1_000;
/// Minutes of a slot, and between two.
const SLOT_MINUTES: u32 = 10;

/// How large a visit is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    /// Observers, in teams of six.
    pub(crate) observers: usize,
    /// Rooms that each team sees.
    pub(crate) rooms_per_team: usize,
    /// Notes of all observers; all of them are shared.
    pub(crate) notes: usize,
}

/// Who looks at pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Who {
    /// The network's facilitator.
    Facilitator,
    /// The leader of the host school.
    Host,
    /// One of the observers.
    Participant,
}

/// A server's data after the walks, and who is signed in.
pub(crate) struct Walked {
    /// One for each size, in order.
    pub(crate) visits: Vec<WalkedVisit>,
    /// The sessions.
    pub(crate) sessions: BTreeMap<Who, Session>,
    folder: TempDir,
}

/// One of the visits.
pub(crate) struct WalkedVisit {
    /// Its id.
    pub(crate) id: VisitId,
    /// One of its rooms.
    pub(crate) room: RoomId,
    /// How large it is.
    pub(crate) size: Size,
}

impl Walked {
    /// Walks visits of these sizes.
    pub(crate) async fn new(sizes: &[Size]) -> Result<Self> {
        let folder = TempDir::new()?;
        let config = Config {
            vetting: VettingPlace::Processes(Processes { program: binary(), ..Processes::default() }),
            rates: Rates::NONE,
            ..Config::new(data(&folder))
        };
        let app = App::open(config).await?;
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let url = format!("http://{}", listener.local_addr()?);
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let serving = tokio::spawn(serve(app.clone(), listener, None, async { drop(stopped.await) }));

        let people = People::new(&app, sizes.iter().map(|size| size.observers).max().unwrap_or_default()).await?;
        let visits = people.walk(&url, sizes).await?;
        app.keep_house().await?;
        let mut sessions = BTreeMap::new();
        for (who, member) in [
            (Who::Facilitator, people.facilitator),
            (Who::Host, people.host),
            (Who::Participant, people.observers[0]),
        ] {
            let code = app.admin().sign_in_code(member).await?.code;
            sessions.insert(who, Session::sign_in(&url, &code).await?);
        }
        drop(stop);
        serving.await??;
        Ok(Self { visits, sessions, folder })
    }

    /// The server's data folder.
    pub(crate) fn data(&self) -> PathBuf {
        data(&self.folder)
    }
}

fn data(folder: &TempDir) -> PathBuf {
    folder.path().join("data")
}

/// The network's people, each with an invite for a phone.
struct People {
    school: SchoolId,
    facilitator: MemberId,
    host: MemberId,
    observers: Vec<MemberId>,
    invites: BTreeMap<MemberId, String>,
}

impl People {
    async fn new(app: &App, observers: usize) -> Result<Self> {
        let admin = app.admin();
        let network = admin.create_network("North").await?;
        let school = admin.add_school(network, "Hillside").await?;
        let facilitator = admin.add_member(network, "Fay Field", Role::Facilitator, None).await?;
        let host = admin.add_member(network, "Head Hill", Role::Leader, Some(school)).await?;
        let mut people = Self { school, facilitator, host, observers: Vec::new(), invites: BTreeMap::new() };
        for number in 1..=observers {
            people
                .observers
                .push(admin.add_member(network, &format!("Observer {number}"), Role::Coach, None).await?);
        }
        for member in people.observers.iter().chain([&facilitator]) {
            people.invites.insert(*member, admin.invite(network, *member, 1).await?.code);
        }
        Ok(people)
    }

    async fn walk(&self, url: &str, sizes: &[Size]) -> Result<Vec<WalkedVisit>> {
        // What phones take is measured elsewhere: a disk in memory, where there is one, spares their flushes.
        let memory = Path::new("/dev/shm");
        let phones = if memory.is_dir() { TempDir::new_in(memory)? } else { TempDir::new()? };
        let phone = |member: MemberId| Device::open(&phones.path().join(format!("{member}.fieldwalk")), &http());

        let facilitator = phone(self.facilitator);
        facilitator.enrol(url, &self.invites[&self.facilitator]).await?;
        facilitator.sync_all(url).await;
        let (now, mut rng) = (SystemClock.now(), system_rng()?);
        let mut visits = Vec::new();
        for size in sizes {
            let (facts, plan) = self.planned(*size, now, &mut rng)?;
            facilitator.client.plan_visit(&facts, &plan)?;
            let room = *plan.rooms.keys().next().context("no rooms")?;
            visits.push((WalkedVisit { id: facts.visit, room, size: *size }, plan, Vec::new()));
        }
        facilitator.sync_all(url).await;
        for member in &self.observers {
            let phone = phone(*member);
            phone.enrol(url, &self.invites[member]).await?;
            phone.sync_all(url).await;
        }
        for (index, member) in self.observers.iter().enumerate() {
            let phone = phone(*member);
            for (visit, plan, evidence) in visits.iter_mut().filter(|(visit, ..)| index < visit.size.observers) {
                let items = write(&phone, visit, plan, index, *member)?;
                evidence.extend(items.into_iter().map(EvidenceId::of));
                phone.client.share_all(visit.id)?;
            }
            push(&phone, url).await?;
        }
        for (visit, _, evidence) in &visits {
            group(&facilitator, visit, evidence)?;
        }
        push(&facilitator, url).await?;
        Ok(visits.into_iter().map(|(visit, ..)| visit).collect())
    }

    fn planned(&self, size: Size, now: Timestamp, rng: &mut SeededRng) -> Result<(VisitFacts, Visit)> {
        let observers = &self.observers[..size.observers];
        let teams: Vec<TeamId> = (0..size.observers.div_ceil(6)).map(|_| TeamId::new(now, rng)).collect();
        let rooms: Vec<RoomId> =
            (0..teams.len().max(size.rooms_per_team)).map(|_| RoomId::new(now, rng)).collect();
        let slots = rotation(&teams, &rooms, size.rooms_per_team, now, SLOT_MINUTES, 2)?;
        let look_for = |number| LookFor { name: format!("Look-for {number}"), ..LookFor::default() };
        let named = |number: usize, word: &str| format!("{word} {:02}", number + 1);
        let plan = Visit {
            problem_of_practice: "How do students explain their thinking?".into(),
            look_fors: (1..=LOOK_FORS).map(|number| (LookForId::new(now, rng), look_for(number))).collect(),
            rooms: (0..)
                .zip(&rooms)
                .map(|(number, id)| (*id, Room { code: named(number, "Room"), ..Room::default() }))
                .collect(),
            teams: (0..).zip(&teams).map(|(number, id)| (*id, Team { name: named(number, "Team") })).collect(),
            team_members: (0..).zip(observers).map(|(number, id): (usize, _)| (*id, teams[number / 6])).collect(),
            slots: slots.into_iter().map(|slot| (SlotId::new(now, rng), slot)).collect(),
            ..Visit::default()
        };
        let (visit, day) = (VisitId::new(now, rng), jiff::civil::date(2026, 11, 21));
        let observers = observers.iter().copied().collect();
        let planned = VisitFacts::planned(visit, VisitKind::SchoolVisit, self.school, day, observers);
        let facts = VisitFacts { stage: Stage::Debriefing, ..planned };
        Ok((facts, plan))
    }
}

/// Writes one observer's notes, a tally and a wondering. Returns the notes.
fn write(
    phone: &Device,
    visit: &WalkedVisit,
    plan: &Visit,
    index: usize,
    member: MemberId,
) -> Result<Vec<ItemId>> {
    let slots = plan.slots_of(member);
    let look_fors: Vec<LookForId> = plan.look_fors.keys().copied().collect();
    let Size { observers, notes, .. } = visit.size;
    let (first, end) = (notes * index / observers, notes * (index + 1) / observers);
    let mut items = Vec::with_capacity(end - first);
    for number in first..end {
        let (slot, at) = slots[(number - first) * slots.len() / (end - first)];
        let note = NewNote {
            slot: Some(slot),
            kind: NoteKind::ALL[number % NoteKind::ALL.len()],
            focus: Focus::ALL[number / 2 % Focus::ALL.len()],
            // Every fifth bears on none.
            look_fors: look_fors.get(number % (LOOK_FORS + 1)).copied().into_iter().collect(),
            text: text::note(number, 15),
            observed_at: at.starts_at.plus_minutes(number as u32 % SLOT_MINUTES),
        };
        items.push(phone.client.add_note(visit.id, &note)?);
    }
    let (slot, at) = slots[0];
    phone.client.add_tally(
        visit.id,
        &NewTally {
            slot: Some(slot),
            label: "Students who speak".into(),
            count: 12,
            denominator: Some(24),
            observed_at: at.starts_at,
        },
    )?;
    phone.client.add_wondering(
        visit.id,
        &NewWondering { slot: Some(slot), text: text::note(index, 15), observed_at: at.starts_at },
    )?;
    Ok(items)
}

/// Groups a fifth of the notes, and goes on until the visit is cleared: then every page has something for somebody.
fn group(facilitator: &Device, visit: &WalkedVisit, evidence: &[EvidenceId]) -> Result<()> {
    let client = &facilitator.client;
    client.set_debrief_step(visit.id, DebriefStep::Group)?;
    let patterns = (0..PATTERNS)
        .map(|number| client.add_pattern(visit.id, &text::note(number, 12)))
        .collect::<Result<Vec<_>, _>>()?;
    let placed = (evidence.len() / 5).min(PLACED_MAX);
    for number in 0..placed {
        let bearing = Bearing::ALL[(number / PATTERNS % 8).saturating_sub(5)];
        let evidence = evidence[number * evidence.len() / placed];
        client.place_evidence(visit.id, patterns[number % PATTERNS], evidence, bearing)?;
    }
    client.set_stage(visit.id, Stage::Cleared)?;
    Ok(())
}

/// Syncs twice, so that the second declares what the first one brought, and pulls nothing of what others shared.
async fn push(phone: &Device, url: &str) -> Result<()> {
    let link = PushOnly(phone.transport(url));
    for _ in 0..2 {
        let report = phone.sync_over(&link).await;
        ensure!(report.failure.is_none(), "a push did not go through: {:?}", report.failure);
    }
    let status = phone.client.status()?;
    ensure!(status.wedged.is_empty() && status.waiting_changes == 0, "a phone kept something back");
    Ok(())
}

/// A link over which no contributions come.
struct PushOnly(HttpTransport);

impl Transport for PushOnly {
    async fn sync(&self, request: &SyncRequest) -> Result<SyncAnswer, Failure> {
        let mut answer = self.0.sync(request).await?;
        answer.documents.retain(|page| matches!(page.document, DocumentKey::Network | DocumentKey::Visit(_)));
        answer.more = false;
        Ok(answer)
    }
}
