import { createApp } from "./app.js";
import { loadRules } from "./rules.js";

const port = Number(process.env.PORT ?? 3000);
const app = createApp(loadRules(), {
  logger: { level: process.env.LOG_LEVEL ?? "info", base: undefined },
  forceCloseConnections: "idle",
});

for (const signal of ["SIGTERM", "SIGINT"]) {
  process.once(signal, async () => {
    app.log.info({ signal }, "shutting down");
    setTimeout(() => process.exit(1), 4_000).unref();
    await app.close();
  });
}

try {
  await app.listen({ port, host: "0.0.0.0" });
} catch (error) {
  app.log.fatal(error);
  process.exit(1);
}
