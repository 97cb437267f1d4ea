// What is needed to find elements of this frame in its source: see compact.js, facts().
async (places) => {
  const compact = window[Symbol.for("govpage-lint.compact")];
  if (!compact) return { gone: true };
  const found = places.map((place) => compact.find(place));
  return { facts: found.map((element) => element && compact.facts(element)) };
}
