//! The page as a screen reader walks through it: one line for each thing that has a role and a name.

use serde_json::{Value, json};

use super::Browser;

/// Things that are there for their content alone.
const SILENT: [&str; 12] = [
    "none",
    "generic",
    "InlineTextBox",
    "LineBreak",
    "LayoutTable",
    "LayoutTableRow",
    "LayoutTableCell",
    "LabelText",
    "ListMarker",
    "SvgRoot",
    "Iframe",
    "strong",
];
/// States that are spoken.
const STATES: [&str; 8] =
    ["checked", "expanded", "selected", "pressed", "disabled", "required", "invalid", "level"];

impl Browser {
    /// The outline of the page as it is now.
    pub async fn outline(&self) -> String {
        self.cdp("Accessibility.enable", json!({})).await;
        let tree = self.cdp("Accessibility.getFullAXTree", json!({})).await;
        let nodes = tree["nodes"].as_array().expect("a tree is a list of nodes");
        let mut lines = Vec::new();
        if let Some(root) = nodes.first() {
            walk(nodes, root, 0, &mut lines);
        }
        lines.join("\n")
    }
}

fn walk(nodes: &[Value], node: &Value, depth: usize, lines: &mut Vec<String>) {
    let role = node["role"]["value"].as_str().unwrap_or("none");
    let name = node["name"]["value"].as_str().unwrap_or_default().trim();
    let is_heard =
        node["ignored"] != true && !SILENT.contains(&role) && !(role == "StaticText" && name.is_empty());
    let mut deeper = depth;
    if is_heard {
        lines.push(format!("{}{}", "  ".repeat(depth), spoken(node, role, name)));
        deeper += 1;
    }
    // The name of a link or a heading is its content: told once is enough.
    let is_told = matches!(role, "link" | "button" | "heading" | "cell" | "columnheader" | "rowheader" | "option")
        && !name.is_empty();
    for id in node["childIds"].as_array().map(Vec::as_slice).unwrap_or_default() {
        let Some(child) = nodes.iter().find(|node| node["nodeId"] == *id) else { continue };
        if !(is_told && child["role"]["value"] == "StaticText") {
            walk(nodes, child, deeper, lines);
        }
    }
}

fn spoken(node: &Value, role: &str, name: &str) -> String {
    let mut words = if role == "StaticText" { format!("\"{name}\"") } else { role.to_owned() };
    if role != "StaticText" && !name.is_empty() {
        words.push_str(&format!(" \"{name}\""));
    }
    for property in node["properties"].as_array().map(Vec::as_slice).unwrap_or_default() {
        let state = property["name"].as_str().unwrap_or_default();
        let value = &property["value"]["value"];
        let is_said = STATES.contains(&state) && *value != json!(false) && *value != json!("false");
        if is_said {
            words.push_str(&format!(" [{state}: {}]", value.to_string().trim_matches('"')));
        }
    }
    words
}
