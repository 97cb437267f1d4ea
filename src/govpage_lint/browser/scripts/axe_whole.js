// Runs an axe that has no runPartial: it walks the frames itself, having been put into each.
async (options) => window[Symbol.for("govpage-lint.compact")].run(options)
