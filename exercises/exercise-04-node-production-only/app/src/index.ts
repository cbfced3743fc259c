import { createServer } from "node:http";
import { pino } from "pino";
import { createApp } from "./app";
import { Health } from "./health";

const port = Number(process.env.PORT ?? 3000);
const log = pino({ level: process.env.LOG_LEVEL ?? "info", base: undefined });
const health = new Health();
const server = createServer(createApp(health, log));

server.on("error", (error) => {
  log.fatal(error, "cannot listen");
  process.exit(1);
});
server.listen(port, () => {
  log.info({ port, environment: process.env.NODE_ENV ?? "not set" }, "listening");
});

// Finish what was begun, take nothing new, and do not wait for ever.
function shutDown(signal: NodeJS.Signals): void {
  log.info({ signal }, "shutting down");
  health.drain();
  health.close();
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 3_000).unref();
}
process.once("SIGTERM", shutDown);
process.once("SIGINT", shutDown);
