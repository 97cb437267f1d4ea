// Waits at most limits.wait milliseconds until the selector matches something that has a box.
async (limits, selector) => {
  const begun = performance.now();
  for (;;) {
    for (const element of document.querySelectorAll(selector)) {
      if (element.getClientRects().length) return { found: true };
    }
    if (performance.now() - begun >= limits.wait) return { found: false };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
