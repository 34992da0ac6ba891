//! Fields for texts that several people write together: a form carries the place of the text, the view that its
//! writer had, and the writing it is part of, so that an old form merges and a form sent twice is one edit.

use data_encoding::HEXLOWER_PERMISSIVE;
use fieldwalk_core::document::TextPlace;
use fieldwalk_core::ids::EditId;

/// A shared text in a form.
#[derive(Debug, Clone, Default)]
pub(crate) struct TextField {
    /// Where the form goes.
    pub(crate) action: String,
    /// Where the text is kept.
    pub(crate) place: String,
    /// The field's id in the page.
    pub(crate) id: String,
    /// Its label.
    pub(crate) label: String,
    /// What to write.
    pub(crate) hint: String,
    /// The text as it is.
    pub(crate) words: String,
    /// The view of it.
    pub(crate) seen: String,
    /// The writing that begins with this form.
    pub(crate) edit: String,
    /// Whether the reader may write it.
    pub(crate) is_open: bool,
}

impl TextField {
    /// The field for the text at `place`.
    pub(crate) fn new(place: TextPlace, label: String, hint: String, words: &str) -> Self {
        let place = place.to_string();
        Self { id: place.replace('/', "-"), place, label, hint, words: words.to_owned(), ..Self::default() }
    }

    /// As a form that is sent to `action`, from a view with these heads.
    pub(crate) fn open(self, action: &str, heads: &[[u8; 32]], edit: EditId) -> Self {
        Self { action: action.to_owned(), seen: written(heads), edit: edit.to_string(), is_open: true, ..self }
    }
}

/// Heads as a form carries them.
pub(crate) fn written(heads: &[[u8; 32]]) -> String {
    heads.iter().map(|head| HEXLOWER_PERMISSIVE.encode(head)).collect::<Vec<_>>().join(",")
}

/// Heads as [`written`] writes them; `None` where they are not.
pub(crate) fn heads(field: &str) -> Option<Vec<[u8; 32]>> {
    let read = |head: &str| HEXLOWER_PERMISSIVE.decode(head.as_bytes()).ok()?.try_into().ok();
    field.split(',').filter(|head| !head.is_empty()).map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_read_as_they_are_written() {
        let both = vec![[7; 32], [255; 32]];
        assert_eq!(heads(&written(&both)), Some(both));
        assert_eq!(heads(""), Some(Vec::new()));
        assert_eq!(heads("00ff"), None);
        assert_eq!(heads("x"), None);
    }
}
