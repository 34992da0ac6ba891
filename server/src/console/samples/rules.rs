//! Rules that hold for every page with every one of its samples, in every language: rendered, parsed and looked at.

use std::collections::BTreeSet;
use std::path::Path;

use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use super::super::assets;
use super::{HOSTILE, RIGHT_TO_LEFT, all};

/// An element of a page, flat, with what the rules ask about it.
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    /// The text directly in it.
    text: String,
    /// Names of its ancestors.
    within: Vec<String>,
    /// Whether it or an ancestor leaves the direction to the text.
    is_auto: bool,
}

impl Element {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

fn elements(html: &str) -> Vec<Element> {
    fn walk(node: &Handle, within: &[String], is_auto: bool, found: &mut Vec<Element>) {
        let mut within = within.to_vec();
        let mut is_auto = is_auto;
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let attributes: Vec<_> =
                attrs.borrow().iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
            let name = name.local.to_string();
            is_auto |= name == "bdi" || attributes.iter().any(|(key, value)| key == "dir" && value == "auto");
            let mut text = String::new();
            for child in node.children.borrow().iter() {
                if let NodeData::Text { contents } = &child.data {
                    text.push_str(&contents.borrow());
                }
            }
            found.push(Element { name: name.clone(), attributes, text, within: within.clone(), is_auto });
            within.push(name);
        }
        for child in node.children.borrow().iter() {
            walk(child, &within, is_auto, found);
        }
    }
    let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html);
    let mut found = Vec::new();
    walk(&dom.document, &[], false, &mut found);
    found
}

/// What a person wrote, as the samples have it.
fn user_texts() -> [&'static str; 2] {
    [HOSTILE, RIGHT_TO_LEFT]
}

#[test]
fn no_data_becomes_markup() {
    for page in all() {
        let name = page.name();
        for element in elements(&page.html) {
            let element_name = &element.name;
            for (attribute, value) in &element.attributes {
                assert!(!attribute.starts_with("on"), "{name}: {element_name} has {attribute}");
                assert_ne!(attribute, "style", "{name}: {element_name} has a style, which the policy refuses");
                assert!(!value.trim_start().starts_with("javascript:"), "{name}: {element_name} {attribute}");
            }
            if element_name == "script" {
                let is_ours = |src: &str| assets::all().any(|asset| asset.path == src);
                assert!(element.get("src").is_some_and(is_ours) && element.text.is_empty(), "{name}: a script");
            }
            let is_embedding = ["iframe", "object", "embed", "base", "style"].contains(&element_name.as_str());
            assert!(!is_embedding, "{name}: {element_name}");
        }
    }
}

#[test]
fn what_people_wrote_is_there_as_they_wrote_it() {
    for page in all().into_iter().filter(|page| page.sample == "hostile") {
        let is_there = elements(&page.html).iter().any(|element| {
            element.text.contains(HOSTILE) || element.get("value").is_some_and(|value| value.contains(HOSTILE))
        });
        assert!(is_there, "{}: the hostile text does not appear as text", page.name());
    }
}

#[test]
fn what_people_wrote_chooses_its_own_direction() {
    for page in all() {
        for element in elements(&page.html).iter().filter(|element| element.name != "title") {
            for words in user_texts() {
                let isolated = format!("\u{2068}{words}");
                let bare = element.text.replace(&isolated, "");
                let is_value = ["input", "textarea"].contains(&element.name.as_str())
                    && element.get("value").is_some_and(|value| value.contains(words));
                let is_shown = bare.contains(words) || is_value;
                let why = "needs dir=auto, or bdi, or a message that isolates it";
                assert!(!is_shown || element.is_auto, "{}: {} {why}", page.name(), element.name);
            }
        }
    }
}

#[test]
fn every_page_has_one_heading_and_headings_skip_no_level() {
    for page in all() {
        let name = page.name();
        let elements = elements(&page.html);
        let levels: Vec<u8> =
            elements.iter().filter_map(|element| element.name.strip_prefix('h')?.parse().ok()).collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{name}: h1");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {levels:?}");
        let language = elements.iter().find(|element| element.name == "html").and_then(|html| html.get("lang"));
        assert_eq!(language, Some(page.language.tag()), "{name}");
        let title = elements.iter().find(|element| element.name == "title" && element.within.len() == 2);
        assert!(title.is_some_and(|title| !title.text.trim().is_empty()), "{name}: title");
    }
}

#[test]
fn ids_are_unique_and_what_refers_to_them_finds_them() {
    for page in all() {
        let name = page.name();
        let elements = elements(&page.html);
        let ids: Vec<&str> = elements.iter().filter_map(|element| element.get("id")).collect();
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        let twice: Vec<_> = known.iter().filter(|id| ids.iter().filter(|other| other == id).count() > 1).collect();
        assert!(twice.is_empty(), "{name}: twice: {twice:?}");
        for element in &elements {
            for attribute in ["for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form"] {
                for id in element.get(attribute).unwrap_or_default().split_whitespace() {
                    assert!(known.contains(id), "{name}: {} {attribute}={id} leads nowhere", element.name);
                }
            }
        }
    }
}

#[test]
fn every_control_has_a_name() {
    for page in all() {
        let name = page.name();
        let elements = elements(&page.html);
        let labelled: BTreeSet<&str> = elements.iter().filter_map(|element| element.get("for")).collect();
        for element in &elements {
            let kind = element.get("type").unwrap_or("text");
            let is_field = match element.name.as_str() {
                "input" => !["hidden", "submit", "button"].contains(&kind),
                "select" | "textarea" => true,
                _ => false,
            };
            let is_named = element.get("id").is_some_and(|id| labelled.contains(id))
                || element.within.iter().any(|ancestor| ancestor == "label")
                || element.get("aria-label").is_some()
                || element.get("aria-labelledby").is_some();
            assert!(!is_field || is_named, "{name}: {} {:?} has no label", element.name, element.get("name"));
            assert!(element.name != "img" || element.get("alt").is_some(), "{name}: an image without alt");
            assert!(element.name != "th" || element.get("scope").is_some(), "{name}: a th without scope");
            assert!(element.name != "button" || element.get("type").is_some(), "{name}: a button without type");
        }
    }
}

#[test]
fn every_message_is_filled_in() {
    for page in all().into_iter().filter(|page| page.sample != "hostile") {
        assert!(!page.html.contains("{$"), "{}: an argument is missing", page.name());
    }
}

#[test]
fn every_template_is_a_page_with_samples() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let known: BTreeSet<&str> = all().iter().map(|page| page.template).collect();
    for entry in std::fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        // Parts that pages share begin with an underscore.
        let is_page = file != "frame.html" && !file.starts_with('_');
        assert!(!is_page || known.contains(file.as_str()), "{file} is not registered in samples.rs");
    }
}
