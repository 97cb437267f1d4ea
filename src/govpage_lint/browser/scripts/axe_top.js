// Runs axe in the top document. With no frames in it this is all: "report" is the compact result,
// as JSON. With frames, axe runs here in part: its findings stay in the page for axe_finish.js, and
// "frames" are the frame elements to visit, each with the context that axe is to be given there.
async (context, options) => {
  const compact = window[Symbol.for("govpage-lint.compact")];
  if (!compact) return { gone: true };
  const version = String(axe.version || "");
  const inside = compact.frameElements();
  if (!inside.length) {
    return { version, report: compact.json(await compact.run(context, options)) };
  }
  if (typeof axe.runPartial !== "function" || typeof axe.finishRun !== "function") {
    return { version, legacy: true, frames: inside.map((element) => ({ element })) };
  }
  const part = await compact.runPart(context || document, options);
  window[Symbol.for("govpage-lint.part")] = part.partial;
  return { version, frames: part.frames };
}
