/** security.txt: its sentences for people; its fields are RFC 9116's. */

export const securityTxt = {
  demonstration: 'A demonstration. Nobody reads reports sent here.',
} as const;
