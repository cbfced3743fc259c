import { serve } from "@hono/node-server";
import { createApp } from "./app.js";
import { Store } from "./store.js";

const port = Number(process.env.PORT ?? 3000);
const folder = process.env.DATA_DIR ?? "/data";
const log = (entry) => console.log(JSON.stringify({ time: new Date().toISOString(), ...entry }));

const store = new Store(folder);
await store.open().catch((error) => log({ message: "cannot make the folder", code: error.code }));

const server = serve({ fetch: createApp(store, log).fetch, port }, () =>
  log({ message: "listening", port, folder, uid: process.geteuid(), gid: process.getegid() }),
);

for (const signal of ["SIGTERM", "SIGINT"]) {
  process.once(signal, () => {
    log({ message: "shutting down", signal });
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 3_000).unref();
  });
}
