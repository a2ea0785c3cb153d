/**
 * Runs a script of Postern with a Node that is new enough: this one, or the one that `npm ci` brought. Plain JavaScript
 * that Node 14.18 can read. The binary is looked for by its package: some versions of npm leave out the link in `.bin`.
 */
const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const path = require('node:path');

const wanted = 24;
const root = path.join(__dirname, '..', '..');
const [script, ...args] = process.argv.slice(2);

function isNewEnough(version) {
  return Number(version.split('.')[0]) >= wanted;
}

/** The binary of the optional dependency for this platform, or null. */
function findBrought() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const file = system === 'win' ? 'node.exe' : 'node';
  const names = [`node-${system}-${process.arch}`, `node-bin-${system}-${process.arch}`];
  const paths = names.map((name) => path.join(root, 'node_modules', name, 'bin', file));
  return paths.find((candidate) => existsSync(candidate)) || null;
}

const node = isNewEnough(process.versions.node) ? process.execPath : findBrought();
if (node === null) {
  process.stderr.write(
    `Postern needs Node ${wanted} or newer and found Node ${process.versions.node}: run npm ci, which brings one as an ` +
      'optional dependency on Linux (x64, arm64), macOS (x64, arm64) and Windows (x64); ' +
      'on any other platform install the newest LTS from https://nodejs.org.\n',
  );
  process.exit(1);
}

// Programs that the script starts by name find the same Node first.
const env = Object.assign({}, process.env, {
  PATH: path.dirname(node) + path.delimiter + (process.env.PATH || ''),
});
const child = spawn(node, [path.join(root, script), ...args], { stdio: 'inherit', env });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // The child decides how to end; from a terminal it got the signal itself, and a second one would cut its work short.
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}
child.on('error', (error) => {
  process.stderr.write(`Node could not be started at ${node}: ${error.message}.\n`);
  process.exit(1);
});
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code === null ? 1 : code);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
