// Loaded before the page is drawn, so that a phone's menu is closed from the first moment.
// Without it the menu is an open list.
const root = document.documentElement;
root.classList.add("portal-js");

document.addEventListener("click", (event) => {
  const toggle = event.target.closest(".govuk-service-navigation__toggle");
  if (toggle) {
    toggle.setAttribute("aria-expanded", String(toggle.getAttribute("aria-expanded") !== "true"));
  }
});
