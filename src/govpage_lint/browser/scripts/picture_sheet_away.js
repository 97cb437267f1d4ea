// Takes away the sheet of picture_sheet.
async () => {
  const SHEET = Symbol.for("govpage-lint.sheet");
  if (window[SHEET]) window[SHEET].remove();
  delete window[SHEET];
}
