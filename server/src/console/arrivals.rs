//! Before the team leaves the building: what the phones declared, what the server holds, and who has not been heard
//! from. The headline claims no more than is known, and says from when that is.

use axum::extract::{Path, State};
use axum::response::Response;
use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{ObserverAccount, Outcome};
use fieldwalk_core::ids::VisitId;

use super::moment::Moment;
use super::page::{Place, page};
use super::problem::Problem;
use super::session::SignedIn;
use super::text::Text;
use super::visit_head::{Here, VisitHead, visit};
use crate::app::App;
use crate::service::arrivals::arrivals;
use crate::service::names::Names;

/// Arrivals.
#[derive(Debug, Clone, Default)]
pub(crate) struct ArrivalsView {
    /// The visit.
    pub(crate) head: VisitHead,
    /// The one sentence.
    pub(crate) headline: String,
    /// `good`, `warn` or `bad`, for its look.
    pub(crate) look: &'static str,
    /// What else has to be said.
    pub(crate) also: Vec<String>,
    /// What to do, where something is not here.
    pub(crate) next: Option<String>,
    /// When the page was made.
    pub(crate) at: Moment,
    /// From when the oldest word of a phone is.
    pub(crate) since: Option<Moment>,
    /// What the server holds of all observers.
    pub(crate) written: u64,
    /// Shared items among them.
    pub(crate) shared: u64,
    /// One line for each observer, what is missing first; empty for a reader who is not to know who they are.
    pub(crate) observers: Vec<ObserverLine>,
    /// Where a reader who is not to know names is told numbers only.
    pub(crate) is_nameless: bool,
}

/// An observer.
#[derive(Debug, Clone)]
pub(crate) struct ObserverLine {
    /// The observer's name.
    pub(crate) name: String,
    /// What became of what they wrote.
    pub(crate) outcome: String,
    /// `good`, `warn` or `bad`.
    pub(crate) look: &'static str,
    /// Items that the server holds.
    pub(crate) written: u32,
    /// Shared items that the server holds.
    pub(crate) shared: u32,
    /// When one of their phones was last here.
    pub(crate) seen: Option<Moment>,
}

page!(ArrivalsView, "arrivals.html", Place::Visits);

/// `GET /visits/{v}/arrivals`.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
) -> Result<Response, Problem> {
    let (facts, names) = visit(&app, &who, id).await?;
    let accounts = arrivals(app.service(), who.caller(), id).await?;
    let head = VisitHead::new(who.text, who.member(), &facts, &names, Here::Arrivals);
    let named = who.is_facilitator().then_some(&*names);
    who.frame().page(&ArrivalsView::new(who.text, head, &accounts, named, app.service().clock.now()))
}

/// How many observers there are of each outcome.
#[derive(Default)]
struct Counts {
    whole: usize,
    waiting: usize,
    missing: usize,
    silent: usize,
    /// Items of all who miss some; 0 where only the content differs.
    items: u64,
    changes: u64,
}

impl Counts {
    fn of(accounts: &[ObserverAccount]) -> Self {
        let mut counts = Self::default();
        for account in accounts {
            match account.outcome {
                Outcome::NothingLost { .. } => counts.whole += 1,
                Outcome::Waiting { changes, .. } => {
                    counts.waiting += 1;
                    counts.changes += u64::from(changes);
                }
                Outcome::Missing { written, shared, .. } => {
                    counts.missing += 1;
                    counts.items += u64::from(written.max(shared));
                }
                Outcome::NeverHeardFrom => counts.silent += 1,
            }
        }
        counts
    }
}

impl ArrivalsView {
    /// The page of these accounts; `names` where the reader may know them.
    pub(crate) fn new(
        text: &'static Text,
        head: VisitHead,
        accounts: &[ObserverAccount],
        names: Option<&Names>,
        now: Timestamp,
    ) -> Self {
        let counts = Counts::of(accounts);
        let heard = counts.whole + counts.waiting + counts.missing;
        let (headline, look) = if counts.missing > 0 {
            (text.say("arrivals-missing").with("count", counts.missing).to_string(), "bad")
        } else if counts.waiting > 0 {
            (text.say("arrivals-waiting").with("count", counts.waiting).to_string(), "warn")
        } else if heard == 0 {
            (text.get("arrivals-nobody"), "warn")
        } else {
            let look = if counts.silent > 0 { "warn" } else { "good" };
            (text.say("arrivals-nothing-lost").with("count", counts.whole).to_string(), look)
        };
        let mut also = Vec::new();
        if counts.items > 0 {
            also.push(text.say("arrivals-items-missing").with("count", counts.items).to_string());
        }
        if counts.missing > 0 && counts.waiting > 0 {
            also.push(text.say("arrivals-also-waiting").with("count", counts.waiting).to_string());
        }
        if counts.changes > 0 {
            also.push(text.say("arrivals-changes").with("count", counts.changes).to_string());
        }
        if counts.silent > 0 && heard > 0 {
            also.push(
                text.say("arrivals-silent").with("count", counts.silent).with("of", accounts.len()).to_string(),
            );
        }
        let is_whole = counts.missing + counts.waiting + counts.silent == 0 && heard > 0;
        let mut sorted: Vec<&ObserverAccount> = accounts.iter().collect();
        sorted.sort_by_key(|account| std::cmp::Reverse(account.outcome));
        let observers = names.into_iter().flat_map(|names| {
            sorted.iter().map(|account| ObserverLine {
                name: names.members.get(&account.member).cloned().unwrap_or_default(),
                outcome: outcome(text, account.outcome),
                look: match account.outcome {
                    Outcome::NothingLost { .. } => "good",
                    Outcome::Waiting { .. } | Outcome::NeverHeardFrom => "warn",
                    Outcome::Missing { .. } => "bad",
                },
                written: account.written,
                shared: account.shared,
                seen: account.last_seen_at.map(|at| Moment::new(text, now, at)),
            })
        });
        let since = accounts.iter().filter_map(|account| said_at(account.outcome)).min();
        Self {
            headline,
            look,
            also,
            next: (!is_whole).then(|| text.get("arrivals-next")),
            at: Moment::new(text, now, now),
            since: since.map(|at| Moment::new(text, now, at)),
            written: accounts.iter().map(|account| u64::from(account.written)).sum(),
            shared: accounts.iter().map(|account| u64::from(account.shared)).sum(),
            observers: observers.collect(),
            is_nameless: names.is_none(),
            head,
        }
    }
}

fn outcome(text: &Text, outcome: Outcome) -> String {
    match outcome {
        Outcome::NothingLost { .. } => text.get("arrivals-is-here"),
        Outcome::Waiting { changes, .. } => text.say("arrivals-is-waiting").with("count", changes).to_string(),
        Outcome::Missing { written: 0, shared: 0, .. } => text.get("arrivals-differs"),
        Outcome::Missing { written, shared, .. } => {
            text.say("arrivals-lacks").with("count", written.max(shared)).to_string()
        }
        Outcome::NeverHeardFrom => text.get("arrivals-not-heard"),
    }
}

fn said_at(outcome: Outcome) -> Option<Timestamp> {
    match outcome {
        Outcome::NothingLost { declared_at } => Some(declared_at),
        Outcome::Waiting { since, .. } | Outcome::Missing { since, .. } => Some(since),
        Outcome::NeverHeardFrom => None,
    }
}

#[cfg(any(test, feature = "testing"))]
fn account(member: u128, outcome: Outcome) -> ObserverAccount {
    use fieldwalk_core::ids::MemberId;
    use fieldwalk_core::testing::MORNING;

    let is_heard = outcome != Outcome::NeverHeardFrom;
    let (written, shared) = if is_heard { (14, 9) } else { (0, 0) };
    let member = MemberId(uuid::Uuid::from_u128(member));
    ObserverAccount { member, outcome, written, shared, last_seen_at: is_heard.then_some(MORNING) }
}

#[cfg(any(test, feature = "testing"))]
impl ArrivalsView {
    pub(crate) fn samples(text: &'static Text) -> Vec<(&'static str, Self)> {
        use fieldwalk_core::testing::MORNING;

        use super::samples::{HOSTILE, RIGHT_TO_LEFT, names};

        let whole = Outcome::NothingLost { declared_at: MORNING };
        let some = |count: u128| (0..count).map(|at| account(10 + at, whole)).collect::<Vec<_>>();
        let mixed = || {
            let waiting = Outcome::Waiting { changes: 3, since: MORNING };
            let missing = Outcome::Missing { written: 2, shared: 0, since: MORNING };
            let others = [account(10, waiting), account(11, missing), account(12, Outcome::NeverHeardFrom)];
            [some(4), others.into()].concat()
        };
        let view = |accounts: &[ObserverAccount], school: &str, name: Option<&str>| {
            let head = VisitHead::sample(text, school, Here::Arrivals);
            let mut named = names(school);
            for account in accounts {
                named.members.insert(account.member, name.unwrap_or("Ada Lovelace").to_owned());
            }
            Self::new(text, head, accounts, name.map(|_| &named), MORNING.plus_minutes(20))
        };
        let silent = [some(2), vec![account(12, Outcome::NeverHeardFrom)]].concat();
        vec![
            ("empty", view(&[], "Hillside School", Some("Ada Lovelace"))),
            ("usual", view(&some(24), "Hillside School", Some("Ada Lovelace"))),
            ("silent", view(&silent, "Hillside School", Some("Ada Lovelace"))),
            ("missing", view(&mixed(), "Hillside School", Some("Ada Lovelace"))),
            ("host", view(&mixed(), "Hillside School", None)),
            ("stress", view(&some(60), "Hillside School", Some("Ada Lovelace"))),
            ("hostile", view(&mixed(), HOSTILE, Some(HOSTILE))),
            ("right-to-left", view(&mixed(), RIGHT_TO_LEFT, Some(RIGHT_TO_LEFT))),
        ]
    }
}

#[cfg(test)]
mod tests {
    use fieldwalk_core::testing::MORNING;

    use super::super::language::Language;
    use super::*;

    fn said(outcomes: &[Outcome]) -> (String, &'static str) {
        let text = Text::of(Language::English);
        let accounts: Vec<_> =
            outcomes.iter().enumerate().map(|(at, outcome)| account(at as u128, *outcome)).collect();
        let head = VisitHead::sample(text, "Hillside", Here::Arrivals);
        let view = ArrivalsView::new(text, head, &accounts, None, MORNING);
        (view.headline, view.look)
    }

    #[test]
    fn the_headline_claims_no_more_than_is_known() {
        let whole = Outcome::NothingLost { declared_at: MORNING };
        let waiting = Outcome::Waiting { changes: 1, since: MORNING };
        let missing = Outcome::Missing { written: 0, shared: 0, since: MORNING };
        let silent = Outcome::NeverHeardFrom;
        for (outcomes, begins, look) in [
            (vec![whole, whole], "Nothing lost: everything that the phones of 2", "good"),
            (vec![whole, silent], "Nothing lost: everything that 1 observer’s", "warn"),
            (vec![whole, waiting], "1 observer’s phone still has", "warn"),
            (vec![missing, waiting], "Something that 1 observer’s", "bad"),
            (vec![silent], "No phone has been heard from", "warn"),
            (vec![], "No phone has been heard from", "warn"),
        ] {
            let (headline, found) = said(&outcomes);
            assert!(headline.starts_with(begins), "{headline}");
            assert_eq!(found, look, "{headline}");
        }
    }
}
