/** Kinds of problems in plain words, by their CWE ids: our own words, as a reporter would say it, and not the names of CWE. */

export const weaknessGroups = {
  run: 'Text or data that is run',
  files: 'Files and addresses',
  rights: 'Who may do what',
  secrets: 'Secrets and cryptography',
  memory: 'Memory and resources',
  delivery: 'What is delivered',
} as const;

export const weaknesses = {
  'CWE-78': 'Commands of the system can be slipped in',
  'CWE-94': 'Code can be slipped in and is run',
  'CWE-89': 'A database query can be changed (SQL injection)',
  'CWE-79': 'Script runs in somebody else’s page (XSS)',
  'CWE-1336': 'A template can be changed and is evaluated',
  'CWE-502': 'Data from strangers is deserialised into objects',
  'CWE-1321': 'The prototype of all objects can be changed (JavaScript)',
  'CWE-22': 'A path leads out of its folder',
  'CWE-59': 'A link leads to another file',
  'CWE-434': 'A dangerous file can be uploaded',
  'CWE-611': 'XML can read files or addresses (XXE)',
  'CWE-918': 'A server can be made to fetch an address (SSRF)',
  'CWE-601': 'A link can send people to any site (open redirect)',
  'CWE-287': 'Somebody can pass for somebody else',
  'CWE-306': 'Something important asks for no login',
  'CWE-862': 'A permission is not checked',
  'CWE-639': 'Another number in a request shows another person’s data',
  'CWE-269': 'Somebody can gain more rights than they have',
  'CWE-352': 'A foreign page can act for a person who is logged in (CSRF)',
  'CWE-384': 'A login session can be planted and taken over',
  'CWE-200': 'Something confidential is shown',
  'CWE-532': 'Something confidential is written into a log',
  'CWE-798': 'A password or key is part of the program',
  'CWE-327': 'Weak or broken cryptography',
  'CWE-347': 'A signature is not checked, or not well',
  'CWE-295': 'A certificate is not checked, or not well',
  'CWE-208': 'The time that something takes tells a secret',
  'CWE-787': 'Memory is written outside its bounds',
  'CWE-125': 'Memory is read outside its bounds',
  'CWE-416': 'Memory is used after it was freed',
  'CWE-190': 'A number becomes too large and wraps around',
  'CWE-362': 'Two things at once get in each other’s way (race)',
  'CWE-400': 'A small input uses up time, memory or disk',
  'CWE-1333': 'A regular expression takes for ever',
  'CWE-248': 'An input makes the program crash',
  'CWE-1395': 'A dependency is vulnerable',
  'CWE-494': 'Code is downloaded and not checked',
  'CWE-1188': 'A default setting is not safe',
} as const;

/** What is chosen where none of them fits. */
export const otherWeaknesses = {
  other: 'Something else',
  unknown: 'I don’t know',
} as const;
