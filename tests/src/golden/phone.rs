//! The phone library as an app has it: with a key store, and a way to wherever the server listens today.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use data_encoding::HEXLOWER;
use fieldwalk_mobile::{
    AppError, Completion, Fieldwalk, HttpRequest, HttpResponse, HttpTransport, Invite, KeyStore, Profile,
};
use tokio::runtime::Handle;

use crate::device::http;

/// The library on a folder.
pub struct Phone {
    /// The library.
    pub library: Arc<Fieldwalk>,
    /// Where it keeps secrets.
    pub keys: Arc<KeyFile>,
}

impl Phone {
    /// Opens the library on `folder`, with these secrets. Whatever server a profile has joined, it reaches the one at
    /// `server`: its port is another one each time.
    pub fn new(folder: &Path, keys: KeyFile, server: &str) -> Self {
        let keys = Arc::new(keys);
        let way = Way { server: server.to_owned(), http: http(), runtime: Handle::current() };
        let folder = folder.to_str().expect("a plain path").to_owned();
        let library = Fieldwalk::new(folder, keys.clone(), None, Some(Arc::new(way))).expect("it opens");
        Self { library, keys }
    }

    /// Syncs; anything but a sync that went through and left nothing behind is a panic.
    pub async fn synced(&self, profile: &Profile) {
        let outcome = profile.sync(None, None).await.expect("it has joined");
        assert!(outcome.is_complete, "the sync did not go through: {outcome:?}");
        let status = profile.status().await.expect("the store reads");
        assert_eq!((status.waiting_changes, status.wedged), (0, vec![]), "something still waits");
    }

    /// Another phone of the same member, in `folder`, joined and synced.
    pub async fn another(folder: &Path, invite: Invite) -> (Self, Arc<Profile>) {
        let phone = Self::new(folder, KeyFile::default(), &invite.server_url);
        let profile = phone.library.join(invite, "tablet".into()).await.expect("the invite is good");
        phone.synced(&profile).await;
        (phone, profile)
    }
}

/// An app's key store, which can be kept in a file: the keys of a golden store open nothing else.
#[derive(Debug, Default)]
pub struct KeyFile(Mutex<BTreeMap<String, Vec<u8>>>);

impl KeyFile {
    /// As it was written.
    pub fn read(path: &Path) -> Self {
        let kept: BTreeMap<String, String> =
            serde_json::from_slice(&fs::read(path).expect("it was kept")).expect("it was written here");
        let secret = |hex: String| HEXLOWER.decode(hex.as_bytes()).expect("it was written here");
        Self(Mutex::new(kept.into_iter().map(|(name, hex)| (name, secret(hex))).collect()))
    }

    /// Writes every secret by its name.
    pub fn write(&self, path: &Path) {
        let kept = self.0.lock().expect("nobody panicked");
        let hex: BTreeMap<&str, String> =
            kept.iter().map(|(name, secret)| (name.as_str(), HEXLOWER.encode(secret))).collect();
        fs::write(path, serde_json::to_string_pretty(&hex).expect("plain data") + "\n").expect("room for it");
    }
}

impl KeyStore for KeyFile {
    fn get(&self, name: String) -> Result<Option<Vec<u8>>, AppError> {
        Ok(self.0.lock().expect("nobody panicked").get(&name).cloned())
    }

    fn put(&self, name: String, secret: Vec<u8>) -> Result<(), AppError> {
        self.0.lock().expect("nobody panicked").insert(name, secret);
        Ok(())
    }

    fn delete(&self, name: String) -> Result<(), AppError> {
        self.0.lock().expect("nobody panicked").remove(&name);
        Ok(())
    }
}

/// An app's own HTTP, to one server whatever the address says.
struct Way {
    server: String,
    http: reqwest::Client,
    runtime: Handle,
}

impl HttpTransport for Way {
    fn start(&self, request: HttpRequest, completion: Arc<Completion>) -> Result<(), AppError> {
        let path = request.url.splitn(4, '/').nth(3).unwrap_or_default();
        let method = request.method.parse::<http::Method>().expect("the library asks with GET and POST");
        let mut asked = self.http.request(method, format!("{}/{path}", self.server)).body(request.body);
        for header in request.headers {
            asked = asked.header(header.name, header.value);
        }
        self.runtime.spawn(async move {
            let answered = async {
                let response = asked.send().await?;
                let status = response.status().as_u16();
                let retry_after = response.headers().get("retry-after").and_then(|value| value.to_str().ok());
                let retry_after = retry_after.map(ToOwned::to_owned);
                Ok::<_, reqwest::Error>(HttpResponse {
                    status,
                    retry_after,
                    body: response.bytes().await?.to_vec(),
                })
            };
            // Fails only where nobody waits any more.
            drop(match answered.await {
                Ok(response) => completion.answered(response),
                Err(_) => completion.failed(),
            });
        });
        Ok(())
    }
}
