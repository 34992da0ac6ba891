//! The one place that writes SVG: what people wrote goes in as text and stays text.

use std::fmt::Write;

/// A drawing in the making. Lengths are in pixels of the drawing.
pub(super) struct Svg {
    width: usize,
    height: usize,
    body: String,
}

impl Svg {
    pub(super) fn new(width: usize, height: usize) -> Self {
        Self { width, height, body: String::new() }
    }

    pub(super) fn rect(&mut self, class: &str, x: usize, y: usize, width: usize, height: usize) {
        self.push(format_args!(
            r#"<rect class="{class}" x="{x}" y="{y}" width="{width}" height="{height}" rx="3"/>"#
        ));
    }

    /// A rectangle filled with a texture from [`Self::textures`].
    pub(super) fn textured(&mut self, texture: &str, x: usize, y: usize, width: usize, height: usize) {
        self.push(format_args!(
            r#"<rect fill="url(#{texture})" x="{x}" y="{y}" width="{width}" height="{height}" rx="3"/>"#
        ));
    }

    /// Text that begins at `x` with its baseline at `y`.
    pub(super) fn text(&mut self, class: &str, x: usize, y: usize, text: &str) {
        self.push(format_args!(r#"<text class="{class}" x="{x}" y="{y}">{}</text>"#, escaped(text)));
    }

    /// Text with its middle at `x`.
    pub(super) fn middle(&mut self, class: &str, x: usize, y: usize, text: &str) {
        self.push(format_args!(
            r#"<text class="{class}" x="{x}" y="{y}" text-anchor="middle">{}</text>"#,
            escaped(text)
        ));
    }

    /// Makes the textures `chart-lines` and `chart-dots`, so that colour is never alone.
    pub(super) fn textures(&mut self) {
        self.body.push_str(concat!(
            r#"<defs><pattern id="chart-lines" width="8" height="8" patternUnits="userSpaceOnUse">"#,
            r#"<path class="chart-texture" d="M0 8 8 0"/></pattern>"#,
            r#"<pattern id="chart-dots" width="8" height="8" patternUnits="userSpaceOnUse">"#,
            r#"<circle class="chart-texture" cx="4" cy="4" r="1"/></pattern></defs>"#,
        ));
    }

    /// The drawing, named and described. `id` begins the ids inside it.
    pub(super) fn finish(self, id: &str, title: &str, desc: &str) -> String {
        let Self { width, height, body } = self;
        format!(
            concat!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" "#,
                r#"aria-labelledby="{id}-title {id}-desc" viewBox="0 0 {width} {height}" "#,
                r#"width="{width}" height="{height}">"#,
                r#"<title id="{id}-title">{title}</title><desc id="{id}-desc">{desc}</desc>{body}</svg>"#,
            ),
            id = id,
            title = escaped(title),
            desc = escaped(desc),
            width = width,
            height = height,
            body = body,
        )
    }

    fn push(&mut self, element: std::fmt::Arguments<'_>) {
        self.body.write_fmt(element).expect("a String takes every write");
    }
}

/// As text of an element or an attribute; what XML cannot hold becomes a replacement character.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}

/// At most `characters` of `text`; the table behind the chart has all of it.
pub(super) fn short(text: &str, characters: usize) -> String {
    if text.chars().count() <= characters {
        return text.to_owned();
    }
    let kept: String = text.chars().take(characters.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_never_becomes_markup() {
        let mut svg = Svg::new(10, 10);
        svg.text("chart-text", 0, 0, "</text><script>alert('1')</script>\u{0}");
        let drawn = svg.finish("x", "\"><script>", "& so on");
        assert!(!drawn.contains("<script"), "{drawn}");
        assert!(!drawn.contains('\0'));
        assert!(drawn.contains("&quot;&gt;&lt;script&gt;") && drawn.contains("&amp; so on"));
    }

    #[test]
    fn a_long_name_is_cut_between_characters() {
        assert_eq!(short("naïve", 5), "naïve");
        assert_eq!(short("naïve talk", 7), "naïve…");
    }
}
