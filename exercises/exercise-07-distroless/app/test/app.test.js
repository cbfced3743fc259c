import assert from "node:assert/strict";
import { test } from "node:test";
import { createApp } from "../src/app.js";
import { loadRules } from "../src/rules.js";

test("is healthy until it is told to drain", async () => {
  const app = createApp(loadRules());
  assert.equal((await app.inject("/health")).statusCode, 200);
  await app.inject({ method: "POST", url: "/drain" });
  assert.equal((await app.inject("/health")).statusCode, 503);
});

test("is not healthy without rules", async () => {
  assert.equal((await createApp(new Map()).inject("/health")).statusCode, 503);
});

test("answers in local and universal time", async () => {
  const app = createApp(loadRules());
  const answer = await app.inject("/due?country=us&from=2026-07-02&days=3&zone=America/New_York");
  assert.deepEqual(answer.json(), {
    due: "2026-07-07T17:00:00-04:00",
    utc: "2026-07-07T21:00:00.000Z",
  });
});

test("refuses what it does not know", async () => {
  const app = createApp(loadRules());
  assert.equal((await app.inject("/holidays?country=zz&year=2026")).statusCode, 404);
  assert.equal((await app.inject("/due?country=de&from=2026-02-31&days=1")).statusCode, 400);
  assert.equal(
    (await app.inject("/due?country=de&from=2026-02-01&days=1&zone=X/Y")).statusCode,
    400,
  );
});
