// A part of scripts that have `top`, a document, and `view`, its window: what of it can be seen.

const parentOf = (node) => node.assignedSlot || node.parentElement || (node.getRootNode() || {}).host || null;
const active = () => {
  let found = top.activeElement;
  while (found && found.shadowRoot && found.shadowRoot.activeElement) found = found.shadowRoot.activeElement;
  return found === top.body || found === top.documentElement ? null : found;
};
const alpha = (color) => {
  const found = /^rgba\(.*,\s*([\d.]+)\)$|\/\s*([\d.]+)(%?)\)$/.exec(color);
  return color === "transparent" ? 0 : found ? Number(found[1] || found[2]) : 1;
};

const clips = new Map();
const styleOf = (element, pseudo) => (element.ownerDocument.defaultView || view).getComputedStyle(element, pseudo);
const cutAway = (style) => /inset\((50|100)%|circle\(0|polygon\(0(px|%)? 0(px|%)?, 0(px|%)? 0(px|%)?/.test(style.clipPath) ||
  (style.position !== "static" && /rect\((0px|1px|auto)[, ]+(0px|1px|auto)[, ]+(0px|1px)[, ]+(0px|1px|auto)/.test(style.clip));
// What of the page is left to what stands in an element: [left, top, right, bottom].
const clipOf = (element) => {
  const chain = [];
  let node = element;
  for (; node && node !== top.documentElement && node !== top.body && !clips.has(node); node = parentOf(node)) chain.push(node);
  const whole = [-view.scrollX, -view.scrollY, Infinity, Infinity];
  let found = clips.get(node) || whole;
  for (const one of chain.reverse()) {
    found = clipBy(one, found);
    clips.set(one, found);
  }
  return found;
};
const clipBy = (element, outer) => {
  const style = styleOf(element);
  const clipped = style.clipPath !== "none" || (style.clip !== "auto" && style.clip !== "");
  if (clipped && cutAway(style)) return [Infinity, Infinity, -Infinity, -Infinity];
  const hides = (value) => value === "hidden" || value === "clip" || clipped;
  const found = style.position === "fixed" ? [-Infinity, -Infinity, Infinity, Infinity] : [...outer];
  if (!hides(style.overflowX) && !hides(style.overflowY)) return found;
  const box = element.getBoundingClientRect();
  if (hides(style.overflowX)) {
    found[0] = Math.max(found[0], box.left);
    found[2] = Math.min(found[2], box.right);
  }
  if (hides(style.overflowY)) {
    found[1] = Math.max(found[1], box.top);
    found[3] = Math.min(found[3], box.bottom);
  }
  return found;
};
const seen = (element) => {
  if (element.checkVisibility && !element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) return false;
  const box = element.getBoundingClientRect();
  const [left, upper, right, lower] = clipOf(parentOf(element));
  if (Math.min(box.right, right) - Math.max(box.left, left) <= 1) return false;
  if (Math.min(box.bottom, lower) - Math.max(box.top, upper) <= 1) return false;
  return !cutAway(styleOf(element));
};
// The colour behind an element; null where that is a picture or not known.
const backdrops = new Map();
const backdrop = (element) => {
  const first = parentOf(element);
  if (!backdrops.has(first)) backdrops.set(first, colourBehind(first));
  return backdrops.get(first);
};
const colourBehind = (first) => {
  for (let node = first; node; node = parentOf(node)) {
    const style = styleOf(node);
    if (style.backgroundImage !== "none") return null;
    const strength = alpha(style.backgroundColor);
    if (strength === 1) return style.backgroundColor;
    if (strength > 0) return null;
  }
  return "rgb(255, 255, 255)";
};
// Nothing that is drawn for it can be seen, its outline no more than itself.
const hopeless = (element) => {
  if (element.checkVisibility && !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return true;
  const box = element.getBoundingClientRect();
  const beyond = -10;
  if (box.right + view.scrollX < beyond || box.bottom + view.scrollY < beyond) return view.getComputedStyle(top.documentElement).direction === "ltr";
  const flat = (rect) => rect.width * rect.height === 0;
  return [element, ...element.querySelectorAll("*")].every((one) => [...one.getClientRects()].every(flat)) && element.localName !== "area";
};
// Places and colours are kept; they have to be forgotten where something changed them.
const forget = () => {
  clips.clear();
  backdrops.clear();
};
