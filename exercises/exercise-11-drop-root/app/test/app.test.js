import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { createApp } from "../src/app.js";
import { Store } from "../src/store.js";

let folder;
let app;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "notes-"));
  app = createApp(new Store(folder));
});

afterEach(() => rm(folder, { recursive: true }));

const post = (path, body) => app.request(path, { method: "POST", body });

test("keeps a note and gives it back", async () => {
  const { id } = await (await post("/notes", "buy oat milk\nand milk")).json();
  assert.equal(await (await app.request(`/notes/${id}`)).text(), "buy oat milk\nand milk");
  assert.deepEqual(await readdir(folder), [`${id}.gz`]);
});

test("keeps the same text once", async () => {
  await post("/notes", "twice");
  await post("/notes", "twice");
  assert.equal((await (await app.request("/notes")).json()).notes.length, 1);
});

test("counts lines and words", async () => {
  const { id } = await (await post("/notes", "naïve façade\n3 words")).json();
  assert.deepEqual(await (await app.request(`/notes/${id}/statistics`)).json(), {
    id,
    bytes: 22,
    lines: 2,
    words: 4,
    longest: "façade",
  });
});

test("is not healthy where it cannot write", async () => {
  assert.equal((await app.request("/health")).status, 200);
  const elsewhere = createApp(new Store(join(folder, "not-there")));
  const answer = await elsewhere.request("/health");
  assert.equal(answer.status, 503);
  assert.match((await answer.json()).status, /^ENOENT/);
});

test("is not healthy while draining", async () => {
  await post("/drain");
  assert.equal((await app.request("/health")).status, 503);
});

test("refuses what it does not know", async () => {
  assert.equal((await post("/notes", "")).status, 400);
  assert.equal((await app.request("/notes/0123456789abcdef")).status, 404);
  assert.equal((await app.request("/notes/..%2Fetc%2Fpasswd")).status, 404);
});
