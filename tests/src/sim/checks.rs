//! The promises, checked after everything has calmed down.

use std::collections::{BTreeMap, BTreeSet};

use fieldwalk_core::domain::{DocumentKey, Notebook, may_read};
use fieldwalk_core::ids::MemberId;

use super::Broken;
use super::world::World;

pub(super) fn all(world: &mut World) -> Result<(), Broken> {
    if let Some(complaint) = world.server.complaints.borrow().first() {
        return Err(format!("the server failed: {complaint}"));
    }
    decisions_hold(world)?;
    nothing_waits(world)?;
    everything_written_is_there_once(world)?;
    the_server_holds_everything(world)?;
    everybody_converges(world)?;
    everybody_reads_the_same_debrief(world)?;
    nobody_holds_what_is_not_theirs(world)
}

/// The server's facts are the last that the facilitator decided, unless the phone that knew of it was put back to an
/// older copy; then they are what the other checks go by.
fn decisions_hold(world: &mut World) -> Result<(), Broken> {
    let visits = world.server.runtime.block_on(world.server.app().admin().visits(world.network));
    let facts = visits.map_err(|error| error.to_string())?.into_iter().find(|facts| facts.visit == world.visit);
    let facts = facts.ok_or("the visit is gone")?;
    if world.restores_server && facts != world.facts {
        return Err(format!("decided was {:?}, and the server has {facts:?}", world.facts));
    }
    world.facts = facts;
    Ok(())
}

/// The phones say that all is held. Only what somebody shared or debriefed who is not invited any more may be stuck,
/// visibly.
fn nothing_waits(world: &World) -> Result<(), Broken> {
    for (index, phone) in world.phones.iter().enumerate() {
        let status = phone.client().status().map_err(|error| format!("status: {error:?}"))?;
        let stuck_for_good = status.wedged.iter().all(|entry| match entry.document {
            Some(DocumentKey::Contribution(_, owner)) => !world.facts.observers.contains(&owner),
            Some(DocumentKey::Debrief(_)) => !takes_part(world, phone.member),
            _ => false,
        });
        if !stuck_for_good {
            return Err(format!("phone {index}: refused: {:?}", status.wedged));
        }
        if status.waiting_changes > 0 && status.wedged.is_empty() {
            return Err(format!("phone {index}: {status:?}"));
        }
        if let Some(failing) = status.failing {
            return Err(format!("phone {index}: cannot sync: {failing:?}"));
        }
    }
    Ok(())
}

/// The first phone is the facilitator's, who always takes part.
fn takes_part(world: &World, member: MemberId) -> bool {
    member == world.phones[0].member || world.facts.observers.contains(&member)
}

/// What was begun in the debrief is there, on every phone of everybody who takes part.
fn everybody_reads_the_same_debrief(world: &World) -> Result<(), Broken> {
    let read = |index: usize| {
        let debrief = world.phones[index].client().debrief(world.visit);
        debrief.map_err(|error| format!("phone {index}: the debrief: {error:?}"))
    };
    let first = read(0)?;
    for (index, phone) in world.phones.iter().enumerate() {
        if takes_part(world, phone.member) && read(index)? != first {
            return Err(format!("phone {index} reads another debrief"));
        }
    }
    for (pattern, by) in world.ledger.patterns() {
        if takes_part(world, world.phones[by].member) && !first.patterns.contains_key(pattern) {
            return Err(format!("{pattern:?}, begun on phone {by}, is gone"));
        }
    }
    Ok(())
}

fn everything_written_is_there_once(world: &World) -> Result<(), Broken> {
    for (index, phone) in world.phones.iter().enumerate() {
        let notebook = phone.client().notebook(world.visit).unwrap_or_default();
        holds_the_ledger(world, phone.member, &notebook).map_err(|broken| format!("phone {index}: {broken}"))?;
    }
    Ok(())
}

fn holds_the_ledger(world: &World, member: MemberId, notebook: &Notebook) -> Result<(), Broken> {
    for (item, written) in world.ledger.of(member) {
        match notebook.notes.get(item) {
            None if written.may_be_gone => {}
            None => return Err(format!("{item:?} was confirmed and is gone")),
            Some(note) if !written.texts.contains(&note.text) => {
                return Err(format!("{item:?} has a wording that nobody wrote"));
            }
            Some(note) if !note.wordings.iter().all(|wording| written.texts.contains(wording)) => {
                return Err(format!("{item:?} offers a wording that nobody wrote"));
            }
            Some(_) => {}
        }
    }
    if let Some(unknown) = notebook.notes.keys().find(|item| !world.ledger.holds(**item)) {
        return Err(format!("{unknown:?} is there and nobody was told so"));
    }
    let mut texts = BTreeSet::new();
    if let Some(twice) = notebook.notes.values().find(|note| !texts.insert(&note.text)) {
        return Err(format!("a text is there twice: {:?}", twice.observed_at));
    }
    Ok(())
}

/// A new phone of each member gets everything: what the old phones call held really is.
fn the_server_holds_everything(world: &mut World) -> Result<(), Broken> {
    let members: BTreeSet<_> = world.phones.iter().map(|phone| phone.member).collect();
    for member in members {
        let old = world.phones.iter().position(|phone| phone.member == member).expect("it is from the list");
        let new = world.add_phone(member)?;
        world.sync_well(new)?;
        let before = world.phones[old].client().notebook(world.visit).unwrap_or_default();
        let after = world.phones[new].client().notebook(world.visit).unwrap_or_default();
        holds_the_ledger(world, member, &after).map_err(|broken| format!("new phone: {broken}"))?;
        if before != after {
            return Err(format!("phone {old} and a new phone of the same member differ"));
        }
    }
    Ok(())
}

/// Every two phones that hold a document have the same heads. A contribution that is stuck with its owner is not
/// compared.
fn everybody_converges(world: &World) -> Result<(), Broken> {
    let mut heads: BTreeMap<DocumentKey, (usize, Vec<[u8; 32]>)> = BTreeMap::new();
    for (index, phone) in world.phones.iter().enumerate() {
        let held = phone.client().heads().map_err(|error| format!("phone {index}: {error:?}"))?;
        let wedged = phone.client().status().map_err(|error| error.to_string())?.wedged;
        for (key, own) in held {
            if wedged.iter().any(|entry| entry.document == Some(key)) {
                continue;
            }
            let (first, others) = heads.entry(key).or_insert_with(|| (index, own.clone()));
            if *others != own {
                return Err(format!("{key}: phones {first} and {index} differ"));
            }
        }
    }
    // Who may read a contribution also has it.
    for (index, phone) in world.phones.iter().enumerate() {
        let facts = phone.client().facts().ok_or("a phone has no facts")?;
        let me = facts.members.get(&facts.me).ok_or("a phone does not know its member")?;
        let held = phone.client().heads().map_err(|error| error.to_string())?;
        for key in heads.keys() {
            let visit = key.visit().and_then(|visit| facts.visits.get(&visit));
            if may_read(me, key, visit) && !held.contains_key(key) {
                return Err(format!("phone {index} may read {key} and does not have it"));
            }
        }
    }
    Ok(())
}

fn nobody_holds_what_is_not_theirs(world: &World) -> Result<(), Broken> {
    for (index, phone) in world.phones.iter().enumerate() {
        let facts = phone.client().facts().ok_or("a phone has no facts")?;
        let me = facts.members.get(&facts.me).ok_or("a phone does not know its member")?;
        let wedged = phone.client().status().map_err(|error| error.to_string())?.wedged;
        for key in phone.client().heads().map_err(|error| error.to_string())?.keys() {
            let visit = key.visit().and_then(|visit| facts.visits.get(&visit));
            // One's own words that were refused stay with who wrote them.
            if wedged.iter().any(|entry| entry.document == Some(*key)) {
                continue;
            }
            if key.owner() != Some(phone.member) && !may_read(me, key, visit) {
                return Err(format!("phone {index} holds {key} and may not read it"));
            }
        }
    }
    Ok(())
}
