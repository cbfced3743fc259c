import assert from "node:assert/strict";
import { test } from "node:test";
import { highlight, render, slug } from "../src/render.js";

test("makes ids of headings and tells equal ones apart", () => {
  const { contents } = render("# Déjà vu\n\n## Setup\n\ntext\n\n## Setup\n");
  assert.deepEqual(
    contents.map((entry) => entry.id),
    ["deja-vu", "setup", "setup-1"],
  );
});

test("shows HTML instead of obeying it", () => {
  assert.match(render("<script>alert(1)</script>").html, /&lt;script&gt;/);
});

test("highlights known languages only", () => {
  assert.match(render("```go\nfunc main() {}\n```").html, /hljs-keyword/);
  assert.doesNotMatch(render("```nothing\nfunc main() {}\n```").html, /hljs-keyword/);
  assert.equal(highlight("x", "nothing"), undefined);
});

test("counts words and minutes", () => {
  const { words, minutes } = render("word ".repeat(221));
  assert.deepEqual([words, minutes], [221, 2]);
});

test("makes slugs", () => {
  assert.equal(slug("Why? Because!"), "why-because");
});
