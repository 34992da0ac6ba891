//! What Chromium writes down of its own work: tasks, by what asked for them.

use std::time::Duration;

use serde::Deserialize;
use serde_json::json;

use super::Browser;
use super::cdp::Cdp;

/// How often a piece of a trace is asked for before it counts as not coming: some 20 seconds.
const ASKED_MAX: usize = 5_000;

/// Something that a thread of the browser ran.
#[derive(Debug, Clone)]
pub struct Task {
    /// What asked for it: a source file of Chromium.
    pub file: String,
    /// And a function in it.
    pub function: String,
    /// For how long it had a processor.
    pub time: Duration,
}

/// A trace, in the Trace Event Format.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Trace {
    trace_events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    name: String,
    /// In microseconds; of the thread, not of the clock on the wall.
    #[serde(default)]
    tdur: f64,
    #[serde(default)]
    args: Args,
}

#[derive(Default, Deserialize)]
struct Args {
    src_file: Option<String>,
    src_func: Option<String>,
}

impl Browser {
    /// The tasks that the browser ran during some work, the `nth` time from 1 on that it is asked so.
    pub async fn tasks_during(&self, nth: usize, work: impl Future<Output = ()>) -> Vec<Task> {
        let config = json!({ "includedCategories": ["toplevel"], "excludedCategories": ["*"] });
        self.cdp("Tracing.start", json!({ "transferMode": "ReturnAsStream", "traceConfig": config })).await;
        work.await;
        self.cdp("Tracing.end", json!({})).await;
        // The event that names the stream stays with chromedriver; Chromium numbers its streams from 1 on.
        let trace: Trace = serde_json::from_str(&self.stream(&nth.to_string()).await).expect("a trace is JSON");
        trace.trace_events.into_iter().filter_map(task).collect()
    }

    /// All of a stream, as soon as it is there.
    async fn stream(&self, handle: &str) -> String {
        let mut text = String::new();
        for _ in 0..ASKED_MAX {
            let read = Cdp { command: "IO.read", parameters: json!({ "handle": handle }) };
            // Until the trace is there, there is no such stream.
            let Ok(piece) = self.client.issue_cmd(read).await else { continue };
            text.push_str(piece["data"].as_str().unwrap_or_default());
            if piece["eof"] == true {
                self.cdp("IO.close", json!({ "handle": handle })).await;
                return text;
            }
        }
        panic!("Chromium has no stream {handle}");
    }
}

fn task(Event { name, tdur, args }: Event) -> Option<Task> {
    let task = Task { file: args.src_file?, function: args.src_func?, time: Duration::from_secs_f64(tdur / 1e6) };
    (name == "ThreadControllerImpl::RunTask").then_some(task)
}
