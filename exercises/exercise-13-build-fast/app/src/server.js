import { createServer } from "node:http";
import { createApp } from "./app.js";

const port = Number(process.env.PORT ?? 3000);
const log = (entry) => console.log(JSON.stringify({ time: new Date().toISOString(), ...entry }));
const server = createServer(createApp(log).callback());

server.listen(port, () => log({ message: "listening", port }));

for (const signal of ["SIGTERM", "SIGINT"]) {
  process.once(signal, () => {
    log({ message: "shutting down", signal });
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 3_000).unref();
  });
}
