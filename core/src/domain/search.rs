//! Finding texts by their words, on a phone as in the console: whatever the case, with or without accents, and while the
//! last word is still being written.

/// The words that somebody looks for. Each of them must begin a word of the text; no words are in every text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought(Vec<String>);

impl Sought {
    /// The words in what was written into a search field.
    pub fn new(written: &str) -> Self {
        let plain = plain(written);
        Self(words(&plain).map(str::to_owned).collect())
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether all of the words are in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        if self.is_empty() {
            return true;
        }
        let plain = plain(text);
        self.0.iter().all(|sought| words(&plain).any(|word| word.starts_with(sought.as_str())))
    }
}

fn words(plain: &str) -> impl Iterator<Item = &str> {
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// A text without case and accents.
fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let lower = text.chars().flat_map(char::to_lowercase);
    lower.filter(|c| !('\u{300}'..='\u{36f}').contains(c)).map(without_accents).collect()
}

fn without_accents(c: char) -> char {
    ACCENTED.iter().find(|(_, accented)| accented.contains(c)).map_or(c, |(letter, _)| *letter)
}

/// The small letters that Unicode takes apart into a Latin one and its accents (UnicodeData.txt).
const ACCENTED: [(char, &str); 25] = [
    ('a', "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
    ('b', "ḃḅḇ"),
    ('c', "çćĉċčḉ"),
    ('d', "ďḋḍḏḑḓ"),
    ('e', "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
    ('f', "ḟ"),
    ('g', "ĝğġģǧǵḡ"),
    ('h', "ĥȟḣḥḧḩḫẖ"),
    ('i', "ìíîïĩīĭįǐȉȋḭḯỉị"),
    ('j', "ĵǰ"),
    ('k', "ķǩḱḳḵ"),
    ('l', "ĺļľḷḹḻḽ"),
    ('m', "ḿṁṃ"),
    ('n', "ñńņňǹṅṇṉṋ"),
    ('o', "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
    ('p', "ṕṗ"),
    ('r', "ŕŗřȑȓṙṛṝṟ"),
    ('s', "śŝşšșṡṣṥṧṩ"),
    ('t', "ţťțṫṭṯṱẗ"),
    ('u', "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
    ('v', "ṽṿ"),
    ('w', "ŵẁẃẅẇẉẘ"),
    ('x', "ẋẍ"),
    ('y', "ýÿŷȳẏẙỳỵỷỹ"),
    ('z', "źżžẑẓẕ"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(written: &str, text: &str) -> bool {
        Sought::new(written).is_in(text)
    }

    #[test]
    fn words_are_found_by_their_beginning_in_any_order() {
        let text = "T: \"What makes you say that?\" 17 of 24 wrote";
        for written in ["what", "SAY you", "mak", "17", " 24  wro ", "\"what makes", "say, that!"] {
            assert!(finds(written, text), "{written}");
        }
        for written in ["akes", "whatever", "what whale", "1724"] {
            assert!(!finds(written, text), "{written}");
        }
    }

    #[test]
    fn nothing_is_sought_where_no_word_is_written() {
        for written in ["", "  ", "\"?!"] {
            assert!(Sought::new(written).is_empty() && finds(written, "anything") && finds(written, ""));
        }
        assert!(!Sought::new("a").is_empty() && !finds("a", ""));
    }

    #[test]
    fn accents_make_no_difference_on_either_side_however_they_are_written() {
        for (one, other) in
            [("leccion", "LECCIÓN"), ("Çedilla", "cedilla"), ("cafe\u{301}", "Café"), ("istanbul", "İstanbul")]
        {
            assert!(finds(one, other) && finds(other, one), "{one}");
        }
        assert!(finds("مرحبا", "قال: مرحبا بكم") && finds("школ", "Школа") && !finds("o", "ø"));
    }

    #[test]
    fn accents_are_those_of_unicode() {
        use unicode_normalization::UnicodeNormalization as _;

        for c in ('\u{80}'..=char::MAX).filter(|c| c.is_alphabetic() && c.to_lowercase().eq([*c])) {
            let mut parts = [c].into_iter().nfd();
            let letter = parts.next().unwrap();
            let is_accented =
                letter.is_ascii_alphabetic() && parts.all(|part| ('\u{300}'..='\u{36f}').contains(&part));
            assert_eq!(without_accents(c), if is_accented { letter } else { c }, "{c}");
        }
    }
}
