import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";

/** Reads `rules/<country>.json` into a map from country to its rules; empty without such files. */
export function loadRules(folder = new URL("../rules/", import.meta.url)) {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return new Map(
    files
      .filter((file) => file.endsWith(".json"))
      .map((file) => [
        basename(file, ".json"),
        JSON.parse(readFileSync(new URL(file, folder), "utf8")),
      ]),
  );
}
