// Runs the buttons of the page: open the search panel, close the notice, print.
document.addEventListener("click", function (event) {
  var button = event.target.closest("button[data-action]");
  if (!button) return;
  if (button.dataset.action === "print") window.print();
  if (button.dataset.action === "close") {
    button.parentElement.hidden = true;
    document.querySelector(".logo").focus();
  }
  if (button.dataset.action === "search") {
    var panel = document.getElementById(button.getAttribute("aria-controls"));
    var opens = panel.hidden;
    panel.hidden = !opens;
    button.setAttribute("aria-expanded", String(opens));
    button.textContent = opens ? button.dataset.close : button.dataset.open;
    if (opens) panel.querySelector("input").focus();
  }
});
