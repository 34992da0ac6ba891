//! Finds private texts where they must not be: in another phone's files, in what a phone or the host was sent.
//!
//! Looks for every text at every byte, in one pass over bytes of any kind; a text shorter than eight bytes is not
//! looked for, since "S: no" is everywhere.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Bytes of a text that are compared first.
const PREFIX: usize = 8;

/// The private texts, each with the observers who may hold it.
pub(super) struct Search {
    texts: Vec<(Vec<u8>, BTreeSet<usize>)>,
    by_prefix: HashMap<[u8; PREFIX], Vec<usize>>,
    /// Whether some text begins with these two bytes.
    begins: Vec<bool>,
}

impl Search {
    /// A search for `private`, each text with the observers who wrote it, except for what is also in a public text.
    /// Whoever wrote a text may hold what is part of it.
    pub(super) fn new(private: &BTreeMap<String, BTreeSet<usize>>, public: &[&str]) -> Self {
        let all = private.iter().map(|(text, owners)| (text.as_bytes().to_vec(), owners.clone()));
        let mut everything = Self::of(all.collect());
        for (text, owners) in private {
            for part in everything.found(text.as_bytes()) {
                everything.texts[part].1.extend(owners);
            }
        }
        let published: BTreeSet<usize> =
            public.iter().flat_map(|text| everything.found(text.as_bytes())).collect();
        let texts = everything.texts.into_iter().enumerate();
        Self::of(texts.filter(|(index, _)| !published.contains(index)).map(|(_, text)| text).collect())
    }

    fn of(texts: Vec<(Vec<u8>, BTreeSet<usize>)>) -> Self {
        let mut by_prefix: HashMap<[u8; PREFIX], Vec<usize>> = HashMap::new();
        let mut begins = vec![false; 1 << 16];
        for (index, (text, _)) in texts.iter().enumerate() {
            if let Some(prefix) = text.first_chunk() {
                by_prefix.entry(*prefix).or_default().push(index);
                begins[usize::from(u16::from_le_bytes([text[0], text[1]]))] = true;
            }
        }
        Self { texts, by_prefix, begins }
    }

    /// How many texts are looked for.
    pub(super) fn len(&self) -> usize {
        self.by_prefix.values().map(Vec::len).sum()
    }

    /// How many private texts are in `bytes` that `reader` may not hold; `None` is a reader who owns none.
    pub(super) fn leaks(&self, bytes: &[u8], reader: Option<usize>) -> usize {
        let may_hold = |index: &usize| reader.is_some_and(|reader| self.texts[*index].1.contains(&reader));
        self.found(bytes).iter().filter(|index| !may_hold(index)).count()
    }

    fn found(&self, bytes: &[u8]) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for (at, window) in bytes.windows(PREFIX).enumerate() {
            if !self.begins[usize::from(u16::from_le_bytes([window[0], window[1]]))] {
                continue;
            }
            let Some(candidates) = window.first_chunk().and_then(|prefix| self.by_prefix.get(prefix)) else {
                continue;
            };
            found.extend(candidates.iter().filter(|index| bytes[at..].starts_with(&self.texts[**index].0)));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_texts_are_found_anywhere_but_with_their_owners() {
        let private = BTreeMap::from([
            ("T: What makes you say so?".to_owned(), BTreeSet::from([1, 2])),
            ("T: What makes it move?".to_owned(), BTreeSet::from([3])),
            ("S: It was shared too.".to_owned(), BTreeSet::from([1])),
            ("S: no".to_owned(), BTreeSet::from([1])),
            ("S: Hm.\nT: What makes it move?".to_owned(), BTreeSet::from([4])),
        ]);
        let search = Search::new(&private, &["before S: It was shared too. after"]);
        assert_eq!(search.len(), 3);
        let bytes = b"\x00\xffT: What makes you say so?\x01T: What makes it move?S: It was shared too.S: no";
        assert_eq!(search.leaks(bytes, None), 2);
        assert_eq!(search.leaks(bytes, Some(2)), 1);
        assert_eq!(search.leaks(bytes, Some(4)), 1, "a part of what 4 wrote");
        assert_eq!(search.leaks(bytes, Some(9)), 2);
        assert_eq!(search.leaks(b"T: What makes you say", None), 0);
        assert_eq!(search.leaks(b"", None), 0);
    }
}
