/**
 * What must not trip a verdict: lies of liars, states known to be damaged, replays after a restart, null
 * slots, votes repeated. Each of these is one step away from a bad trace of bad-traces.ts.
 */
import { describe, expect, it } from 'vitest';
import { requestDigest } from '../../../src/kernel/signed.ts';
import type { CommandBody } from '../../../src/kernel/trace.ts';
import { afterRestart } from '../../support/bad-traces/shared.ts';
import {
  appliedAt,
  ballot,
  digestOf,
  type RunOptions,
  requestOf,
  rootAt,
  TraceBuilder,
} from '../../support/trace-builder.ts';

const a = requestOf('c0', 1, 'aa');
const b = requestOf('c1', 1, 'bb');

function begun(options: RunOptions = {}): TraceBuilder {
  return new TraceBuilder(options).submit(a).submit(b);
}

function violated(trace: TraceBuilder): string[] {
  return trace.monitor
    .verdicts()
    .filter(({ verdict }) => verdict === 'violated')
    .map(({ property }) => property);
}

const lie: CommandBody = { do: 'behave', replica: 2, as: 'equivocate' };

describe('a liar', () => {
  it('may execute, sign and certify what it likes', () => {
    const trace = begun()
      .decide(1, 1, a)
      .command(lie)
      .decide(2, 1, b, { view: 1, voters: [2], unsent: true, root: digestOf('wrong') })
      .decide(2, 5, requestOf('c9', 1), { execute: [a, a] })
      .broadcast(2, ballot(2, 'PREPARE', 0, 1, digestOf('A')))
      .broadcast(2, ballot(2, 'PREPARE', 0, 1, digestOf('B')))
      .stable(2, 1, { root: digestOf('wrong') });
    expect(violated(trace)).toEqual([]);
  });

  it('stays one when told to be honest again', () => {
    const trace = begun()
      .command(lie)
      .command({ do: 'behave', replica: 2, as: 'honest' })
      .decide(1, 1, a)
      .decide(2, 1, b, { view: 1 });
    expect(violated(trace)).toEqual([]);
  });

  it('is judged by what it did before it lied', () => {
    const trace = begun().decide(2, 1, a).command(lie).decide(1, 1, b, { view: 1 });
    expect(violated(trace)).toEqual(['agreement', 'prefix', 'total-order']);
  });

  it('is none when the command was refused, or says honest', () => {
    const refused = begun().command(lie, 'R2 is down').decide(1, 1, a).decide(2, 1, b, { view: 1 });
    expect(violated(refused)).toContain('agreement');
    const honest = begun().command({ do: 'behave', replica: 2, as: 'honest' }).decide(1, 1, a);
    expect(violated(honest.decide(2, 1, b, { view: 1 }))).toContain('agreement');
  });

  it('cannot spoil a certificate with its own vote as long as enough others sent theirs', () => {
    const trace = begun()
      .command(lie)
      .decide(1, 1, a, { voters: [0, 1, 2] });
    expect(violated(trace)).toEqual([]);
  });

  it('cannot fill a certificate: two liars and one vote that was sent are too little', () => {
    const trace = begun()
      .command(lie)
      .command({ ...lie, replica: 3 })
      .decide(1, 1, a, { voters: [1, 2, 3] });
    expect(violated(trace)).toEqual(['certificates']);
  });
});

describe('a crash, a pause or a cut', () => {
  it('leaves a replica correct', () => {
    const trace = begun()
      .decide(1, 1, a)
      .command({ do: 'crash', replica: 2 })
      .recover(2)
      .command({ do: 'pause', replica: 2 })
      .command({ do: 'resume', replica: 2 })
      .command({ do: 'cut', from: 2, to: 0 })
      .decide(2, 1, b, { view: 1 });
    expect(violated(trace)).toContain('agreement');
  });
});

describe('a replay', () => {
  it('executes slots above its snapshot again', () => {
    const trace = begun()
      .decide(1, 1, a)
      .decide(1, 2, b)
      .command({ do: 'crash', replica: 1 })
      .recover(1)
      .restore(1, 1)
      .decide(1, 2, b, { view: 1 });
    expect(violated(trace)).toEqual([]);
  });

  it('begins at the first slot when there is no snapshot', () => {
    const trace = begun().decide(1, 1, a).decide(1, 2, b).command({ do: 'crash', replica: 1 }).recover(1);
    trace.decide(1, 1, a).decide(1, 2, b).decide(1, 3, null);
    expect(violated(trace)).toEqual([]);
  });

  it('executes a slot of several requests again', () => {
    const batch = { digest: digestOf('batch'), commands: [a, b] };
    const trace = begun({ valueDigest: () => digestOf('batch') }).decide(1, 1, a, batch);
    trace.command({ do: 'crash', replica: 1 }).recover(1).decide(1, 1, a, batch);
    expect(violated(trace)).toEqual([]);
  });

  it('that contradicts only itself is no disagreement', () => {
    const trace = begun().decide(1, 1, a).command({ do: 'crash', replica: 1 }).recover(1).decide(1, 1, a);
    trace.command({ do: 'crash', replica: 1 }).recover(1).decide(1, 1, b, { view: 1 });
    expect(violated(trace)).toEqual(['decide-stable']);
  });

  it('follows a snapshot from elsewhere while the process runs', () => {
    const trace = begun().decide(1, 1, a).decide(1, 2, b).restore(1, 1).decide(1, 2, b);
    expect(violated(trace)).toEqual([]);
  });

  it('may start anywhere in what the process before it had reached', () => {
    const trace = begun().decide(1, 1, a).decide(1, 2, b).decide(1, 3, null).restore(1, 1);
    trace.command({ do: 'crash', replica: 1 }).recover(1).decide(1, 3, null);
    expect(violated(trace)).toEqual([]);
  });

  it('does not excuse a gap after it', () => {
    expect(violated(afterRestart().decide(1, 4, null))).toContain('prefix');
    const unknownStart = begun().decide(1, 1, a).command({ do: 'crash', replica: 1 }).recover(1);
    expect(violated(unknownStart.decide(1, 3, null))).toContain('prefix');
  });

  it('does not excuse another order', () => {
    const trace = begun().decide(1, 1, a).decide(2, 1, a).command({ do: 'crash', replica: 1 }).recover(1);
    expect(violated(trace.decide(1, 1, a, { execute: [] }))).toContain('total-order');
  });
});

describe('a snapshot that jumps ahead', () => {
  it('is no gap, and slots go on after it', () => {
    const trace = begun().decide(1, 1, a).decide(1, 2, b).restore(2, 2).decide(2, 3, null);
    expect(violated(trace)).toEqual([]);
  });
});

describe('an executed slot run again', () => {
  it('executes twice, but does not step back', () => {
    const trace = begun().decide(1, 1, a).decide(1, 1, a);
    expect(violated(trace)).toEqual(['exactly-once']);
  });

  it('is harmless if it executes nothing', () => {
    const trace = begun().decide(1, 1, null).decide(1, 2, null).decide(1, 1, null);
    expect(violated(trace)).toEqual([]);
  });
});

describe('equal requests', () => {
  it('may be different objects', () => {
    const trace = begun()
      .decide(1, 1, a)
      .decide(2, 1, { ...a }, { execute: [{ ...a }] });
    expect(violated(trace)).toEqual([]);
  });
});

describe('null slots and slots that execute nothing', () => {
  it('agree, and leave the state alone', () => {
    const trace = begun()
      .decide(1, 1, null)
      .decide(2, 1, null)
      .decide(1, 2, a)
      .decide(1, 3, a, { execute: [], root: rootAt(2) })
      .decide(2, 2, a)
      .decide(2, 3, a, { execute: [], root: rootAt(2) });
    expect(violated(trace)).toEqual([]);
  });

  it('need no certificate if the slot is null and the protocol shows none', () => {
    expect(violated(begun().decide(1, 1, null, { voters: [] }))).toEqual([]);
  });
});

describe('votes', () => {
  it('may be said again, in another message too', () => {
    const vote = ballot(1, 'PREPARE', 0, 1, digestOf('A'));
    const carrying = { ...ballot(1, 'VIEW-CHANGE', 1, 0, digestOf('V')), carries: [vote] };
    const trace = begun()
      .broadcast(1, vote)
      .broadcast(1, { ...vote })
      .replica(1, [{ kind: 'send', to: 3, message: { ...vote }, resend: true }])
      .broadcast(1, carrying)
      .command({ do: 'crash', replica: 1 })
      .recover(1, [{ kind: 'broadcast', message: { ...carrying } }]);
    expect(violated(trace)).toEqual([]);
  });

  it('may differ between phases, views and slots', () => {
    const trace = begun()
      .broadcast(1, ballot(1, 'PREPARE', 0, 1, digestOf('A')))
      .broadcast(1, ballot(1, 'COMMIT', 0, 1, digestOf('B')))
      .broadcast(1, ballot(1, 'PREPARE', 0, 2, digestOf('B')))
      .broadcast(1, ballot(1, 'PREPARE', 1, 1, digestOf('B')));
    expect(violated(trace)).toEqual([]);
  });

  it('of an old view may be shown again inside another message, even for the first time', () => {
    const old = ballot(1, 'PREPARE', 0, 1, digestOf('A'));
    const trace = begun()
      .broadcast(1, ballot(1, 'PREPARE', 2, 2, digestOf('B')))
      .broadcast(1, { ...ballot(1, 'VIEW-CHANGE', 3, 0, digestOf('V')), carries: [old] } as never);
    expect(violated(trace)).toEqual([]);
  });

  it('of others inside a message are not held against its sender', () => {
    const carries = [ballot(2, 'PREPARE', 0, 1, digestOf('A')), ballot(2, 'PREPARE', 0, 1, digestOf('B'))];
    const trace = begun().broadcast(1, { ...ballot(1, 'PROOF', 0, 0, digestOf('P')), carries } as never);
    expect(violated(trace)).toEqual([]);
  });

  it('count in the certificate of the event that sends them', () => {
    const trace = begun();
    const commit = trace.commitOf(1, a);
    const [first, own] = [
      ballot(0, 'COMMIT', 0, 1, requestDigest(a)),
      ballot(2, 'COMMIT', 0, 1, requestDigest(a)),
    ];
    trace.broadcast(0, first).replica(2, [{ kind: 'broadcast', message: own }, commit], [appliedAt(1)]);
    expect(violated(trace)).toEqual([]);
  });
});

describe('a tentative execution', () => {
  it('is no commit: its root and its requests are not final', () => {
    const trace = begun()
      .decide(1, 1, a)
      .replica(
        2,
        [{ kind: 'execute', slot: 1, commands: [b] }],
        [appliedAt(1, digestOf('tentative'), 'execute')],
      )
      .replica(2, [{ kind: 'rollback' }])
      .decide(2, 1, a)
      .decide(2, 2, b);
    expect(violated(trace)).toEqual([]);
  });
});

describe('an audit', () => {
  it('examines a state once, however many replicas reach it, and no damaged one', () => {
    const seen: unknown[] = [];
    const conservation = (state: unknown) => {
      seen.push(state);
      return null;
    };
    const trace = begun({ conservation })
      .decide(1, 1, a)
      .decide(2, 1, a)
      .command({ do: 'corrupt', replica: 3 })
      .decide(3, 1, a, { root: digestOf('damaged') });
    expect(seen).toHaveLength(1);
    expect(violated(trace)).toEqual([]);
  });
});
