//! Every page with every one of its samples, in every language: rendered, parsed and looked at by rules that hold for
//! all of them. Also writes them to `target/pages/`, to be looked at by people.
//!
//! A new page is registered in [`all`]; a template that is not is found.

use std::collections::BTreeSet;
use std::path::Path;

use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use fieldwalk_core::domain::{
    Audience, DebriefStep, LookFor, Member, Norm, Role, Room, School, Shows, Stage, Team, TheoryOfChange, Visit,
    VisitFacts, VisitKind, rotation,
};
use fieldwalk_core::ids::{LookForId, MemberId, NormId, RoomId, SchoolId, SlotId, TeamId, VisitId};
use fieldwalk_core::testing::MORNING;
use uuid::Uuid;

use super::account::HandedCode;
use super::assets;
use super::language::Language;
use super::moment::Moment;
use super::page::{Frame, View, Who};
use super::text::Text;
use crate::service::names::Names;

/// Text that wants to be markup, an attribute, an entity, a template, a very long word, and to turn the line around.
pub(super) const HOSTILE: &str = "\"><script>alert('x')</script>' onload='y' &amp; &#60;img src=x onerror=z&#62; \
    {{ view }} {$n} Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft 👩🏽‍🏫 \u{202e}txt.exe";

/// Text that runs from right to left, with a number and a Latin name in it.
pub(super) const RIGHT_TO_LEFT: &str = "كم طالبًا رفع يده؟ 12 من 24 في Room A";

/// A moment so many minutes ago.
pub(super) fn moment(text: &Text, minutes: u32) -> Moment {
    Moment::new(text, MORNING.plus_minutes(minutes), MORNING)
}

/// A facilitator.
pub(super) fn facilitator() -> Member {
    Member { id: MemberId(Uuid::from_u128(10)), name: "Fay Okafor".into(), role: Role::Facilitator, school: None }
}

/// A visit that is being debriefed.
pub(super) fn facts() -> VisitFacts {
    VisitFacts {
        visit: VisitId(Uuid::from_u128(3)),
        kind: VisitKind::SchoolVisit,
        host_school: SchoolId(Uuid::from_u128(1)),
        date: jiff::civil::date(2026, 11, 21),
        stage: Stage::Debriefing,
        debrief_step: DebriefStep::default(),
        names_observers: false,
        shows: Shows::default(),
        audience: Audience::default(),
        is_response_published: false,
        releases: 0,
        observers: BTreeSet::new(),
    }
}

/// The names around it.
pub(super) fn names(school: &str) -> Names {
    Names::of([(facilitator().id, "Fay Okafor".into())], [(facts().host_school, school.into())])
}

/// Two schools.
pub(super) fn schools(name: &str) -> Vec<School> {
    [1, 2].map(|n| School { id: SchoolId(Uuid::from_u128(n)), name: name.to_owned() }).to_vec()
}

/// A code as it is handed over.
pub(super) fn handed(text: &Text) -> HandedCode {
    let link = "https://walk.example.org/sign-in#7K3M-9QPD-X2VT-4HWZ".to_owned();
    let expires = Moment::new(text, MORNING, MORNING.plus_minutes(15));
    HandedCode { code: "7K3M-9QPD-X2VT-4HWZ".to_owned(), qr: super::qr::svg(&link), link, expires }
}

/// A plan with `count` of everything, each of `words`.
pub(super) fn plan(words: &str, count: usize) -> Visit {
    let id = |n: usize| Uuid::from_u128(n as u128 + 1);
    let look_for = LookFor {
        name: words.to_owned(),
        teacher: words.to_owned(),
        students: words.to_owned(),
        non_example: words.to_owned(),
    };
    let room = |n: usize| Room { code: format!("{words} {n}"), grade_band: "6-8".into(), subject: words.into() };
    let teams: Vec<TeamId> = (0..count).map(|n| TeamId(id(n))).collect();
    let rooms: Vec<RoomId> = (0..count).map(|n| RoomId(id(n))).collect();
    let slots = rotation(&teams, &rooms, count.min(8), MORNING, 15, 5).unwrap_or_default();
    Visit {
        problem_of_practice: words.to_owned(),
        theory_of_change: TheoryOfChange { if_we: words.to_owned(), ..TheoryOfChange::default() },
        look_fors: (0..count).map(|n| (LookForId(id(n)), look_for.clone())).collect(),
        rooms: (0..count).map(|n| (rooms[n], room(n))).collect(),
        teams: teams.iter().map(|team| (*team, Team { name: words.to_owned() })).collect(),
        team_members: (0..count).map(|n| (MemberId(id(n)), teams[n])).collect(),
        slots: slots.into_iter().enumerate().map(|(n, slot)| (SlotId(id(n)), slot)).collect(),
        norms: (0..count).map(|n| (NormId(id(n)), Norm { text: words.to_owned() })).collect(),
    }
}

struct Page {
    template: &'static str,
    sample: String,
    language: Language,
    html: String,
}

impl Page {
    /// Its name in messages and as a file.
    fn name(&self) -> String {
        let stem = self.template.trim_end_matches(".html");
        format!("{stem}.{}.{}", self.sample, self.language.tag())
    }
}

/// Whose page it is, in samples.
fn who(sample: &str, language: Language) -> Frame {
    let (network, member) = match sample {
        "hostile" => (HOSTILE, HOSTILE),
        "right-to-left" => (RIGHT_TO_LEFT, RIGHT_TO_LEFT),
        _ => ("Riverside Network", "Fay Okafor"),
    };
    let who = Who { network: network.to_owned(), member: member.to_owned(), is_facilitator: true };
    Frame::new(Text::of(language), Some(who), (sample == "usual").then_some("saved"))
}

fn pages<V: View>(samples: fn(&'static Text) -> Vec<(&'static str, V)>) -> Vec<Page> {
    let mut pages = Vec::new();
    for language in Language::ALL {
        for (sample, view) in samples(Text::of(language)) {
            let is_frame_bare = V::PLACE == super::page::Place::Elsewhere;
            let text = Text::of(language);
            let frame = if is_frame_bare { Frame::new(text, None, None) } else { who(sample, language) };
            let html = frame.html(&view).unwrap();
            pages.push(Page { template: V::TEMPLATE, sample: sample.to_owned(), language, html });
        }
    }
    pages
}

/// All of them.
fn all() -> Vec<Page> {
    [
        pages(super::account::AccountView::samples),
        pages(super::arrivals::ArrivalsView::samples),
        pages(super::debrief::DebriefView::samples),
        pages(super::clear::ClearView::samples),
        pages(super::cycle::CycleView::samples),
        pages(super::evidence::EvidenceView::samples),
        pages(super::feedback::FeedbackView::samples),
        pages(super::handover::HandoverView::samples),
        pages(super::piece_page::PieceFormsView::samples),
        pages(super::release::ReleaseView::samples),
        pages(super::release::FrozenView::samples),
        pages(super::response::ResponseView::samples),
        pages(super::home::HomeView::samples),
        pages(super::import::ImportView::samples),
        pages(super::invite::InviteView::samples),
        pages(super::invites::InvitesView::samples),
        pages(super::library::LibraryView::samples),
        pages(super::new_visit::NewVisitView::samples),
        pages(super::member::MemberView::samples),
        pages(super::members::MembersView::samples),
        pages(super::plan::PlanView::samples),
        pages(super::problem::ProblemView::samples),
        pages(super::rotation::RotationView::samples),
        pages(super::sheet::SheetView::samples),
        pages(super::sign_in::SignInView::samples),
        pages(super::visit::VisitView::samples),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// An element of a page, flat, with what the rules ask about it.
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    /// The text directly in it.
    text: String,
    /// Names of its ancestors.
    within: Vec<String>,
    /// Whether it or an ancestor leaves the direction to the text.
    is_auto: bool,
}

impl Element {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

fn elements(html: &str) -> Vec<Element> {
    fn walk(node: &Handle, within: &[String], is_auto: bool, found: &mut Vec<Element>) {
        let mut within = within.to_vec();
        let mut is_auto = is_auto;
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let attributes: Vec<_> =
                attrs.borrow().iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
            let name = name.local.to_string();
            is_auto |= name == "bdi" || attributes.iter().any(|(key, value)| key == "dir" && value == "auto");
            let mut text = String::new();
            for child in node.children.borrow().iter() {
                if let NodeData::Text { contents } = &child.data {
                    text.push_str(&contents.borrow());
                }
            }
            found.push(Element { name: name.clone(), attributes, text, within: within.clone(), is_auto });
            within.push(name);
        }
        for child in node.children.borrow().iter() {
            walk(child, &within, is_auto, found);
        }
    }
    let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html);
    let mut found = Vec::new();
    walk(&dom.document, &[], false, &mut found);
    found
}

/// What a person wrote, as the samples have it.
fn user_texts() -> [&'static str; 2] {
    [HOSTILE, RIGHT_TO_LEFT]
}

#[test]
fn no_data_becomes_markup() {
    for page in all() {
        let name = page.name();
        for element in elements(&page.html) {
            let element_name = &element.name;
            for (attribute, value) in &element.attributes {
                assert!(!attribute.starts_with("on"), "{name}: {element_name} has {attribute}");
                assert_ne!(attribute, "style", "{name}: {element_name} has a style, which the policy refuses");
                assert!(!value.trim_start().starts_with("javascript:"), "{name}: {element_name} {attribute}");
            }
            if element_name == "script" {
                let is_ours = |src: &str| assets::all().any(|asset| asset.path == src);
                assert!(element.get("src").is_some_and(is_ours) && element.text.is_empty(), "{name}: a script");
            }
            let is_embedding = ["iframe", "object", "embed", "base", "style"].contains(&element_name.as_str());
            assert!(!is_embedding, "{name}: {element_name}");
        }
    }
}

#[test]
fn what_people_wrote_is_there_as_they_wrote_it() {
    for page in all().into_iter().filter(|page| page.sample == "hostile") {
        let is_there = elements(&page.html).iter().any(|element| {
            element.text.contains(HOSTILE) || element.get("value").is_some_and(|value| value.contains(HOSTILE))
        });
        assert!(is_there, "{}: the hostile text does not appear as text", page.name());
    }
}

#[test]
fn what_people_wrote_chooses_its_own_direction() {
    for page in all() {
        for element in elements(&page.html).iter().filter(|element| element.name != "title") {
            for words in user_texts() {
                let isolated = format!("\u{2068}{words}");
                let bare = element.text.replace(&isolated, "");
                let is_value = ["input", "textarea"].contains(&element.name.as_str())
                    && element.get("value").is_some_and(|value| value.contains(words));
                let is_shown = bare.contains(words) || is_value;
                let why = "needs dir=auto, or bdi, or a message that isolates it";
                assert!(!is_shown || element.is_auto, "{}: {} {why}", page.name(), element.name);
            }
        }
    }
}

#[test]
fn every_page_has_one_heading_and_headings_skip_no_level() {
    for page in all() {
        let name = page.name();
        let elements = elements(&page.html);
        let levels: Vec<u8> =
            elements.iter().filter_map(|element| element.name.strip_prefix('h')?.parse().ok()).collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{name}: h1");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {levels:?}");
        let language = elements.iter().find(|element| element.name == "html").and_then(|html| html.get("lang"));
        assert_eq!(language, Some(page.language.tag()), "{name}");
        let title = elements.iter().find(|element| element.name == "title" && element.within.len() == 2);
        assert!(title.is_some_and(|title| !title.text.trim().is_empty()), "{name}: title");
    }
}

#[test]
fn ids_are_unique_and_what_refers_to_them_finds_them() {
    for page in all() {
        let name = page.name();
        let elements = elements(&page.html);
        let ids: Vec<&str> = elements.iter().filter_map(|element| element.get("id")).collect();
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        let twice: Vec<_> = known.iter().filter(|id| ids.iter().filter(|other| other == id).count() > 1).collect();
        assert!(twice.is_empty(), "{name}: twice: {twice:?}");
        for element in &elements {
            for attribute in ["for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form"] {
                for id in element.get(attribute).unwrap_or_default().split_whitespace() {
                    assert!(known.contains(id), "{name}: {} {attribute}={id} leads nowhere", element.name);
                }
            }
        }
    }
}

#[test]
fn every_control_has_a_name() {
    for page in all() {
        let name = page.name();
        let elements = elements(&page.html);
        let labelled: BTreeSet<&str> = elements.iter().filter_map(|element| element.get("for")).collect();
        for element in &elements {
            let kind = element.get("type").unwrap_or("text");
            let is_field = match element.name.as_str() {
                "input" => !["hidden", "submit", "button"].contains(&kind),
                "select" | "textarea" => true,
                _ => false,
            };
            let is_named = element.get("id").is_some_and(|id| labelled.contains(id))
                || element.within.iter().any(|ancestor| ancestor == "label")
                || element.get("aria-label").is_some()
                || element.get("aria-labelledby").is_some();
            assert!(!is_field || is_named, "{name}: {} {:?} has no label", element.name, element.get("name"));
            assert!(element.name != "img" || element.get("alt").is_some(), "{name}: an image without alt");
            assert!(element.name != "th" || element.get("scope").is_some(), "{name}: a th without scope");
            assert!(element.name != "button" || element.get("type").is_some(), "{name}: a button without type");
        }
    }
}

#[test]
fn every_message_is_filled_in() {
    for page in all().into_iter().filter(|page| page.sample != "hostile") {
        assert!(!page.html.contains("{$"), "{}: an argument is missing", page.name());
    }
}

#[test]
fn every_template_is_a_page_with_samples() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let known: BTreeSet<&str> = all().iter().map(|page| page.template).collect();
    for entry in std::fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        // Parts that pages share begin with an underscore.
        let is_page = file != "frame.html" && !file.starts_with('_');
        assert!(!is_page || known.contains(file.as_str()), "{file} is not registered in samples.rs");
    }
}

#[test]
fn every_sample_is_written_to_be_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/pages");
    std::fs::create_dir_all(folder.join("assets")).unwrap();
    for asset in assets::all() {
        std::fs::write(folder.join(asset.path.trim_start_matches('/')), &*asset.content).unwrap();
    }
    for page in all() {
        std::fs::write(folder.join(format!("{}.html", page.name())), &page.html).unwrap();
    }
}
