/** The files that operators start from: they name what the relay has, and hold what its guide promises. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, it } from 'node:test';
import { healthPath, reportsPath } from '../../src/contract.ts';
import { settingsTable } from '../../src/relay/settings.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'postern-deploy-'));
after(() => rmSync(folder, { recursive: true }));

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Settings that a text gives a value. */
function toSettings(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/\b(RELAY_[A-Z_]+)=(\S+)/g)].map((it) => [it[1] ?? '', it[2] ?? '']),
  );
}

const known = new Set<string>(Object.values(settingsTable).map(({ name }) => name));
const libraries = Object.keys(
  (JSON.parse(read('package.json')) as { dependencies: Record<string, string> }).dependencies,
);

describe('the image of the relay', () => {
  const dockerfile = read('Dockerfile');
  const stages = dockerfile.split(/^FROM /m).slice(1);
  const last = stages.at(-1) ?? '';
  const copied = [...last.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap((it) =>
    (it[1] ?? '').split(' ').slice(0, -1),
  );

  it('runs as a user without rights and writes nowhere but to its volume', () => {
    assert.match(last, /^USER 1000:1000$/m);
    assert.ok(last.indexOf('USER 1000') < last.indexOf('ENTRYPOINT'));
    const settings = toSettings(last);
    for (const name of settings.keys()) assert.ok(known.has(name), name);
    const volume = /^VOLUME (\S+)$/m.exec(last)?.[1] ?? '';
    assert.ok(settings.get('RELAY_SPOOL')?.startsWith(`${volume}/`));
    for (const stage of stages) assert.match(stage, /^node:\d+-slim\b/);
  });

  it('holds all that the relay needs and nothing of the desk: it starts from those files alone', () => {
    for (const path of copied) {
      assert.ok(existsSync(join(root, path)), path);
      cpSync(join(root, path), join(folder, path), { recursive: true });
    }
    for (const library of libraries) {
      const [scope = '', name] = library.split('/');
      if (name !== undefined)
        cpSync(join(root, 'node_modules', scope), join(folder, 'node_modules', scope), {
          recursive: true,
        });
      else {
        cpSync(join(root, 'node_modules', library), join(folder, 'node_modules', library), {
          recursive: true,
        });
      }
    }
    assert.ok(!existsSync(join(folder, 'content')));
    const entry = /^ENTRYPOINT \["node", "(.+)"\]$/m.exec(last)?.[1] ?? '';
    const { status, stdout } = spawnSync(process.execPath, [entry, '--help'], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.equal(status, 0);
    assert.match(stdout, /^Usage: npm run relay/);
  });

  it('gets no other file from whoever builds it', () => {
    const lines = read('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    assert.equal(lines[0], '*');
    const admitted = lines.slice(1).map((line) => line.replace(/^!/, ''));
    assert.deepEqual(
      admitted.sort(),
      [...new Set([...copied, 'package.json', 'package-lock.json'])].sort(),
    );
  });
});

describe('the service for systemd', () => {
  const unit = read('src/relay/deploy/postern-relay.service');
  const values = new Map(
    [...unit.matchAll(/^([A-Z]\w+)=(.*)$/gm)].map((it) => [it[1] ?? '', it[2] ?? '']),
  );

  it('starts the relay from its folder, as a user of its own that may write to its state alone', () => {
    const script = /^\/usr\/bin\/env node \/opt\/postern\/(\S+)$/.exec(
      values.get('ExecStart') ?? '',
    );
    assert.ok(
      existsSync(join(root, script?.[1] ?? '-')),
      values.get('ExecStart') ?? 'no ExecStart',
    );
    assert.equal(values.get('DynamicUser'), 'yes');
    assert.equal(values.get('ProtectSystem'), 'strict');
    assert.equal(values.get('CapabilityBoundingSet'), '');
    assert.equal(values.get('NoNewPrivileges'), 'yes');
    assert.equal(values.get('SystemCallErrorNumber'), 'EPERM');
    // Where a spool without an absolute path is made, and where there is no `.env` that it may not read.
    assert.equal(values.get('WorkingDirectory'), `/var/lib/${values.get('StateDirectory')}`);
    assert.equal(values.get('EnvironmentFile'), '/opt/postern/.env');
  });

  it('finds the Node that npm ci brought, since that of a distribution is often too old', () => {
    const folders = (/^Environment=PATH=(.+)$/m.exec(unit)?.[1] ?? '').split(':');
    const { optionalDependencies } = JSON.parse(read('package.json')) as {
      optionalDependencies: Record<string, string>;
    };
    const brought = Object.keys(optionalDependencies).filter((name) => /linux/.test(name));
    assert.deepEqual(
      folders.slice(0, -3).toSorted(),
      brought.map((name) => `/opt/postern/node_modules/${name}/bin`).toSorted(),
    );
  });

  it('is never given up: what is not there at the start may be there later', () => {
    assert.equal(values.get('StartLimitIntervalSec'), '0');
    assert.equal(values.get('Restart'), 'on-failure');
  });

  it('gives it longer to stop than it takes', () => {
    // Five seconds for connections and five for the mail under way.
    assert.ok(Number(values.get('TimeoutStopSec')) > 10);
  });
});

describe('the proxies', () => {
  const nginx = read('src/relay/deploy/nginx.conf');
  const caddy = read('src/relay/deploy/Caddyfile');

  it('pass on the two paths of the relay and no other', () => {
    const locations = [...nginx.matchAll(/^\s*location (= )?(\S+) \{/gm)].map((it) => [
      it[1],
      it[2],
    ]);
    assert.deepEqual(locations, [
      ['= ', reportsPath],
      ['= ', healthPath],
      [undefined, '/'],
    ]);
    assert.match(nginx, /location \/ \{\s*return 404;/);
    assert.match(caddy, new RegExp(`^\\s*@relay path ${reportsPath} ${healthPath}$`, 'm'));
    assert.match(caddy, /handle \{\s*respond 404\s*\}/);
  });

  it('leave it to the relay to refuse what is too large, since a page could not read their words', () => {
    assert.match(nginx, /^\s*client_max_body_size 0;$/m);
    assert.doesNotMatch(caddy, /max_size/);
  });

  it('hand a report on as it comes, say whose it is, and log nobody', () => {
    assert.match(nginx, /proxy_request_buffering off;/);
    assert.equal(nginx.match(/X-Forwarded-For \$proxy_add_x_forwarded_for/g)?.length, 2);
    assert.match(nginx, /access_log off;\n\s*error_log \/dev\/null emerg;/);
    // Caddy logs no requests of its own accord, but those that fail.
    assert.match(caddy, /^\{[^}]*log default \{\s*exclude http\.log http\.handlers\s*\}/m);
    assert.doesNotMatch(caddy, /^\tlog\b(?! default)/m);
    const port = settingsTable.port.fallback;
    assert.equal(
      nginx.match(new RegExp(`proxy_pass http://127\\.0\\.0\\.1:${port};`, 'g'))?.length,
      2,
    );
    assert.match(caddy, new RegExp(`reverse_proxy 127\\.0\\.0\\.1:${port} `));
  });
});
