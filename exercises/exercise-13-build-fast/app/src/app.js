import Koa from "koa";
import { build } from "./build.js";
import css from "./page.css";
import { highlight, render } from "./render.js";

const VERSION = "3.0.2";
const MAX_BYTES = 512 * 1024;

async function readText(request) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw Object.assign(new Error("too large"), { status: 413 });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** The HTTP interface; `log` takes one object per request. */
export function createApp(log = () => {}) {
  const app = new Koa();
  let draining = false;

  const routes = {
    // Healthy means: it can still render, and nobody asked it to leave.
    "GET /health": (context) => {
      const renders = render("# a b").html === '<h1 id="a-b">a b</h1>\n';
      context.status = renders && !draining ? 200 : 503;
      context.body = { status: draining ? "draining" : renders ? "ok" : "broken", renders };
    },
    "GET /version": (context) => {
      context.body = { name: "pages", version: VERSION, node: process.version, build };
    },
    "GET /render": (context) => {
      context.body = render(String(context.query.text ?? ""));
    },
    "POST /render": async (context) => {
      context.body = render(await readText(context.req));
    },
    "POST /page": async (context) => {
      const { html } = render(await readText(context.req));
      context.type = "html";
      context.body = `<!doctype html>\n<meta charset="utf-8">\n<style>\n${css}</style>\n${html}`;
    },
    "POST /highlight": async (context) => {
      const language = String(context.query.language ?? "");
      const result = highlight(await readText(context.req), language);
      context.status = result ? 200 : 400;
      context.body = result ?? { error: `no language "${language}"` };
    },
    "POST /drain": (context) => {
      draining = true;
      context.status = 202;
      context.body = { status: "draining" };
    },
  };

  app.use(async (context) => {
    const started = performance.now();
    try {
      const route = routes[`${context.method} ${context.path}`];
      if (route) await route(context);
      else context.throw(404, "no such page");
    } catch (error) {
      context.status = error.status ?? 500;
      context.body = { error: context.status < 500 ? error.message : "internal error" };
      if (context.status >= 500) log({ error: error.stack });
    }
    const ms = Math.round(performance.now() - started);
    log({ method: context.method, path: context.path, status: context.status, ms });
  });
  return app;
}
