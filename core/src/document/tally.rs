//! Intents on the tallies of a notebook.

use automerge::transaction::Transactable;
use automerge::{ReadDoc, ScalarValue, Value};

use super::write::{check_length, copies, create, put, put_optional, put_place};
use super::{ChangeBytes, Document, DocumentError};
use crate::clock::Timestamp;
use crate::ids::{ItemId, SlotId};

/// A tally to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTally {
    /// Where it is counted.
    pub slot: Option<SlotId>,
    /// What is counted.
    pub label: String,
    /// How many so far.
    pub count: u32,
    /// Of how many.
    pub denominator: Option<u32>,
    /// When counting began.
    pub observed_at: Timestamp,
}

impl Document {
    /// Adds a tally. One that is there already is left as it is.
    ///
    /// # Errors
    /// [`DocumentError::TooLong`].
    pub fn add_tally(
        &mut self,
        id: ItemId,
        tally: &NewTally,
        now: Timestamp,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        if copies(&self.automerge, "tallies", &id.to_string()).is_ok() {
            return Ok(None);
        }
        check_length(&tally.label)?;
        self.change(now, |tx| {
            let item = create(tx, "tallies", &id.to_string())?;
            put_place(tx, &item, tally.slot, tally.observed_at)?;
            put(tx, &item, "label", tally.label.as_str())?;
            put(tx, &item, "count", ScalarValue::counter(i64::from(tally.count)))?;
            put_optional(tx, &item, "denominator", tally.denominator.map(i64::from))
        })
    }

    /// Counts up or down, not below 0. Counts made on two devices at the same time add up.
    ///
    /// # Errors
    /// [`DocumentError::NotFound`].
    pub fn count(&mut self, id: ItemId, delta: i32, now: Timestamp) -> Result<Option<ChangeBytes>, DocumentError> {
        self.change(now, |tx| {
            for item in copies(tx, "tallies", &id.to_string())? {
                let Ok(Some((Value::Scalar(count), _))) = tx.get(&item, "count") else { continue };
                let ScalarValue::Counter(count) = count.as_ref() else { continue };
                // What was undone on several devices may have left the counter below the 0 that is shown.
                let count = i64::from(count);
                let shown = count.clamp(0, i64::from(u32::MAX));
                let wanted = (shown + i64::from(delta)).clamp(0, i64::from(u32::MAX));
                if wanted != shown {
                    let step = wanted.saturating_sub(count);
                    tx.increment(&item, "count", step).map_err(|_| DocumentError::NotFound)?;
                }
            }
            Ok(())
        })
    }

    /// Sets or takes away the number that is counted against.
    ///
    /// # Errors
    /// [`DocumentError::NotFound`].
    pub fn set_denominator(
        &mut self,
        id: ItemId,
        denominator: Option<u32>,
        now: Timestamp,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        self.change(now, |tx| {
            for item in copies(tx, "tallies", &id.to_string())? {
                put_optional(tx, &item, "denominator", denominator.map(i64::from))?;
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;

    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn counts_from_two_devices_add_up_and_never_show_less_than_nothing() {
        let mut phone = document(NOTEBOOK, 1);
        phone.add_tally(item(1), &tally("hands", 2), NOW).unwrap();
        let mut tablet = copy_on(&phone, 2);
        phone.count(item(1), 3, NOW).unwrap();
        tablet.count(item(1), 1, NOW).unwrap();
        meet(&mut phone, &mut tablet);
        assert_eq!(phone.notebook().tallies[&item(1)].count, 6);

        phone.count(item(1), -6, NOW).unwrap();
        tablet.count(item(1), -4, NOW).unwrap();
        meet(&mut phone, &mut tablet);
        assert_eq!(phone.notebook().tallies[&item(1)].count, 0);
        phone.count(item(1), 1, NOW).unwrap();
        assert_eq!(phone.notebook().tallies[&item(1)].count, 1);
        phone.count(item(1), i32::MIN, NOW).unwrap();
        assert_eq!(phone.notebook().tallies[&item(1)].count, 0);

        phone.set_denominator(item(1), None, NOW).unwrap().unwrap();
        assert_eq!(phone.notebook().tallies[&item(1)].denominator, None);
    }
}
