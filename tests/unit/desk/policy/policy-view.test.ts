/** Facts of the policy: each stands once in desk.yaml and says the same on pages and in SECURITY.md. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deskSchema } from '../../../../src/desk/desk.ts';
import { escapeMarkdown, renderFactMarkdown } from '../../../../src/desk/policy/fact-markdown.ts';
import { policyFactsSchema } from '../../../../src/desk/policy/policy-facts.ts';
import {
  policyComponents,
  toBeforeReporting,
  toFactBlocks,
  toFactField,
} from '../../../../src/desk/policy/policy-view.ts';
import { proseComponents } from '../../../../src/desk/prose/prose.ts';

const components = join(import.meta.dirname, '../../../../src/components');

function desk(policy: object) {
  return deskSchema.parse({
    name: 'A',
    summary: 'B',
    channels: [{ kind: 'code-host' }],
    policy,
  });
}

const full = {
  process: [{ title: 'Look', text: 'We read it' }, { title: 'Fix' }],
  credit: 'You are named',
  told: ['There is an advisory'],
  scope: {
    in: ['the tool'],
    out: [{ what: 'add-ons', why: 'others make them', report: 'https://add.test/x' }],
  },
  nonIssues: [{ title: 'The version is public', why: 'It is meant to be' }],
  safeHarbour: ['Research is welcome.'],
  anonymity: 'Anonymous reports are taken',
  reward: { offered: false, text: 'We have no money' },
  embargo: { rule: 'Keep it private', reason: 'Others could use it' },
  advice: [{ title: 'Update' }],
  thanks: 'Thank you!',
};

test('every fact that desk.yaml may state has a component, and each component a file that shows it', () => {
  assert.deepEqual(
    policyComponents.map(toFactField).sort(),
    Object.keys(policyFactsSchema.unwrap().shape).sort(),
  );
  for (const name of policyComponents) {
    assert.ok(proseComponents.includes(name));
    assert.ok(existsSync(join(components, 'policy', `${name}.astro`)), name);
  }
});

test('each component says its fact as Markdown', () => {
  const said = Object.fromEntries(
    policyComponents.map((name) => [name, renderFactMarkdown(toFactBlocks(name, desk(full)))]),
  );
  assert.deepEqual(said, {
    Process: '1. **Look.** We read it.\n2. **Fix.**',
    Credit: 'You are named.',
    Told: '- There is an advisory.',
    Scope:
      '**This policy covers**\n\n- the tool\n\n**This policy does not cover**\n\n- add-ons. others make them. Please report it at <https://add.test/x>.',
    NonIssues:
      '**Known, and no vulnerability here**\n\n- **The version is public.** It is meant to be.',
    SafeHarbour: '- Research is welcome.',
    Anonymity: 'Anonymous reports are taken.',
    Reward: 'There is no reward for reports. We have no money.',
    Embargo: 'Keep it private. Others could use it.',
    Advice: '- **Update.**',
    ThankYou: 'Thank you!',
  });
});

test('a fact that is left out is said nowhere', () => {
  for (const name of policyComponents) assert.deepEqual(toFactBlocks(name, desk({})), []);
  assert.deepEqual(toBeforeReporting(desk({})), []);
  const covered = toFactBlocks('Scope', desk({ scope: { in: ['all'] } }));
  assert.doesNotMatch(renderFactMarkdown(covered), /does not cover/);
});

test('a reporter is told before writing what is not covered, what is known, and of names and rewards', () => {
  const text = renderFactMarkdown(toBeforeReporting(desk(full)));
  assert.match(text, /add-ons[\s\S]*version is public[\s\S]*Anonymous reports[\s\S]*no reward/);
  assert.doesNotMatch(text, /the tool/);
  const offered = desk({ reward: { offered: true } });
  assert.equal(renderFactMarkdown(toBeforeReporting(offered)), 'Valid reports are rewarded.');
});

test('text of a fact is never markup', () => {
  assert.equal(
    escapeMarkdown('*a* [b](c) <d> `e` \\ snake_case _f_'),
    '\\*a\\* \\[b\\](c) \\<d\\> \\`e\\` \\\\ snake_case \\_f\\_',
  );
  assert.equal(escapeMarkdown('# a'), '\\# a');
  assert.equal(escapeMarkdown('- a'), '\\- a');
  assert.equal(escapeMarkdown('1. a'), '1\\. a');
});
