// By how many degrees elements are turned in the plane of the screen: [number, degrees], for those that
// are shown and turned at all.
async (local) => {
  const nodes = window[Symbol.for("govpage-lint.nodes")].documents[local];
  const options = { fresh: true };
  const view = nodes[0].ownerDocument.defaultView;
  if (!view) return [];
  // include one_frame
  const degrees = (text) => {
    const found = /(-?[\d.e+-]+)(deg|rad|turn|grad)/.exec(text);
    if (!found) return 0;
    return Number(found[1]) * { deg: 1, rad: 180 / Math.PI, turn: 360, grad: 0.9 }[found[2]];
  };
  // The property "rotate" alone: about the axis z unless another is named.
  const alone = (value) => {
    if (!value || value === "none" || /^[xy] /.test(value)) return 0;
    const axis = value.split(" ").slice(0, -1).map(Number);
    if (axis.length === 3 && (axis[0] || axis[1])) return 0;
    return degrees(value) * (axis.length === 3 && axis[2] < 0 ? -1 : 1);
  };
  const found = [];
  nodes.forEach((node, number) => {
    if (node.nodeType !== 1 || !node.isConnected || node.namespaceURI !== "http://www.w3.org/1999/xhtml") return;
    const style = view.getComputedStyle(node);
    if (style.transform === "none" && (style.rotate === "none" || !style.rotate)) return;
    if (style.visibility !== "visible" || !node.getClientRects().length) return;
    const parts = /^matrix(?:3d)?\(([^)]*)\)$/.exec(style.transform);
    const [across, down] = parts ? parts[1].split(",").map(Number) : [1, 0];
    found.push([number, Math.atan2(down, across) * (180 / Math.PI) + alone(style.rotate)]);
  });
  return found;
}
