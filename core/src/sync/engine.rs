//! The state machine of one profile's sync.
//!
//! `Idle -> Gathering -> Waiting -> Settling -> (Gathering | Idle)`. Being asked while a round is under way is
//! remembered and answered with one more round. A failure from any state leads back to `Idle` with a time to wake.

use rand::Rng;

use super::{Backoff, Failure, RetryKind};
use crate::clock::Timestamp;
use crate::domain::DocumentKey;
use crate::ids::CommandId;
use crate::protocol::{ChunkHash, Cursor, Declaration, Offer, Receipt, SyncAnswer, SyncRequest, VERSION};

/// Names an outbox entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryId {
    /// A chunk.
    Chunk(ChunkHash),
    /// A command.
    Command(CommandId),
}

/// What the store has to give, read after sealing and in one piece.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Batch {
    /// How far this device has seen its network.
    pub cursor: Option<Cursor>,
    /// Ready entries, oldest first, as many as fit in one request.
    pub offers: Vec<(EntryId, Offer)>,
    /// Chunks that may or may not be held since the server was restored.
    pub questions: Vec<ChunkHash>,
    /// Documents that could not be completed.
    pub repair: Vec<DocumentKey>,
    /// What is to be declared of visits.
    pub declarations: Vec<Declaration>,
    /// Whether more entries are ready than fit.
    pub more: bool,
}

/// An answer with what it answers, to be stored in one transaction.
#[derive(Debug, Clone, PartialEq)]
pub struct Settlement {
    /// What became of each entry that was offered.
    pub receipts: Vec<(EntryId, Receipt)>,
    /// What was asked after; what is not in `answer.lacking` is held.
    pub questions: Vec<ChunkHash>,
    /// The documents that were asked for whole.
    pub repair: Vec<DocumentKey>,
    /// What was declared, and now is known to the server.
    pub declarations: Vec<Declaration>,
    /// The answer itself.
    pub answer: SyncAnswer,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A person, a change notice or a timer asks for a sync.
    Asked,
    /// The answer to [`Effect::Gather`].
    Gathered(Batch),
    /// The answer to [`Effect::Send`].
    Answered(Box<SyncAnswer>),
    /// The answer to [`Effect::Settle`]: it is on disk.
    Settled,
    /// Any effect failed.
    Failed(Failure),
}

/// What to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Seal unsent changes into signed chunks on disk and read what is to be sent.
    Gather,
    /// Send this request.
    Send(SyncRequest),
    /// Store this in one transaction.
    Settle(Box<Settlement>),
    /// Ask again at this time.
    WakeAt(Timestamp),
    /// Nothing more to do.
    Finish(SyncReport),
}

/// How a sync ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SyncReport {
    /// Requests answered.
    pub requests: u32,
    /// Entries that the server now holds.
    pub held: u32,
    /// Entries refused in this sync; they are kept with their reason.
    pub refused: u32,
    /// Chunks that came.
    pub received: u32,
    /// Why it ended early; `None` when it went through.
    pub failure: Option<Failure>,
}

#[derive(Debug, Clone, PartialEq)]
enum State {
    Idle,
    Gathering,
    Waiting { sent: Sent },
    Settling { again: bool },
}

#[derive(Debug, Clone, PartialEq)]
struct Sent {
    offers: Vec<EntryId>,
    questions: Vec<ChunkHash>,
    repair: Vec<DocumentKey>,
    declarations: Vec<Declaration>,
    more: bool,
}

/// Decides what a profile's sync does next.
#[derive(Debug)]
pub struct Engine {
    state: State,
    asked_again: bool,
    backoff: Backoff,
    report: SyncReport,
}

impl Default for Engine {
    fn default() -> Self {
        Self { state: State::Idle, asked_again: false, backoff: Backoff::default(), report: SyncReport::default() }
    }
}

impl Engine {
    /// Whether a round is under way.
    pub fn is_busy(&self) -> bool {
        self.state != State::Idle
    }

    /// Takes what happened and says what to do. An event that does not belong to the present state (a late answer
    /// to a request that was given up) changes nothing.
    pub fn handle(&mut self, event: Event, now: Timestamp, rng: &mut impl Rng) -> Vec<Effect> {
        match (std::mem::replace(&mut self.state, State::Idle), event) {
            (State::Idle, Event::Asked) => {
                self.report = SyncReport::default();
                self.gather()
            }
            (busy, Event::Asked) => {
                self.state = busy;
                self.asked_again = true;
                Vec::new()
            }
            (State::Gathering, Event::Gathered(batch)) => self.send(batch),
            (State::Waiting { sent }, Event::Answered(answer)) => self.settle(sent, *answer, now, rng),
            (State::Settling { again }, Event::Settled) => self.settled(again),
            (State::Idle, _) => Vec::new(),
            (_, Event::Failed(failure)) => self.fail(failure, now, rng),
            (state, _) => {
                self.state = state;
                Vec::new()
            }
        }
    }

    fn gather(&mut self) -> Vec<Effect> {
        self.state = State::Gathering;
        vec![Effect::Gather]
    }

    fn send(&mut self, mut batch: Batch) -> Vec<Effect> {
        let (offers, bodies): (Vec<_>, Vec<_>) = std::mem::take(&mut batch.offers).into_iter().unzip();
        let request = SyncRequest {
            version: VERSION,
            cursor: batch.cursor,
            offers: bodies,
            questions: batch.questions.clone(),
            repair: batch.repair.clone(),
            declarations: batch.declarations.clone(),
        };
        let Batch { questions, repair, declarations, more, .. } = batch;
        let sent = Sent { offers, questions, repair, declarations, more };
        self.state = State::Waiting { sent };
        vec![Effect::Send(request)]
    }

    fn settle(&mut self, sent: Sent, answer: SyncAnswer, now: Timestamp, rng: &mut impl Rng) -> Vec<Effect> {
        if answer.receipts.len() != sent.offers.len() {
            return self.fail(Failure::BadAnswer, now, rng);
        }
        self.report.requests += 1;
        self.report.received += answer.documents.iter().map(|page| page.chunks.len() as u32).sum::<u32>();
        let receipts: Vec<_> = sent.offers.into_iter().zip(answer.receipts.iter().copied()).collect();
        for (_, receipt) in &receipts {
            match receipt {
                Receipt::Held(_) => self.report.held += 1,
                Receipt::Refused(_) => self.report.refused += 1,
            }
        }
        // After a restored server said so, the next round asks after everything that was ever given.
        let again = answer.more || sent.more || answer.restored || !answer.lacking.is_empty();
        self.state = State::Settling { again };
        vec![Effect::Settle(Box::new(Settlement {
            receipts,
            questions: sent.questions,
            repair: sent.repair,
            declarations: sent.declarations,
            answer,
        }))]
    }

    fn settled(&mut self, again: bool) -> Vec<Effect> {
        self.backoff.reset();
        if again || std::mem::take(&mut self.asked_again) {
            return self.gather();
        }
        vec![Effect::Finish(self.report)]
    }

    fn fail(&mut self, failure: Failure, now: Timestamp, rng: &mut impl Rng) -> Vec<Effect> {
        self.state = State::Idle;
        self.asked_again = false;
        self.report.failure = Some(failure);
        let pause = now.plus_millis(self.backoff.after_failure(rng));
        let finish = Effect::Finish(self.report);
        match failure.retry_kind() {
            RetryKind::Later => vec![finish, Effect::WakeAt(pause)],
            RetryKind::NotBefore(millis) => vec![finish, Effect::WakeAt(pause.max(now.plus_millis(millis)))],
            RetryKind::AfterAction => vec![finish],
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::clock::seeded_rng;
    use crate::ids::HistoryId;
    use uuid::Uuid;

    const NOW: Timestamp = Timestamp(1_000_000);

    pub(crate) fn plain_answer(receipts: Vec<Receipt>, more: bool) -> SyncAnswer {
        SyncAnswer {
            version: VERSION,
            restored: false,
            receipts,
            lacking: Vec::new(),
            facts: None,
            documents: Vec::new(),
            cursor: Cursor { history: HistoryId(Uuid::nil()), due: 1, number: 1, tag: 1 },
            more,
            server_key: [0; 32],
        }
    }

    fn answer(receipts: Vec<Receipt>, more: bool) -> Event {
        Event::Answered(Box::new(plain_answer(receipts, more)))
    }

    fn step(engine: &mut Engine, event: Event) -> Vec<Effect> {
        engine.handle(event, NOW, &mut seeded_rng(1))
    }

    fn asked_and_sent(engine: &mut Engine) {
        assert_eq!(step(engine, Event::Asked), [Effect::Gather]);
        let sent = step(engine, Event::Gathered(Batch::default()));
        assert!(matches!(sent[..], [Effect::Send(_)]));
    }

    #[test]
    fn one_round_settles_before_it_finishes() {
        let mut engine = Engine::default();
        asked_and_sent(&mut engine);
        assert!(matches!(step(&mut engine, answer(vec![], false))[..], [Effect::Settle(_)]));
        let finished = step(&mut engine, Event::Settled);
        assert!(matches!(finished[..], [Effect::Finish(SyncReport { requests: 1, failure: None, .. })]));
        assert!(!engine.is_busy());
    }

    #[test]
    fn pages_are_fetched_until_the_last() {
        let mut engine = Engine::default();
        asked_and_sent(&mut engine);
        step(&mut engine, answer(vec![], true));
        assert_eq!(step(&mut engine, Event::Settled), [Effect::Gather]);
    }

    #[test]
    fn being_asked_while_busy_makes_one_more_round() {
        let mut engine = Engine::default();
        asked_and_sent(&mut engine);
        assert_eq!(step(&mut engine, Event::Asked), []);
        step(&mut engine, answer(vec![], false));
        assert_eq!(step(&mut engine, Event::Settled), [Effect::Gather]);
    }

    #[test]
    fn an_answer_with_missing_receipts_is_not_believed() {
        let mut engine = Engine::default();
        asked_and_sent(&mut engine);
        let effects = step(&mut engine, answer(vec![Receipt::Held(1)], false));
        assert!(matches!(effects[0], Effect::Finish(SyncReport { failure: Some(Failure::BadAnswer), .. })));
    }

    #[test]
    fn failures_wake_later_except_where_somebody_must_act() {
        let mut engine = Engine::default();
        asked_and_sent(&mut engine);
        let effects = step(&mut engine, Event::Failed(Failure::NoConnection));
        assert!(matches!(effects[..], [Effect::Finish(_), Effect::WakeAt(at)] if at > NOW));
        asked_and_sent(&mut engine);
        let effects = step(&mut engine, Event::Failed(Failure::Revoked));
        assert!(matches!(effects[..], [Effect::Finish(_)]));
        assert_eq!(step(&mut engine, answer(vec![], false)), [], "a late answer changes nothing");
    }
}
