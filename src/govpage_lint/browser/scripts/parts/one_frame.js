// A part of scripts that have `options`. In a fresh window, the page's own scripts hear of it before the
// next frame is drawn; a window that nobody sees may draw none.
if (options.fresh) {
  await new Promise((done) => {
    requestAnimationFrame(done);
    setTimeout(done, 120);
  });
}
