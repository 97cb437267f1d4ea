// Presses each of some switches and tells what of the watched nodes it hides, then presses it again.
// Nothing leaves the browser meanwhile (see probes/folding.py), and no form is submitted.
async (local, switches, watched, limits) => {
  const nodes = window[Symbol.for("govpage-lint.nodes")].documents[local];
  const parentOf = (node) => node.assignedSlot || node.parentElement || (node.getRootNode() || {}).host || null;

  const isSeen = (element) => {
    const box = element.getBoundingClientRect();
    if (box.width * box.height === 0 || box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return false;
    return element.checkVisibility
      ? element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })
      : getComputedStyle(element).visibility === "visible";
  };
  const isExposed = (element) => {
    if (getComputedStyle(element).visibility !== "visible" || element.getClientRects().length === 0) return false;
    for (let node = element; node; node = parentOf(node)) {
      if (node.getAttribute("aria-hidden") === "true" || node.inert) return false;
    }
    return true;
  };
  const state = () => watched.map((number) => [isSeen(nodes[number]), isExposed(nodes[number])]);
  const still = async () => {
    await new Promise((done) => setTimeout(done, 30));
    const moving = document.getAnimations ? document.getAnimations().filter((one) => one.playState === "running") : [];
    const ends = Promise.allSettled(moving.map((one) => one.finished));
    if (moving.length) await Promise.race([ends, new Promise((done) => setTimeout(done, limits.still))]);
  };

  const held = (event) => event.preventDefault();
  addEventListener("submit", held, true);
  const found = [];
  const begun = performance.now();
  try {
    for (const number of switches) {
      if (performance.now() - begun > limits.all) break;
      const before = state();
      nodes[number].click();
      await still();
      const after = state();
      found.push({
        unseen: watched.filter((_, at) => before[at][0] && !after[at][0]),
        unexposed: watched.filter((_, at) => before[at][1] && !after[at][1]),
      });
      if (after.some((one, at) => one[0] !== before[at][0] || one[1] !== before[at][1])) {
        nodes[number].click();
        await still();
      }
    }
  } finally {
    removeEventListener("submit", held, true);
  }
  return found;
}
