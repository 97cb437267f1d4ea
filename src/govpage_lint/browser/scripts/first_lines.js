// Whether the blocks that these elements stand in colour their first line or letter otherwise.
async (local, numbers) => {
  const nodes = window[Symbol.for("govpage-lint.nodes")].documents[local];
  return numbers.map((number) => {
    let block = nodes[number];
    if (!block || !block.isConnected) return false;
    const view = block.ownerDocument.defaultView;
    let style = view.getComputedStyle(block);
    while (block.parentElement && style.display.startsWith("inline")) {
      block = block.parentElement;
      style = view.getComputedStyle(block);
    }
    return ["::first-line", "::first-letter"].some((part) => {
      const own = view.getComputedStyle(block, part);
      return own.color !== style.color || own.backgroundColor !== style.backgroundColor && own.backgroundColor !== "rgba(0, 0, 0, 0)";
    });
  });
}
