// Watches what a document changes by itself while its time runs on: "begin" starts that, "end" tells
//   texts: [number, how often the text changed, the text], of elements that show it themselves
//   parts: [number, how often it went to another place, or came and went]
//   animations: [number, milliseconds of one turn, turns or null, [changes of light and dark a second], moves]
//   gone: [number, text] of messages that were there and are not any more.
// A text of an element that came later counts for the nearest one that was there.
async (local, how, limits) => {
  const KEY = Symbol.for("govpage-lint.time");
  const store = window[Symbol.for("govpage-lint.nodes")];
  const nodes = store.documents[local];
  const top = nodes[0].ownerDocument;
  const view = top.defaultView;
  if (!view || !top.body) return null;
  // include sight
  const numbered = (node) => {
    for (let one = node; one; one = parentOf(one)) if (store.numbers.has(one)) return store.numbers.get(one);
    return null;
  };
  const NO_TEXT = new Set(["script", "style", "noscript", "template", "title", "textarea", "option"]);

  if (how === "begin") {
    const state = { dirty: false, texts: new Map(), changed: new Map(), parts: new Map(), places: new Map(), undo: [] };
    const read = () => {
      const found = new Map();
      const walker = top.createTreeWalker(top.body, 4);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (!parent || !/\S/.test(node.data) || NO_TEXT.has(parent.localName)) continue;
        if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
        found.set(parent, `${found.get(parent) || ""} ${node.data.trim()}`);
      }
      return found;
    };
    const place = (element) => {
      const box = element.getBoundingClientRect();
      const shown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      // A transition that has just begun shows nothing yet of where it leads.
      const { transform, translate, left, top: upper, marginLeft, opacity, display } = element.style || {};
      const aim = [transform, translate, left, upper, marginLeft, opacity, display].join(" ");
      return shown ? `${Math.round(box.x / 8)} ${Math.round(box.y / 8)} ${Math.round(box.width / 8)} ${aim}` : "";
    };
    const sample = () => {
      if (!state.dirty) return;
      state.dirty = false;
      const now = read();
      for (const [element, text] of now) {
        const was = state.texts.get(element);
        if (was !== text) state.changed.set(element, [...(state.changed.get(element) || []), text]);
      }
      for (const [element] of state.texts) if (!now.has(element)) state.changed.set(element, [...(state.changed.get(element) || []), ""]);
      state.texts = now;
      for (const [element, was] of state.places) {
        const stands = place(element);
        if (stands !== was) state.parts.set(element, (state.parts.get(element) || 0) + 1);
        state.places.set(element, stands);
      }
    };
    const observer = new MutationObserver((records) => {
      state.dirty = true;
      for (const { type, target } of records) {
        if (type === "attributes" && state.places.size < limits.parts && !state.places.has(target)) state.places.set(target, place(target));
      }
    });
    observer.observe(top, { subtree: true, childList: true, characterData: true, attributes: true });
    const still = new view.CSSStyleSheet();
    still.replaceSync("* { transition-duration: 1ms !important; transition-delay: 0s !important; }");
    const sheets = [...top.adoptedStyleSheets];
    top.adoptedStyleSheets = [...sheets, still];
    state.texts = read();
    state.live = [...top.querySelectorAll('[role="alert"], [role="status"], [aria-live="assertive"], [aria-live="polite"]')]
      .map((element) => [element, (element.innerText || "").trim()]).filter(([element, text]) => text && seen(element));
    const timer = view.setInterval(sample, limits.every);
    state.stop = () => {
      view.clearInterval(timer);
      sample();
      observer.disconnect();
      top.adoptedStyleSheets = sheets;
    };
    view[KEY] = state;
    return { now: view.performance.now() };
  }

  const state = view[KEY];
  if (!state) return null;
  if (how === "look") return { now: view.performance.now(), busy: state.dirty || state.changed.size > 0 || state.places.size > 0 };
  state.stop();
  delete view[KEY];
  const whole = (top.body.innerText || "").replace(/\s+/g, " ").trim();
  const texts = [...state.changed].filter(([element, values]) => values.length >= 2 && element.isConnected).map(([element, values]) => {
    const text = (values.filter(Boolean).pop() || "").replace(/\s+/g, " ").trim();
    return [numbered(element), values.length, text.slice(0, 80), whole === text];
  }).filter(([number, , , alone]) => number !== null && !alone);
  const parts = [...state.parts].filter(([element, count]) => {
    const box = element.getBoundingClientRect();
    return count >= 2 && element.isConnected && box.width >= 40 && box.height >= 16;
  }).map(([element, count]) => [numbered(element), count]);
  return { texts, parts, animations: animations(), gone: gone() };

  // Messages that nobody took away.
  function gone() {
    return state.live.filter(([element, text]) => !(element.isConnected && element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      (element.innerText || "").trim())).map(([element, text]) => [numbered(element), text.slice(0, 80)]).filter(([number]) => number !== null);
  }

  // How often a second an animation goes from light to dark or back, by its frames.
  function flashes(effect, duration) {
    const frames = effect.getKeyframes();
    let swings = 0;
    for (const name of ["opacity", "visibility", "backgroundColor", "color", "filter"]) {
      const values = frames.map((frame) => frame[name]).filter((value) => value !== undefined);
      let changes = 0;
      values.forEach((value, at) => { if (at && value !== values[at - 1]) changes += 1; });
      if (values.length && values[0] !== values[values.length - 1]) changes += 1;
      swings = Math.max(swings, changes);
    }
    return duration > 0 ? swings / 2 / (duration / 1000) : 0;
  }
  function animations() {
    if (!top.getAnimations) return [];
    const found = [];
    for (const one of top.getAnimations()) {
      const effect = one.effect;
      if (one.playState !== "running" || !effect || !effect.target || !effect.getKeyframes || effect.pseudoElement) continue;
      // What scrolling drives does not go on by itself.
      if (one.timeline && view.DocumentTimeline && !(one.timeline instanceof view.DocumentTimeline)) continue;
      const { duration, iterations } = effect.getTiming();
      // Transitions are cut short here.
      if (typeof duration !== "number" || duration <= 1) continue;
      const moves = effect.getKeyframes().some((frame) => ["transform", "translate", "rotate", "scale", "left", "top", "right", "bottom", "marginLeft",
        "marginTop", "backgroundPosition", "backgroundPositionX", "width", "height", "opacity", "visibility"].some((name) => name in frame));
      const box = effect.target.getBoundingClientRect();
      if (box.width < 8 || box.height < 8 || !seen(effect.target)) continue;
      const number = numbered(effect.target);
      if (number !== null) found.push([number, duration, Number.isFinite(iterations) ? iterations : null, flashes(effect, duration), moves, box.width * box.height]);
      if (found.length >= limits.parts) break;
    }
    return found;
  }
}
