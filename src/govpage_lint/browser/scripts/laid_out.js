// Waits until the page is laid out for the window that it is in now: its scripts have heard of it,
// and two frames are drawn. A window that nobody sees may draw none.
async () => {
  const frame = () => new Promise((done) => {
    requestAnimationFrame(done);
    setTimeout(done, 250);
  });
  await frame();
  await frame();
  return document.documentElement.getBoundingClientRect().width;
}
