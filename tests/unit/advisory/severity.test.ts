/** CVSS vectors against scores that FIRST published in its examples for CVSS 2.0, 3.0, 3.1 and 4.0. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cvssVector, toBand, toSeverity } from '../../../src/advisory/severity.ts';

const published: readonly (readonly [vector: string, score: number, band: string, what: string])[] =
  [
    ['AV:N/AC:L/Au:N/C:N/I:N/A:C', 7.8, 'high', 'CVE-2002-0392'],
    ['AV:N/AC:L/Au:N/C:C/I:C/A:C', 10, 'high', 'CVE-2003-0818'],
    ['AV:L/AC:H/Au:N/C:C/I:C/A:C', 6.2, 'medium', 'CVE-2003-0062'],
    ['AV:N/AC:H/Au:M/C:N/I:N/A:N', 0, 'low', 'no effect, by the old version,'],
    ['CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H', 9.6, 'critical', 'CVE-2012-5376'],
    ['CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:L/I:N/A:N', 5.8, 'medium', 'CVE-2010-0467'],
    ['CVSS:3.0/AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', 7.8, 'high', 'CVE-2015-1098'],
    ['CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N', 6.4, 'medium', 'CVE-2013-0375'],
    ['CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N', 3.1, 'low', 'CVE-2014-3566'],
    ['CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H', 9.9, 'critical', 'CVE-2012-1516'],
    ['CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:L', 4.2, 'medium', 'CVE-2009-0783'],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', 7.5, 'high', 'CVE-2014-0160'],
    ['CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:C/C:N/I:H/A:N', 6.8, 'medium', 'CVE-2008-1447'],
    ['CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 6.8, 'medium', 'CVE-2014-2005'],
    ['CVSS:3.1/AV:A/AC:L/PR:N/UI:N/S:C/C:H/I:N/A:H', 9.3, 'critical', 'CVE-2013-6014'],
    ['CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:N', 7.4, 'high', 'CVE-2014-0224'],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', 0, 'none', 'no effect'],
    [
      'CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N',
      7.3,
      'high',
      'CVE-2022-41741',
    ],
    [
      'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N',
      7.7,
      'high',
      'CVE-2020-3549',
    ],
    [
      'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N',
      8.3,
      'high',
      'CVE-2023-3089',
    ],
    [
      'CVSS:4.0/AV:L/AC:L/AT:N/PR:N/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N',
      4.6,
      'medium',
      'CVE-2021-44714',
    ],
    [
      'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N',
      5.1,
      'medium',
      'CVE-2022-21830',
    ],
    [
      'CVSS:4.0/AV:L/AC:L/AT:N/PR:H/UI:N/VC:N/VI:N/VA:N/SC:H/SI:N/SA:N',
      5.9,
      'medium',
      'CVE-2023-21989',
    ],
    [
      'CVSS:4.0/AV:A/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:H/SI:N/SA:H',
      6.4,
      'medium',
      'CVE-2013-6014',
    ],
    [
      'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N',
      8.7,
      'high',
      'CVE-2014-0160',
    ],
    [
      'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H',
      10,
      'critical',
      'CVE-2021-44228',
    ],
  ];

for (const [vector, score, band, what] of published) {
  test(`${what} scores ${score} by ${vector.slice(0, 8)}`, () => {
    const version = vector.startsWith('CVSS:') ? vector.slice(5, 8) : '2.0';
    assert.deepEqual(toSeverity([vector]), { vector, version, score, band });
  });
}

test('the base score stands, whatever temporal or threat metrics follow', () => {
  const v3 = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
  const v4 = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N';
  assert.equal(toSeverity([`${v3}/E:P/RL:O/RC:X`])?.score, 9.8);
  assert.equal(toSeverity([`${v4}/E:U`])?.score, 8.7);
});

test('of several vectors the newest version of CVSS decides, in whatever order they stand', () => {
  const v3 = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H';
  const v4 = 'CVSS:4.0/AV:L/AC:L/AT:N/PR:N/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N';
  assert.equal(toSeverity([v3, v4])?.vector, v4);
  assert.equal(toSeverity([v4, v3])?.vector, v4);
  const v2 = 'AV:N/AC:L/Au:N/C:C/I:C/A:C';
  assert.equal(toSeverity([v2, v3])?.vector, v3);
  const v30 = v3.replace('3.1', '3.0');
  assert.equal(toSeverity([v30, v3])?.vector, v3);
});

test('no vector is no severity, which is not a severity of none', () => {
  assert.equal(toSeverity([]), null);
});

for (const [what, vector] of [
  ['a metric missing', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H'],
  ['a metric twice', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/A:N'],
  ['a metric twice, though with one value', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/A:H'],
  ['a metric of 4.0 missing', 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N'],
  ['a value that does not exist', 'CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'],
  ['a metric that does not exist', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/QQ:A'],
  ['metrics of another version', 'CVSS:4.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'],
  ['a metric of 2.0 missing', 'AV:N/AC:L/Au:N/C:P/I:P'],
  ['a value that 2.0 does not have', 'AV:N/AC:L/Au:N/C:H/I:P/A:P'],
  ['a label that 2.0 does not have', 'CVSS:2.0/AV:N/AC:L/Au:N/C:P/I:P/A:P'],
  ['a version that does not exist', 'CVSS:5.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'],
  ['small letters', 'cvss:3.1/av:n/ac:l/pr:n/ui:n/s:u/c:h/i:h/a:h'],
  ['a slash at its end', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/'],
  ['space around it', ' CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'],
  ['a bare score', '9.8'],
  ['nothing', ''],
] as const) {
  test(`a vector with ${what} is a fault and never a score`, () => {
    assert.equal(cvssVector.safeParse(vector).success, false);
    assert.equal(toSeverity([vector]), null);
  });
}

test('bands begin where the specification says', () => {
  const bands = [0, 0.1, 3.9, 4, 6.9, 7, 8.9, 9, 10].map((score) => toBand(score));
  assert.deepEqual(bands, [
    'none',
    'low',
    'low',
    'medium',
    'medium',
    'high',
    'high',
    'critical',
    'critical',
  ]);
});

test('what is wrong with a vector is said in its own metrics, all at once', () => {
  const advice = (vector: string) => cvssVector.safeParse(vector).error?.issues[0]?.message;
  assert.equal(
    advice('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/C:L/I:Q'),
    'In CVSS 3.1, add A, which every vector has; write C once; correct I:Q, which does not exist there',
  );
  for (const [vector, metric] of [
    ['AV:N/AC:L/Au:N/C:P/I:P', 'A'],
    ['AV:N/AC:L/Au:ND/C:P/I:P/A:P', 'Au'],
  ] as const) {
    assert.equal(advice(vector), `In CVSS 2.0, add ${metric}, which every vector has`);
  }
  assert.match(advice('9.8') ?? '', /^Write a whole vector that begins with CVSS:4\.0\//);
});

test('temporal metrics of CVSS 2.0 do not change the base score, and ND is no value', () => {
  const vector = 'AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:ND';
  assert.equal(toSeverity([vector])?.score, 7.8);
});
