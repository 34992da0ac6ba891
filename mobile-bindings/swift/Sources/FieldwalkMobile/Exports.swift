/// Fieldwalk for Swift: `import FieldwalkMobile` brings the generated code and what is written by hand over it.
///
/// What is written by hand adds what no generator knows of Swift: streams of changes, the cancellation of tasks, identity
/// of rows for lists, dates. It decides nothing and keeps nothing.
@_exported import FieldwalkBindings
