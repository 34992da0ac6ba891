//! Signing in to the console: one code, one browser; a session ends when it should; nobody learns a secret.

use std::io::Write;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use fieldwalk_core::document::Document;
use fieldwalk_core::domain::{DocumentKey, Role, Visit};
use fieldwalk_core::ids::MemberId;
use fieldwalk_core::protocol::{
    Chunk, Offer, Receipt, Refusal, SIGN_IN_PATH, SignInAnswer, Signer, SyncRequest, decode_body,
};
use fieldwalk_core::testing::MORNING;
use fieldwalk_server::limit::Rates;
use fieldwalk_server::service::session::{
    NoSession, SignedIn, end_all, end_session, session, sessions_of, set_language,
};
use fieldwalk_server::service::sign_in::{NewSession, NoCode, NotSignedIn, make_code, sign_in};
use fieldwalk_server::service::sync::sync;
use fieldwalk_server::store::audit::Actor;
use fieldwalk_server::store::backup;

use crate::world::{World, bytes, is_held, later, post, problem};

const MINUTE: i64 = 60 * 1000;
const DAY: i64 = 24 * 60 * MINUTE;

/// A new browser of `member`.
async fn browser(world: &World, member: MemberId, words: &str) -> NewSession {
    let code = world.app.admin().sign_in_code(member).await.unwrap();
    sign_in(world.app.service(), &code.code, words).await.unwrap()
}

async fn who(world: &World, browser: &NewSession) -> Result<SignedIn, NoSession> {
    session(world.app.service(), &browser.token).await
}

async fn tried(world: &World, code: &str) -> NotSignedIn {
    sign_in(world.app.service(), code, "a browser").await.err().expect("nobody is signed in")
}

#[tokio::test]
async fn a_code_signs_one_browser_in_and_no_second_one() {
    let world = World::new().await;
    let code = world.app.admin().sign_in_code(world.ada).await.unwrap();
    let typed = code.code.to_lowercase().replace('-', " ");
    let first = sign_in(world.app.service(), &typed, "Firefox on Linux").await.unwrap();
    assert_eq!((first.member, first.token.len()), (world.ada, 64));
    assert!(matches!(tried(&world, &code.code).await, NotSignedIn::CodeUsed));
    assert!(matches!(tried(&world, "0000-0000-0000-0000").await, NotSignedIn::CodeUnknown));
    assert!(matches!(tried(&world, "no code").await, NotSignedIn::CodeUnknown));
    assert_eq!(who(&world, &first).await.unwrap().caller.member.id, world.ada);
    assert_eq!(code.link("https://north.example/"), format!("https://north.example/sign-in#{}", code.code));
}

#[tokio::test]
async fn of_two_browsers_at_once_one_is_signed_in() {
    let world = World::new().await;
    let code = world.app.admin().sign_in_code(world.ada).await.unwrap().code;
    let service = world.app.service();
    let (one, other) = tokio::join!(sign_in(service, &code, "one"), sign_in(service, &code, "other"));
    assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
}

#[tokio::test]
async fn a_code_is_good_for_a_quarter_of_an_hour() {
    let world = World::new().await;
    let (late, in_time) = (
        world.app.admin().sign_in_code(world.ada).await.unwrap(),
        world.app.admin().sign_in_code(world.ada).await.unwrap(),
    );
    world.clock.advance(15 * MINUTE - 1);
    sign_in(world.app.service(), &in_time.code, "a browser").await.unwrap();
    world.clock.advance(1);
    assert!(matches!(tried(&world, &late.code).await, NotSignedIn::CodeExpired));
    // It is forgotten only when nobody would come with it any more.
    world.clock.advance(2 * DAY);
    world.app.admin().sign_in_code(world.ada).await.unwrap();
    assert!(matches!(tried(&world, &late.code).await, NotSignedIn::CodeUnknown));
}

#[tokio::test]
async fn a_phone_shows_a_code_for_its_own_member() {
    let world = World::new().await;
    let ada = world.device(world.ada).await;
    let answer = post(&world.app.router(), SIGN_IN_PATH, &ada.token, Vec::new()).await;
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let shown: SignInAnswer = decode_body(&bytes(answer).await).unwrap();
    let session = sign_in(world.app.service(), &shown.code, "a laptop").await.unwrap();
    assert_eq!(session.member, world.ada);
    for token in ["", "not a token", &session.token] {
        let answer = post(&world.app.router(), SIGN_IN_PATH, token, Vec::new()).await;
        assert_eq!(problem(answer).await, (401, "token-unknown".into()));
    }
}

#[tokio::test]
async fn only_the_operator_a_facilitator_and_the_member_make_a_members_code() {
    let world = World::new().await;
    let admin = world.app.admin();
    let south = admin.create_network("South").await.unwrap();
    let eve = admin.add_member(south, "Eve", Role::Facilitator, None).await.unwrap();
    let mut eve_phone = world.stranger(south);
    eve_phone.enrol(&admin.invite(south, eve, 1).await.unwrap().code).await;
    let (fay, ben, ada) =
        (world.device(world.facilitator).await, world.device(world.ben).await, world.device(world.ada).await);
    let service = world.app.service();
    for by in [Actor::Operator, Actor::Device(fay.id()), Actor::Device(ada.id())] {
        make_code(service, by, world.ada).await.unwrap();
    }
    for by in [ben.id(), eve_phone.id(), world.stranger(world.network).id()] {
        let made = make_code(service, Actor::Device(by), world.ada).await;
        assert!(matches!(made, Err(NoCode::NoSuchMember)), "{by}");
    }
}

#[tokio::test]
async fn a_session_lasts_two_weeks_from_its_last_use() {
    let world = World::new().await;
    let browser = browser(&world, world.ada, "a browser").await;
    for _ in 0..5 {
        world.clock.advance(13 * DAY);
        who(&world, &browser).await.unwrap();
    }
    world.clock.advance(14 * DAY);
    assert!(matches!(who(&world, &browser).await, Err(NoSession::Ended)));
    assert!(matches!(session(world.app.service(), "no token").await, Err(NoSession::Unknown)));
}

#[tokio::test]
async fn using_a_session_is_written_down_at_most_once_an_hour() {
    let world = World::new().await;
    let browser = browser(&world, world.ada, "a browser").await;
    let signed_in = who(&world, &browser).await.unwrap();
    let seen = async || sessions_of(world.app.service(), &signed_in).await.unwrap()[0].last_seen_at;
    let at_first = seen().await;
    world.clock.advance(60 * MINUTE);
    who(&world, &browser).await.unwrap();
    assert_eq!(seen().await, at_first);
    world.clock.advance(1);
    who(&world, &browser).await.unwrap();
    assert_eq!(seen().await, at_first.plus_millis(60 * MINUTE + 1));
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_owner_alone() {
    let world = World::new().await;
    let service = world.app.service();
    let (one, other) = (browser(&world, world.ada, "one").await, browser(&world, world.ada, "oth\ner").await);
    let of_ben = browser(&world, world.ben, "of Ben").await;
    let (ada, ben) = (who(&world, &one).await.unwrap(), who(&world, &of_ben).await.unwrap());
    let words: Vec<_> =
        sessions_of(service, &ada).await.unwrap().into_iter().map(|session| session.browser).collect();
    assert_eq!(words.len(), 2);
    assert!(words.contains(&"one".into()) && words.contains(&"other".into()));

    assert!(!end_session(service, &ben, other.id).await.unwrap(), "it is not his");
    who(&world, &other).await.unwrap();
    assert!(end_session(service, &ada, other.id).await.unwrap());
    assert!(!end_session(service, &ada, other.id).await.unwrap());
    assert!(matches!(who(&world, &other).await, Err(NoSession::Ended)));

    let third = browser(&world, world.ada, "third").await;
    assert_eq!(end_all(service, &ada, true).await.unwrap(), 1);
    assert!(matches!(who(&world, &third).await, Err(NoSession::Ended)));
    assert_eq!(end_all(service, &who(&world, &one).await.unwrap(), false).await.unwrap(), 1);
    assert!(matches!(who(&world, &one).await, Err(NoSession::Ended)));
    who(&world, &of_ben).await.unwrap();
}

#[tokio::test]
async fn with_a_removed_member_end_codes_and_sessions_for_good() {
    let world = World::new().await;
    let admin = world.app.admin();
    let browser = browser(&world, world.ada, "a browser").await;
    let unused = admin.sign_in_code(world.ada).await.unwrap();
    let member = who(&world, &browser).await.unwrap().caller.member;
    admin.remove_member(world.network, world.ada).await.unwrap();
    assert!(matches!(who(&world, &browser).await, Err(NoSession::MemberRemoved)));
    assert!(matches!(tried(&world, &unused.code).await, NotSignedIn::CodeUnknown));
    assert!(matches!(admin.sign_in_code(world.ada).await, Err(NoCode::NoSuchMember)));
    // Whoever is a member again signs in again.
    admin.put_member(world.network, member).await.unwrap();
    assert!(matches!(who(&world, &browser).await, Err(NoSession::Ended)));
}

#[tokio::test]
async fn the_console_is_a_device_that_no_token_opens_and_is_enrolled_once() {
    let world = World::new().await;
    let (one, other) = (browser(&world, world.ada, "one").await, browser(&world, world.ada, "other").await);
    let (one, other) = (who(&world, &one).await.unwrap(), who(&world, &other).await.unwrap());
    assert_eq!((one.caller.device, one.actor), (other.caller.device, other.actor));
    assert_eq!((one.keys.device(), one.actor.device()), (one.caller.device, one.caller.device));
    let devices = world.app.admin().devices(world.network).await.unwrap();
    let devices: Vec<_> = devices.iter().map(|device| (device.id, device.member, device.name.as_str())).collect();
    assert_eq!(devices, [(one.caller.device, world.ada, "Console")]);
    // Phones learn the key, to know who wrote what.
    let mut fay = world.device(world.facilitator).await;
    let request = fay.request(vec![]);
    let facts = fay.ask(&request).await.facts.unwrap();
    assert_eq!(facts.devices[&one.caller.device].public_key, one.keys.public());
}

#[tokio::test]
async fn what_is_done_in_the_console_goes_the_way_of_a_phones_chunk() {
    let world = World::new().await;
    let service = world.app.service();
    let mut phone = world.device(world.facilitator).await;
    let facts = world.visit(&[world.ada]);
    let fay = who(&world, &browser(&world, world.facilitator, "of Fay").await).await.unwrap();
    let ben = who(&world, &browser(&world, world.ben, "of Ben").await).await.unwrap();
    let create = phone.put_visit(&facts);
    let key = DocumentKey::Visit(facts.visit);
    let written = |by: &SignedIn, question: &str| {
        let plan = Visit { problem_of_practice: question.to_owned(), ..Visit::default() };
        let bytes = Document::new(key, &by.actor).plan(&plan, MORNING).unwrap().unwrap();
        Offer::Chunk(Chunk::sign(by.caller.network, key, bytes, Signer::Device(by.caller.device), &by.keys))
    };
    let give = async |by: &SignedIn, offers| {
        let request = SyncRequest { offers, ..phone.request(vec![]) };
        sync(service, &by.caller, request).await.unwrap().receipts
    };
    assert!(give(&fay, vec![create, written(&fay, "Who does the thinking?")]).await.iter().all(is_held));
    assert_eq!(give(&ben, vec![written(&ben, "Mine")]).await, [Receipt::Refused(Refusal::NotAllowed)]);
    phone.sync(vec![]).await;
    assert_eq!(phone.documents[&key].visit().problem_of_practice, "Who does the thinking?");
}

#[tokio::test]
async fn a_revoked_console_stays_closed_until_somebody_else_opens_it_again() {
    let world = World::new().await;
    let admin = world.app.admin();
    let phone = world.device(world.ada).await;
    let browser = browser(&world, world.ada, "a browser").await;
    let console = who(&world, &browser).await.unwrap().caller.device;
    let unused = admin.sign_in_code(world.ada).await.unwrap();
    admin.revoke(console).await.unwrap();
    assert!(matches!(who(&world, &browser).await, Err(NoSession::ConsoleRevoked)));
    assert!(matches!(tried(&world, &unused.code).await, NotSignedIn::CodeUnknown));
    let answer = post(&world.app.router(), SIGN_IN_PATH, &phone.token, Vec::new()).await;
    assert_eq!(problem(answer).await, (403, "console-revoked".into()));

    let code = admin.sign_in_code(world.ada).await.unwrap();
    assert!(matches!(who(&world, &browser).await, Err(NoSession::Ended)), "what was closed stays closed");
    sign_in(world.app.service(), &code.code, "a browser").await.unwrap();
    assert_eq!(post(&world.app.router(), SIGN_IN_PATH, &phone.token, Vec::new()).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn an_address_that_tries_sign_in_codes_is_asked_to_wait() {
    let rates = Rates { requests: None, enrolments: NonZeroU32::new(1), ..Rates::NONE };
    let world = World::with(|config| config.rates = rates).await;
    let address = |text: &str| text.parse::<IpAddr>().unwrap();
    world.app.count_sign_in(address("192.0.2.1")).unwrap();
    assert!(world.app.count_sign_in(address("192.0.2.1")).is_err());
    world.app.count_sign_in(address("192.0.2.2")).unwrap();
    world.app.count_sign_in(address("2001:db8::1")).unwrap();
    assert!(world.app.count_sign_in(address("2001:db8::2")).is_err(), "one subnet is one address");
}

#[tokio::test]
async fn the_language_belongs_to_the_member_and_not_to_the_browser() {
    let world = World::new().await;
    let (one, other) = (browser(&world, world.ada, "one").await, browser(&world, world.ada, "other").await);
    let ada = who(&world, &one).await.unwrap();
    assert_eq!(ada.language, None);
    set_language(world.app.service(), &ada, Some("es")).await.unwrap();
    assert_eq!(who(&world, &other).await.unwrap().language.as_deref(), Some("es"));
}

#[tokio::test]
async fn when_a_copy_is_put_to_use_everybody_signs_in_again_to_the_same_console() {
    let world = World::new().await;
    let browser = browser(&world, world.ada, "a browser").await;
    let before = who(&world, &browser).await.unwrap();
    let world = world.reopened(|_| {}).await;
    let again = who(&world, &browser).await.unwrap();
    assert_eq!(again.caller.device, before.caller.device);
    assert_ne!(again.actor, before.actor, "each process is an opening of its own");

    let copy = world.folder.path().join("copy.sqlite");
    let world = world
        .reopened(|folder| {
            backup::write(&folder.join("data"), &copy).unwrap();
            backup::put_back(&folder.join("data"), &copy, later(600)).unwrap();
        })
        .await;
    assert!(matches!(who(&world, &browser).await, Err(NoSession::Ended)));
    let code = make_code(world.app.service(), Actor::Operator, world.ada).await.unwrap();
    let browser = sign_in(world.app.service(), &code.code, "a browser").await.unwrap();
    assert_eq!(who(&world, &browser).await.unwrap().caller.device, before.caller.device);
}

/// What is logged, down to the finest detail.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn neither_codes_nor_tokens_are_kept_or_logged() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let world = World::new().await;
    let phone = world.device(world.ada).await;
    let answer = post(&world.app.router(), SIGN_IN_PATH, &phone.token, Vec::new()).await;
    let shown: SignInAnswer = decode_body(&bytes(answer).await).unwrap();
    let by_hand = world.app.admin().sign_in_code(world.ada).await.unwrap();
    let session = sign_in(world.app.service(), &shown.code, "a browser").await.unwrap();
    who(&world, &session).await.unwrap();
    drop(tried(&world, &shown.code).await);

    let logged = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(logged.contains("resource=\"sign-in\""), "{logged}");
    let letters = [&shown.code, &by_hand.code].map(|code| code.replace('-', ""));
    let secrets = [&shown.code, &by_hand.code, &letters[0], &letters[1], &session.token];
    for file in std::fs::read_dir(world.folder.path().join("data")).unwrap() {
        let kept = std::fs::read(file.unwrap().path()).unwrap();
        assert!(secrets.iter().all(|secret| !kept.windows(secret.len()).any(|bytes| bytes == secret.as_bytes())));
    }
    let shown = format!("{shown:?} {by_hand:?}");
    assert!(secrets.iter().all(|secret| !logged.contains(secret.as_str()) && !shown.contains(secret.as_str())));
}
