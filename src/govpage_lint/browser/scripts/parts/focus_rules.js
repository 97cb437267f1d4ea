// A part of scripts that have `view`, a window, `scopes`, its document and shadow trees, and `rulesOf`: the
// author's rules about the focus, and which of them may hold for something now that an element has it.

const rules = [];
let unread = false;
const split = (text, marks) => {
  const parts = [""];
  let depth = 0;
  let quote = "";
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at];
    if (mark === "\\") { parts[parts.length - 1] += mark + (text[at += 1] || ""); continue; }
    if (quote) { if (mark === quote) quote = ""; }
    else if (mark === '"' || mark === "'") quote = mark;
    else if (mark === "(" || mark === "[") depth += 1;
    else if (mark === ")" || mark === "]") depth -= 1;
    else if (!depth && marks.includes(mark)) { parts.push(""); continue; }
    parts[parts.length - 1] += mark;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
};
const addRule = (selector, nested) => {
  for (const whole of split(selector, ",")) {
    if (!whole.includes(":focus")) continue;
    const bare = whole.replace(/::[\w-]+(\([^)]*\))?|:(before|after|first-line|first-letter)\b/g, "") || "*";
    const compounds = split(bare, " >+~").filter((part) => part.includes(":focus"));
    // What holds for more than the element itself or its ancestors is looked at each time.
    const wide = nested || /:(not|has|host|host-context|is|where)\(|:host|&/.test(compounds.join(" ")) || !compounds.length;
    rules.push({ selector: bare, compounds, wide, negative: /:not\(/.test(bare) || /:host|::slotted/.test(whole) || nested });
  }
};
const readRules = (list, nested) => {
  for (const rule of list) {
    if (rule.media && rule.media.mediaText && !view.matchMedia(rule.media.mediaText).matches) continue;
    if (rule.selectorText && rule.selectorText.includes(":focus")) addRule(rule.selectorText, nested);
    if (rule.styleSheet) readSheet(rule.styleSheet);
    if (rule.cssRules && rule.cssRules.length) {
      // A rule in one with :focus hangs on it, too.
      const within = nested || (rule.selectorText || "").includes(":focus");
      if (within && rule.selectorText) addRule(`${rule.selectorText} *`, true);
      readRules(rule.cssRules, within || Boolean(rule.selectorText && nested));
    }
  }
};
const readSheet = (sheet) => {
  if (sheet.disabled || (sheet.media.mediaText && !view.matchMedia(sheet.media.mediaText).matches)) return;
  const list = rulesOf(sheet);
  if (list) readRules(list, false);
  else unread = true;
};
for (const scope of scopes) {
  for (const sheet of [...scope.styleSheets, ...(scope.adoptedStyleSheets || [])]) readSheet(sheet);
}
const matches = (element, selector) => {
  try {
    return element.matches(selector);
  } catch (error) {
    return true;
  }
};
const closest = (element, selector) => {
  try {
    return element.closest(selector) !== null || element.getRootNode() !== top;
  } catch (error) {
    return true;
  }
};
// The rules that may hold for something else now that the element has the focus.
const applicable = (element) =>
  rules.filter(({ compounds, wide }) => wide || compounds.some((compound) =>
    compound.includes(":focus-within") ? closest(element, compound) : matches(element, compound)));
