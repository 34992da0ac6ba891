//! The worker's own abilities, as `app/src/core/host.ts` gives them.

use std::path::PathBuf;
use std::rc::Rc;

use fieldwalk_core::driver::{Http, Post, Reply};
use fieldwalk_core::protocol::MEDIA_TYPE;
use fieldwalk_core::store::browser::Files;
use fieldwalk_core::sync::Failure;
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::error::Answer;
use crate::host::{Host, Notices};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"import type { Host } from "../host";"#;

#[wasm_bindgen]
extern "C" {
    /// What the worker brings along.
    #[wasm_bindgen(typescript_type = "Host")]
    pub type JsHost;

    #[wasm_bindgen(method)]
    fn post(this: &JsHost, url: String, media_type: &str, token: Option<String>, body: Vec<u8>) -> JsPost;
    #[wasm_bindgen(method)]
    fn notices(this: &JsHost, url: String, token: String) -> JsNotices;
    #[wasm_bindgen(method)]
    fn sleep(this: &JsHost, millis: f64) -> Promise;
    #[wasm_bindgen(method, js_name = isOnline)]
    fn is_online(this: &JsHost) -> bool;
    #[wasm_bindgen(method)]
    fn stirred(this: &JsHost) -> Promise;
    #[wasm_bindgen(method)]
    fn tell(this: &JsHost, event: String);

    /// A request that is under way.
    type JsPost;
    #[wasm_bindgen(method, getter)]
    fn reply(this: &JsPost) -> Promise;
    #[wasm_bindgen(method)]
    fn abort(this: &JsPost);

    /// An answer of the server.
    type JsReply;
    #[wasm_bindgen(method, getter)]
    fn status(this: &JsReply) -> u16;
    #[wasm_bindgen(method, getter, js_name = retryAfter)]
    fn retry_after(this: &JsReply) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn date(this: &JsReply) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn body(this: &JsReply) -> Vec<u8>;

    /// A stream of notices.
    type JsNotices;
    #[wasm_bindgen(method, getter)]
    fn opened(this: &JsNotices) -> Promise;
    #[wasm_bindgen(method)]
    fn next(this: &JsNotices) -> Promise;
    #[wasm_bindgen(method)]
    fn close(this: &JsNotices);
}

/// This worker.
pub(super) struct Browser {
    host: Rc<JsHost>,
    files: Files,
}

impl Browser {
    pub(super) fn new(host: Rc<JsHost>, files: Files) -> Self {
        Self { host, files }
    }
}

impl JsHost {
    /// Waits.
    pub(super) async fn pause(&self, millis: f64) {
        // Never fails: a timer only ends.
        let _ = JsFuture::from(self.sleep(millis)).await;
    }
}

/// Gives a request up when nobody waits for it any more.
struct UnderWay(JsPost);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Http for Browser {
    async fn post(&self, post: Post) -> Result<Reply, Failure> {
        let under_way = UnderWay(self.host.post(post.url, MEDIA_TYPE, post.token, post.body));
        let reply = JsFuture::from(under_way.0.reply()).await.map_err(|_| Failure::NoConnection)?;
        let reply: JsReply = reply.unchecked_into();
        let (retry_after, date) = (reply.retry_after(), reply.date());
        Ok(Reply { status: reply.status(), retry_after, date, body: reply.body() })
    }
}

/// A stream of notices, closed when dropped.
pub(super) struct Stream(JsNotices);

impl Drop for Stream {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Notices for Stream {
    async fn next(&mut self) -> bool {
        JsFuture::from(self.0.next()).await.is_ok_and(|is_open| is_open.is_truthy())
    }
}

impl Host for Browser {
    type Notices = Stream;

    fn folder(&self) -> PathBuf {
        PathBuf::new()
    }

    fn names(&self) -> Answer<Vec<String>> {
        Ok(self.files.names()?)
    }

    fn remove(&self, name: &str) -> Answer<()> {
        Ok(self.files.remove(name)?)
    }

    async fn make_place(&self) -> Answer<()> {
        Ok(self.files.make_place().await?)
    }

    fn is_online(&self) -> bool {
        self.host.is_online()
    }

    async fn stirred(&self) {
        // Fails only where the worker ends.
        let _ = JsFuture::from(self.host.stirred()).await;
    }

    async fn sleep(&self, millis: i64) {
        self.host.pause(millis as f64).await;
    }

    async fn notices(&self, url: String, token: String) -> Option<Stream> {
        let stream = Stream(self.host.notices(url, token));
        let opened = JsFuture::from(stream.0.opened()).await;
        opened.is_ok_and(|is_open| is_open.is_truthy()).then_some(stream)
    }

    fn spawn(&self, work: impl Future<Output = ()> + 'static) {
        spawn_local(work);
    }

    fn tell(&self, event: String) {
        self.host.tell(event);
    }
}
