import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { build } from "./build.js";
import { statistics } from "./text.js";

const VERSION = "1.2.0";

/** The HTTP interface on a store; `log` takes one object per request. */
export function createApp(store, log = () => {}) {
  const app = new Hono();
  let draining = false;

  app.use(async (context, next) => {
    const started = performance.now();
    await next();
    const ms = Math.round(performance.now() - started);
    log({ method: context.req.method, path: context.req.path, status: context.res.status, ms });
  });
  app.use(bodyLimit({ maxSize: 256 * 1024 }));

  // Healthy means: notes can be written now, and nobody asked this process to leave.
  app.get("/health", async (context) => {
    const problem = draining ? "draining" : await store.problem();
    if (problem) log({ problem });
    return context.json({ status: problem ?? "ok" }, problem ? 503 : 200);
  });

  app.get("/version", (context) =>
    context.json({ name: "notes", version: VERSION, build, uid: process.geteuid() }),
  );

  app.post("/notes", async (context) => {
    const text = await context.req.text();
    if (text === "") return context.json({ error: "an empty note" }, 400);
    return context.json({ id: await store.keep(text) }, 201);
  });

  app.get("/notes", async (context) => context.json({ notes: await store.list() }));

  app.get("/notes/:id{[0-9a-f]{16}}", async (context) => {
    const text = await store.read(context.req.param("id"));
    return text === undefined ? context.json({ error: "no such note" }, 404) : context.text(text);
  });

  app.get("/notes/:id{[0-9a-f]{16}}/statistics", async (context) => {
    const text = await store.read(context.req.param("id"));
    return text === undefined
      ? context.json({ error: "no such note" }, 404)
      : context.json(statistics(text));
  });

  app.get("/statistics", (context) => context.json(statistics(context.req.query("text") ?? "")));

  app.post("/drain", (context) => {
    draining = true;
    return context.json({ status: "draining" }, 202);
  });

  app.onError((error, context) => {
    log({ error: error.message, code: error.code });
    return context.json({ error: "internal error" }, 500);
  });
  return app;
}
