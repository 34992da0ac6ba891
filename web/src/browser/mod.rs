//! What JavaScript sees: the core, started in a dedicated worker. The other half is `app/src/core/worker.ts`.

mod host;

use std::rc::Rc;

use fieldwalk_core::store::browser::{Files, NoFiles};
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use crate::api;
use crate::app::App;
use crate::error::{Answer, CallFailure};
use host::{Browser, JsHost};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn error(text: &str);
}

/// The core in this worker.
#[wasm_bindgen]
pub struct Core {
    app: Rc<App<Browser>>,
    files: Files,
}

/// Opens the storage. Fails with `noStorage` where this browser or window has none, and with `storageFailed` where it
/// is there and does not open.
#[wasm_bindgen]
pub async fn start(host: JsHost) -> Result<Core, JsValue> {
    std::panic::set_hook(Box::new(|panic| {
        // Where, and not what: its words can hold a note.
        let place = panic.location().map(ToString::to_string);
        error(&format!("the core ended at {}", place.unwrap_or_default()));
    }));
    let host = Rc::new(host);
    let files = Files::open("fieldwalk", || host.pause(100.0)).await.map_err(|why| match why {
        NoFiles::NotThere => "noStorage",
        NoFiles::Failed => "storageFailed",
    })?;
    let app = App::new(Browser::new(host, files.clone()));
    Ok(Core { app: Rc::new(app), files })
}

#[wasm_bindgen]
impl Core {
    /// Answers what is answered at once, as JSON; nothing for what waits for something.
    pub fn answer(&self, method: &str, args: &str) -> Result<Option<String>, JsValue> {
        api::answer(&self.app, method, args).transpose().map_err(thrown)
    }

    /// Answers what waits for something, as JSON.
    #[wasm_bindgen(js_name = answerLater)]
    pub fn answer_later(&self, method: String, args: String) -> Promise {
        let app = self.app.clone();
        promise(async move { api::answer_later(&app, &method, &args).await.map(JsValue::from) })
    }

    /// The visit as one file.
    #[wasm_bindgen(js_name = exportVisit)]
    pub fn export_visit(&self, visit: &str, with_notebook: bool) -> Result<Vec<u8>, JsValue> {
        api::file::export(&self.app, visit, with_notebook).map_err(thrown)
    }

    /// Takes in a file; the report as JSON.
    #[wasm_bindgen(js_name = importVisit)]
    pub fn import_visit(&self, file: &[u8]) -> Result<String, JsValue> {
        api::file::import(&self.app, file).and_then(|report| api::json(&report)).map_err(thrown)
    }

    /// Closes what is open and lets go of the storage.
    pub fn stop(&self) -> Promise {
        let (app, files) = (self.app.clone(), self.files.clone());
        promise(async move {
            app.close().await;
            files.close();
            Ok(JsValue::UNDEFINED)
        })
    }
}

fn promise(work: impl Future<Output = Answer<JsValue>> + 'static) -> Promise {
    future_to_promise(async move { work.await.map_err(thrown) })
}

/// A failure as it is thrown: JSON.
fn thrown(failure: CallFailure) -> JsValue {
    api::json(&failure).unwrap_or_default().into()
}
