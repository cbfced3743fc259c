import hljs from "highlight.js";
import { Marked } from "marked";
import { markedHighlight } from "marked-highlight";

const WORDS_PER_MINUTE = 220;

/** A heading as part of an address: "Why? Because!" is `why-because`. */
export function slug(text) {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}

const escape = (text) =>
  text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

/**
 * Renders Markdown. Headings get ids and make up the table of contents, code is highlighted where
 * its language is known, and HTML in the text is shown, not obeyed.
 */
export function render(markdown) {
  const contents = [];
  const marked = new Marked(
    markedHighlight({
      langPrefix: "hljs language-",
      highlight: (code, language) =>
        hljs.getLanguage(language) ? hljs.highlight(code, { language }).value : escape(code),
    }),
  );
  marked.use({
    renderer: {
      heading({ tokens, depth, text }) {
        const same = contents.filter((entry) => entry.base === slug(text)).length;
        const id = same === 0 ? slug(text) : `${slug(text)}-${same}`;
        contents.push({ id, base: slug(text), depth, text });
        return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      html: ({ text }) => escape(text),
    },
  });
  const html = marked.parse(markdown);
  const words = markdown.match(/[\p{L}\p{N}'’-]+/gu)?.length ?? 0;
  return {
    html,
    contents: contents.map(({ id, depth, text }) => ({ id, depth, text })),
    words,
    minutes: Math.ceil(words / WORDS_PER_MINUTE),
  };
}

/** Highlights one piece of code; undefined if the language is not known. */
export function highlight(code, language) {
  if (!hljs.getLanguage(language)) return undefined;
  const result = hljs.highlight(code, { language });
  return { html: result.value, relevance: result.relevance };
}
