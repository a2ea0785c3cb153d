/** Loaded before a build that is measured: puts an indexer that does nothing in Pagefind's place, so that pages are timed alone. */
import { registerHooks } from 'node:module';

const source = `import { mkdirSync } from 'node:fs';
const done = { errors: [] };
export const createIndex = async () => ({
  errors: [],
  index: {
    addDirectory: async () => done,
    writeFiles: async ({ outputPath }) => (mkdirSync(outputPath, { recursive: true }), done),
  },
});
export const close = async () => {};
`;

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier !== 'pagefind') return nextResolve(specifier, context);
    const url = `data:text/javascript,${encodeURIComponent(source)}`;
    return { url, format: 'module', shortCircuit: true };
  },
});
