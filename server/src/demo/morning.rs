//! Before the walk: a network with its schools and members, the visit planned on the facilitator's phone, and a phone
//! for everybody, each with the plan on it.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, ensure};
use fieldwalk_core::clock::{SeededRng, seeded_rng};
use fieldwalk_core::domain::{Role, Stage};
use fieldwalk_core::ids::{MemberId, NetworkId};
use rand::RngExt;
use tokio::runtime::Handle;

use super::crowd::with_each;
use super::options::DemoOptions;
use super::people;
use super::phone::{Invited, Phone};
use super::plan::Plan;
use super::rotation::Rotation;
use super::screen::Stage as Progress;
use crate::app::App;

/// Phones that enrol at the same time.
const AT_ONCE: usize = 8;

/// Everything that is ready before the walk.
pub(super) struct Morning {
    pub(super) network: NetworkId,
    pub(super) plan: Plan,
    pub(super) facilitator: Phone,
    pub(super) host: Phone,
    /// In the order of their numbers.
    pub(super) observers: Vec<Phone>,
}

/// Where phones are made.
#[derive(Clone)]
struct Shop {
    folder: Arc<Path>,
    http: reqwest::Client,
    server_url: Arc<str>,
}

/// Prepares everything; `progress` counts phones.
pub(super) async fn prepare(
    app: &App,
    server_url: &str,
    http: &reqwest::Client,
    phones_dir: &Path,
    options: &DemoOptions,
    rotation: &Rotation,
    progress: Progress,
) -> anyhow::Result<Morning> {
    let mut rng = seeded_rng(options.seed);
    let admin = app.admin();
    let network = admin.create_network(people::NETWORK).await?;
    let mut schools = Vec::new();
    for school in people::SCHOOLS {
        schools.push(admin.add_school(network, school).await?);
    }
    let facilitator = admin.add_member(network, people::FACILITATOR, Role::Facilitator, None).await?;
    let host = admin.add_member(network, people::HOST, Role::Leader, Some(schools[0])).await?;
    let mut observers = Vec::new();
    for observer in 0..options.observers {
        let (role, school) = people::post(observer);
        let school = school.map(|number| schools[number]);
        observers.push(admin.add_member(network, &people::name(observer), role, school).await?);
    }

    std::fs::create_dir_all(phones_dir).with_context(|| format!("cannot make {}", phones_dir.display()))?;
    let shop = Shop { folder: phones_dir.into(), http: http.clone(), server_url: server_url.into() };
    let plan = Plan::new(schools[0], &observers, rotation, &mut rng);
    let facilitator = invited(app, network, 0, "facilitator".into(), facilitator, &mut rng).await?;
    let facilitator = with_each(vec![facilitator], 1, {
        let shop = shop.clone();
        let (facts, visit) = (plan.facts.clone(), plan.visit.clone());
        move |invited| {
            let phone = shop.make(invited)?;
            phone.client.plan_visit(&facts, &visit)?;
            phone.client.set_stage(facts.visit, Stage::Walking)?;
            phone.sync_over(&shop.http)?;
            Ok(phone)
        }
    })
    .await?;

    let mut guests = vec![invited(app, network, 0, "host".into(), host, &mut rng).await?];
    for (number, member) in observers.into_iter().enumerate() {
        let name = format!("observer-{:02}", number + 1);
        guests.push(invited(app, network, number, name, member, &mut rng).await?);
    }
    let expected = plan.visit.clone();
    let visit = plan.facts.visit;
    let mut phones = with_each(guests, AT_ONCE, move |invited| {
        let phone = shop.make(invited)?;
        ensure!(phone.client.visit(visit)? == expected, "a phone has another plan than the facilitator's");
        progress.tick();
        Ok(phone)
    })
    .await?
    .into_iter();
    let host = phones.next().context("the host has a phone")?;
    let facilitator = facilitator.into_iter().next().context("the facilitator has a phone")?;
    Ok(Morning { network, plan, facilitator, host, observers: phones.collect() })
}

async fn invited(
    app: &App,
    network: NetworkId,
    number: usize,
    name: String,
    member: MemberId,
    rng: &mut SeededRng,
) -> anyhow::Result<Invited> {
    let invite = app.admin().invite(network, member, 24).await?;
    Ok(Invited { number, name, member, code: invite.code, seed: rng.random() })
}

impl Shop {
    /// Enrols a phone and has it pull what its member may see.
    fn make(&self, invited: Invited) -> anyhow::Result<Phone> {
        let phone = Phone::enrolled(invited, &self.folder, &self.http, &self.server_url);
        let phone = Handle::current().block_on(phone)?;
        phone.sync_over(&self.http)?;
        Ok(phone)
    }
}
