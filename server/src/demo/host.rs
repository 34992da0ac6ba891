//! The host reads: what the server answers to a leader of the host school, over HTTP, as the host would receive it.

use std::path::Path;

use anyhow::{Context, ensure};
use fieldwalk_core::client::Profile;
use fieldwalk_core::domain::Feedback;
use fieldwalk_core::ids::VisitId;
use serde_json::Value;

use crate::report::as_written;

/// The host's answers, as bytes and as read.
pub(super) struct HostView {
    pub(super) feedback: Feedback,
    /// The rows of the CSV: item, room, kind, focus, look-fors, text.
    pub(super) rows: Vec<Row>,
    csv: Vec<u8>,
    json: Vec<u8>,
    answers: Vec<Vec<u8>>,
}

/// A row of the host's CSV.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub(super) struct Row {
    pub(super) evidence: String,
    pub(super) room: String,
    pub(super) kind: String,
    pub(super) focus: String,
    pub(super) look_fors: String,
    pub(super) text: String,
}

impl Row {
    /// Without the apostrophes that keep a spreadsheet from running a cell.
    fn without_apostrophes(self) -> Self {
        let written = |cell: String| as_written(&cell).to_owned();
        Self { room: written(self.room), look_fors: written(self.look_fors), text: written(self.text), ..self }
    }
}

#[derive(serde::Deserialize)]
struct Answer {
    feedback: Feedback,
}

impl HostView {
    /// Asks the server with the host's own token.
    pub(super) async fn fetch(http: &reqwest::Client, host: &Profile, visit: VisitId) -> anyhow::Result<Self> {
        let base = format!("{}/v1/visits/{visit}", host.server_url);
        let get = async |path: &str| {
            let response = http.get(format!("{base}/{path}")).bearer_auth(&host.token).send().await?;
            let body = response.error_for_status().map_err(reqwest::Error::without_url)?.bytes().await?;
            anyhow::Ok(body.to_vec())
        };
        let feedback_json = get("feedback").await.context("the host's feedback")?;
        let json = get("export?format=json").await.context("the host's JSON")?;
        let csv = get("export?format=csv").await.context("the host's CSV")?;
        let feedback = serde_json::from_slice::<Answer>(&feedback_json).context("the host's feedback")?.feedback;
        let exported = serde_json::from_slice::<Answer>(&json).context("the host's JSON")?.feedback;
        ensure!(feedback == exported, "the host's feedback and the host's JSON differ");
        let rows = csv::Reader::from_reader(csv.as_slice()).deserialize().collect::<Result<Vec<Row>, _>>();
        let rows = rows.context("the host's CSV")?.into_iter().map(Row::without_apostrophes).collect();
        let answers = vec![feedback_json, json.clone(), csv.clone()];
        Ok(Self { feedback, rows, csv, json, answers })
    }

    /// Everything the host was sent: the bytes, and every string in them without its escapes.
    pub(super) fn everything(&self) -> Vec<Vec<u8>> {
        let mut found = self.answers.clone();
        for answer in &self.answers {
            if let Ok(value) = serde_json::from_slice(answer) {
                strings(&value, &mut found);
            }
        }
        found.extend(self.rows.iter().map(|row| row.text.clone().into_bytes()));
        found
    }

    /// Writes notes.csv and visit.json into `folder`.
    pub(super) fn write(&self, folder: &Path) -> anyhow::Result<()> {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        for (name, bytes) in [("notes.csv", &self.csv), ("visit.json", &self.json)] {
            let path = folder.join(name);
            std::fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }
}

fn strings(value: &Value, found: &mut Vec<Vec<u8>>) {
    match value {
        Value::String(text) => found.push(text.clone().into_bytes()),
        Value::Array(values) => values.iter().for_each(|value| strings(value, found)),
        Value::Object(fields) => fields.values().for_each(|value| strings(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
