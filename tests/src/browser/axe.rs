//! The accessibility checker axe-core, from npm, run inside the page.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::{Value, json};

use super::Browser;

static AXE: LazyLock<String> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("browser/node_modules/axe-core/axe.min.js");
    fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is missing: `cargo xtask setup`", path.display()))
});

/// WCAG 2.2 AA and what axe-core counts as good practice beyond it.
const RULES: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

impl Browser {
    /// What axe-core finds wrong on the page as it is now, one line for each place.
    pub async fn violations(&self) -> Vec<String> {
        self.script(&AXE, vec![]).await;
        let run = "const [rules, done] = arguments; \
                   axe.run(document, { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] }) \
                      .then(result => done(result.violations), error => done([{ id: String(error), nodes: [] }]));";
        let found = self.client.execute_async(run, vec![json!(RULES)]).await;
        let found = found.unwrap_or_else(|error| panic!("axe-core does not run: {error}"));
        let violations = found.as_array().expect("axe-core answers with a list");
        violations.iter().flat_map(lines).collect()
    }
}

fn lines(violation: &Value) -> Vec<String> {
    let places = violation["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
    let place = |node: &Value| format!("{} {} at {}", violation["id"], violation["help"], node["html"]);
    if places.is_empty() { vec![violation["id"].to_string()] } else { places.iter().map(place).collect() }
}
