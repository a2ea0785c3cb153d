/** What is said of a draft on the reporter's device. */

export const draft = {
  offered:
    'This device may close the page while you are elsewhere. A draft can be kept on it, encrypted, until your report is received or you delete it. Files are not part of it.',
  kept: 'A draft is kept on this device, encrypted with a key that stays in this browser. It is deleted once your report is received.',
  found: 'There is an encrypted draft of a report on this device.',
  failed: 'This browser cannot keep a draft. Keep this page open until your report is received.',
} as const;
