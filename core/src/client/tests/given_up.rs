//! A sync that nobody waits for any more: the app dropped it while the request was on its way.

use std::future::{Future, pending};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::{Context, Waker};

use super::*;
use crate::driver::{Transport, sync_now};
use crate::protocol::{SyncAnswer, SyncRequest};
use crate::sync::Failure;

/// A server that never answers.
struct Silent;

impl Transport for Silent {
    fn sync(&self, _: &SyncRequest) -> impl Future<Output = Result<SyncAnswer, Failure>> {
        pending()
    }
}

#[test]
fn a_sync_that_is_dropped_lets_no_panic_out_and_the_next_one_sends() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    client.add_note(visit, &note("S: why is it blue?")).unwrap();
    let _heard = client.subscribe(|_| panic!("who listens fails"));

    // Where panics in a `drop` are not cleaned up after, as in what ships for phones, one that got out would end the app.
    let dropped = catch_unwind(AssertUnwindSafe(|| {
        let mut sync = pin!(sync_now(&client, &Silent));
        assert!(sync.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    }));
    assert!(dropped.is_ok());
    assert!(matches!(client.sync_step(Event::Asked), SyncStep::Send(_)));
}
