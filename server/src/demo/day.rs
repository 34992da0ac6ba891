//! The day from the first invite to the last comparison, in its order.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use fieldwalk_core::client::Profile;
use fieldwalk_core::clock::{Clock, SystemClock};
use fieldwalk_core::domain::{Feedback, Stage};
use fieldwalk_core::ids::{MemberId, NetworkId, VisitId};

use super::comeback::{self, Online};
use super::compare::{Account, compare};
use super::crowd::with_each;
use super::folder::DataFolder;
use super::host::HostView;
use super::leak::{self, Searched};
use super::lesson::Lesson;
use super::link::Traffic;
use super::morning::{self, Morning};
use super::options::DemoOptions;
use super::phone::Phone;
use super::plan::Plan;
use super::report::Report;
use super::rotation::Rotation;
use super::screen::{Screen, seconds_since};
use super::script::scripts;
use super::search::Search;
use super::truth::{Kept, kept_by_server};
use super::walk::{Walked, walk};
use super::words;
use crate::app::App;

/// Phones at work at the same time: more than processors, since most of a note is waiting for the disk.
const AT_ONCE: usize = 8;

/// One day with all that it needs.
pub(super) struct Day<'a> {
    pub(super) app: &'a App,
    pub(super) server_url: &'a str,
    pub(super) data: &'a Path,
    pub(super) options: &'a DemoOptions,
    pub(super) screen: &'a Screen,
}

/// How it ended.
pub(super) struct Ending {
    pub(super) report: Report,
    visit: VisitId,
    host: Profile,
}

/// One observer's phone when all is over.
struct Checked {
    member: MemberId,
    after: Kept,
    agrees: bool,
    rounds: Vec<Traffic>,
    searched: Searched,
}

impl Day<'_> {
    pub(super) async fn run(&self, lessons: &[Lesson]) -> anyhow::Result<Ending> {
        let (options, screen) = (self.options, self.screen);
        let began_at = SystemClock.now();
        // Fails only where a provider was installed before, which is as good.
        drop(rustls::crypto::ring::default_provider().install_default());
        let http = reqwest::Client::builder().build().context("no HTTP client")?;
        let rotation = Rotation::new(options.observers, options.rooms_per_team, lessons.len());
        screen.say(words::title(options, &rotation, lessons.len(), self.server_url));

        let Morning { network, plan, facilitator, host, observers } = self.enrol(&http, &rotation).await?;
        let visit = plan.facts.visit;
        let (phones, before) = self.walk(&plan, &rotation, lessons, observers).await?;
        let search = Arc::new(leak::search_for_private(&before));
        let online = self.come_back(phones, &http, &search).await?;

        let stage = screen.begin("Cleared, host reads, stores are compared", options.observers);
        let facilitator = clear(facilitator, visit, &http).await?;
        let host_profile = host.profile.clone();
        let seen = HostView::fetch(&http, &host_profile, visit).await?;
        if let Some(folder) = &options.export {
            seen.write(folder)?;
        }
        let others = with_each(vec![host, facilitator], AT_ONCE, move |phone| {
            phone.sync_over(&http)?;
            Ok(phone.off())
        })
        .await?;
        let expected = Arc::new(seen.feedback.clone());
        let (progress, for_phones) = (stage.clone(), search.clone());
        let checked = with_each(online, AT_ONCE, move |online| {
            progress.tick();
            check(online, visit, &expected, &for_phones)
        })
        .await?;
        let mut searched = leak::in_front_of_host(&seen, options.observers, &search);
        for file in &others {
            searched += leak::in_phone(file, None, &search)?;
        }

        let mut report = Report::new(options, &rotation, lessons.len());
        report.count_writing(&before);
        self.compare(&mut report, network, &plan, &before, &checked, &seen).await?;
        for phone in &checked {
            report.count_phone(&phone.rounds, phone.agrees);
            searched += phone.searched;
        }
        report.count_search(search.len(), searched);
        report.seconds = seconds_since(began_at);
        screen.end(&stage, "The host has read, and every store was compared");

        screen.say(format_args!("\n{}", words::evidence(&seen.feedback)));
        screen.say(words::closing(&report));
        if let Some(path) = &options.report {
            report.write(path)?;
        }
        Ok(Ending { report, visit, host: host_profile })
    }

    async fn enrol(&self, http: &reqwest::Client, rotation: &Rotation) -> anyhow::Result<Morning> {
        let stage = self.screen.begin("Enrolling phones", self.options.observers + 1);
        let phones_dir = self.data.join("phones");
        let morning =
            morning::prepare(self.app, self.server_url, http, &phones_dir, self.options, rotation, stage.clone());
        let morning = morning.await?;
        self.screen
            .end(&stage, format_args!("{} phones enrolled, the visit pulled to each", morning.observers.len()));
        Ok(morning)
    }

    /// Everybody walks, offline; then every phone is switched off and on again, and its disk is read.
    async fn walk(
        &self,
        plan: &Plan,
        rotation: &Rotation,
        lessons: &[Lesson],
        observers: Vec<Phone>,
    ) -> anyhow::Result<(Vec<Phone>, Vec<(Walked, Kept)>)> {
        let stage = self.screen.begin("Walking offline, room by room", self.options.observers * rotation.periods);
        let scripts = scripts(plan, rotation, lessons, self.options);
        let (visit, look_fors, progress) = (plan.facts.visit, plan.look_fors.clone(), stage.clone());
        let walkers = observers.into_iter().zip(scripts).collect();
        let walked = with_each(walkers, AT_ONCE, move |(phone, script)| {
            let walked = walk(&phone, visit, &look_fors, &script, || progress.tick())?;
            let phone = phone.reopened()?;
            let kept = Kept::by_phone(&phone, visit)?;
            Ok((phone, (walked, kept)))
        });
        let (phones, kept): (Vec<_>, Vec<(Walked, Kept)>) = walked.await?.into_iter().unzip();
        let notes: usize = kept.iter().map(|(_, kept)| kept.notebook.notes.len()).sum();
        self.screen
            .end(&stage, format_args!("{notes} notes written offline; every phone switched off and on again"));
        Ok((phones, kept))
    }

    async fn come_back(
        &self,
        phones: Vec<Phone>,
        http: &reqwest::Client,
        search: &Arc<Search>,
    ) -> anyhow::Result<Vec<Online>> {
        let stage = self.screen.begin("Back online", 2 * phones.len());
        let online = comeback::connect(phones, http, self.options.link, self.options.seed, search);
        let online = comeback::round(online, stage.clone()).await?;
        let online = comeback::round(online, stage.clone()).await?;
        self.screen.end(&stage, "Every phone has given what it had, and taken what the others shared");
        Ok(online)
    }

    async fn compare(
        &self,
        report: &mut Report,
        network: NetworkId,
        plan: &Plan,
        before: &[(Walked, Kept)],
        checked: &[Checked],
        seen: &HostView,
    ) -> anyhow::Result<()> {
        let server = kept_by_server(self.app, network, plan.facts.visit).await?;
        let nothing = Kept::default();
        let accounts: Vec<Account<'_>> = before
            .iter()
            .zip(checked)
            .map(|((walked, before), phone)| {
                let server = server.get(&phone.member).unwrap_or(&nothing);
                Account { walked, before, after: &phone.after, server }
            })
            .collect();
        report.count_comparison(&compare(&accounts, &seen.rows, &seen.feedback, &plan.visit));
        Ok(())
    }
}

/// The facilitator clears what was shared: only then may the host read it.
async fn clear(facilitator: Phone, visit: VisitId, http: &reqwest::Client) -> anyhow::Result<Phone> {
    let http = http.clone();
    let cleared = with_each(vec![facilitator], 1, move |phone| {
        phone.client.set_stage(visit, Stage::Cleared)?;
        phone.sync_over(&http)?;
        Ok(phone)
    });
    cleared.await?.pop().context("the facilitator has a phone")
}

/// Reads one phone's disk when all is over, and searches its file.
fn check(online: Online, visit: VisitId, expected: &Feedback, search: &Search) -> anyhow::Result<Checked> {
    let Online { phone, rounds, .. } = online;
    let number = phone.number;
    let phone = phone.reopened()?;
    let after = Kept::by_phone(&phone, visit)?;
    let agrees = phone.client.feedback(visit)? == *expected;
    let file = phone.off();
    let searched = leak::in_phone(&file, Some(number), search)?;
    Ok(Checked { member: file.member, after, agrees, rounds, searched })
}

impl Ending {
    /// How to look at it while the server goes on; the host's token is put into a file that only its owner can read.
    pub(super) fn how_to_go_on(&self, server_url: &str, data: &DataFolder) -> anyhow::Result<String> {
        let header = data.path().join("host-token");
        let line = format!("Authorization: Bearer {}\n", self.host.token);
        write_private(&header, line.as_bytes()).with_context(|| format!("cannot write {}", header.display()))?;
        let visit = self.visit;
        Ok(format!(
            "\nThe server goes on at {server_url}. To read as the host does:\n\n  curl -H @{} {server_url}/v1/visits/{visit}/feedback\n\n\
             Ctrl-C stops it{}.",
            header.display(),
            match data {
                DataFolder::Passing(_) => ", and removes its data; --data DIR keeps them".to_owned(),
                DataFolder::Named(path) => format!("; its data stay in {}", path.display()),
            }
        ))
    }
}

fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    std::io::Write::write_all(&mut options.open(path)?, bytes)
}
