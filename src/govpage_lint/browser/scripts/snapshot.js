// The tree of this document and of all documents in it that may be read, as assistive technology
// and the eye get it: shadow trees in their hosts, what is slotted in its slot. With each element come
// its computed styles and its box. The answer is one string of JSON, because drivers are slow on
// anything else; strings and rows of styles that repeat are written once.
//
// The nodes are kept in the page, so that probes can speak of them by their numbers. A view, which is
// the same page in another window, says which of them it shows again.
async (limits, settled, moving) => {
  const STORE = Symbol.for("govpage-lint.nodes");
  const before = limits.view ? window[STORE] : null;
  const kept = { documents: [], numbers: new Map() };
  const strings = new Map();
  const rows = [new Map(), new Map()];
  let left = limits.nodes;
  let room = limits.characters;
  let cut = false;

  const number = (map, key) => {
    let found = map.get(key);
    if (found === undefined) {
      found = map.size;
      map.set(key, found);
      room -= key.length;
    }
    return found;
  };
  const string = (text) => {
    const whole = String(text);
    return number(strings, whole.length > limits.value ? whole.slice(0, limits.value) : whole);
  };

  // Values are joined by a character that no CSS value can hold.
  const row = (style) => [
    number(rows[0], settled.map((name) => style.getPropertyValue(name)).join("\u0000")),
    number(rows[1], moving.map((name) => style.getPropertyValue(name)).join("\u0000")),
  ];

  const NAMESPACES = [
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1998/Math/MathML",
  ];
  // Left on frame elements by Chromium's driver.
  const DRIVERS_OWN = "cd_frame_id_";
  const round = (value) => Math.round(value * 100) / 100;
  const flatBox = (rect, view) => [
    round(rect.x + view.scrollX), round(rect.y + view.scrollY), round(rect.width), round(rect.height),
  ];

  // What an element holds: [nodes, whether they are of its shadow tree].
  const held = (element) => {
    if (element.shadowRoot) return [element.shadowRoot.childNodes, true];
    if (element.localName === "slot" && element.assignedNodes) {
      const assigned = element.assignedNodes();
      if (assigned.length) return [assigned, false];
    }
    return [element.childNodes, null];
  };

  const documents = [];
  const closed = [];
  const frame = (element, place, waiting) => {
    let inner = null;
    try {
      inner = element.contentDocument;
    } catch (error) {
      // Another origin.
    }
    if (inner && inner.documentElement) {
      const view = inner.defaultView;
      const visible = element.getClientRects().length > 0;
      waiting.push({ inner, view, visible, from: place });
    } else {
      closed.push({ element, from: place });
    }
  };

  const pseudo = (element, name, view) => {
    const style = view.getComputedStyle(element, name);
    const content = style && style.content;
    return content && content !== "none" && content !== "normal" ? row(style) : null;
  };

  // What stands in a field, where that is not what its markup says; secrets stay where they are.
  const typed = (node) => {
    const { localName, type } = node;
    if (localName === "select") {
      return node.multiple || node.selectedIndex < 0 ? null : node.options[node.selectedIndex].text;
    }
    if (localName !== "textarea" && (localName !== "input" || type === "password" || type === "hidden")) return null;
    return typeof node.value === "string" && node.value !== node.defaultValue ? node.value : null;
  };

  // A browser that decodes sound has it; one that plays pictures and has decoded none has none. A few
  // bytes of it are silence, at least at its beginning.
  const silence = 400;
  const audible = (node) => {
    if (typeof node.mozHasAudio === "boolean") return node.mozHasAudio;
    if (node.audioTracks) return node.audioTracks.length > 0;
    if (node.readyState === 0) return null;
    if (node.webkitAudioDecodedByteCount > silence || node.localName === "audio") return true;
    if (node.webkitAudioDecodedByteCount > 0) return null;
    return node.webkitVideoDecodedByteCount > 0 && node.currentTime > 0.2 ? false : null;
  };
  const media = (node) => {
    const known = node.readyState > 0;
    return [
      Number.isFinite(node.duration) ? node.duration : null, node.paused, node.muted, node.volume, node.loop,
      audible(node), known ? node.videoWidth > 0 : null,
    ];
  };

  const read = (top, view, from, waiting) => {
    const at = documents.length;
    const root = top.documentElement;
    const columns = {
      parents: [], kinds: [], names: [], attributes: [], styles: [], boxes: [],
      // By place, for the few that have any:
      namespaces: [], light: [], shadows: [], pseudos: [], texts: [], pieces: [], states: [], values: [],
      media: [], images: [], same: [],
    };
    const nodes = [];
    kept.documents.push(nodes);
    const places = new Map();
    const scopes = new Map();
    const document_ = {
      error: /^(chrome-error|about:(neterror|certerror|blocked|httpsonlyerror))/.test(top.documentURI),
      url: top.URL, base: top.baseURI, title: top.title, mode: top.compatMode,
      kind: top.contentType, charset: top.characterSet, from,
      doctype: top.doctype && [top.doctype.name, top.doctype.publicId, top.doctype.systemId],
      width: root.scrollWidth, height: root.scrollHeight,
      view: view ? [view.innerWidth, view.innerHeight] : [0, 0],
      columns,
    };
    documents.push(document_);
    const range = top.createRange();
    const stack = [[[root], 0, -1, 0]];
    while (stack.length) {
      const level = stack[stack.length - 1];
      if (level[1] >= level[0].length) {
        stack.pop();
        continue;
      }
      const node = level[0][level[1]];
      level[1] += 1;
      const [, , parent, scope] = level;
      const kind = node.nodeType;
      if (kind !== 1 && kind !== 3 && kind !== 4 && kind !== 8) continue;
      if (left <= 0 || room <= 0) {
        cut = true;
        break;
      }
      left -= 1;
      const place = columns.kinds.length;
      nodes.push(node);
      kept.numbers.set(node, place);
      if (before && before.numbers.has(node)) columns.same.push([place, before.numbers.get(node)]);
      columns.parents.push(parent);
      columns.kinds.push(kind === 4 ? 3 : kind);
      // The tree of the scope that it was written in.
      const own = node.getRootNode() === top ? 0 : scopes.get(node.getRootNode()) ?? scope;
      if (own) columns.shadows.push([place, own]);
      if (kind !== 1) {
        columns.names.push(string(node.data));
        if (parent >= 0 && node.parentNode && places.get(node.parentNode) !== parent) {
          const light = places.get(node.parentNode);
          if (light !== undefined) columns.light.push([place, light]);
        }
        const shown = kind !== 8 && parent >= 0 && columns.boxes[parent] && /\S/.test(node.data);
        if (shown && view) {
          range.selectNode(node);
          const rects = [...range.getClientRects()].slice(0, limits.lines);
          if (rects.length) columns.texts.push([place, rects.flatMap((one) => flatBox(one, view))]);
        }
        columns.attributes.push(0);
        columns.styles.push(0);
        columns.boxes.push(0);
        continue;
      }
      places.set(node, place);
      columns.names.push(string(node.localName));
      if (node.prefix) columns.names[place] = string(`${node.prefix}:${node.localName}`);
      const space = NAMESPACES.indexOf(node.namespaceURI);
      if (space !== 0) columns.namespaces.push([place, space > 0 ? space : string(node.namespaceURI || "") + 10]);
      const light = node.parentNode && places.get(node.parentNode);
      if (parent >= 0 && light !== undefined && light !== null && light !== parent) columns.light.push([place, light]);
      const attributes = [];
      for (const { name, value } of node.attributes) {
        if (name !== DRIVERS_OWN) attributes.push(string(name), string(value));
      }
      columns.attributes.push(attributes.length ? attributes : 0);
      const style = view && view.getComputedStyle(node);
      const styled = style && style.display;
      columns.styles.push(styled ? row(style) : 0);
      const pieces = styled && style.display !== "none" ? node.getClientRects() : [];
      const drawn = pieces.length > 0;
      if (pieces.length > 1) {
        columns.pieces.push([place, [...pieces].slice(0, limits.lines).flatMap((one) => flatBox(one, view))]);
      }
      columns.boxes.push(drawn ? [
        ...flatBox(node.getBoundingClientRect(), view),
        node.clientWidth, node.clientHeight, node.scrollWidth, node.scrollHeight,
      ] : 0);
      if (styled && style.display !== "none") {
        const before = pseudo(node, "::before", view);
        const after = pseudo(node, "::after", view);
        if (before || after) columns.pseudos.push([place, before, after]);
      }
      if (node.checked || node.selected || node.indeterminate) {
        columns.states.push([place, node.checked ? "checked" : node.selected ? "selected" : "indeterminate"]);
      }
      const value = typed(node);
      if (value !== null) columns.values.push([place, string(value)]);
      if (node.localName === "audio" || node.localName === "video") columns.media.push([place, ...media(node)]);
      if ("naturalWidth" in node) columns.images.push([place, node.naturalWidth, node.naturalHeight, node.complete ? 1 : 0, string(node.currentSrc)]);
      if (node.localName === "iframe" || node.localName === "frame") frame(node, [at, place], waiting);
      const [inside, shadow] = held(node);
      let inner = scope;
      if (shadow) {
        inner = scopes.size + 1;
        scopes.set(node.shadowRoot, inner);
      }
      if (inside.length) stack.push([inside, 0, place, inner]);
    }
  };

  // Old libraries give arrays and strings a toJSON of their own, which spoils JSON.stringify.
  const json = (value) => {
    const changed = [Array.prototype, Object.prototype, String.prototype, Number.prototype].map(
      (prototype) => [prototype, Object.getOwnPropertyDescriptor(prototype, "toJSON")],
    );
    for (const [prototype] of changed) delete prototype.toJSON;
    try {
      return JSON.stringify(value);
    } finally {
      for (const [prototype, was] of changed) {
        if (was) Object.defineProperty(prototype, "toJSON", was);
      }
    }
  };

  const begun = performance.now();
  const waiting = [{ inner: document, view: window, visible: true, from: null }];
  while (waiting.length && !cut) {
    const { inner, view, from } = waiting.shift();
    if (inner.documentElement) read(inner, view, from, waiting);
  }
  if (!before) window[STORE] = kept;
  const answer = {
    documents, cut, seconds: (performance.now() - begun) / 1000,
    strings: [...strings.keys()], settled: [...rows[0].keys()], moving: [...rows[1].keys()],
    closed: closed.map(({ from }) => from),
  };
  // A driver hands out elements of the document that it is in, and of no other.
  const own = closed.map(({ element }) => (element.ownerDocument === document ? element : null));
  return { text: json(answer), frames: own };
}
