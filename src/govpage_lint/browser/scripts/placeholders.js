// The colour and the opacity of the placeholders of the fields with these numbers.
async (local, numbers) => {
  const nodes = window[Symbol.for("govpage-lint.nodes")].documents[local];
  return numbers.map((number) => {
    const field = nodes[number];
    if (!field || !field.isConnected) return null;
    const style = field.ownerDocument.defaultView.getComputedStyle(field, "::placeholder");
    return [style.getPropertyValue("-webkit-text-fill-color") || style.color, Number(style.opacity)];
  });
}
