/** The part of the CSAF validator that brings no types and that tests use. */
declare module '@secvisogram/csaf-validator-lib/cwe.js' {
  export const weaknesses: readonly { readonly id: string; readonly name: string }[];
}
