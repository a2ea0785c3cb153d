/** Stops a script before an old Node fails on it in a way that explains nothing. Plain JavaScript that Node 14 can read. */
const wanted = 24;
const found = process.versions.node;

if (Number(found.split('.')[0]) < wanted) {
  process.stderr.write(
    `Postern needs Node ${wanted} or newer and found Node ${found}: run npm ci, which brings Node 26 as an optional ` +
      'dependency on Linux (x64, arm64), macOS (x64, arm64) and Windows (x64), and start the script with npm run; ' +
      'on any other platform install the newest LTS from https://nodejs.org.\n',
  );
  process.exitCode = 1;
}
