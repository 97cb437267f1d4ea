// Put into a frame together with axe: makes axe's results small, and finds elements again. A plain
// script, not an async function as the others are: it is sent in one piece with axe.
(() => {
  const MAX_NODES = 2000;
  const MAX_HTML = 600;
  const MAX_VALUE = 1000;
  const MAX_ATTRIBUTES = 50;
  const MAX_RELATED = 5;
  const cut = (text, limit) => (text.length > limit ? text.slice(0, limit - 1) + "…" : text);

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

  const frameElements = () => {
    const found = [];
    const roots = [document];
    for (let at = 0; at < roots.length; at += 1) {
      for (const element of roots[at].querySelectorAll("*")) {
        if (element.nodeName === "IFRAME" || element.nodeName === "FRAME") found.push(element);
        else if (element.shadowRoot) roots.push(element.shadowRoot);
      }
    }
    return found;
  };

  // An element's way from the root of its document: [local name, index among siblings from 1].
  // For one in a shadow tree it is the way of the outermost host.
  const facts = (element) => {
    let outer = element;
    for (let root = outer.getRootNode(); root.host; root = outer.getRootNode()) outer = root.host;
    const path = [];
    for (let at = outer; at && at.nodeType === 1; at = at.parentElement) {
      let index = 1;
      for (let sibling = at; (sibling = sibling.previousElementSibling); ) index += 1;
      path.unshift([at.localName, index]);
    }
    const attributes = [];
    for (const { name, value } of [...element.attributes].slice(0, MAX_ATTRIBUTES)) {
      attributes.push([name, cut(value, MAX_VALUE)]);
    }
    return { path, attributes, shadow: outer !== element };
  };

  // The element at axe's ancestry ("html > body > div:nth-child(2)", one for each shadow tree); a
  // selector would do, but axe does not escape names such as o:p.
  const step = (root, ancestry) => {
    let parent = root;
    for (const part of ancestry.split(" > ")) {
      const found = /^(.*?)(?::nth-child\((\d+)\))?$/.exec(part);
      const children = [...parent.children];
      const named = (child) => child.nodeName.toLowerCase() === found[1];
      const element = found[2] ? children[found[2] - 1] : children.find(named);
      if (!element || !named(element)) return null;
      parent = element;
    }
    return parent;
  };
  const find = ({ ancestry, target }) => {
    try {
      let root = document;
      let element = null;
      for (const part of ancestry || target) {
        element = root && (ancestry ? step(root, part) : root.querySelector(part));
        root = element && element.shadowRoot;
      }
      return element;
    } catch (error) {
      return null;
    }
  };

  const messages = (checks) =>
    checks.map((check) => ({
      text: cut(String(check.message || ""), MAX_VALUE),
      related: (check.relatedNodes || [])
        .slice(0, MAX_RELATED)
        .map((node) => ({ target: node.target || [], html: cut(node.html || "", MAX_HTML) })),
    }));

  const last = (parts) => [].concat(parts[parts.length - 1]);
  const node = (found, rule) => {
    const alone = found.target.length === 1;
    const element =
      found.element ||
      (alone && find({ ancestry: found.ancestry && last(found.ancestry), target: last(found.target) }));
    return {
      target: found.target,
      ancestry: found.ancestry || null,
      html: cut(found.html || "", MAX_HTML),
      impact: found.impact || rule.impact || null,
      none: messages([...found.all, ...found.none]),
      any: messages(found.any),
      facts: alone && element ? facts(element) : null,
    };
  };

  const rules = (list, outcome) =>
    list.map((rule) => ({
      id: rule.id,
      outcome,
      help: rule.help || "",
      helpUrl: rule.helpUrl || "",
      tags: rule.tags || [],
      left: Math.max(rule.nodes.length - MAX_NODES, 0),
      nodes: rule.nodes.slice(0, MAX_NODES).map((found) => node(found, rule)),
    }));

  // The options for axe, with a reporter that counts the passes before axe throws them away.
  const counting = (options, counts) => {
    const whole = Object.assign({}, options);
    if (typeof axe.getReporter !== "function") return whole;
    const report = axe.getReporter("v2");
    whole.resultTypes = ["violations", "incomplete"];
    whole.reporter = (raw, given, resolve, reject) => {
      for (const rule of raw) counts[rule.id] = (rule.passes || []).length;
      return report(raw, given, resolve, reject);
    };
    return whole;
  };

  const compact = (result, counts) => {
    const passes = {};
    for (const rule of result.passes || []) {
      passes[rule.id] = rule.id in counts ? counts[rule.id] : rule.nodes.length;
    }
    return {
      url: result.url || document.URL,
      rules: [...rules(result.violations, "failed"), ...rules(result.incomplete, "cantTell")],
      passes: Object.entries(passes),
      inapplicable: (result.inapplicable || []).map((rule) => rule.id),
    };
  };

  const run = async (context, options) => {
    const counts = {};
    const whole = counting(options, counts);
    whole.elementRef = true;
    return compact(await axe.run(context || document, whole), counts);
  };

  // Partial results hold every element that passes, too; without its XPath each costs less.
  const lean = {
    toSpec: ({ selector, ancestry, source, nodeIndexes, fromFrame }) => {
      return { selector, ancestry, source, nodeIndexes, fromFrame, xpath: [] };
    },
  };
  const runPart = async (context, options) => {
    const contexts = axe.utils.getFrameContexts(context, options);
    const elements = contexts.map(({ frameSelector }) => axe.utils.shadowSelect(frameSelector));
    if (axe.utils.nodeSerializer) axe.utils.nodeSerializer.update(lean);
    const partial = await axe.runPartial(context, options);
    const frames = contexts.map(({ frameContext }, at) => ({
      element: elements[at],
      context: json(frameContext),
      selector: json((partial.frames[at] || {}).selector || []),
    }));
    return { partial, frames };
  };

  const finish = async (partials, options) => {
    const counts = {};
    return compact(await axe.finishRun(partials, counting(options, counts)), counts);
  };

  if (typeof axe !== "object" || typeof axe.run !== "function") {
    throw new Error("it defines no axe.run");
  }
  if (typeof axe.runPartial !== "function" && typeof axe.configure === "function") {
    // An axe that walks the frames itself sends its results from frame to frame.
    axe.configure({ allowedOrigins: ["<unsafe_all_origins>"] });
  }
  const door = { json, frameElements, facts, find, run, runPart, finish };
  window[Symbol.for("govpage-lint.compact")] = door;
})();
