/// <reference types="astro/client" />
/** What a page hands to the components that stand in prose, where no attribute can. */
declare namespace App {
  interface Locals {
    records: import('./read.ts').Records;
  }
}
