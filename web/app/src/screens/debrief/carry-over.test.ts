import assert from "node:assert/strict";
import { test } from "node:test";
import { carryOver } from "./carry-over";

test("nothing typed meanwhile is what the others made of it", () => {
  assert.equal(carryOver("abc", "abc", "abc and more"), "abc and more");
});

test("what was typed at the end, in the middle or at the beginning stays there beside others' words", () => {
  assert.equal(carryOver("Students read.", "Students read aloud.", "Most students read."), "Most students read aloud.");
  assert.equal(carryOver("Students read.", "Students read. Some", "Students read."), "Students read. Some");
  assert.equal(carryOver("Students read", "All students read", "Students read, twice"), "All students read, twice");
});

test("what was taken away is gone, and others' words stay", () => {
  assert.equal(
    carryOver("Students quietly read", "Students read", "Students quietly read aloud"),
    "Students read aloud",
  );
});

test("where everything else changed, nothing that was typed is lost", () => {
  assert.equal(carryOver("ab", "axb", "other"), "other x");
});
