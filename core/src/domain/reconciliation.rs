//! Before the team leaves the building: for each observer, what the phone declared and what the server holds.
//!
//! A device declares with each sync what it has of a visit: how many items are written and shared on it, and the heads
//! of its two documents, which name everything in them. The server answers two questions from that. *Are all declared
//! heads in what I hold?* Then nothing that the device had when it declared is missing, whatever the numbers say. And
//! if not, *by how many items am I short?*
//!
//! The account is about what devices said. What somebody wrote after the last declaration is unknown here, so every
//! account says from when it is; and who has not been heard from is never counted as well.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::ids::{DeviceId, MemberId};

/// What a device said last that it has of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declared {
    /// Whose device it is.
    pub member: MemberId,
    /// The device.
    pub device: DeviceId,
    /// Items in the notebook that are not deleted.
    pub written: u32,
    /// Items in the contribution.
    pub shared: u32,
    /// Changes on the device that had no receipt yet when it declared.
    pub waiting: u32,
    /// The heads of its notebook and its contribution.
    pub heads: Vec<[u8; 32]>,
    /// When it declared, by the server's clock.
    pub declared_at: Timestamp,
}

/// What the server holds of one member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The member.
    pub member: MemberId,
    /// Items in the notebook as the server has it.
    pub written: u32,
    /// Items in the contribution as the server has it.
    pub shared: u32,
    /// Whether every head that any of the member's devices declared is in what the server holds.
    pub heads_known: bool,
    /// When any of the member's devices last reached the server; `None` if never.
    pub last_seen_at: Option<Timestamp>,
}

/// What became of one observer's writing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObserverAccount {
    /// The observer.
    pub member: MemberId,
    /// What became of it.
    pub outcome: Outcome,
    /// Items that the server holds.
    pub written: u32,
    /// Shared items that the server holds.
    pub shared: u32,
    /// When any of the observer's devices last reached the server; `None` if never.
    pub last_seen_at: Option<Timestamp>,
}

/// What became of one observer's writing, from the best to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// Everything that every device of the observer declared is at the server.
    NothingLost {
        /// The earliest of the devices' last declarations: the account is from then.
        declared_at: Timestamp,
    },
    /// Something is on a device and on its way: the device said so itself. It is safe there, and not yet here.
    Waiting {
        /// How many changes, of all devices.
        changes: u32,
        /// The earliest declaration that said so.
        since: Timestamp,
    },
    /// A device declared what the server does not hold, and did not say that it is waiting to send it.
    Missing {
        /// Items short in the notebook. 0 where the numbers agree and the content does not.
        written: u32,
        /// Items short in the contribution.
        shared: u32,
        /// The earliest declaration that is not met.
        since: Timestamp,
    },
    /// No device of the observer ever declared anything about this visit.
    NeverHeardFrom,
}

/// An account for each invited observer, in the order of their ids.
///
/// The rules, the first that holds:
///
/// 1. No device of the member declared anything: [`Outcome::NeverHeardFrom`], whatever the server holds.
/// 2. Every declared head is in what the server holds: [`Outcome::NothingLost`]. Numbers do not matter then, because a
///    device counts what it sees, and two devices of one member see different things until they have met; nor does
///    `waiting`, because what waited when the device declared has come since.
/// 3. A device said that changes are waiting on it: [`Outcome::Waiting`]. They explain unknown heads. Should more than
///    they be missing, that shows once they have come.
/// 4. Otherwise something is [`Outcome::Missing`]: by as many items as the device that declared most has more than the
///    server.
pub fn reconcile(declared: &[Declared], held: &[Held], observers: &BTreeSet<MemberId>) -> Vec<ObserverAccount> {
    let held: BTreeMap<MemberId, &Held> = held.iter().map(|held| (held.member, held)).collect();
    let mut per_member: BTreeMap<MemberId, Vec<&Declared>> = BTreeMap::new();
    for declared in declared {
        per_member.entry(declared.member).or_default().push(declared);
    }
    let account = |member: &MemberId| {
        let held = held.get(member).copied();
        let declared = per_member.get(member).map(Vec::as_slice).unwrap_or_default();
        ObserverAccount {
            member: *member,
            outcome: outcome(declared, held),
            written: held.map_or(0, |held| held.written),
            shared: held.map_or(0, |held| held.shared),
            last_seen_at: held.and_then(|held| held.last_seen_at),
        }
    };
    observers.iter().map(account).collect()
}

fn outcome(declared: &[&Declared], held: Option<&Held>) -> Outcome {
    let Some(since) = declared.iter().map(|declared| declared.declared_at).min() else {
        return Outcome::NeverHeardFrom;
    };
    let has_nothing = declared.iter().all(|declared| declared.heads.is_empty());
    if held.map_or(has_nothing, |held| held.heads_known) {
        return Outcome::NothingLost { declared_at: since };
    }
    let waiting = || declared.iter().filter(|declared| declared.waiting > 0);
    if let Some(since) = waiting().map(|declared| declared.declared_at).min() {
        let changes = waiting().fold(0_u32, |sum, declared| sum.saturating_add(declared.waiting));
        return Outcome::Waiting { changes, since };
    }
    let most = |of: fn(&Declared) -> u32| declared.iter().map(|declared| of(declared)).max().unwrap_or(0);
    let (written, shared) = held.map_or((0, 0), |held| (held.written, held.shared));
    Outcome::Missing {
        written: most(|declared| declared.written).saturating_sub(written),
        shared: most(|declared| declared.shared).saturating_sub(shared),
        since,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn member(number: u128) -> MemberId {
        MemberId(Uuid::from_u128(number))
    }

    /// A device of member 1 that wrote ten and shared four.
    fn declared(device: u128, waiting: u32, at: i64) -> Declared {
        Declared {
            member: member(1),
            device: DeviceId(Uuid::from_u128(device)),
            written: 10,
            shared: 4,
            waiting,
            heads: vec![[device as u8; 32]],
            declared_at: Timestamp(at),
        }
    }

    fn held(written: u32, shared: u32, heads_known: bool) -> Held {
        Held { member: member(1), written, shared, heads_known, last_seen_at: Some(Timestamp(99)) }
    }

    fn outcome_of(declared: &[Declared], held: &[Held]) -> Outcome {
        let accounts = reconcile(declared, held, &BTreeSet::from([member(1)]));
        assert_eq!(accounts.len(), 1);
        accounts[0].outcome
    }

    #[test]
    fn nothing_is_lost_where_all_that_was_declared_is_held() {
        let whole = Outcome::NothingLost { declared_at: Timestamp(5) };
        assert_eq!(outcome_of(&[declared(1, 0, 5)], &[held(10, 4, true)]), whole);
        assert_eq!(outcome_of(&[declared(1, 0, 5)], &[held(9, 4, true)]), whole, "another device deleted one");
        assert_eq!(outcome_of(&[declared(1, 3, 5)], &[held(10, 4, true)]), whole, "what waited has come");
        assert_eq!(outcome_of(&[declared(1, 0, 5), declared(2, 0, 8)], &[held(10, 4, true)]), whole);
        let blank = Declared { heads: Vec::new(), written: 0, shared: 0, ..declared(1, 0, 5) };
        assert_eq!(outcome_of(&[blank], &[]), whole, "nothing was written");
    }

    #[test]
    fn what_a_device_is_still_to_send_is_waiting() {
        let waiting = |changes, since| Outcome::Waiting { changes, since: Timestamp(since) };
        assert_eq!(outcome_of(&[declared(1, 3, 5)], &[held(8, 3, false)]), waiting(3, 5));
        assert_eq!(outcome_of(&[declared(1, 3, 5)], &[]), waiting(3, 5));
        let three = [declared(1, 3, 7), declared(2, 2, 6), declared(3, 0, 1)];
        assert_eq!(outcome_of(&three, &[held(8, 3, false)]), waiting(5, 6));
    }

    #[test]
    fn what_nobody_is_to_send_and_nobody_holds_is_missing() {
        let missing = |written, shared| Outcome::Missing { written, shared, since: Timestamp(5) };
        assert_eq!(outcome_of(&[declared(1, 0, 5)], &[held(8, 3, false)]), missing(2, 1));
        assert_eq!(outcome_of(&[declared(1, 0, 5)], &[]), missing(10, 4));
        assert_eq!(outcome_of(&[declared(1, 0, 5)], &[held(12, 4, false)]), missing(0, 0), "another wording");
    }

    #[test]
    fn who_never_declared_is_never_counted_as_well() {
        assert_eq!(outcome_of(&[], &[]), Outcome::NeverHeardFrom);
        assert_eq!(outcome_of(&[], &[held(3, 3, true)]), Outcome::NeverHeardFrom);
        let accounts =
            reconcile(&[declared(1, 0, 5)], &[held(10, 4, true)], &BTreeSet::from([member(1), member(2)]));
        assert_eq!(accounts[0].last_seen_at, Some(Timestamp(99)));
        assert_eq!((accounts[0].written, accounts[0].shared), (10, 4));
        assert_eq!(accounts[1].outcome, Outcome::NeverHeardFrom);
        assert_eq!(reconcile(&[declared(1, 0, 5)], &[], &BTreeSet::new()), [], "accounts are for who was invited");
    }
}
