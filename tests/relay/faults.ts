/** The faults that the relay survives, each with what happens and the test that proves it. The operator's guide shows it as a table. */

/** One fault. */
export interface Fault {
  readonly fault: string;
  readonly happens: string;
  /** File below `tests/`, and the title of the test; what differs between several such tests is `…`. */
  readonly test: readonly [file: string, title: string];
}

const [smtp, smtpFaults, queue] = [
  'relay/smtp.test.ts',
  'relay/smtp-faults.test.ts',
  'relay/queue.test.ts',
];
const [disk, clients, badInput] = [
  'relay/disk-faults.test.ts',
  'relay/clients.test.ts',
  'relay/bad-input.test.ts',
];
const [desks, clock] = ['relay/desks.test.ts', 'relay/clock-jumps.test.ts'];

/** By what fails, in the order of the guide. */
export const faults: readonly (readonly [what: string, faults: readonly Fault[]])[] = [
  [
    'The mail server',
    [
      {
        fault: 'nobody listens',
        happens: 'tried again for five days, then set aside with an alarm',
        test: [
          queue,
          'keeps trying a server that is not there for five days, then sets the mail aside',
        ],
      },
      {
        fault: '421, 450, 451 or 452, at any step',
        happens: 'tried again with growing pauses',
        test: [
          smtpFaults,
          'that answers 421, 450, 451 or 452, whatever the step, is tried again and then gets the mail',
        ],
      },
      {
        fault: '550, at any step',
        happens: 'set aside where it is about sender, recipient or message, else tried again',
        test: [
          smtpFaults,
          'that answers 550 is believed where it speaks of the mail, and tried again where it speaks of the relay',
        ],
      },
      {
        fault: 'one of two recipients is refused',
        happens: 'the other gets the mail; the refused one stays, with an alarm',
        test: [
          queue,
          'sets a mail that 550 refused aside with an alarm, keeps it, and delivers the other',
        ],
      },
      {
        fault: 'cut before the final dot',
        happens: 'tried again',
        test: [smtp, 'says transient when the server cuts within the message'],
      },
      {
        fault: 'cut after the final dot',
        happens: 'sent once more, with the same Message-ID',
        test: [
          queue,
          'sends a mail whose acceptance was cut off once more, under the same Message-ID',
        ],
      },
      {
        fault: 'TLS is missing',
        happens: 'nothing is sent; tried again',
        test: [smtp, 'keeps the mail rather than send it to a server without STARTTLS'],
      },
      {
        fault: 'an unknown certificate',
        happens: 'nothing is sent; tried again',
        test: [smtp, 'keeps the mail rather than trust an unknown certificate'],
      },
      {
        fault: 'the certificate of another host',
        happens: 'nothing is sent; tried again',
        test: [smtp, 'keeps the mail rather than take the certificate of another host'],
      },
      {
        fault: 'silence: no greeting, within the message, after it',
        happens: 'given up after ten minutes without a byte; tried again',
        test: [smtp, 'says … when the server …'],
      },
      {
        fault: 'a byte at a time',
        happens: 'delivered',
        test: [smtpFaults, 'that speaks one byte at a time gets the mail'],
      },
      {
        fault: 'a byte at a time, without end',
        happens: 'given up after half an hour; tried again',
        test: [
          smtpFaults,
          'that never comes to the end of a line is given up in the end, although it is never silent',
        ],
      },
      {
        fault: 'it greylists (Postfix)',
        happens: 'delivered over STARTTLS at the second attempt',
        test: [
          'long/postfix.test.ts',
          'a report is greylisted once, arrives over STARTTLS, and is read with gpg and in neomutt',
        ],
      },
    ],
  ],
  [
    'The disk',
    [
      {
        fault: 'full',
        happens:
          '503; what has a receipt is mailed, and reports are taken again once there is room',
        test: [
          disk,
          'that is full costs no report its receipt in vain, and is used again once there is room',
        ],
      },
      {
        fault: 'read-only',
        happens: '503, until it can be written to',
        test: [disk, 'that turns read-only takes no report, and goes on where it was afterwards'],
      },
      {
        fault: 'it fails to flush',
        happens: '503; nothing of it is kept',
        test: [
          disk,
          'that cannot flush gives no receipt, and the same report sent again is received',
        ],
      },
      {
        fault: 'it fails to flush after it has written',
        happens: '503, though the report may arrive; never the reverse',
        test: [
          disk,
          'that fails after it has written gives no receipt either; the report may arrive all the same, and once',
        ],
      },
      {
        fault: 'it fails when a delivery is noted',
        happens: 'asked again without a second mail; only a restart in between sends it twice',
        test: [
          disk,
          'that fails when a delivery is noted is asked again, and no mail goes out twice meanwhile',
        ],
      },
      {
        fault: 'EIO from the kernel at each flush (strace)',
        happens: '503; everything with a receipt is mailed afterwards',
        test: [
          'long/disk.test.ts',
          'a relay whose disk cannot flush gives no receipt, and everything that has one is mailed afterwards',
        ],
      },
    ],
  ],
  [
    'The process',
    [
      {
        fault: 'killed (SIGKILL) 20 times while reports arrive',
        happens: 'every receipt is followed by a mail, whole and once',
        test: [
          'relay/kill.test.ts',
          'delivers every acknowledged report, whole and once, although it is killed 20 times',
        ],
      },
      {
        fault: 'killed 200 times',
        happens: 'the same',
        test: [
          'long/kill.test.ts',
          'delivers every acknowledged report, whole and once, although it is killed 200 times',
        ],
      },
      {
        fault: 'stopped while a mail server is silent',
        happens: 'it ends within seconds, and the report is kept',
        test: [
          'relay/node-relay.test.ts',
          'ends within seconds although a mail server has fallen silent, and keeps the report',
        ],
      },
    ],
  ],
  [
    'Clients',
    [
      {
        fault: 'a body that falls silent',
        happens: 'let go after half a minute; others are served meanwhile',
        test: [badInput, 'a client that falls silent is let go, and others are served meanwhile'],
      },
      {
        fault: 'a byte a second',
        happens: 'let go after half a minute; one that is fast enough, after ten minutes',
        test: [clients, 'that sends a byte a second is let go after half a minute'],
      },
      {
        fault: 'a body that breaks off',
        happens: 'nothing is stored',
        test: [
          badInput,
          'a … body of which only a part is sent leaves nothing behind: incomplete-body',
        ],
      },
      {
        fault: '500 connections that say half a word',
        happens: 'reporters are served',
        test: [clients, 'that opens 500 connections and says half a word keeps no reporter out'],
      },
      {
        fault: '500 large reports that fall silent',
        happens: '503 for half a minute, then reporters are served',
        test: [
          'long/connections.test.ts',
          'lets a reporter through within a minute although 500 connections have fallen silent in the middle of a large report',
        ],
      },
      {
        fault: '10,000 connections that say half a word',
        happens: 'reporters are served; the rest is gone within two minutes',
        test: [
          'long/connections.test.ts',
          'takes a report while 10,000 connections say half a word, and is rid of them within two minutes',
        ],
      },
      {
        fault: 'lies about the length',
        happens: '400 or 413; nothing is stored',
        test: [
          clients,
          'that lies about the length of its body is refused, and nothing of it is stored',
        ],
      },
      {
        fault: 'a flood of header fields',
        happens: '431 after 16 KiB',
        test: [clients, 'that floods its header is cut off after 16 KiB'],
      },
      {
        fault: 'a proof of work used again with its report',
        happens: 'the same receipt, and no second mail',
        test: [
          'relay/proof.test.ts',
          'gives the same receipt for the same report and proof again, and one mail',
        ],
      },
      {
        fault: 'a proof of work used again and again with other bytes',
        happens: '400; it uses up nobody’s hour but its own network’s',
        test: ['relay/limiter.test.ts', 'keeps the hour of a desk for what is stored'],
      },
      {
        fault: 'one network that holds many uploads open',
        happens: '503 beyond sixteen; others are served',
        test: [
          'relay/limiter.test.ts',
          'lets so many arrive at once from one network, and the next when one of them has',
        ],
      },
      {
        fault: 'a proof of work of another report, relay or hour',
        happens: '400; nothing is stored',
        test: [
          'relay/proof.test.ts',
          'takes no proof of another report, relay, hour or of less work',
        ],
      },
      {
        fault: 'a foreign page, or none',
        happens: '403',
        test: [badInput, 'a good message from a foreign page, or from none: foreign-origin'],
      },
      {
        fault: 'refused in the middle of a large upload: the spool is full, the rate, the proof',
        happens: 'heard out, so that a browser can read the answer and when to come again',
        test: ['relay/listener.test.ts', 'reads it although it reads only after its last byte: …'],
      },
      {
        fault: 'a flood of uploads to be refused',
        happens: '64 are heard out, none for longer than ten minutes; the others are cut off',
        test: [
          'relay/listener.test.ts',
          'so many at once: others are answered at once, until one of the first has ended or left',
        ],
      },
      {
        fault: 'odd methods, paths and protocols',
        happens: '400, 404, 405, or the connection is closed',
        test: [clients, 'with an odd method, path or protocol gets an answer or is let go'],
      },
      {
        fault: 'HTTP/1.0',
        happens: 'a receipt',
        test: [clients, 'of HTTP/1.0 gets its receipt'],
      },
      {
        fault: 'pipelined requests',
        happens: 'an answer to each, in order',
        test: [
          clients,
          'that sends requests one after the other without waiting gets an answer to each',
        ],
      },
      {
        fault: 'a flood of valid reports',
        happens:
          'twenty mails and one notice; the rest waits to be exported, and a real report gets its receipt',
        test: [
          'relay/flooded-relay.test.ts',
          'a relay that is flooded acknowledges all, mails twenty and a notice, and keeps the rest for whoever exports it',
        ],
      },
    ],
  ],
  [
    'The clock',
    [
      {
        fault: 'it jumps a year ahead and back',
        happens: 'reports come in and go out; rates count from then on',
        test: [clock, 'ahead and back lets reports in and out through …'],
      },
      {
        fault: 'back, while mail waits',
        happens: 'what was put off by the wrong clock is tried at once',
        test: [clock, 'back does not put mail off for a year'],
      },
      {
        fault: 'ahead, while mail waits',
        happens: 'what cannot leave just then is set aside with an alarm, and kept',
        test: [
          clock,
          'ahead sets aside what cannot leave just then, with an alarm, and drops nothing',
        ],
      },
      {
        fault: 'back, during a flood',
        happens: 'mail goes out again, and the flood is announced anew',
        test: [
          'relay/flood.test.ts',
          'is over when the clock, which was a year ahead, is right again',
        ],
      },
    ],
  ],
  [
    '`desk.json`',
    [
      {
        fault: 'unreachable at the start',
        happens: 'the last good copy is used, with an alarm',
        test: [
          desks,
          'are remembered, so that a site that is down does not keep the relay from starting',
        ],
      },
      {
        fault: 'unreachable or faulty later',
        happens: 'what was read before stays in use, with an alarm',
        test: [
          desks,
          'keep what they have when a later reading fails, and sign on when their key is withdrawn',
        ],
      },
      {
        fault: 'cut off in the middle',
        happens: 'the same',
        test: [
          desks,
          'keep what they have when a file is cut off: what the site publishes, and then what is remembered',
        ],
      },
      {
        fault: 'a redirect, an error page, no end',
        happens: 'it is not read',
        test: [desks, 'is read, but through no redirect, from no error page and not without end'],
      },
      {
        fault: 'all keys exchanged at once',
        happens: 'it waits for the operator, with an alarm',
        test: ['relay/promises.test.ts', 'does not take an exchange of all keys at once'],
      },
      {
        fault: 'all keys exchanged while the relay was down',
        happens: 'the same',
        test: [desks, 'keep their keys when all of them were exchanged while the relay was down'],
      },
    ],
  ],
];

/** The table of the guide, in Markdown. */
export function renderFaultTable(): string {
  const rows = faults.flatMap(([what, some]) =>
    some.map(({ fault, happens, test: [file] }, n) => [
      n === 0 ? `**${what}**` : '',
      fault,
      happens,
      `\`${file}\``,
    ]),
  );
  const cells = [['', 'fault', 'what happens', 'proved in `tests/`'], ['', '', '', ''], ...rows];
  const widths = [0, 1, 2, 3].map((n) => Math.max(3, ...cells.map((row) => row[n]?.length ?? 0)));
  const lines = cells.map((row, n) => {
    const padded = row.map((cell, column) => cell.padEnd(widths[column] ?? 0, n === 1 ? '-' : ' '));
    return `| ${padded.join(' | ')} |\n`;
  });
  return lines.join('');
}
