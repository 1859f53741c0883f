import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/kernel/property.ts';
import type { Frame } from '../../../src/projection/frame.ts';
import type { CertificateInspection, MessageInspection } from '../../../src/runtime/api.ts';
import { HeaderBar } from '../../../src/ui/controls/header.tsx';
import { LinkForm } from '../../../src/ui/controls/link-form.tsx';
import { NoticeArea } from '../../../src/ui/controls/notice.tsx';
import { TransferForm } from '../../../src/ui/controls/transfer.tsx';
import { CertificateCard } from '../../../src/ui/panels/certificate-card.tsx';
import { LinkMatrix } from '../../../src/ui/panels/link-matrix.tsx';
import { MessageCard } from '../../../src/ui/panels/message-card.tsx';
import { ReplicaHead } from '../../../src/ui/panels/replica-head.tsx';
import { ReplicaLog } from '../../../src/ui/panels/replica-log.tsx';
import { StoryCard } from '../../../src/ui/panels/story.tsx';
import { VerdictsTab } from '../../../src/ui/panels/verdicts-tab.tsx';
import { scriptedFrame } from '../fake-script.ts';
import { markup, runInfo, textOf } from './support.ts';

const digest = '9f2c41d07b3e8a65'.repeat(4);

function verdict(property: string, changes: Partial<Verdict>): Verdict {
  return { property, kind: 'always', verdict: 'holds', event: null, replicas: [], because: '', ...changes };
}

describe('verdicts', () => {
  it('put the broken one first, with form, word, reason and the way to its event', async () => {
    const broken = { verdict: 'violated', event: 22, because: 'R1 executed 9f2c, R2 executed 41d0' } as const;
    const waiting = { kind: 'eventually', verdict: 'pending', because: '1 request waits' } as const;
    const verdicts = [verdict('validity', {}), verdict('agreement', broken), verdict('progress', waiting)];
    const html = await markup(<VerdictsTab />, { verdicts });
    const text = textOf(html);
    expect(text).toContain('1 violated, 1 pending, 1 hold');
    expect(text.indexOf('Agreement')).toBeLessThan(text.indexOf('Validity'));
    expect(text).toContain('R1 executed 9f2c, R2 executed 41d0 Go to the event that broke it');
    expect(html).toContain('mark-violated');
    expect(html).toContain('mark-pending');
    expect(text).toContain('Faulty now: 0, and f = 1');
    expect(text).toContain('signatures are simulated');
  });
});

describe('the log', () => {
  const row = {
    slot: 3,
    view: 0,
    digest,
    cells: [
      { reached: true, text: '3/3', certificate: [{}] },
      { reached: false, text: '1/3', certificate: [] },
    ],
  };

  it('opens evidence where there is some, and says what a cell was', async () => {
    const table = { columns: ['prepared', 'committed'], rows: [row] };
    const changes = new Map<string, string | null>([['3/0', '2/3']]);
    const html = await markup(<ReplicaLog table={table} changes={changes} versus="was" onCell={() => {}} />);
    expect(html.match(/<button/g)).toHaveLength(1);
    expect(html).toContain('aria-label="prepared, slot 3: 3/3. Open the evidence"');
    expect(textOf(html)).toContain('was 2/3');
  });

  it('names slots that only the other side has', async () => {
    const table = { columns: ['prepared', 'committed'], rows: [row] };
    const changes = new Map<string, string | null>([['4/value', 'aaaa in view 0']]);
    const html = await markup(<ReplicaLog table={table} changes={changes} versus="R3:" onCell={() => {}} />);
    expect(textOf(html)).toContain('Only in the log of R3: slot 4.');
  });
});

describe('evidence', () => {
  const certificate: CertificateInspection = {
    title: 'prepared, slot 1',
    slot: 1,
    across: '',
    segments: ['heard', 'own', 'none', 'double'],
    votes: [0, 1, 3].map((signer) => ({ signer, phase: 'PREPARE', view: 0, slot: 1, digest })),
    threshold: 3,
    reached: true,
  };

  it('says of every seat in words how it stands, and counts against the threshold', async () => {
    const card = (
      <CertificateCard certificate={certificate} holder="held by R1" kept={null} onKeep={() => {}} />
    );
    const text = textOf(await markup(card));
    expect(text).toContain('not in it R2 signed two values R3');
    expect(text).toContain('3 of 3 needed , 4 replicas in all: enough');
    expect(text).toContain('R3 PREPARE, view 0, slot 1, value 9f2c');
  });

  it('a step that one signature makes misses nobody', async () => {
    const proposed = { ...certificate, votes: certificate.votes.slice(0, 1) };
    const card = <CertificateCard certificate={proposed} holder="" kept={null} onKeep={() => {}} />;
    expect(textOf(await markup(card))).toContain('1 signature : this step takes no quorum.');
    const partly = { ...proposed, reached: false };
    const open = <CertificateCard certificate={partly} holder="" kept={null} onKeep={() => {}} />;
    expect(textOf(await markup(open))).toContain('1 of 3 needed , 4 replicas in all: 2 missing');
  });

  it('lays a kept certificate over the open one', async () => {
    const other = { ...certificate, votes: certificate.votes.slice(1) };
    const kept = { certificate: other, holder: 'held by R3' };
    const card = (
      <CertificateCard certificate={certificate} holder="held by R1" kept={kept} onKeep={() => {}} />
    );
    expect(textOf(await markup(card))).toContain('2 + 3 − 4 = 1 < f + 1 = 2');
  });

  it('shows a message with every field, and its causes lead to their moments', async () => {
    const message: MessageInspection = {
      id: 'r0>2#12',
      from: 0,
      to: 2,
      type: 'PREPARE',
      says: 'A backup has this proposal.',
      text: 'PREPARE view 0, slot 3',
      sentAt: 40_000,
      dueAt: null,
      fate: 'dropped: the link was cut',
      bytes: 1_412,
      digest,
      fields: [{ name: 'view', value: '0' }],
      votes: [],
      consequences: [],
      causes: scriptedFrame(2).line === null ? [] : [scriptedFrame(2).line].filter((line) => line !== null),
    };
    const text = textOf(await markup(<MessageCard message={message} />));
    expect(text).toContain('Dropped: the link was cut');
    expect(text).toContain('1,412 bytes');
    expect(text).toContain('event 2, 20 ms');
    expect(text).toContain('It is not on its way at this moment.');
  });
});

describe('replica and network', () => {
  it('says what a replica waits for and what is the matter with it', async () => {
    const base = scriptedFrame(6);
    const replica = base.replicas[1];
    if (replica === undefined) throw new Error('the script has four replicas');
    const timers = [{ name: 'request', dueAt: base.at + 396_000, idle: false }];
    const shown = { ...replica, waiting: 'needs 3 PREPAREs, has 2 with R0', behaviour: 'silent', timers };
    const text = textOf(await markup(<ReplicaHead frame={base} replica={shown} />));
    expect(text).toContain('Needs 3 PREPAREs, has 2 with R0');
    expect(text).toContain('It lies (silent).');
    expect(text).toContain('fires in 396 ms');
  });

  it('has a button per link that says its state, one of them a tab stop', async () => {
    const frame = { ...scriptedFrame(16), cuts: [[0, 3]] as const };
    const html = await markup(<LinkMatrix frame={frame} link={[0, 3]} onLink={() => {}} />);
    expect(html.match(/<button/g)).toHaveLength(12);
    expect(html.match(/tabindex="0"/g)).toHaveLength(1);
    expect(html).toMatch(/aria-pressed="true" aria-label="R0 to R3, cut/);
  });

  it('shows what was set for one link, and opens the form with it', async () => {
    const slow = { from: 1, to: 2, delay: { min: 40_000, max: 80_000 }, lossRate: 0.25, duplicateRate: null };
    const frame = { ...scriptedFrame(16), links: [slow] };
    const matrix = await markup(<LinkMatrix frame={frame} link={[0, 1]} onLink={() => {}} />);
    expect(matrix).toContain('aria-label="R1 to R2, whole, 40–80 ms loses 25 %');
    expect(textOf(matrix)).toContain('40–80 ms −25 %');
    const info = await runInfo();
    const form = (link: readonly [number, number]) =>
      markup(<LinkForm frame={frame} info={info} link={link} onLink={() => {}} />);
    expect((await form([1, 2])).match(/value="(40|80|25)"/g)).toEqual([
      'value="40"',
      'value="80"',
      'value="25"',
    ]);
    expect((await form([2, 1])).match(/value="(20|0)"/g)).toContain('value="20"');
    const own = textOf(await form([2, 2]));
    expect(own).toContain('A replica needs no link to itself.');
  });
});

describe('letters of contested values', () => {
  const row = { slot: 1, view: 0, digest: 'b'.repeat(64) };
  const cells = [
    { text: 'R0', reached: true, certificate: [] },
    { text: '1 of 3', reached: false, certificate: [] },
  ];
  const table = { columns: ['pre-prepared', 'prepared'], rows: [{ ...row, cells }] };
  const log = (contested: Frame['contested']) =>
    markup(<ReplicaLog table={table} changes={new Map()} versus="was" onCell={() => {}} />, {
      frame: { ...scriptedFrame(16), contested },
    });

  it('stand in the log, in the texture that the stage gives them', async () => {
    const html = await log([
      { slot: 1, digest: 'a'.repeat(64), letter: 'A' },
      { slot: 1, digest: 'b'.repeat(64), letter: 'B' },
    ]);
    expect(html).toMatch(/insp-letter is-stripes/);
    expect(html).toMatch(/insp-level is-full is-stripes has-letter/);
    expect(textOf(html)).toMatch(/value B/);
    expect(html.match(/has-letter/g)).toHaveLength(1);
  });

  it('are absent while a slot has had one value', async () => {
    expect(await log([])).not.toMatch(/insp-letter|has-letter/);
    expect(await log([{ slot: 2, digest: 'b'.repeat(64), letter: 'B' }])).not.toMatch(/insp-letter/);
  });
});

describe('controls', () => {
  it('puts the engine’s refusal of a restart below the header, as an alert', async () => {
    const notices = {
      parameters: { tone: 'problem', text: 'expected at least 4 replicas, found 3' },
    } as const;
    const html = await markup(
      <>
        <HeaderBar />
        <NoticeArea />
      </>,
      { notices },
    );
    expect(html.indexOf('role="alert"')).toBeGreaterThan(html.indexOf('</header>'));
    expect(html).toMatch(/role="alert">expected at least 4 replicas, found 3/);
    for (const label of ['n, replicas', 'seed', 'shortest delay, ms', 'load: requests']) {
      expect(html).toContain(`aria-label="${label}"`);
    }
  });

  it('offers every account as payer but the gateway', async () => {
    const html = await markup(<TransferForm />, { info: await runInfo({ accounts: [0, 1, 2] }) });
    expect(html.match(/<option value="0"/g)).toHaveLength(1);
    expect(html).toContain('custody gateway');
  });

  it('tells the story in its own words', async () => {
    const info = await runInfo();
    const text = textOf(await markup(<StoryCard scenario={info.scenario} />));
    for (const sentence of info.scenario.story) expect(text).toContain(sentence);
  });
});
