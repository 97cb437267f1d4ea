// What a page shows only to who points at something: [number of what is shown, of what is pointed at,
// "menu" or "tip", the text]. Left out is what the focus or a key on the thing shows as well, or a click
// on a switch there. Nothing leaves the browser meanwhile (see guard.py).
async (local, foreign, limits) => {
  const store = window[Symbol.for("govpage-lint.nodes")];
  const nodes = store.documents[local];
  const top = nodes[0].ownerDocument;
  const view = top.defaultView;
  if (!view || !top.body) return [];
  // include sight
  // include rules_of
  const later = () => new Promise((resolve) => setTimeout(resolve, limits.after));
  const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]):not([type="hidden"]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex]:not([tabindex^="-"])';
  const isShown = (element) => {
    forget();
    return seen(element);
  };
  const canFocus = (element) => element.matches(FOCUSABLE) && element.checkVisibility({ visibilityProperty: true });
  const textOf = (element) => (element.textContent || "").replace(/\s+/g, " ").trim();

  // -- what styles show to who points ----------------------------------------------------------------

  const SHOWING = ["display", "visibility", "opacity", "height", "max-height", "left", "top", "right", "clip", "clip-path", "transform", "margin-left", "margin-top", "content"];
  const found = [];
  const split = (text, mark) => {
    const parts = [""];
    let depth = 0;
    for (const one of text) {
      if (one === "(" || one === "[") depth += 1;
      if (one === ")" || one === "]") depth -= 1;
      if (!depth && one === mark) parts.push("");
      else parts[parts.length - 1] += one;
    }
    return parts.map((part) => part.trim()).filter(Boolean);
  };
  const tail = /::?(before|after)\b/;
  const add = (selector, style) => {
    const after = tail.test(selector);
    if (after !== Boolean(style.content && style.content.includes("attr("))) return;
    const bare = selector.replace(/::[\w-]+(\([^)]*\))?|:(before|after)\b/g, "");
    if (/:(not|is|where|has)\([^)]*:hover/.test(bare)) return;
    const end = /^.*:hover(?![\w-])[^\s>+~]*/.exec(bare);
    if (!end) return;
    const plain = (text) => text.replace(/(^|[\s>+~(])(?=:hover(?![\w-]))/g, "$1*").replace(/:hover(?![\w-])/g, "").trim();
    const rest = bare.slice(end[0].length).trim();
    if (!after && !rest) return;
    found.push({ owner: plain(end[0]), target: plain(bare), pseudo: after ? (/::?before/.test(selector) ? "::before" : "::after") : null, content: style.content });
  };
  const read = (rules) => {
    for (const rule of rules) {
      if (found.length >= limits.rules) return;
      if (rule.media && rule.media.mediaText && !view.matchMedia(rule.media.mediaText).matches) continue;
      if (rule.selectorText && rule.selectorText.includes(":hover") && SHOWING.some((name) => rule.style.getPropertyValue(name))) {
        for (const selector of split(rule.selectorText, ",")) if (selector.includes(":hover")) add(selector, rule.style);
      }
      if (rule.styleSheet) sheet(rule.styleSheet);
      if (rule.cssRules && rule.cssRules.length) read(rule.cssRules);
    }
  };
  const sheet = (one) => {
    if (one.disabled || (one.media.mediaText && !view.matchMedia(one.media.mediaText).matches)) return;
    read(rulesOf(one) || []);
  };
  for (const one of top.styleSheets) sheet(one);

  // -- what is hidden and pointed at -----------------------------------------------------------------

  const candidates = new Map();
  const query = (selector) => {
    try {
      return [...top.querySelectorAll(selector)];
    } catch (error) {
      return [];
    }
  };
  const gone = (element) => !element.checkVisibility({ visibilityProperty: true });
  for (const { owner, target, pseudo } of found) {
    if (pseudo) continue;
    const targets = query(target).filter((element) => gone(element) && textOf(element)).slice(0, limits.each);
    if (!targets.length) continue;
    const owners = query(owner);
    for (const element of targets) {
      const own = owners.filter((one) => one !== element && (one.contains(element) || (one.parentElement === element.parentElement && one.compareDocumentPosition(element) & 4)) && !gone(one)).pop();
      if (own && !candidates.has(element)) candidates.set(element, { owner: own, byStyle: true });
    }
  }
  // Lists below the entries of a menu, which a script may show.
  for (const list of top.querySelectorAll("li > ul, li > ol, li > div")) {
    if (candidates.size >= limits.candidates) break;
    if (!candidates.has(list) && gone(list) && !gone(list.parentElement) && list.querySelectorAll("a[href]").length > 1) {
      candidates.set(list, { owner: list.parentElement, byStyle: false });
    }
  }

  // -- the trial -------------------------------------------------------------------------------------

  const still = new view.CSSStyleSheet();
  still.replaceSync("* { transition: none !important; animation-duration: 1ms !important; animation-delay: 0s !important }");
  const sheets = [...top.adoptedStyleSheets];
  top.adoptedStyleSheets = [...sheets, still];
  const point = (element, types) => {
    for (const type of types) {
      const bubbles = !/enter|leave/.test(type);
      const Kind = type.startsWith("pointer") ? view.PointerEvent : view.MouseEvent;
      element.dispatchEvent(new Kind(type, { bubbles, cancelable: true, composed: true, view }));
    }
  };
  const key = (element, name, number) => {
    for (const type of ["keydown", "keyup"]) {
      element.dispatchEvent(new view.KeyboardEvent(type, { key: name === "Space" ? " " : name, code: name, keyCode: number, which: number, bubbles: true, cancelable: true, composed: true, view }));
    }
  };
  const isSwitch = (element) => element.matches('button, [role="button"], [aria-expanded], [aria-haspopup], summary, a[href^="#"], a[href^="javascript:"]');
  // Whether the keyboard shows it, too.
  const isReached = async (target, owner, handles) => {
    for (const handle of handles.slice(0, limits.handles)) {
      handle.focus({ preventScroll: true, focusVisible: true });
      await later();
      if (isShown(target)) return true;
      for (const [name, number] of [["ArrowDown", 40], ["Enter", 13], ["Space", 32]]) key(handle, name, number);
      await later();
      if (isShown(target)) return true;
      if (isSwitch(handle)) {
        handle.click();
        await later();
        if (isShown(target)) return true;
      }
    }
    return false;
  };
  const linksElsewhere = (target) => {
    const wanted = [...target.querySelectorAll("a[href]")].map((link) => link.href);
    const others = new Set([...top.querySelectorAll("a[href]")].filter((link) => !target.contains(link) && !gone(link)).map((link) => link.href));
    return wanted.length > 0 && wanted.every((address) => others.has(address));
  };
  const answers = [];
  const tried = new Map();
  const begun = performance.now();
  try {
    for (const [target, { owner, byStyle }] of candidates) {
      if (performance.now() - begun > limits.all) break;
      const family = owner.parentElement;
      // Entries of one menu behave alike.
      if ((tried.get(family) || 0) >= limits.siblings || !gone(target)) continue;
      const menu = target.querySelector(FOCUSABLE) !== null;
      const handles = [...(canFocus(owner) ? [owner] : []), ...owner.querySelectorAll(FOCUSABLE)].filter((one) => !target.contains(one) && canFocus(one));
      if (active()) active().blur();
      if (!byStyle) {
        point(owner, ["pointerover", "pointerenter", "mouseover", "mouseenter", "mousemove"]);
        await later();
        const shown = isShown(target);
        point(owner, ["pointerout", "pointerleave", "mouseout", "mouseleave"]);
        await later();
        if (!shown || !gone(target)) continue;
      }
      tried.set(family, (tried.get(family) || 0) + 1);
      if (menu && linksElsewhere(target)) continue;
      if (await isReached(target, owner, handles)) continue;
      answers.push([store.numbers.get(target), store.numbers.get(owner), menu ? "menu" : "tip", textOf(target).slice(0, 80)]);
    }
    // Tips that styles draw from an attribute.
    for (const { owner, pseudo, content } of found) {
      if (!pseudo) continue;
      const name = (/attr\(\s*([\w-]+)/.exec(content) || [])[1];
      for (const element of query(owner).slice(0, limits.each)) {
        const text = (element.getAttribute(name) || "").trim();
        if (!text || gone(element) || element.querySelector(FOCUSABLE) || element.closest(FOCUSABLE) || textOf(element).includes(text)) continue;
        if (view.getComputedStyle(element, pseudo).content.includes(text) && view.getComputedStyle(element, pseudo).opacity !== "0") continue;
        answers.push([store.numbers.get(element), store.numbers.get(element), "tip", text.slice(0, 80)]);
      }
    }
  } finally {
    if (active()) active().blur();
    top.adoptedStyleSheets = sheets;
  }
  return answers.filter(([target, owner]) => target !== undefined && owner !== undefined).slice(0, limits.most);
}
