// What keys do on a page: "shortcuts" are the characters that change something while nothing has the
// focus; "buttons" are, of those asked about, [number, whether Space does something, whether Enter does];
// "sensors" are the kinds of movement of the device that change something.
async (local, buttons, limits) => {
  const nodes = window[Symbol.for("govpage-lint.nodes")].documents[local];
  const top = nodes[0].ownerDocument;
  const view = top.defaultView;
  if (!view || !top.body) return { shortcuts: [], buttons: [], sensors: [] };
  // include sight
  const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const NUMBERS = { " ": 32, Enter: 13, Shift: 16, "+": 187, "-": 189, "=": 187, ".": 190, ",": 188, "/": 191, "?": 191, ";": 186, "'": 222, "[": 219, "]": 221 };
  const CODES = { " ": "Space", Enter: "Enter", Shift: "ShiftLeft", "/": "Slash", "?": "Slash", "+": "Equal", "=": "Equal", "-": "Minus", ".": "Period", ",": "Comma" };
  const event = (type, key) => {
    const number = NUMBERS[key] || (key.length === 1 ? key.toUpperCase().charCodeAt(0) : 0);
    const code = CODES[key] || (/^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : /^\d$/.test(key) ? `Digit${key}` : "");
    return new view.KeyboardEvent(type, { key, code, keyCode: number, which: number, bubbles: true, cancelable: true, composed: true, view });
  };
  // What tells that the keyboard is used, and no more, does not count.
  const isChange = (record) => {
    if (record.type !== "attributes") return true;
    const onPage = record.target === top.documentElement || record.target === top.body;
    return !(onPage && /^(class|style|data-.*)$/.test(record.attributeName));
  };
  let noticed = false;
  const observer = new MutationObserver((records) => { noticed = noticed || records.some(isChange); });
  observer.observe(top, { subtree: true, childList: true, characterData: true, attributes: true });
  // Whether anything has changed since this was last asked.
  const changed = () => {
    const found = observer.takeRecords().some(isChange) || noticed;
    noticed = false;
    return found;
  };
  const leave = () => {
    const had = active();
    if (had) had.blur();
    changed();
  };
  const values = () => [...top.querySelectorAll("input, textarea, select")].slice(0, limits.fields).map((field) => `${field.value}${field.checked}`).join("\n");

  // The device is tilted and shaken both ways.
  const movements = {
    deviceorientation: () => [50, -50].map((gamma) =>
      new view.DeviceOrientationEvent("deviceorientation", { alpha: 40, beta: gamma, gamma, absolute: false })),
    devicemotion: () => [25, -25].map((by) => new view.DeviceMotionEvent("devicemotion", {
      acceleration: { x: by, y: by, z: by }, accelerationIncludingGravity: { x: by, y: by, z: by },
      rotationRate: { alpha: by * 4, beta: by * 4, gamma: by * 4 }, interval: 16,
    })),
  };
  const moved = async (kind) => {
    if (!(kind === "devicemotion" ? view.DeviceMotionEvent : view.DeviceOrientationEvent)) return false;
    changed();
    const fields = values();
    for (const one of movements[kind]()) view.dispatchEvent(one);
    await later(0);
    return changed() || values() !== fields;
  };

  const shortcuts = [];
  const sensors = [];
  try {
    leave();
    // Scripts that mark the use of a keyboard do so now.
    for (const key of ["Shift", "Unidentified"]) {
      top.body.dispatchEvent(event("keydown", key));
      top.body.dispatchEvent(event("keyup", key));
    }
    await later(0);
    changed();
    let fields = values();
    for (const key of limits.keys) {
      top.body.dispatchEvent(event("keydown", key));
      top.body.dispatchEvent(event("keyup", key));
      const now = values();
      if (changed() || now !== fields || active()) shortcuts.push(key);
      fields = now;
      if (active()) leave();
    }
    for (const kind of ["deviceorientation", "devicemotion"]) if (await moved(kind)) sensors.push(kind);

    const found = [];
    for (const number of buttons) {
      const element = nodes[number];
      const answers = [];
      for (const key of [" ", "Enter"]) {
        leave();
        element.focus({ preventScroll: true });
        await later(0);
        changed();
        let clicked = false;
        const notice = () => { clicked = true; };
        element.addEventListener("click", notice, true);
        const down = !element.dispatchEvent(event("keydown", key));
        const up = !element.dispatchEvent(event("keyup", key));
        let answered = down || up || clicked || changed() || active() !== element;
        if (!answered) {
          await later(limits.after);
          answered = clicked || changed();
        }
        element.removeEventListener("click", notice, true);
        answers.push(answered);
      }
      found.push([number, ...answers]);
    }
    return { shortcuts, buttons: found, sensors };
  } finally {
    leave();
    observer.disconnect();
  }
}
