import express, { type NextFunction, type Request, type Response } from "express";
import type { Logger } from "pino";
import { z } from "zod";
import type { Health } from "./health";
import { nonce } from "./nonce";
import { balances, settle } from "./settle";
import { split } from "./split";

const VERSION = "1.4.0";
const MAX_CENTS = 100_000_000_00;

const name = z.string().trim().min(1).max(40);
const cents = z.number().int().min(0).max(MAX_CENTS);

const SplitRequest = z.object({
  cents,
  weights: z
    .array(z.number().int().min(0).max(1_000_000))
    .min(1)
    .max(100)
    .refine((weights) => weights.some((weight) => weight > 0), "one weight must be positive"),
});

const SettleRequest = z.object({
  expenses: z
    .array(z.object({ paidBy: name, cents, sharedBy: z.array(name).min(1).max(100) }))
    .min(1)
    .max(1_000),
});

/** The HTTP interface. It keeps no state but the one in `health`. */
export function createApp(health: Health, log: Logger): express.Express {
  const app = express();
  app.disable("x-powered-by");
  app.use(express.json({ limit: "256kb" }));
  app.use((request, response, next) => {
    const started = performance.now();
    response.on("finish", () => {
      health.countRequest();
      const ms = Math.round(performance.now() - started);
      log.info({ method: request.method, path: request.path, status: response.statusCode, ms });
    });
    next();
  });

  app.get("/health", (_request, response) => {
    const report = health.report();
    response.status(report.status === "ok" ? 200 : 503).json(report);
  });

  app.get("/version", (_request, response) => {
    response.json({ name: "fair-split", version: VERSION, node: process.version, nonce });
  });

  // GET /split?cents=1000&weights=1,1,1 is the same as POST with a body: handy in a browser.
  app.get("/split", (request, response) => {
    const weights = String(request.query.weights).split(",").map(Number);
    const wanted = SplitRequest.parse({ cents: Number(request.query.cents), weights });
    response.json({ parts: split(wanted.cents, wanted.weights) });
  });

  app.post("/split", (request, response) => {
    const wanted = SplitRequest.parse(request.body);
    response.json({ parts: split(wanted.cents, wanted.weights) });
  });

  app.post("/settle", (request, response) => {
    const { expenses } = SettleRequest.parse(request.body);
    const balance = balances(expenses);
    response.json({ balances: Object.fromEntries(balance), transfers: settle(balance) });
  });

  app.post("/drain", (_request, response) => {
    health.drain();
    response.status(202).json({ status: "draining" });
  });

  app.use((_request, response) => {
    response.status(404).json({ error: "no such page" });
  });

  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    if (error instanceof z.ZodError) {
      const problems = error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
      response.status(400).json({ error: "bad request", problems });
      return;
    }
    const status = (error as { status?: number }).status ?? 500;
    if (status >= 500) log.error(error);
    response.status(status).json({ error: status < 500 ? "bad request" : "internal error" });
  });
  return app;
}
