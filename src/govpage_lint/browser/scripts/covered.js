// Which targets lie wholly behind a bar that stays on the screen when the focus comes to them with
// the Tab key, forwards or backwards. Where the page would stand then is reckoned first; only what
// would be covered is tried. Bars are elements that are fixed or stick.
async (local, targets, bars, limits) => {
  const nodes = window[Symbol.for("govpage-lint.nodes")].documents[local];
  const top = nodes[0].ownerDocument;
  const view = top.defaultView;
  if (!view) return [];
  const root = top.documentElement;
  const place = [view.scrollX, view.scrollY];
  const was = top.activeElement;
  const still = new view.CSSStyleSheet();
  still.replaceSync("* { scroll-behavior: auto !important; transition: none !important; }");
  const own = [...top.adoptedStyleSheets];
  const alpha = (color) => {
    const found = /^rgba\(.*,\s*([\d.]+)\)$|\/\s*([\d.]+)(%?)\)$/.exec(color);
    return color === "transparent" ? 0 : found ? Number(found[1] || found[2]) : 1;
  };
  const height = view.innerHeight;
  const most = Math.max(0, root.scrollHeight - height);
  const pads = view.getComputedStyle(root);
  const padTop = parseFloat(pads.scrollPaddingTop) || 0;
  const padBottom = parseFloat(pads.scrollPaddingBottom) || 0;

  const fixed = bars.map((number) => {
    const element = nodes[number];
    const style = view.getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const bar = { element, number, left: box.left, right: box.right, top: box.top, bottom: box.bottom, from: -Infinity, to: Infinity };
    if (style.position === "sticky") {
      const parent = element.parentElement.getBoundingClientRect();
      const stick = parseFloat(style.top);
      if (Number.isNaN(stick)) return null;
      bar.from = box.top + view.scrollY - stick;
      bar.to = parent.bottom + view.scrollY - box.height - stick;
      bar.top = stick;
      bar.bottom = stick + box.height;
    }
    return bar;
  }).filter(Boolean);
  const boxes = targets.map((number) => {
    const box = nodes[number].getBoundingClientRect();
    return { number, top: box.top + view.scrollY, bottom: box.bottom + view.scrollY, left: box.left, right: box.right };
  });
  const candidates = [];
  const walk = (order, start) => {
    let scroll = start;
    for (const box of order) {
      if (box.bottom - box.top < 1 || box.right - box.left < 1) continue;
      const before = scroll;
      if (box.top < scroll + padTop || box.bottom > scroll + height - padBottom) {
        scroll = Math.min(most, Math.max(0, (box.top + box.bottom - height) / 2));
      }
      for (const bar of fixed) {
        if (scroll < bar.from || scroll > bar.to || bar.element.contains(nodes[box.number])) continue;
        const [upper, lower] = [box.top - scroll, box.bottom - scroll];
        if (upper >= bar.top - 1 && lower <= bar.bottom + 1 && box.left >= bar.left - 1 && box.right <= bar.right + 1) {
          candidates.push({ box, bar, before });
        }
      }
    }
  };
  walk(boxes, 0);
  walk([...boxes].reverse(), most);

  const paints = (element) => {
    const style = view.getComputedStyle(element);
    return alpha(style.backgroundColor) > 0.9 || /^(img|video|canvas|iframe)$/.test(element.localName) ||
      style.backgroundImage.includes("url(");
  };
  // Whether the bar hides this point of the element.
  const hides = (bar, element, x, y) => {
    for (const hit of top.elementsFromPoint(x, y)) {
      if (element.contains(hit) || hit.contains(element)) return false;
      if (bar.contains(hit) && paints(hit)) return true;
    }
    return false;
  };
  const covered = (bar, element) => {
    const box = element.getBoundingClientRect();
    if (box.bottom <= 1 || box.top >= height - 1 || box.right <= 1 || box.left >= view.innerWidth - 1) return false;
    const steps = [0.02, 0.25, 0.5, 0.75, 0.98];
    return steps.every((across) => [0.06, 0.5, 0.94].every((down) =>
      hides(bar, element, box.left + box.width * across, box.top + box.height * down)));
  };
  const found = new Map();
  top.adoptedStyleSheets = [...own, still];
  try {
    for (const { box, bar, before } of candidates.slice(0, limits.tried)) {
      if (found.has(box.number)) continue;
      const element = nodes[box.number];
      if (top.activeElement && top.activeElement !== top.body) top.activeElement.blur();
      view.scrollTo(place[0], before);
      element.focus({ focusVisible: true });
      if (top.activeElement === element && covered(bar.element, element)) found.set(box.number, bar.number);
    }
  } finally {
    if (top.activeElement && top.activeElement !== top.body) top.activeElement.blur();
    if (was && was !== top.body) was.focus({ preventScroll: true });
    view.scrollTo(...place);
    top.adoptedStyleSheets = own;
  }
  return [...found];
}
