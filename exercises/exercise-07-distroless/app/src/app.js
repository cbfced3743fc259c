import Fastify from "fastify";
import { IANAZone } from "luxon";
import { build } from "./build.js";
import { dueDate, easter, holidays } from "./calendar.js";

const VERSION = "2.1.0";
const year = { type: "integer", minimum: 1900, maximum: 2199 };
const country = { type: "string", pattern: "^[a-z]{2}$" };

/** The HTTP interface on a map from country to holiday rules. */
export function createApp(rules, options = {}) {
  const app = Fastify(options);
  let draining = false;

  function rulesOf(code, reply) {
    const found = rules.get(code);
    if (!found) {
      reply.code(404).send({ error: `no rules for "${code}"`, countries: [...rules.keys()] });
    }
    return found;
  }

  // Healthy means: it has rules, its Node knows time zones, and nobody asked it to leave.
  app.get("/health", (_request, reply) => {
    const checks = {
      rules: rules.size > 0,
      zones: IANAZone.isValidZone("Pacific/Auckland"),
      accepting: !draining,
    };
    const ok = Object.values(checks).every(Boolean);
    reply.code(ok ? 200 : 503).send({ status: ok ? "ok" : "unavailable", checks });
  });

  app.get("/version", () => ({ name: "due-date", version: VERSION, node: process.version, build }));

  app.get(
    "/easter",
    { schema: { querystring: { type: "object", required: ["year"], properties: { year } } } },
    (request) => ({ date: easter(request.query.year).toISODate() }),
  );

  app.get(
    "/holidays",
    {
      schema: {
        querystring: {
          type: "object",
          required: ["country", "year"],
          properties: { country, year },
        },
      },
    },
    (request, reply) => {
      const found = rulesOf(request.query.country, reply);
      return found ? { holidays: holidays(found, request.query.year) } : reply;
    },
  );

  app.get(
    "/due",
    {
      schema: {
        querystring: {
          type: "object",
          required: ["country", "from", "days"],
          properties: {
            country,
            from: { type: "string", format: "date" },
            days: { type: "integer", minimum: 0, maximum: 1000 },
            zone: { type: "string", default: "UTC" },
          },
        },
      },
    },
    (request, reply) => {
      const { country: code, from, days, zone } = request.query;
      if (!IANAZone.isValidZone(zone)) {
        return reply.code(400).send({ error: `no time zone "${zone}"` });
      }
      const found = rulesOf(code, reply);
      if (!found) {
        return reply;
      }
      const due = dueDate(found, from, days, zone);
      return { due: due.toISO({ suppressMilliseconds: true }), utc: due.toUTC().toISO() };
    },
  );

  app.post("/drain", (_request, reply) => {
    draining = true;
    reply.code(202).send({ status: "draining" });
  });

  return app;
}
