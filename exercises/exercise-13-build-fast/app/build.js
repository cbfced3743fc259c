// Bundles the service with all that it imports, style sheet included, into dist/server.cjs.
import { build } from "esbuild";

await build({
  entryPoints: ["src/server.js"],
  outfile: "dist/server.cjs",
  bundle: true,
  platform: "node",
  target: "node24",
  format: "cjs",
  loader: { ".css": "text" },
});
