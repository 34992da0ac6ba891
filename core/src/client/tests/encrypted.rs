//! What is on the disk of a phone whose platform keeps a key.

use std::collections::BTreeMap;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use super::*;
use crate::testing::SecretsInMemory;

const WORDS: &str = "the heron stood by the window";

type Opened = Result<(Client, Option<SetAside>), ClientError>;

impl Desk {
    /// Opens a profile whose secrets are kept apart, and has it joined.
    fn open_encrypted(&mut self, name: &str, secrets: &Arc<SecretsInMemory>) -> Opened {
        let seed = self.clock.now().0 as u64;
        self.clock.advance(1);
        let opened =
            Client::open_with_secrets(&self.path(name), self.clock.clone(), seeded_rng(seed), secrets.clone())?;
        if opened.0.profile().is_none() {
            self.network.enrol(&opened.0, 2);
        }
        Ok(opened)
    }

    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let read = |entry: std::fs::DirEntry| {
            (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())
        };
        std::fs::read_dir(self.folder.path()).unwrap().map(|entry| read(entry.unwrap())).collect()
    }

    /// The files that hold the words of the notes, or those of the tables that they are in.
    fn legible(&self) -> Vec<String> {
        let holds = |file: &[u8], words: &str| file.windows(words.len()).any(|window| window == words.as_bytes());
        let is_legible = |file: &[u8]| holds(file, WORDS) || holds(file, "CREATE TABLE");
        self.files().into_iter().filter(|(_, file)| is_legible(file)).map(|(name, _)| name).collect()
    }
}

/// Notes enough for many pages, as the person wrote them.
fn write(client: &Client, visit: VisitId, count: usize) {
    for number in 0..count {
        client.add_note(visit, &note(&format!("{number}: {WORDS}. {}", "And stayed there. ".repeat(20)))).unwrap();
    }
}

/// Overwrites the page in the middle of a file that is closed.
fn spoil_a_page(path: &Path) {
    let mut file = std::fs::File::options().write(true).open(path).unwrap();
    let middle = std::fs::metadata(path).unwrap().len() / 2 / 4096 * 4096;
    file.seek(SeekFrom::Start(middle)).unwrap();
    file.write_all(&[0xAB; 4096]).unwrap();
}

#[test]
fn words_are_in_no_file_while_open_and_after() {
    let mut desk = Desk::new();
    let secrets = Arc::new(SecretsInMemory::default());
    let (client, _) = desk.open_encrypted("ada", &secrets).unwrap();
    write(&client, desk.visit(), 3);
    client.type_draft(desk.visit(), DraftPlace::NewNote(None), WORDS).unwrap();
    assert_eq!(client.search(WORDS, 50).unwrap().len(), 3);
    assert!(desk.files()["ada.fieldwalk-wal"].len() > 4096, "the words are in the log now");
    assert_eq!(desk.legible(), [] as [&str; 0]);
    drop(client);
    assert_eq!(desk.legible(), [] as [&str; 0]);
    let (client, _) = desk.open_encrypted("ada", &secrets).unwrap();
    assert_eq!(texts(&client, desk.visit()).len(), 3);
}

#[test]
fn wrong_key_is_told_from_damage_and_changes_no_file() {
    let mut desk = Desk::new();
    let secrets = Arc::new(SecretsInMemory::default());
    let (client, _) = desk.open_encrypted("ada", &secrets).unwrap();
    write(&client, desk.visit(), 3);
    client.inner.lock().unwrap().store.suspect();
    drop(client);
    let before = desk.files();
    let with = |key: Option<Vec<u8>>| {
        let mut kept = secrets.0.lock().unwrap().clone();
        kept.remove(&Secret::StoreKey);
        kept.extend(key.map(|key| (Secret::StoreKey, key)));
        Arc::new(SecretsInMemory(Mutex::new(kept)))
    };
    for key in [None, Some(vec![7; 32]), Some(vec![7; 5]), Some(vec![])] {
        let opened = desk.open_encrypted("ada", &with(key.clone()));
        assert!(matches!(opened, Err(ClientError::WrongKey)), "{key:?}");
    }
    let without = Client::open(&desk.path("ada"), desk.clock.clone(), seeded_rng(1));
    assert!(matches!(without, Err(ClientError::WrongKey)));
    assert!(profiles(desk.folder.path()).unwrap()[0].network_name.is_none());
    assert!(desk.files() == before, "a file was changed, made or removed");
    assert_eq!(texts(&desk.open_encrypted("ada", &secrets).unwrap().0, desk.visit()).len(), 3);
}

#[test]
fn profile_is_listed_by_name_with_its_secrets() {
    let mut desk = Desk::new();
    let secrets = Arc::new(SecretsInMemory::default());
    let opened = desk.open_encrypted("ada", &secrets).unwrap();
    let listed = |secrets: &Arc<SecretsInMemory>| {
        let kept = secrets.0.lock().unwrap().clone();
        let secrets = |_: &Path| SecretsInMemory(Mutex::new(kept.clone()));
        profiles_with_secrets(desk.folder.path(), secrets).unwrap().remove(0).network_name
    };
    assert_eq!(listed(&secrets), Some("North".to_owned()), "also while it is open");
    drop(opened);
    assert_eq!(listed(&secrets), Some("North".to_owned()));
    assert_eq!(listed(&Arc::default()), None);
}

#[test]
fn plain_profile_is_encrypted_when_there_is_a_key_whatever_a_killed_attempt_left() {
    let mut desk = Desk::new();
    let client = desk.open("ada", 2, 1);
    write(&client, desk.visit(), 40);
    drop(client);
    assert_eq!(desk.legible(), ["ada.fieldwalk"]);
    for (suffix, left) in [("", "half a copy"), ("-wal", "its log"), ("-journal", "its journal")] {
        std::fs::write(desk.path("ada").with_extension(format!("fieldwalk.encrypting{suffix}")), left).unwrap();
    }
    let secrets = Arc::new(SecretsInMemory::default());
    let (client, set_aside) = desk.open_encrypted("ada", &secrets).unwrap();
    assert_eq!((texts(&client, desk.visit()).len(), set_aside), (40, None));
    assert_eq!(client.search("heron", 50).unwrap().len(), 40);
    assert_eq!(client.profile().unwrap().member, ByHand::member(2));
    drop(client);
    assert_eq!(desk.legible(), [] as [&str; 0]);
    assert_eq!(desk.files().into_keys().collect::<Vec<_>>(), ["ada.fieldwalk", "ada.fieldwalk.lock"]);
}

#[test]
fn plain_profile_is_not_encrypted_by_who_has_another_devices_secrets() {
    let mut desk = Desk::new();
    let (path, secrets) = (desk.path("ada"), Arc::new(SecretsInMemory::default()));
    let plain = Store::open(&path).unwrap().0;
    let client = Client::start(plain, desk.clock.clone(), seeded_rng(1), Some(secrets.clone())).unwrap();
    desk.network.enrol(&client, 2);
    write(&client, desk.visit(), 1);
    drop(client);
    let before = desk.files();
    let another = Arc::new(SecretsInMemory(Mutex::new(BTreeMap::from(
        [Secret::SigningKey, Secret::StoreKey].map(|secret| (secret, vec![7; 32])),
    ))));
    for stranger in [Arc::default(), another] {
        let kept = stranger.0.lock().unwrap().clone();
        assert!(matches!(desk.open_encrypted("ada", &stranger), Err(ClientError::WrongKey)));
        assert!(*stranger.0.lock().unwrap() == kept);
        assert!(desk.files()["ada.fieldwalk"] == before["ada.fieldwalk"]);
    }
    assert_eq!(texts(&desk.open_encrypted("ada", &secrets).unwrap().0, desk.visit()).len(), 1);
    assert_eq!(desk.legible(), [] as [&str; 0]);
}

#[test]
fn key_that_is_not_kept_leaves_a_plain_profile_as_it_was() {
    struct Forgets;
    impl SecretStore for Forgets {
        fn get(&self, _: Secret) -> Result<Option<Vec<u8>>, SecretsUnavailable> {
            Ok(None)
        }
        fn put(&self, _: Secret, _: &[u8]) -> Result<(), SecretsUnavailable> {
            Ok(())
        }
    }
    let mut desk = Desk::new();
    write(&desk.open("ada", 2, 1), desk.visit(), 1);
    let before = desk.files();
    let opened =
        Client::open_with_secrets(&desk.path("ada"), desk.clock.clone(), seeded_rng(2), Arc::new(Forgets));
    assert!(matches!(opened, Err(ClientError::Secrets(_))));
    assert!(desk.files()["ada.fieldwalk"] == before["ada.fieldwalk"]);
}

#[test]
fn damaged_page_costs_what_is_on_it_and_what_is_set_aside_stays_encrypted() {
    let mut desk = Desk::new();
    let secrets = Arc::new(SecretsInMemory::default());
    let (client, _) = desk.open_encrypted("ada", &secrets).unwrap();
    write(&client, desk.visit(), 200);
    drop(client);
    spoil_a_page(&desk.path("ada"));
    let (client, _) = desk.open_encrypted("ada", &secrets).unwrap();
    let _ = client.notebook(desk.visit());
    drop(client);
    let (client, set_aside) = desk.open_encrypted("ada", &secrets).unwrap();
    let set_aside = set_aside.unwrap();
    assert!(set_aside.rows_recovered > 150, "{}", set_aside.rows_recovered);
    assert!(set_aside.path.exists());
    client.add_note(desk.visit(), &note("goes on")).unwrap();
    assert_eq!(desk.legible(), [] as [&str; 0]);
}

#[test]
fn damaged_plain_profile_is_brought_over_and_its_bytes_are_kept_encrypted() {
    let mut desk = Desk::new();
    let client = desk.open("ada", 2, 1);
    write(&client, desk.visit(), 200);
    client.inner.lock().unwrap().store.suspect();
    drop(client);
    spoil_a_page(&desk.path("ada"));
    let damaged = desk.files().remove("ada.fieldwalk").unwrap();
    let secrets = Arc::new(SecretsInMemory::default());
    let (client, set_aside) = desk.open_encrypted("ada", &secrets).unwrap();
    let set_aside = set_aside.unwrap();
    assert!(set_aside.rows_recovered > 150, "{}", set_aside.rows_recovered);
    client.add_note(desk.visit(), &note("goes on")).unwrap();
    assert_eq!(desk.legible(), [] as [&str; 0]);
    assert!(set_aside.path.metadata().unwrap().len() > damaged.len() as u64);
    drop(client);
    assert_eq!(desk.open_encrypted("ada", &secrets).unwrap().1, None);
}

#[test]
fn profile_whose_first_bytes_are_damaged_opens_with_its_key() {
    let mut desk = Desk::new();
    let secrets = Arc::new(SecretsInMemory::default());
    write(&desk.open_encrypted("ada", &secrets).unwrap().0, desk.visit(), 3);
    let mut file = std::fs::File::options().write(true).open(desk.path("ada")).unwrap();
    file.write_all(&[0xAB; 16]).unwrap();
    drop(file);
    let (client, set_aside) = desk.open_encrypted("ada", &secrets).unwrap();
    assert_eq!((texts(&client, desk.visit()).len(), set_aside), (3, None));
}
