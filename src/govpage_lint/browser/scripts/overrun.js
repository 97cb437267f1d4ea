// Which texts do not fit into the width of the window, so that every line has to be scrolled to and fro:
// [number of the element that is too wide, text, how far it reaches, whether a long word may do that].
// What stands in the exempt elements may be wide, and what is cut off does not scroll.
async (local, exempt, options) => {
  const store = window[Symbol.for("govpage-lint.nodes")];
  const nodes = store.documents[local];
  const top = nodes[0].ownerDocument;
  const view = top.defaultView;
  if (!view) return [];
  // include one_frame
  // include sight
  // include clipping
  const width = view.innerWidth;
  const free = new Set(exempt.map((number) => nodes[number]));
  const states = new Map();
  const isFree = (element) => {
    const chain = [];
    let node = element;
    for (; node && !states.has(node); node = parentOf(node)) chain.push(node);
    let state = node ? states.get(node) : false;
    for (const one of chain.reverse()) {
      state = state || free.has(one);
      states.set(one, state);
    }
    return state;
  };
  const scrolls = root.scrollWidth > width + options.slack;
  const found = new Map();
  const look = (text) => {
    const parent = parentOf(text) || text.parentElement;
    if (isFree(parent)) return;
    const clip = inside(parent).flow;
    let right = Infinity;
    let scroller = null;
    for (let one = clip; one; one = one.outer) {
      if (one.cuts.x) right = Math.min(right, one.box.right);
      if (one.scrolls.x && one.element !== lender) { scroller = one; break; }
    }
    for (const line of linesOf(text, options.lines)) {
      const end = Math.min(line.right, right) + view.scrollX;
      const begin = line.left + view.scrollX;
      const wide = end - begin > width + options.slack;
      const beyond = !scroller && scrolls && begin >= 0 && end > width + options.slack;
      if (!wide && !beyond) continue;
      if (!isShown(parent)) return;
      // The outermost element that is too wide itself, within what scrolls it.
      let culprit = parent;
      for (let node = parent; node && node !== top.body && node !== root && (!scroller || node !== scroller.element); node = parentOf(node)) {
        if (node.getBoundingClientRect().right + view.scrollX > width + options.slack) culprit = node;
      }
      const number = store.numbers.get(culprit);
      if (number !== undefined && !found.has(number)) {
        const shown = text.data.replace(/\s+/g, " ").trim();
        found.set(number, [number, shown.slice(0, 80), Math.round(end), end < width * options.word]);
      }
      return;
    }
  };
  for (const node of nodes) {
    if (found.size >= options.most) break;
    if (isText(node)) look(node);
  }
  return [...found.values()];
}
