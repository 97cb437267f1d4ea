// 버튼 동작: 전체메뉴 열고 닫기, 맨 위로 이동
document.addEventListener("click", function (event) {
  var button = event.target.closest("button[data-action]");
  if (!button) return;
  if (button.dataset.action === "top") {
    window.scrollTo(0, 0);
    document.querySelector(".logo a").focus();
  }
  if (button.dataset.action === "menu") {
    var panel = document.getElementById(button.getAttribute("aria-controls"));
    panel.hidden = !panel.hidden;
    button.setAttribute("aria-expanded", String(!panel.hidden));
  }
});
