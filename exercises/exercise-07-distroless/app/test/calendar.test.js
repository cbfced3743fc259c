import assert from "node:assert/strict";
import { test } from "node:test";
import { dueDate, easter, holidays } from "../src/calendar.js";
import { loadRules } from "../src/rules.js";

const rules = loadRules();

test("finds Easter in early, late and leap years", () => {
  const dates = [1961, 2008, 2024, 2026, 2038].map((year) => easter(year).toISODate());
  assert.deepEqual(dates, ["1961-04-02", "2008-03-23", "2024-03-31", "2026-04-05", "2038-04-25"]);
});

test("finds holidays that depend on a weekday", () => {
  const us = holidays(rules.get("us"), 2026);
  assert.equal(us.find((day) => day.name === "Thanksgiving").date, "2026-11-26");
  assert.equal(us.find((day) => day.name === "Memorial Day").date, "2026-05-25");
});

test("skips weekends and holidays", () => {
  // Thursday before Easter 2026: Friday to Monday do not count
  const due = dueDate(rules.get("de"), "2026-04-02", 2, "Europe/Berlin");
  assert.equal(due.toISO({ suppressMilliseconds: true }), "2026-04-08T17:00:00+02:00");
});

test("crosses the turn of the year", () => {
  const due = dueDate(rules.get("fr"), "2026-12-31", 1, "UTC");
  assert.equal(due.toISODate(), "2027-01-04");
});
