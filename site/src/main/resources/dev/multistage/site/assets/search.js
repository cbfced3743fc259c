// The search: loaded at its first use, together with lunr and the index.
(() => {
  const sections = window.courseSections;
  // "multi-stage" is also found as "multistage": lunr takes it for two words
  const COMPOUND = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)+/gu;
  const joined = (text) => text.replace(COMPOUND, (word) => word.replaceAll("-", ""));
  const both = (text) => [text, ...new Set((text.match(COMPOUND) ?? []).map(joined))].join(" ");
  const index = lunr(function () {
    // words stay as they are written: a typo is nearer to a word than to its stem
    this.pipeline.remove(lunr.stemmer);
    this.searchPipeline.remove(lunr.stemmer);
    this.ref("at");
    this.field("section", { boost: 8 });
    this.field("page", { boost: 3 });
    this.field("words");
    sections.forEach(([, page, section, words], at) => this.add({ at, page: both(page), section: both(section), words: both(words) }));
  });

  const TRAILING = lunr.Query.wildcard.TRAILING;
  // Whole words first, then beginnings and other forms of words; all words rather than some. Only
  // where nothing is found letters may be wrong.
  const query = (text) => {
    const whole = joined(text);
    const hits = answers(whole);
    return hits.length || whole === text ? hits : answers(text);
  };
  const answers = (text) => {
    const words = lunr.tokenizer(text).map((token) => `${token}`.replace(/^\W+|\W+$/g, "")).filter(Boolean);
    if (!words.length) return [];
    const found = (clauses) => {
      const hits = index.query((q) => words.forEach((word) => clauses(q, word)));
      const whole = hits.filter((hit) => words.length === 1 || Object.keys(hit.matchData.metadata).length >= words.length);
      return whole.length ? whole : hits;
    };
    const exact = found((q, word) => {
      q.term(word, { boost: 10 });
      q.term(word, { boost: 2, wildcard: TRAILING });
      q.term(lunr.stemmer(new lunr.Token(word)).toString(), { wildcard: TRAILING });
    });
    return exact.length ? exact : found((q, word) => q.term(word, { editDistance: word.length > 6 ? 2 : 1 }));
  };

  const input = document.getElementById("site-search");
  const form = input.form;
  const root = document.body.dataset.root;
  const box = document.createElement("div");
  box.className = "found";
  box.hidden = true;
  const list = document.createElement("div");
  list.id = "found";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Sections found");
  const state = document.createElement("p");
  state.setAttribute("role", "status");
  const slash = document.createElement("button");
  slash.type = "button";
  box.append(state, list, slash);
  form.append(box);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", "found");

  const on = () => {
    try {
      return localStorage.getItem("slash") !== "off";
    } catch {
      return true;
    }
  };
  const sayslash = () => (slash.textContent = on() ? "The key / leads here: switch it off" : "Let the key / lead here");
  slash.addEventListener("click", () => {
    try {
      localStorage.setItem("slash", on() ? "off" : "on");
    } catch {
      // storage may be forbidden; then the key stays as it is
    }
    sayslash();
  });
  sayslash();

  let selected = -1;
  const select = (at) => {
    const options = [...list.children];
    selected = options.length ? (at + options.length) % options.length : -1;
    options.forEach((option, i) => option.setAttribute("aria-selected", i === selected));
    if (selected < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options[selected].id);
      options[selected].scrollIntoView({ block: "nearest" });
    }
  };
  const close = () => {
    box.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const go = (option) => {
    close();
    location.href = option.dataset.address;
  };

  const excerpt = (words, text) => {
    const letters = text.trim().split(/\s+/)[0].replace(/[^\p{L}\p{N}]/gu, "").slice(0, 5);
    const found = new RegExp([...letters].join("-?"), "iu").exec(words)?.index ?? 0;
    const at = Math.max(0, words.lastIndexOf(" ", found - 30) + 1);
    return (at ? "…" : "") + words.slice(at, at + 130) + (words.length > at + 130 ? "…" : "");
  };
  const show = () => {
    const text = input.value;
    if (!text.trim()) return close();
    const found = query(text).slice(0, 12);
    list.replaceChildren(
      ...found.map(({ ref }, i) => {
        const [address, page, section, words] = sections[ref];
        const option = document.createElement("div");
        option.id = `found-${i}`;
        option.dataset.address = root + address;
        option.setAttribute("role", "option");
        const title = document.createElement("b");
        title.textContent = section ? `${page} › ${section}` : page;
        option.append(title, excerpt(words, text));
        option.addEventListener("mousedown", (event) => event.preventDefault());
        option.addEventListener("click", () => go(option));
        return option;
      }),
    );
    state.textContent = found.length ? `${found.length} section${found.length > 1 ? "s" : ""} found` : `Nothing found for “${text.trim()}”.`;
    box.hidden = false;
    input.setAttribute("aria-expanded", "true");
    select(found.length ? 0 : -1);
  };

  input.setAttribute("aria-expanded", "false");
  input.addEventListener("input", show);
  input.addEventListener("focus", () => input.value && show());
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (box.hidden) return;
    else if (event.key === "ArrowDown") select(selected + 1);
    else if (event.key === "ArrowUp") select(selected - 1);
    else return;
    event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (selected >= 0 && !box.hidden) go(list.children[selected]);
  });
  document.addEventListener("focusin", (event) => form.contains(event.target) || close());
  document.addEventListener("click", (event) => form.contains(event.target) || close());
  if (input.value) show();
})();
