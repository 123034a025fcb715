// @ts-check
/* The script of every page of the site: each function enhances one part of the page, if the page contains it. */

import { updateConfigurator } from "../../embed/static/configurator.js";
import { sendFeedbackInPlace } from "../../feedback/static/feedback.js";
import { followContents } from "./contents.js";
import { enableCopyButtons } from "./copy.js";
import { focusFrontSearch } from "./front-focus.js";
import { previewTerms } from "./preview.js";
import { updateResultsInPlace } from "./results.js";
import { enableSearchShortcut } from "./shortcut.js";
import { suggestInSearchBoxes } from "./suggestions.js";
import { enableThemeToggle } from "./theme-toggle.js";

suggestInSearchBoxes();
focusFrontSearch();
enableSearchShortcut();
enableThemeToggle();
updateResultsInPlace();
updateConfigurator();
previewTerms();
followContents();
enableCopyButtons();
sendFeedbackInPlace();
