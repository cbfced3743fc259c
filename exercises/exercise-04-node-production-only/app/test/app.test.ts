import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { createApp } from "../src/app";
import { Health } from "../src/health";

let health: Health;
let server: Server;
let url: string;

beforeEach(async () => {
  health = new Health();
  server = createServer(createApp(health, pino({ level: "silent" })));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  health.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const post = (path: string, body: unknown) =>
  fetch(url + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

test("is healthy until it is told to drain", async () => {
  expect((await fetch(`${url}/health`)).status).toBe(200);
  expect((await post("/drain", {})).status).toBe(202);
  const answer = await fetch(`${url}/health`);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ status: "draining" });
});

test("splits by query and by body alike", async () => {
  const byQuery = await fetch(`${url}/split?cents=1000&weights=2,1`);
  const byBody = await post("/split", { cents: 1000, weights: [2, 1] });
  expect(await byQuery.json()).toEqual({ parts: [667, 333] });
  expect(await byBody.json()).toEqual({ parts: [667, 333] });
});

test("settles a trip", async () => {
  const answer = await post("/settle", {
    expenses: [{ paidBy: "Ada", cents: 1000, sharedBy: ["Ada", "Ben"] }],
  });
  expect(await answer.json()).toEqual({
    balances: { Ada: 500, Ben: -500 },
    transfers: [{ from: "Ben", to: "Ada", cents: 500 }],
  });
});

test("says what is wrong with a request", async () => {
  const answer = await post("/split", { cents: -1, weights: [1] });
  expect(answer.status).toBe(400);
  expect((await answer.json()).problems[0]).toMatch(/^cents: /);
  expect((await fetch(`${url}/split`)).status).toBe(400);
  expect((await fetch(`${url}/nothing`)).status).toBe(404);
});
