import { createHash } from "node:crypto";

/** The id of a text: the first 16 digits of its SHA-256. The same text has the same id. */
export function idOf(text) {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** Counts lines and words of a text and names its longest word (the first, of several). */
export function statistics(text) {
  const words = text.match(/[\p{L}\p{N}'’-]+/gu) ?? [];
  return {
    id: idOf(text),
    bytes: Buffer.byteLength(text),
    lines: text === "" ? 0 : text.split("\n").length,
    words: words.length,
    longest: words.reduce((longest, word) => (word.length > longest.length ? word : longest), ""),
  };
}
