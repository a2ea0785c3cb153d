/// <reference types="astro/client" />
/** What a page hands to the components that stand in prose, where no attribute can. */
declare namespace App {
  interface Locals {
    records: import('./read.ts').Records;
    /** Whether texts of the page are in a language that is not the desk's. */
    translated?: boolean;
  }
}

/** What the desk's hook into Astro answers to our own loader. */
declare namespace Astro {
  interface IntegrationHooks {
    'desk:records': () => Promise<import('./read.ts').Records>;
  }
}
