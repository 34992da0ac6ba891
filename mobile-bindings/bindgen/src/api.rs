//! Writes the exported interface down, as it stands in the library itself: every type with its fields, every method
//! with its arguments, what it answers, what it throws and whether it is asynchronous.
//!
//! One line for each thing that a change of the interface can add, take away or alter, so that a review shows it.
//! Words of documentation are left out.

use anyhow::{Context as _, Result};
use uniffi_bindgen::interface::{
    Argument, AsType, Callable, DefaultValue, Enum, Field, Literal, Method, Object, Record, Type,
    UniffiTraitMethods,
};
use uniffi_bindgen::{BindgenLoader, BindgenPaths, ComponentInterface, GlobalConfig};

/// The interface of the library in the file `library`, which is not stripped.
pub(crate) fn of_library(library: &str) -> Result<String> {
    let loader = BindgenLoader::new(BindgenPaths::default(), GlobalConfig::default());
    let interfaces = loader.load_cis(loader.load_metadata(library.into())?)?;
    let interface = interfaces.first().context("the library exports nothing; was it stripped?")?;
    Ok(text(interface))
}

/// Every item in a paragraph of its own, in the order of their names.
fn text(interface: &ComponentInterface) -> String {
    let mut items: Vec<(&str, Vec<String>)> = Vec::new();
    items.extend(interface.enum_definitions().iter().map(|item| {
        (
            item.name(),
            enumeration(item, if interface.is_name_used_as_error(item.name()) { "error" } else { "enum" }),
        )
    }));
    items.extend(interface.record_definitions().iter().map(|item| (item.name(), record(item))));
    items.extend(interface.object_definitions().iter().map(|item| (item.name(), object(item))));
    for callback in interface.callback_interface_definitions() {
        let head = format!("callback {}", callback.name());
        items.push((callback.name(), block(head, methods(&callback.methods()))));
    }
    for function in interface.function_definitions() {
        items.push((function.name(), vec![signature("function ", function.name(), function)]));
    }
    items.sort();
    let paragraphs: Vec<String> = items.into_iter().map(|(_, lines)| lines.join("\n")).collect();
    format!("{}\n", paragraphs.join("\n\n"))
}

fn enumeration(item: &Enum, kind: &str) -> Vec<String> {
    let openness = if item.is_non_exhaustive() { ", open" } else { "" };
    let variants = item.variants().iter().map(|variant| match variant.fields() {
        [] => variant.name().to_owned(),
        fields => format!("{}({})", variant.name(), fields.iter().map(field).collect::<Vec<_>>().join(", ")),
    });
    let traits = traits(&item.uniffi_trait_methods());
    let constructors = item.constructors().iter().map(|made| signature("constructor ", made.name(), made));
    let methods = methods(&item.methods().iter().collect::<Vec<_>>());
    block(
        format!("{kind} {}{traits}{openness}", item.name()),
        variants.chain(constructors).chain(methods).collect(),
    )
}

fn record(item: &Record) -> Vec<String> {
    let traits = traits(&item.uniffi_trait_methods());
    let constructors = item.constructors().iter().map(|made| signature("constructor ", made.name(), made));
    let methods = methods(&item.methods().iter().collect::<Vec<_>>());
    let fields = item.fields().iter().map(field);
    block(format!("record {}{traits}", item.name()), fields.chain(constructors).chain(methods).collect())
}

fn object(item: &Object) -> Vec<String> {
    // Of an app's own making, or of the library's.
    let kind = if item.has_callback_interface() { "callback" } else { "object" };
    let traits = traits(&item.uniffi_trait_methods());
    let constructors = item.constructors().into_iter().map(|made| signature("constructor ", made.name(), made));
    let mut methods = methods(&item.methods());
    if !item.has_callback_interface() {
        // In whichever file of ours they stand. Those of an app are called through a table, in its order.
        methods.sort_by(|one, other| method_name(one).cmp(method_name(other)));
    }
    block(format!("{kind} {}{traits}", item.name()), constructors.chain(methods).collect())
}

fn block(head: String, lines: Vec<String>) -> Vec<String> {
    [head].into_iter().chain(lines.into_iter().map(|line| format!("  {line}"))).collect()
}

fn methods(methods: &[&Method]) -> Vec<String> {
    methods.iter().map(|method| signature("", method.name(), *method)).collect()
}

fn method_name(signature: &str) -> &str {
    signature.strip_prefix("async ").unwrap_or(signature)
}

fn signature(kind: &str, name: &str, callable: &dyn Callable) -> String {
    let asynchronous = if callable.is_async() { "async " } else { "" };
    let arguments: Vec<String> = callable.arguments().into_iter().map(argument).collect();
    let answer = callable.return_type().map(|of| format!(" -> {}", named(of))).unwrap_or_default();
    let error = callable.throws_type().map(|of| format!(" throws {}", named(of))).unwrap_or_default();
    format!("{asynchronous}{kind}{name}({}){answer}{error}", arguments.join(", "))
}

fn argument(argument: &Argument) -> String {
    format!("{}: {}{}", argument.name(), named(&argument.as_type()), default(argument.default_value()))
}

fn field(field: &Field) -> String {
    format!("{}: {}{}", field.name(), named(&field.as_type()), default(field.default_value()))
}

fn default(value: Option<&DefaultValue>) -> String {
    match value {
        None => String::new(),
        Some(DefaultValue::Default) => " = default".to_owned(),
        Some(DefaultValue::Literal(Literal::None)) => " = none".to_owned(),
        Some(DefaultValue::Literal(Literal::Boolean(value))) => format!(" = {value}"),
        Some(DefaultValue::Literal(Literal::EmptySequence)) => " = []".to_owned(),
        Some(DefaultValue::Literal(other)) => format!(" = {other:?}"),
    }
}

/// What every language has of its own for a type: text of it, comparison, a hash.
fn traits(methods: &UniffiTraitMethods) -> String {
    let UniffiTraitMethods { debug_fmt, display_fmt, eq_eq, eq_ne: _, hash_hash, ord_cmp } = methods;
    let all =
        [(debug_fmt, "debug"), (display_fmt, "display"), (eq_eq, "eq"), (hash_hash, "hash"), (ord_cmp, "ord")];
    all.into_iter().filter(|(method, _)| method.is_some()).map(|(_, name)| format!(", {name}")).collect()
}

/// A type by its name, with the width of a number: `[T]` is a list, `T?` may be none.
fn named(of: &Type) -> String {
    match of {
        Type::UInt8 => "u8".to_owned(),
        Type::Int8 => "i8".to_owned(),
        Type::UInt16 => "u16".to_owned(),
        Type::Int16 => "i16".to_owned(),
        Type::UInt32 => "u32".to_owned(),
        Type::Int32 => "i32".to_owned(),
        Type::UInt64 => "u64".to_owned(),
        Type::Int64 => "i64".to_owned(),
        Type::Float32 => "f32".to_owned(),
        Type::Float64 => "f64".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::String => "string".to_owned(),
        Type::Bytes => "bytes".to_owned(),
        Type::Timestamp => "timestamp".to_owned(),
        Type::Duration => "duration".to_owned(),
        Type::Object { name, .. }
        | Type::Record { name, .. }
        | Type::Enum { name, .. }
        | Type::CallbackInterface { name, .. } => name.clone(),
        Type::Box { inner_type } => named(inner_type),
        Type::Optional { inner_type } => format!("{}?", named(inner_type)),
        Type::Sequence { inner_type } => format!("[{}]", named(inner_type)),
        Type::Set { inner_type } => format!("{{{}}}", named(inner_type)),
        Type::Map { key_type, value_type } => format!("{{{}: {}}}", named(key_type), named(value_type)),
        Type::Custom { name, builtin, .. } => format!("{name}({})", named(builtin)),
    }
}
