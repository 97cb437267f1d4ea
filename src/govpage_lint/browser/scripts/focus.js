// Gives the focus to each target as the keyboard does and tells what that changes: by its styles, by
// those of what author rules with :focus reach, and by what scripts change. Answers for each target:
// "outline", "caret", "style" (it shows), "none" (nothing on the page changes), "unsure", "lost" (it
// does not keep the focus), "passed" (something else has it then) or "refused" (it never gets it).
// What is unsure and looks alike is in one group.
async (local, targets, foreign, limits) => {
  const nodes = window[Symbol.for("govpage-lint.nodes")].documents[local];
  const numbers = window[Symbol.for("govpage-lint.nodes")].numbers;
  const top = nodes[0].ownerDocument;
  const view = top.defaultView;
  if (!view) return { answers: [], moved: [] };
  const shadows = nodes.filter((node) => node.shadowRoot).map((node) => node.shadowRoot);
  const scopes = [top, ...shadows];
  // include sight
  // include rules_of
  // include focus_rules
  const numberOf = (node) => (node && numbers.has(node) ? numbers.get(node) : null);

  const outlineOf = (element) => {
    const style = styleOf(element);
    if (style.outlineStyle === "none" || style.outlineStyle === "hidden") return null;
    if (style.outlineStyle !== "auto" && parseFloat(style.outlineWidth) === 0) return null;
    return `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`;
  };
  const showsOutline = (element) => {
    const style = styleOf(element);
    if (style.outlineStyle === "none" || style.outlineStyle === "hidden" || alpha(style.outlineColor) === 0) return false;
    const auto = style.outlineStyle === "auto";
    if (!auto && parseFloat(style.outlineWidth) < 1) return false;
    if (!auto && [null, style.outlineColor].includes(backdrop(element))) return false;
    const box = element.getBoundingClientRect();
    const [left, upper, right, lower] = clipOf(parentOf(element));
    const room = Math.max(0, parseFloat(style.outlineOffset) || 0) + 1;
    return left <= box.left - room || upper <= box.top - room || right >= box.right + room || lower >= box.bottom + room;
  };
  const fields = /^(text|search|url|tel|email|password|number|date|month|week|time|datetime-local)$/;
  // A field shows a caret, or marks the part of it that is being typed.
  const showsCaret = (element) => {
    const isField = element.localName === "textarea" || (element.localName === "input" && fields.test(element.type)) || element.isContentEditable;
    return isField && !element.readOnly && alpha(styleOf(element).caretColor) > 0 && seen(element);
  };
  // Browsers draw the focus of these in ways of their own.
  const native = (element) =>
    /^(audio|video|embed|object|iframe|frame|select|meter|progress)$/.test(element.localName) ||
    (element.localName === "input" && !fields.test(element.type) && !/^(button|submit|reset|image)$/.test(element.type)) || element.localName === "area";

  // -- what changes ----------------------------------------------------------------------------------

  const LOOK = `color background-color background-image background-position box-shadow border-top-color border-right-color
    border-bottom-color border-left-color border-top-width border-right-width border-bottom-width border-left-width border-top-style
    border-bottom-style opacity visibility display transform translate scale rotate width height left top right bottom margin-top
    margin-left font-weight font-size font-style text-decoration-line text-decoration-color text-decoration-thickness text-shadow
    clip clip-path filter fill stroke stroke-width content outline-style outline-width outline-color outline-offset z-index
    overflow-x position animation-name -webkit-text-fill-color`.split(/\s+/);
  const lookOf = (element) => [null, "::before", "::after"].map((pseudo) => {
    const style = styleOf(element, pseudo);
    if (pseudo && (!style.content || style.content === "none" || style.content === "normal")) return null;
    return LOOK.map((name) => style.getPropertyValue(name));
  });
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && /\S/.test(node.data));
  const unclear = new Set(["z-index", "overflow-x", "position", "animation-name", "content", "clip", "clip-path", "filter", "fill",
    "stroke", "stroke-width", "background-position", "background-image"]);
  // What a difference of one property is worth: 2 shows, 1 may show, 0 does not.
  const worth = (element, pseudo, name, before, after, style) => {
    if (name === "color" || name === "-webkit-text-fill-color") return pseudo || hasText(element) ? 2 : 0;
    if (name.startsWith("text-")) return pseudo || /\S/.test(element.textContent) ? 2 : 0;
    if (name === "background-color") return alpha(before) + alpha(after) > 0 ? 2 : 0;
    if (/^border-.*-(color|style)$/.test(name)) {
      const side = name.split("-")[1];
      const drawn = parseFloat(style(`border-${side}-width`)) > 0 && style(`border-${side}-style`) !== "none";
      return drawn ? 2 : 0;
    }
    if (name.startsWith("outline-")) {
      if (style("outline-style") === "none") return 0;
      return showsOutline(element) ? 2 : 1;
    }
    return unclear.has(name) ? 1 : 2;
  };
  const differences = (element, before, after) => {
    let most = 0;
    after.forEach((now, which) => {
      const was = before[which];
      if (!now || !was) { most = Math.max(most, now || was ? 1 : 0); return; }
      const style = (name) => now[LOOK.indexOf(name)];
      now.forEach((value, at) => {
        if (value !== was[at]) most = Math.max(most, worth(element, which > 0, LOOK[at], was[at], value, style));
      });
    });
    return most;
  };
  const select = (selectors) => {
    const found = new Set();
    for (const scope of scopes) {
      for (const selector of selectors) {
        try {
          scope.querySelectorAll(selector).forEach((element) => found.add(element));
        } catch (error) {
          return null;
        }
      }
    }
    return found;
  };
  const withInside = (elements) => {
    const found = new Set();
    for (const element of elements) {
      found.add(element);
      for (const inner of element.querySelectorAll("*")) {
        if (found.size >= limits.elements) return null;
        found.add(inner);
      }
      if (found.size >= limits.elements) return null;
    }
    return found;
  };

  // -- the trial -------------------------------------------------------------------------------------

  const observer = new MutationObserver(() => {});
  const watched = { subtree: true, childList: true, characterData: true, attributes: true };
  for (const scope of scopes) observer.observe(scope, watched);
  const still = new view.CSSStyleSheet();
  still.replaceSync("*, ::before, ::after { transition: none !important; scroll-behavior: auto !important; }");
  const sheets = scopes.map((scope) => [scope, [...scope.adoptedStyleSheets]]);
  for (const [scope, own] of sheets) scope.adoptedStyleSheets = [...own, still];
  let current = null;
  let got = false;
  const moved = new Set();
  const notice = (event) => {
    const found = event.composedPath()[0];
    if (found === current) got = true;
    else if (found.nodeType === 1) moved.add(numberOf(found));
  };
  view.addEventListener("focus", notice, true);

  const give = (element) => {
    current = element;
    got = false;
    element.focus({ preventScroll: true, focusVisible: true });
    return active() === element;
  };
  const leave = () => {
    current = null;
    const had = active();
    if (had) had.blur();
    return observer.takeRecords();
  };
  const tab = () => new view.KeyboardEvent("keydown", {
    key: "Tab", code: "Tab", keyCode: 9, which: 9, bubbles: true, cancelable: true, composed: true, view,
  });
  const chain = (element) => {
    const parts = [];
    for (let node = element; node && parts.length < 12; node = parentOf(node)) {
      parts.push(`${node.localName}.${node.getAttribute("class") || ""}.${node.getAttribute("style") || ""}`);
    }
    return `${element.type || ""} ${parts.join(" ")}`;
  };
  const groups = new Map();
  const groupOf = (key) => {
    if (!groups.has(key)) groups.set(key, groups.size);
    return groups.get(key);
  };
  const before = targets.map((number) => outlineOf(nodes[number]));
  const was = active();
  const begun = performance.now();
  const late = () => performance.now() - begun > limits.all;

  // What the rules and scripts change for one element, by a look at it with and without the focus.
  const compare = (element) => {
    leave();
    const may = rules.filter((rule) => rule.negative).map((rule) => rule.selector);
    const resting = may.length ? select(may) : new Set();
    if (!give(element)) return "lost";
    const records = observer.takeRecords();
    const hold = applicable(element).map((rule) => rule.selector);
    const holding = select(hold);
    const inverse = may.length ? select(may) : new Set();
    if (!resting || !holding || !inverse) return "unsure";
    const touched = withInside(new Set([...holding, ...[...resting].filter((one) => !inverse.has(one)), element]));
    if (!touched) return "unsure";
    const after = new Map([...touched].map((one) => [one, lookOf(one)]));
    const shown = new Map([...touched].map((one) => [one, seen(one)]));
    leave();
    forget();
    const lost = !shown.get(element) && hopeless(element);
    let most = 0;
    for (const [one, now] of after) {
      const step = differences(one, lookOf(one), now);
      if (step && (shown.get(one) || seen(one))) most = Math.max(most, step);
      else if (step && !(lost && element.contains(one))) most = Math.max(most, 1);
    }
    forget();
    if (most === 2) return "style";
    return most === 1 || records.length || unread || native(element) ? "unsure" : "none";
  };

  const answers = [];
  const waiting = [];
  try {
    targets.forEach((number, at) => {
      const element = nodes[number];
      if (late() || !element.isConnected) return;
      observer.takeRecords();
      if (!give(element)) {
        waiting.push({ number, element, key: null });
        return;
      }
      const prevented = !element.dispatchEvent(tab());
      const answer = { number, how: "unsure", group: -1, prevented, seen: seen(element) };
      answers.push(answer);
      const scripted = observer.takeRecords().length > 0;
      const now = outlineOf(element);
      if (now && now !== before[at] && answer.seen && showsOutline(element)) {
        answer.how = "outline";
      } else if (showsCaret(element)) {
        answer.how = "caret";
      } else {
        const hold = applicable(element);
        // An outline that is there and does not show is for the comparison of pictures to judge.
        const drawn = now && now !== before[at] && answer.seen;
        if (!hold.length && !scripted && !unread && !native(element) && !drawn) {
          answer.how = "none";
        } else {
          const which = hold.map((rule) => rules.indexOf(rule)).join(" ");
          // What a script does for one element says nothing of another.
          const own = scripted ? number : "";
          waiting.push({ number, element, answer, drawn, key: `${chain(element)} ${which} ${own} ${answer.seen} ${now}` });
        }
      }
    });
    const known = new Map();
    for (const one of waiting) {
      if (late()) {
        if (one.answer) one.answer.how = "untried";
        continue;
      }
      if (one.key === null) {
        leave();
        const kept = give(one.element);
        const how = kept ? "unsure" : !got ? "refused" : active() ? "passed" : "lost";
        answers.push({ number: one.number, how, group: -1, prevented: false, seen: seen(one.element) });
        continue;
      }
      if (!known.has(one.key)) {
        const found = compare(one.element);
        known.set(one.key, one.drawn && found === "none" ? "unsure" : found);
      }
      one.answer.how = known.get(one.key);
      if (one.answer.how === "unsure") one.answer.group = groupOf(one.key);
    }
    leave();
    await new Promise((done) => setTimeout(done, limits.after));
  } finally {
    view.removeEventListener("focus", notice, true);
    observer.disconnect();
    leave();
    if (was && was.isConnected) was.focus({ preventScroll: true });
    for (const [scope, own] of sheets) scope.adoptedStyleSheets = own;
  }
  moved.delete(null);
  return { answers: answers.filter(({ how }) => how !== "untried"), moved: [...moved] };
}
