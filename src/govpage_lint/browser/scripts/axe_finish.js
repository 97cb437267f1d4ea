// The compact report, as JSON, from the partial results of all frames in document order: the top's
// lie in the page, the others are given; a frame that axe could not run in is null. With no partial
// results (an axe without runPartial) axe runs now and asks the frames itself.
async (context, options, partials) => {
  const compact = window[Symbol.for("govpage-lint.compact")];
  if (!compact) return { gone: true };
  if (!partials) return { report: compact.json(await compact.run(context, options)) };
  const top = window[Symbol.for("govpage-lint.part")];
  const parts = [top, ...partials.map((partial) => partial && JSON.parse(partial))];
  return { report: compact.json(await compact.finish(parts, options)) };
}
