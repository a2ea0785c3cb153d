/** The files of `src/relay/` that are adapters to Node; everything else there also runs in a Worker. */
export const nodeAdapters: readonly string[] = [
  'check-command.ts',
  'courier-maildir.ts',
  'courier-smtp.ts',
  'group-commit.ts',
  'listener.ts',
  'manifest-source.ts',
  'node-openers.ts',
  'node-relay.ts',
  'node.ts',
  'queue-command.ts',
  'queue-export.ts',
  'serve.ts',
  'spool-file.ts',
  'spool-holdings.ts',
  'spool-sqlite.ts',
];
