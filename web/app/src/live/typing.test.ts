import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { atPause, done, typed } from "./typing";

const PAUSE_MILLIS = 700;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let now = 1;
  mock.method(performance, "now", () => now);
  pass = (millis) => {
    now += millis;
    mock.timers.tick(millis);
  };
});
afterEach(() => {
  done();
  pass(PAUSE_MILLIS);
  mock.timers.reset();
  mock.restoreAll();
});

let pass: (millis: number) => void;

/** Something that waits for a pause, and how often it ran. */
function waits(): { runs: number; callOff: () => void } {
  const one = { runs: 0, callOff: atPause(() => (one.runs += 1)) };
  return one;
}

test("where nobody types it runs, but never before the call has ended", () => {
  const one = waits();
  assert.equal(one.runs, 0);
  pass(1);
  assert.equal(one.runs, 1);
  pass(PAUSE_MILLIS);
  assert.equal(one.runs, 1);
});

test("each key puts it off until the pause is over", () => {
  typed();
  const one = waits();
  for (let key = 0; key < 20; key += 1) {
    pass(PAUSE_MILLIS - 1);
    typed();
  }
  assert.equal(one.runs, 0);
  pass(PAUSE_MILLIS);
  assert.equal(one.runs, 1);
});

test("who is done waits for no pause", () => {
  typed();
  const one = waits();
  done();
  pass(1);
  assert.equal(one.runs, 1);
});

test("who goes on at once is left alone", () => {
  typed();
  const one = waits();
  done();
  typed();
  pass(1);
  assert.equal(one.runs, 0);
  pass(PAUSE_MILLIS);
  assert.equal(one.runs, 1);
});

test("what is called off does not run", () => {
  typed();
  const [one, other] = [waits(), waits()];
  one.callOff();
  pass(PAUSE_MILLIS);
  assert.deepEqual([one.runs, other.runs], [0, 1]);
});
