// Starts the design system's scripts on pages with forms. Every page also works without them.
import {
  Button,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  Radios,
  SkipLink,
  createAll,
} from "../vendor/govuk-frontend/govuk-frontend-6.6.0.min.js";

// The design system waits for these classes; its own page sets them by an inline script, which our policy refuses.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

createAll(Button, { preventDoubleClick: true });
createAll(Checkboxes);
createAll(ErrorSummary);
createAll(NotificationBanner);
createAll(Radios);
createAll(SkipLink);
