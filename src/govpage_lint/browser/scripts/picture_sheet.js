// Lays some pictures of a page out on a sheet above it, each alone and whole, in its own size, on the
// colour that it stands on; what is laid over it in the page is not. Tells where each is, null for
// what cannot be shown, "later" for what has no room, and whether its ground is known.
// The sheet goes away with picture_sheet_away.
async (local, wanted, limits) => {
  const SHEET = Symbol.for("govpage-lint.sheet");
  const nodes = window[Symbol.for("govpage-lint.nodes")].documents[local];
  if (window[SHEET]) window[SHEET].remove();
  const host = document.createElement("div");
  const style = (element, values) => {
    for (const [name, value] of Object.entries(values)) element.style.setProperty(name, value, "important");
  };
  style(host, {
    all: "initial", display: "block", position: "fixed", inset: "0", width: "100vw", height: "100vh",
    "max-width": "none", "max-height": "none", margin: "0", border: "0", padding: "0", overflow: "hidden",
    background: "#fff", "z-index": "2147483647", opacity: "1", transition: "none", animation: "none",
  });
  const root = host.attachShadow({ mode: "closed" });
  window[SHEET] = host;
  document.documentElement.append(host);
  if (host.showPopover) {
    host.popover = "manual";
    try {
      host.showPopover();
    } catch (error) {
      // It is high enough without.
    }
  }

  // The colour behind an element, and whether it is all that there is.
  const ground = (element) => {
    let sure = true;
    for (let node = element; node; node = node.assignedSlot || node.parentElement || (node.getRootNode() || {}).host) {
      const own = node.ownerDocument.defaultView.getComputedStyle(node);
      if (node !== element && own.backgroundImage !== "none") sure = false;
      const alpha = /^rgba\(.*,\s*([\d.]+)\)$/.exec(own.backgroundColor);
      if (!alpha) return [own.backgroundColor, sure];
      if (Number(alpha[1]) > 0.9) return [own.backgroundColor, sure];
      if (Number(alpha[1]) > 0) sure = false;
    }
    return ["#fff", sure];
  };
  const scaled = (width, height) => {
    const factor = Math.min(1, limits.width / width, limits.height / height);
    return [Math.max(1, Math.round(width * factor)), Math.max(1, Math.round(height * factor))];
  };
  const picture = async (address) => {
    const image = new Image();
    image.decoding = "sync";
    image.src = address;
    const late = new Promise((done) => setTimeout(done, limits.load, "late"));
    const came = await Promise.race([image.decode().then(() => "came", () => "failed"), late]);
    return came === "came" ? image : null;
  };
  const copies = {
    image: async (node, address) => {
      const image = await picture(address);
      if (!image) return null;
      // A drawing without a size of its own has that of its place.
      const box = node.getBoundingClientRect();
      const own = image.naturalWidth && image.naturalHeight;
      const size = own ? [image.naturalWidth, image.naturalHeight] : [box.width, box.height];
      return size[0] >= 1 && size[1] >= 1 ? [image, ...scaled(...size)] : null;
    },
    background: async (node) => {
      const own = node.ownerDocument.defaultView.getComputedStyle(node);
      const addresses = [...own.backgroundImage.matchAll(/url\("((?:[^"\\]|\\.)*)"\)/g)].map((found) => found[1]);
      for (const address of addresses) if (!(await picture(address.replace(/\\(.)/g, "$1")))) return null;
      const copy = document.createElement("div");
      for (const name of ["image", "position", "size", "repeat", "origin", "clip", "color"]) {
        style(copy, { [`background-${name}`]: own[`background${name[0].toUpperCase()}${name.slice(1)}`] });
      }
      const box = node.getBoundingClientRect();
      if (box.width > limits.width || box.height > limits.height) return null;
      return [copy, Math.round(box.width), Math.round(box.height)];
    },
    canvas: async (node) => {
      if (!node.width || !node.height) return null;
      const copy = document.createElement("canvas");
      [copy.width, copy.height] = [node.width, node.height];
      copy.getContext("2d").drawImage(node, 0, 0);
      return [copy, ...scaled(node.width, node.height)];
    },
  };

  const gap = 8;
  let [x, y, row] = [0, 0, 0];
  const places = [];
  let full = false;
  for (const [number, kind, address] of wanted) {
    if (full) {
      places.push("later");
      continue;
    }
    const node = nodes[number];
    const copied = node && node.isConnected ? await copies[kind](node, address).catch(() => null) : null;
    if (!copied) {
      places.push(null);
      continue;
    }
    const [copy, width, height] = copied;
    if (x + width > innerWidth) [x, y, row] = [0, y + row + gap, 0];
    if (y + height > innerHeight && (x || y)) {
      full = true;
      places.push("later");
      continue;
    }
    const [colour, sure] = ground(node);
    const frame = document.createElement("div");
    const box = { position: "absolute", left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` };
    style(frame, { ...box, "background-color": colour, overflow: "hidden" });
    style(copy, { position: "absolute", left: "0", top: "0", width: `${width}px`, height: `${height}px`, display: "block", margin: "0", border: "0", padding: "0" });
    frame.append(copy);
    root.append(frame);
    places.push([x + scrollX, y + scrollY, width, height, sure]);
    x += width + gap;
    row = Math.max(row, height);
  }
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  return places;
}
