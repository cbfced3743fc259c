// What makes pages more comfortable. Everything can be read without it.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const remembered = (key, value) => {
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch {
      // storage may be forbidden; then nothing is remembered
    }
    return null;
  };

  // --- theme: as the system has it, light, dark
  const themes = ["auto", "light", "dark"];
  const themeButton = document.querySelector(".theme");
  let theme = document.documentElement.dataset.theme ?? "auto";
  const showTheme = () => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    themeButton.textContent = `Theme: ${theme}`;
  };
  themeButton.addEventListener("click", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    remembered("theme", theme);
    showTheme();
  });
  showTheme();

  // --- code: copy what is typed; reach what overflows
  const copied = (block) => {
    const code = block.querySelector("code").cloneNode(true);
    all(".out, .prompt, del", code).forEach((part) => part.remove());
    return code.textContent;
  };
  const write = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const area = make("textarea", { value: text, className: "unseen" });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  };
  const said = make("p", { className: "unseen" });
  said.setAttribute("role", "status");
  document.querySelector("main").append(said);
  for (const block of all(".code[data-copy]")) {
    const button = make("button", { type: "button", className: "copy", textContent: "Copy" });
    button.addEventListener("click", async () => {
      const text = copied(block);
      // one command is pasted without an end of line, which would start it at once
      const single = block.classList.contains("console") && text.indexOf("\n") === text.length - 1;
      await write(single ? text.trimEnd() : text);
      button.textContent = said.textContent = "Copied";
      setTimeout(() => (button.textContent = "Copy"), 1500);
    });
    block.append(button);
  }
  const reach = () => {
    // first read everything, then write: the other way round each box would be laid out anew
    const boxes = all(".code pre, .table").map((box) => [box, box.scrollWidth <= box.clientWidth]);
    for (const [box, fits] of boxes) {
      if (fits) {
        box.removeAttribute("tabindex");
        box.removeAttribute("role");
        box.removeAttribute("aria-label");
      } else if (!box.hasAttribute("tabindex")) {
        box.tabIndex = 0;
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", box.matches("pre") ? "Code, scrolls" : "Table, scrolls");
      }
    }
  };
  reach();
  addEventListener("load", reach);
  addEventListener("resize", reach);
  all("details").forEach((details) => details.addEventListener("toggle", reach));

  // --- contents: mark where the reader is, right to the page's end
  const links = all(".toc a");
  const targets = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let chosen = -1;
  const mark = () => {
    const end = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    let current = targets.findLastIndex((t) => t && t.getBoundingClientRect().top <= innerHeight / 4);
    if (end && current >= 0) current = Math.max(current, targets.length - 1);
    if (chosen >= 0) current = chosen;
    links.forEach((link, i) => {
      if (i === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  };
  const choose = () => {
    chosen = links.findIndex((link) => link.hash === location.hash && location.hash);
    mark();
  };
  if (links.length) {
    addEventListener("scroll", mark, { passive: true });
    addEventListener("hashchange", choose);
    // whoever scrolls by hand has left the chosen section
    for (const moved of ["wheel", "touchmove", "keydown"]) {
      addEventListener(moved, () => (chosen = -1), { passive: true });
    }
    choose();
  }

  // --- tabs: one choice for all groups of the same name
  const groups = all(".tabs");
  const select = (name, title, focus) => {
    for (const group of groups.filter((g) => g.dataset.tabs === name)) {
      const tabs = all('[role="tab"]', group);
      const found = tabs.find((t) => t.textContent === title);
      if (!found) continue;
      for (const tab of tabs) {
        const on = tab === found;
        tab.setAttribute("aria-selected", on);
        tab.tabIndex = on ? 0 : -1;
        document.getElementById(tab.getAttribute("aria-controls")).hidden = !on;
      }
      if (focus === group) found.focus();
    }
    reach();
  };
  groups.forEach((group, g) => {
    const list = make("div");
    list.setAttribute("role", "tablist");
    all(":scope > .tab", group).forEach((panel, p) => {
      panel.id = `tabs-${g}-${p}`;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-label", panel.dataset.tab);
      panel.querySelector(".tab-title").hidden = true;
      const tab = make("button", { type: "button", textContent: panel.dataset.tab });
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panel.id);
      tab.addEventListener("click", () => {
        remembered(`tabs-${group.dataset.tabs}`, panel.dataset.tab);
        select(group.dataset.tabs, panel.dataset.tab, group);
      });
      list.append(tab);
    });
    list.addEventListener("keydown", (event) => {
      const tabs = [...list.children];
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const at = tabs.indexOf(document.activeElement);
      const next =
        event.key === "Home" ? 0 : event.key === "End" ? tabs.length - 1 : step && (at + step + tabs.length) % tabs.length;
      if (next === undefined) return;
      event.preventDefault();
      tabs[next].click();
    });
    group.prepend(list);
    select(group.dataset.tabs, list.firstChild?.textContent);
  });
  for (const group of groups) {
    const title = remembered(`tabs-${group.dataset.tabs}`);
    if (title) select(group.dataset.tabs, title);
  }

  // --- quiz: an explanation for each choice, as often as one likes
  for (const quiz of all(".quiz")) {
    const inputs = all("input", quiz);
    const answers = all(".answers > ol > li", quiz);
    const list = quiz.querySelector(".answers");
    const verdict = make("div", { className: "verdict" });
    verdict.setAttribute("role", "status");
    const check = make("button", { type: "button", textContent: "Check" });
    const again = make("button", { type: "button", textContent: "Try again", hidden: true });
    const judge = () => {
      const at = inputs.findIndex((input) => input.checked);
      if (at < 0) {
        verdict.textContent = "Choose an answer first.";
        return;
      }
      const right = answers[at].classList.contains("right");
      verdict.classList.toggle("right", right);
      // an explanation of the right choice says itself that it is right
      verdict.replaceChildren(
        ...(right ? [] : [make("p", {}, make("strong", { textContent: "✗ Not this one." }))]),
        ...answers[at].querySelector("div").cloneNode(true).childNodes,
      );
      if (right) verdict.querySelector("p").prepend("✓ ");
      list.hidden = false;
      again.hidden = false;
    };
    check.addEventListener("click", judge);
    quiz.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input")) judge();
    });
    quiz.addEventListener("change", () => verdict.replaceChildren());
    again.addEventListener("click", () => {
      inputs.forEach((input) => (input.checked = false));
      verdict.replaceChildren();
      list.hidden = true;
      list.open = false;
      again.hidden = true;
      inputs[0].focus();
    });
    list.hidden = true;
    list.before(check, again, verdict);
  }

  // --- printing: nothing stays folded
  const folded = [];
  addEventListener("beforeprint", () => {
    for (const details of all("details:not([open])")) {
      folded.push(details);
      details.open = true;
    }
  });
  addEventListener("afterprint", () => folded.splice(0).forEach((details) => (details.open = false)));

  // --- search: its script and the index are fetched when they are first needed
  const input = document.getElementById("site-search");
  const root = document.body.dataset.root;
  const load = (name) =>
    new Promise((resolve, reject) =>
      document.head.append(make("script", { src: `${root}assets/${name}`, onload: resolve, onerror: reject })),
    );
  let loading;
  const prepare = () => {
    loading ??= Promise.all([load("lunr.js"), load("search-index.js")]).then(() => load("search.js"));
    return loading;
  };
  input.addEventListener("focus", prepare, { once: true });
  addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type='radio']), textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (remembered("slash") === "off") return;
    event.preventDefault();
    input.focus();
  });
})();
