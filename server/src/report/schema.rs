//! The published schema of the JSON export, held against what is exported.

use serde_json::{Map, Value};

use super::samples::{empty, hostile, through, usual};
use super::visit_json;
use fieldwalk_core::domain::Lens;

const SCHEMA: &str = include_str!("../../../docs/schema/export.schema.json");

/// As much of JSON Schema as ours uses: what is wrong with `value`, by path.
fn problems(root: &Value, schema: &Value, value: &Value, path: &str) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.strip_prefix("#/$defs/").unwrap();
        return problems(root, root["$defs"].get(name).expect(name), value, path);
    }
    if let Some(options) = schema["anyOf"].as_array() {
        let found: Vec<_> = options.iter().map(|option| problems(root, option, value, path)).collect();
        return if found.iter().any(Vec::is_empty) { Vec::new() } else { found.concat() };
    }
    let mut found = Vec::new();
    let fits = match schema["type"].as_str().expect("every schema has a type") {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => {
            value.as_i64().is_some_and(|number| schema["minimum"].as_i64().is_none_or(|least| number >= least))
        }
        other => panic!("{other} is not checked here"),
    };
    if !fits {
        found.push(format!("{path}: {value} is no {}", schema["type"]));
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        found.push(format!("{path}: {value} is none of {words:?}"));
    }
    let items = value.as_array().filter(|_| schema["items"].is_object());
    for (number, item) in items.into_iter().flatten().enumerate() {
        found.extend(problems(root, &schema["items"], item, &format!("{path}/{number}")));
    }
    if let Some(fields) = value.as_object() {
        let none = Map::new();
        let known = schema["properties"].as_object().unwrap_or(&none);
        let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        found.extend(required.filter(|name| !fields.contains_key(*name)).map(|name| format!("{path}: no {name}")));
        for (name, field) in fields {
            let more = &schema["additionalProperties"];
            match known.get(name) {
                Some(schema) => found.extend(problems(root, schema, field, &format!("{path}/{name}"))),
                None if more.is_object() => found.extend(problems(root, more, field, &format!("{path}/{name}"))),
                None => found.push(format!("{path}: {name} is not in the schema")),
            }
        }
    }
    found
}

#[test]
fn what_is_exported_is_what_the_schema_says() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    for export in [usual(), hostile(), empty(), through(Lens::facilitator())] {
        let value: Value = serde_json::from_slice(&visit_json(&export)).unwrap();
        assert_eq!(problems(&schema, &schema, &value, ""), [] as [String; 0]);
    }
    let mut value: Value = serde_json::from_slice(&visit_json(&usual())).unwrap();
    value["feedback"]["rating"] = 5.into();
    value["feedback"]["notes"][0]["kind"] = "guess".into();
    assert_eq!(problems(&schema, &schema, &value, "").len(), 2, "a field too many and an unknown word");
}
