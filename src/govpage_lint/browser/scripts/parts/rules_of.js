// A part of scripts that have `view`, a window, and `foreign`, the texts of style sheets of other origins
// by their addresses: the rules of a style sheet, or null where nobody knows them.
const rulesOf = (sheet) => {
  try {
    return sheet.cssRules;
  } catch (error) {
    // What such a sheet imports is not known.
    if (!sheet.href || foreign[sheet.href] === undefined || foreign[sheet.href].includes("@import")) return null;
    const copy = new view.CSSStyleSheet();
    copy.replaceSync(foreign[sheet.href]);
    return copy.cssRules;
  }
};
