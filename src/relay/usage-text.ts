/** What the relay says when it is called in a way that it does not know, or is asked for help. */

/** The relay's commands. */
export const relayUsage = `Usage: npm run relay                      serves, with the settings of the environment and of .env
       npm run relay -- --check           looks at keys, desks, spool, mail server and DNS, and changes nothing
       npm run relay -- keygen FILE       makes a key that signs receipts, and prints its public half
       npm run relay -- privacy           prints a section for the policy: what is kept, and for how long
       npm run relay -- queue list | stats | retry | export FOLDER
`;
