// Results as they come. Only the local server adds this script; published pages do without it.
(() => {
  const root = document.body.dataset.root;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const grade = document.querySelector("main.lesson .grade[data-exercise]");
  const here = grade?.dataset.exercise;
  let known = { exercises: {}, grading: { state: "idle", steps: [] }, notices: [] };
  let shownPicture = 0;
  let shownState = "";

  // --- what a lesson gets below the grader's list
  const said = make("p", { className: "live-said" });
  said.setAttribute("role", "status");
  const button = make("button", { type: "button", className: "live-go", textContent: "Grade now" });
  const steps = make("ol", { className: "live-steps" });
  const fold = make("details", { className: "live-fold", hidden: true }, make("summary", { textContent: "Build steps" }), steps);
  const links = make("p", { className: "live-links" });
  const picture = make("div", { className: "live-picture" });
  const notices = make("ul", { className: "live-notices", hidden: true });
  if (here) {
    const panel = make("section", { className: "live-panel" }, make("p", {}, button), said, fold, notices, links, picture);
    panel.setAttribute("aria-label", "Grade here");
    grade.after(panel);
  }
  const busy = () => ["running", "cancelling"].includes(known.grading.state);
  const mine = () => known.grading.exercise === here;
  const size = (bytes) => (bytes === undefined ? "" : `, ${(bytes / 1e6).toFixed(1)} MB`);
  const say = (text) => {
    if (said.textContent !== text) said.textContent = text;
  };

  // --- states of exercises and checks
  const mark = (element, state, text) => {
    const status = all("[data-status]", element).find((s) => s.closest("[data-exercise]") === element);
    if (!status) return;
    if (state) status.parentElement.dataset.state = state;
    else delete status.parentElement.dataset.state;
    if (status.textContent !== text) status.textContent = text;
  };
  const words = { passed: "✓ right", failed: "✗ not yet", skipped: "– not looked at" };
  const showCheck = (item, check) => {
    item.querySelector(":scope > .live-finding")?.remove();
    mark(item, check?.status, check ? words[check.status] ?? check.status : "");
    if (check?.status !== "failed") return;
    const finding = make("div", { className: "live-finding" });
    if (check.title) finding.append(make("p", {}, make("strong", { textContent: check.title })));
    const list = make("dl");
    for (const [name, text] of [
      ["Found", check.observed],
      ["Wanted", check.expected],
      ["Where", check.where],
      ["Next", check.next],
    ]) {
      if (text) list.append(make("dt", { textContent: name }), make("dd", { textContent: text }));
    }
    finding.append(list);
    item.append(finding);
  };
  const standing = (exercise) => {
    if (!exercise) return ["", ""];
    if (exercise.passed) return ["passed", "✓ passed"];
    const last = exercise.last;
    return ["failed", last ? `${last.points} of ${last.of} points` : "tried"];
  };
  const showExercise = (id) => {
    const exercise = known.exercises[id];
    for (const element of all(`[data-exercise="${CSS.escape(id)}"]`)) {
      if (element.dataset.check) showCheck(element, exercise?.last?.checks[element.dataset.check]);
      else mark(element, ...standing(exercise));
    }
    if (id === here) showLast(exercise);
  };
  const verdict = (exercise) => {
    const last = exercise.last;
    if (!last) return "";
    const wrong = Object.values(last.checks).filter((c) => c.status === "failed").length;
    return last.status === "passed"
      ? `Attempt ${last.number} passed with ${last.points} of ${last.of} points${size(last.bytes)}.`
      : `Attempt ${last.number}: ${last.points} of ${last.of} points${size(last.bytes)}; ${wrong} ${wrong === 1 ? "check is" : "checks are"} not right yet.`;
  };
  const showLast = async (exercise) => {
    links.replaceChildren();
    if (!exercise) {
      picture.replaceChildren();
      shownPicture = 0;
      return;
    }
    if (exercise.last) {
      links.append(
        make("a", { href: `${root}attempts/${here}-${exercise.last.number}.html`, textContent: `Report of attempt ${exercise.last.number}` }),
        " · ",
      );
    }
    links.append(make("a", { href: `${root}attempts/${here}.html`, textContent: "All your attempts, to compare" }));
    if (exercise.unreadable) {
      links.append(` · Attempt ${exercise.unreadable} cannot be read: its file is damaged, or another version of the grader wrote it.`);
    }
    if (!busy()) say(verdict(exercise));
    const number = exercise.last?.number ?? 0;
    if (number === shownPicture) return;
    shownPicture = number;
    try {
      const answer = await fetch(`${root}live/picture/${here}`);
      if (!answer.ok || number !== shownPicture) return;
      // text of the learner is escaped by the server; nothing in a template runs
      const template = make("template");
      template.innerHTML = await answer.text();
      picture.replaceChildren(template.content);
    } catch {
      shownPicture = 0; // the server has gone: once more with the next snapshot
    }
  };

  // --- a grade under way
  const signs = { running: "…", done: "✓", cached: "✓", failed: "✗" };
  const showStep = (step) => {
    const item = make("li", {}, `${signs[step.state]} ${step.name} `);
    item.dataset.state = step.state;
    item.append(
      make("span", { className: "live-time", textContent: step.state === "cached" ? "from the cache" : step.state === "running" ? "runs" : `${step.seconds.toFixed(1)} s` }),
    );
    if (step.log?.length) item.append(make("pre", { textContent: step.log.join("\n") }));
    return item;
  };
  const showGrading = () => {
    if (!here) return;
    const { state, doing, message } = known.grading;
    button.textContent = busy() && mine() ? "Cancel" : "Grade now";
    button.setAttribute("aria-disabled", String(state === "cancelling" || (busy() && !mine())));
    if (!mine()) {
      shownState = "";
      if (busy()) say(`${known.grading.exercise} is being graded.`);
      else if (known.exercises[here]) say(verdict(known.exercises[here]));
      fold.hidden = true;
      return;
    }
    const list = known.grading.steps ?? [];
    steps.replaceChildren(...list.map(showStep));
    fold.hidden = !list.length;
    // only once: whoever folds the steps wants them folded
    const entered = state !== shownState;
    shownState = state;
    if (state === "running") {
      if (entered) fold.open = true;
      say(`Grading: ${doing || "beginning"}`);
    } else if (state === "cancelling") say("Cancelling…");
    else if (state === "cancelled") say("Cancelled. It does not count as an attempt.");
    else if (state === "error") say(`This is not your Dockerfile: ${message}`);
    else if (state === "passed" || state === "failed") {
      if (entered) fold.open = list.some((step) => step.state === "failed");
      if (known.exercises[here]) say(verdict(known.exercises[here]));
    }
  };
  const ask = async (what, body) => {
    try {
      const answer = await fetch(`${root}live/${what}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Grade-Token": known.token ?? "" },
        body: JSON.stringify(body),
      });
      if (!answer.ok) say(await answer.text());
    } catch {
      say(lost);
    }
  };
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled") === "true") return;
    if (busy()) ask("cancel", {});
    else {
      say("Grading: beginning");
      ask("grade", { exercise: here });
    }
  });

  // --- events
  const lost = "The server does not answer. This page goes on by itself when ./grade serve runs again.";
  const receive = ({ name, data }) => {
    document.documentElement.dataset.live = name === "lost" ? "lost" : "on";
    if (name === "lost") return say(lost);
    if (name === "snapshot") {
      const before = Object.keys(known.exercises);
      known = data;
      new Set([...before, ...Object.keys(known.exercises)]).forEach(showExercise);
      if (here && !known.exercises[here] && !busy()) say("Nothing graded yet: grade it here, or in a terminal.");
      notices.replaceChildren(...known.notices.map((text) => make("li", { textContent: text })));
      notices.hidden = !known.notices.length;
      showGrading();
    } else if (name === "exercise") {
      known.exercises[data.exercise] = data;
      showExercise(data.exercise);
    } else if (name === "grading") {
      known.grading = data;
      showGrading();
    }
  };

  // A browser opens six connections to one server: one tab listens and tells the others.
  const names = ["snapshot", "exercise", "grading"];
  const listen = (tell) => {
    const source = new EventSource(`${root}live/events`);
    for (const name of names) source.addEventListener(name, (event) => tell({ name, data: JSON.parse(event.data) }));
    source.addEventListener("error", () => {
      tell({ name: "lost" });
      // the browser comes back by itself unless it was refused
      if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(tell), 2000);
    });
  };
  if (navigator.locks && window.BroadcastChannel) {
    const channel = new BroadcastChannel("live-results");
    let leads = false;
    channel.addEventListener("message", ({ data }) => {
      if (!data.wanted) receive(data);
      else if (leads && known.token) channel.postMessage({ name: "snapshot", data: known });
    });
    const want = () => channel.postMessage({ wanted: true });
    want();
    addEventListener("pageshow", (event) => event.persisted && want());
    navigator.locks.request("live-results", () => {
      leads = true;
      listen((message) => {
        channel.postMessage(message);
        receive(message);
      });
      return new Promise(() => {}); // until this tab is closed
    });
  } else {
    const poll = async () => {
      try {
        receive({ name: "snapshot", data: await (await fetch(`${root}live/state`)).json() });
      } catch {
        receive({ name: "lost" });
      }
      setTimeout(poll, 5000);
    };
    poll();
  }
})();
