// A part of scripts that have `top`, a document, `view`, its window, and `parentOf`: what cuts off, or
// lets scroll, what stands in an element. A clip is {element, style, box, cuts, scrolls, outer} with
// `cuts` and `scrolls` for both axes, "x" and "y"; `outer` is the next one around it.

const NO_TEXT = new Set(["script", "style", "noscript", "template", "option", "optgroup", "textarea", "title"]);
const root = top.documentElement;
const insides = new Map();
const hides = (value) => value === "hidden" || value === "clip";
const rolls = (value) => value === "auto" || value === "scroll";
const padding = (element) => {
  const box = element.getBoundingClientRect();
  const [left, upper] = [box.left + element.clientLeft, box.top + element.clientTop];
  return { left, top: upper, right: left + element.clientWidth, bottom: upper + element.clientHeight };
};
// The element that lends its overflow to the window.
const canvas = () => {
  const own = view.getComputedStyle(root);
  return own.overflowX === "visible" && own.overflowY === "visible" ? top.body : root;
};
const lender = canvas();
const screen = () => ({ left: 0, top: 0, right: view.innerWidth, bottom: view.innerHeight });
// What is around the content of an element: for what flows, what is absolute, and what is fixed.
const inside = (element) => {
  if (!element) return { flow: null, absolute: null, fixed: null };
  if (insides.has(element)) return insides.get(element);
  const chain = [];
  for (let node = element; node && !insides.has(node); node = parentOf(node)) chain.push(node);
  for (const node of chain.reverse()) insides.set(node, around(node, inside(parentOf(node))));
  return insides.get(element);
};
const around = (element, parent) => {
  const style = view.getComputedStyle(element);
  const place = style.position;
  const outer = place === "fixed" ? parent.fixed : place === "absolute" ? parent.absolute : parent.flow;
  let own = outer;
  const boxed = style.display !== "inline" && style.display !== "contents" && style.display !== "none";
  const cuts = { x: hides(style.overflowX), y: hides(style.overflowY) };
  const scrolls = { x: rolls(style.overflowX), y: rolls(style.overflowY) };
  if (boxed && (cuts.x || cuts.y || scrolls.x || scrolls.y)) {
    const box = element === lender ? screen() : padding(element);
    own = { element, style, box, cuts, scrolls, outer };
  }
  const holds = style.transform !== "none" || style.filter !== "none" || style.perspective !== "none" || /paint|layout|strict|content/.test(style.contain);
  return {
    flow: own,
    absolute: holds || place !== "static" ? own : parent.absolute,
    fixed: holds ? own : parent.fixed,
  };
};
// What cuts what stands in an element along one axis, the innermost first, up to what lets it scroll.
const cutters = (element, axis) => {
  const found = [];
  for (let clip = inside(element).flow; clip; clip = clip.outer) {
    if (clip.cuts[axis]) found.push(clip);
    if (clip.scrolls[axis]) break;
  }
  return found;
};
const range = top.createRange();
const linesOf = (text, most) => {
  range.selectNodeContents(text);
  return [...range.getClientRects()].filter((line) => line.width > 0 && line.height > 0).slice(0, most);
};
const isShown = (element) => !element.checkVisibility ||
  element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
const isText = (node) => node.nodeType === 3 && /\S/.test(node.data) && node.isConnected && node.parentElement &&
  node.parentElement.namespaceURI === "http://www.w3.org/1999/xhtml" && !NO_TEXT.has(node.parentElement.localName);
