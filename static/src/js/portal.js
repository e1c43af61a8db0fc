import { Button, ErrorSummary, NotificationBanner, PasswordInput, Radios, Checkboxes } from "govuk-frontend";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

// Words that a component shows come from the page, so that they are in its language.
const wide = window.matchMedia("(min-width: 60em)");

function dress(root) {
  const each = (name, Component) =>
    root.querySelectorAll(`[data-module="${name}"]:not([data-${name}-init])`).forEach((element) => new Component(element));
  each("govuk-button", Button);
  each("govuk-error-summary", ErrorSummary);
  each("govuk-notification-banner", NotificationBanner);
  each("govuk-password-input", PasswordInput);
  each("govuk-radios", Radios);
  each("govuk-checkboxes", Checkboxes);

  // Browsers that cannot show a closed <details> in CSS: open the filters where there is room.
  if (wide.matches && !CSS.supports("selector(::details-content)")) {
    root.querySelectorAll(".portal-filters:not(.portal-filters--always-folded) details, .portal-rules details").forEach((details) => {
      details.open = true;
    });
  }

  root.querySelectorAll("[data-portal-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
}

dress(document);
document.body.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) {
    dress(event.target);
  }
});

// A closed <details> prints open; afterwards it is as it was.
let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  opened.forEach((details) => {
    details.open = true;
  });
});
window.addEventListener("afterprint", () => {
  opened.forEach((details) => {
    details.open = false;
  });
});

// Spoken progress: a live region that says only what matters (components/progress.html).
document.body.addEventListener("htmx:afterSwap", (event) => {
  const progress = event.target.querySelector?.("[data-portal-say]") ?? event.target.closest?.("[data-portal-say]");
  const voice = document.getElementById("portal-voice");
  if (progress && voice && voice.textContent !== progress.dataset.portalSay) {
    voice.textContent = progress.dataset.portalSay;
  }
});
