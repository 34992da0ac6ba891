//! Links as QR codes, for a phone that looks at the screen or at paper.

use qrcode::render::svg::Color;
use qrcode::{EcLevel, QrCode};

/// `link` as an SVG without a name of its own: the text beside it says the same. Empty for what does not fit.
pub(crate) fn svg(link: &str) -> String {
    let Ok(code) = QrCode::with_error_correction_level(link, EcLevel::M) else { return String::new() };
    let drawn = code.render::<Color<'_>>().min_dimensions(160, 160).build();
    // The XML declaration is for files of their own.
    let svg = drawn.split_once("?>").map_or(drawn.as_str(), |(_, svg)| svg);
    svg.replacen("<svg ", "<svg aria-hidden=\"true\" focusable=\"false\" ", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_becomes_an_image_and_what_is_too_long_none() {
        let image = svg("https://walk.example.org/invite#7K3M-9QPD-X2VT-4HWZ");
        assert!(image.starts_with("<svg ") && image.ends_with("</svg>"));
        assert_eq!(svg(&"x".repeat(10_000)), "");
    }
}
