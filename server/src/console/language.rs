//! Which language a page speaks: the one chosen in the account, else what the browser prefers, else English.

use axum::http::{HeaderMap, header};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};

/// The cookie that remembers a choice. It names nobody.
const COOKIE: &str = "__Host-fieldwalk-language";

/// A language of the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    /// English.
    English,
    /// Spanish.
    Spanish,
}

impl Language {
    /// All languages.
    pub(crate) const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// Its tag (BCP 47).
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// Its name in itself.
    pub(crate) fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
        }
    }

    /// The language that a tag such as `es` or `es-MX` names.
    pub(crate) fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }

    /// The language to answer a request in.
    pub(crate) fn of_request(headers: &HeaderMap) -> Self {
        let jar = CookieJar::from_headers(headers);
        let chosen = jar.get(COOKIE).and_then(|cookie| Self::from_tag(cookie.value()));
        let accepted = || headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok().and_then(Self::preferred);
        chosen.or_else(accepted).unwrap_or(Self::English)
    }

    /// The first of our languages in an `Accept-Language` header, by weight.
    fn preferred(header: &str) -> Option<Self> {
        let weighed = header.split(',').filter_map(|part| {
            let (tag, parameters) = part.trim().split_once(';').unwrap_or((part.trim(), ""));
            let weight = parameters.trim().strip_prefix("q=").map_or(1.0, |q| q.parse().unwrap_or(0.0));
            let language = Self::from_tag(tag)?;
            (weight > 0.0).then_some((weight, language))
        });
        // Of equal weights the first wins.
        weighed
            .reduce(|best, next| if next.0 > best.0 { next } else { best })
            .map(|(_, language): (f32, _)| language)
    }

    /// The cookie that remembers this choice for years.
    pub(crate) fn cookie(self) -> Cookie<'static> {
        Cookie::build((COOKIE, self.tag()))
            .path("/")
            .secure(true)
            .http_only(true)
            .same_site(SameSite::Lax)
            .permanent()
            .build()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choice_is_asked_first_then_the_browser() {
        let mut headers = HeaderMap::new();
        assert_eq!(Language::of_request(&headers), Language::English);
        headers.insert(header::ACCEPT_LANGUAGE, "fr, es-MX;q=0.8, en;q=0.7".parse().unwrap());
        assert_eq!(Language::of_request(&headers), Language::Spanish);
        headers.insert(header::COOKIE, format!("{COOKIE}=en").parse().unwrap());
        assert_eq!(Language::of_request(&headers), Language::English);
    }

    #[test]
    fn weights_count_and_a_zero_refuses() {
        for (header, expected) in [
            ("en;q=0.1, es;q=0.9", Some(Language::Spanish)),
            ("es;q=0, en;q=0.1", Some(Language::English)),
            ("en, es", Some(Language::English)),
            ("de, fr", None),
            (";;q=,", None),
        ] {
            assert_eq!(Language::preferred(header), expected, "{header}");
        }
    }
}
