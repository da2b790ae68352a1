/** The pages as people see them: the dashboard, the reports and the API's page, each opened in a real browser. */
@NullMarked
package dev.flakydetector.browser;

import org.jspecify.annotations.NullMarked;
