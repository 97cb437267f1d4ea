// Runs axe in part in a frame: "partial" is what axe found, as JSON; "frames" are those inside it.
// A frame that shows a page of the browser's own (its address failed) is no part of the page. An
// axe without runPartial is only put in place here: it runs from the top.
async (context, options) => {
  const url = document.URL;
  const compact = window[Symbol.for("govpage-lint.compact")];
  if (!compact) return { gone: true };
  if (/^(chrome-error|about:(neterror|certerror|blocked))/.test(document.documentURI)) {
    return { url, own: true };
  }
  if (typeof axe.runPartial !== "function") {
    return { url, frames: compact.frameElements().map((element) => ({ element })) };
  }
  const part = await compact.runPart(JSON.parse(context), options);
  return { url, partial: compact.json(part.partial), frames: part.frames };
}
