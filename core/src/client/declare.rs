//! Telling the server what this phone has of each visit, so that nobody has to guess whether something is missing.

use super::{ClientError, Inner};
use crate::clock::Timestamp;
use crate::domain::DocumentKey;
use crate::ids::{MemberId, VisitId};
use crate::protocol::{DECLARATIONS_MAX, Declaration};
use crate::store::changes;
use crate::store::declared::Declared;

impl Inner {
    /// What is to be declared with the next request, which leaves ready entries behind if `more`.
    pub(super) fn declarations(&mut self, more: bool, now: Timestamp) -> Result<Vec<Declaration>, ClientError> {
        let me = self.enrolment()?.member;
        let before = Declared::read(self.store.read())?;
        let mut declared = before.clone();
        declared.look(self.store.read(), me)?;
        let mut declarations = Vec::new();
        for visit in declared.due() {
            if declarations.len() == DECLARATIONS_MAX {
                break;
            }
            // A document that cannot be read now is declared when it can.
            let Ok(declaration) = self.declaration(visit, me, more, now) else { continue };
            if !declared.is_told(&declaration) {
                declarations.push(declaration);
            }
        }
        if declared != before {
            // Should a power cut take this back, the same rows are looked at once more.
            self.store.write_soon(|tx| declared.put(tx))?;
        }
        Ok(declarations)
    }

    fn declaration(
        &mut self,
        visit: VisitId,
        me: MemberId,
        more: bool,
        now: Timestamp,
    ) -> Result<Declaration, ClientError> {
        let key = DocumentKey::Notebook(visit, me);
        let waiting = changes::items_held_up(self.store.read(), &key, more)?;
        let notebook = self.document(key)?;
        let (written, mut heads) = (notebook.notebook().items().len(), notebook.heads());
        let contribution = self.document(DocumentKey::Contribution(visit, me))?;
        let shared = contribution.contribution().len();
        heads.extend(contribution.heads());
        let count = |items: usize| u32::try_from(items).unwrap_or(u32::MAX);
        Ok(Declaration { visit, written: count(written), shared: count(shared), waiting, heads, declared_at: now })
    }
}
