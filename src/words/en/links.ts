/** What is said of a link within it. */

/** At the end of one that leaves the page as it is, for a report is written there. */
export const newTab = '(opens in a new tab)';
