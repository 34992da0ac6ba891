//! Stores that earlier versions of the phone library wrote, opened with today's.

use fieldwalk_mobile::{FieldwalkError, Invite};
use fieldwalk_tests::golden::{Golden, KeyFile, Phone, Seen};
use fieldwalk_tests::process::fieldwalk;

#[tokio::test]
async fn every_golden_store_opens_with_all_that_it_held_and_what_waits_goes_through() {
    let all = Golden::all();
    assert!(!all.is_empty());
    for golden in all {
        let folder = tempfile::tempdir().unwrap();
        let (phone, server) = golden.unpacked(folder.path());
        let then = golden.seen();
        assert_is_worth_keeping(&then);
        let entries = phone.library.profiles().await.unwrap();
        assert_eq!(entries.iter().map(|entry| &entry.profile).collect::<Vec<_>>(), [&then.profile]);
        let profile = phone.library.open_profile(then.profile.clone()).await.unwrap();
        assert_eq!(Seen::of(&profile).await, then, "{} before it synced", golden.name());

        phone.synced(&profile).await;
        let now = Seen::of(&profile).await;
        assert!(now.last_synced_at > then.last_synced_at);
        let held = Seen { last_synced_at: now.last_synced_at, ..then.held() };
        assert_eq!(now, held, "{} after it synced", golden.name());

        // It is closed and opened as often as anybody likes.
        profile.close().await.unwrap();
        let profile = phone.library.open_profile(now.profile.clone()).await.unwrap();
        assert_eq!(Seen::of(&profile).await, now, "{} opened again", golden.name());

        // Another phone of the same member reads all of it from the server.
        let page = profile.network_page().await.unwrap();
        let data = server.data().to_str().unwrap();
        let network = golden.network();
        let made = fieldwalk(&["invite", "--data", data, "--network", &network, "--member", &page.me]);
        let invite = Invite { server_url: server.url().into(), code: made["code"].as_str().unwrap().into() };
        let (_tablet, other) = Phone::another(&folder.path().join("tablet"), invite).await;
        let there = Seen::of(&other).await;
        for (mine, theirs) in now.visits.iter().zip(&there.visits) {
            assert_eq!((&theirs.items, &theirs.shared), (&mine.items, &mine.shared), "{}", golden.name());
        }
        assert_eq!(there.visits.len(), now.visits.len());
    }
}

#[tokio::test]
async fn a_golden_store_does_not_open_with_other_keys_and_is_left_as_it_was() {
    for golden in Golden::all() {
        let folder = tempfile::tempdir().unwrap();
        let (phone, server) = golden.unpacked(folder.path());
        let stranger = Phone::new(&folder.path().join("phone"), KeyFile::default(), server.url());
        let refused = stranger.library.open_profile(golden.seen().profile).await.err();
        assert!(matches!(refused, Some(FieldwalkError::WrongKey { .. })), "{refused:?}");
        drop(stranger);
        let profile = phone.library.open_profile(golden.seen().profile).await.unwrap();
        assert_eq!(Seen::of(&profile).await, golden.seen());
    }
}

/// Something of every kind, so that a store that lost it would be seen to have.
fn assert_is_worth_keeping(seen: &Seen) {
    let items = || seen.visits.iter().flat_map(|visit| &visit.items);
    assert!(seen.waiting_changes > 0 && seen.visits.len() > 1);
    assert!(items().any(|item| item.is_held) && items().any(|item| !item.is_held));
    assert!(items().any(|item| item.is_deleted) && items().any(|item| item.text.contains("12 of")));
    assert!(seen.visits.iter().any(|visit| visit.drafts.len() > 2 && visit.shared.len() > 1));
}
