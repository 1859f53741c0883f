/**
 * The numbers of the run: n, seed, delays, load. They take effect with Restart (or Enter), which begins the
 * scenario anew; a field that cannot be read says so under itself and the open session stays.
 */
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import type { RunInfo } from '../../runtime/api.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { type FieldName, type FieldProblems, type FieldTexts, readFields, textsOf } from './header-fields.ts';
import { NoticeFor } from './notice-for.tsx';
import { NumberField } from './number-field.tsx';

interface RunFieldsProps {
  /** In a panel of its own, which says itself what is wrong. */
  readonly folded?: boolean;
  /** The run has begun anew. */
  readonly onRestarted?: () => void;
}

export function RunFields({ folded = false, onRestarted }: RunFieldsProps) {
  const info = useUi((state) => state.info);
  if (info === null) return <div className="hdr-fields" />;
  const open = textsOf(info);
  const key = JSON.stringify([info.scenario.id, open]);
  return <Fields key={key} info={info} open={open} folded={folded} onRestarted={onRestarted} />;
}

/** Where there is room for them, CSS px: fingers are broad. */
const FOLDED_WIDTH = 72;

interface FieldsProps {
  readonly onRestarted: (() => void) | undefined;
  readonly info: RunInfo;
  readonly open: FieldTexts;
  readonly folded: boolean;
}

function Fields({ info, open, folded, onRestarted }: FieldsProps) {
  const { restart } = useActions();
  const [texts, setTexts] = useState(open);
  const [problems, setProblems] = useState<FieldProblems>({});
  const field = (name: FieldName, label: string, spoken: string, width: number, unit?: string) => (
    <NumberField
      label={label}
      spoken={spoken}
      {...(unit === undefined ? {} : { unit })}
      width={folded ? Math.max(width, FOLDED_WIDTH) : width}
      value={texts[name]}
      problem={problems[name]}
      onChange={(text) => setTexts({ ...texts, [name]: text })}
    />
  );
  // The faults that another n survives are the protocol's to say, after the restart.
  const isOpen = texts.replicas.trim() === open.replicas;
  const submit = () => {
    const read = readFields(texts, open);
    setProblems('problems' in read ? read.problems : {});
    if ('changes' in read) void restart(read.changes).then((done) => done && onRestarted?.());
  };
  return (
    <form
      className="hdr-fields"
      aria-label="Settings of the run"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {field('replicas', 'n', 'n, replicas', 32)}
      <span className="hint hdr-f">{isOpen ? `f = ${info.faults}` : 'f = ?'}</span>
      {field('seed', 'seed', 'seed', 56)}
      <span className="hdr-pair">
        {field('delayLeast', 'delay', 'shortest delay, ms', 36)}
        {field('delayMost', '–', 'longest delay, ms', 36, 'ms')}
      </span>
      <span className="hdr-pair">
        {field('count', 'load', 'load: requests', 40)}
        {field('everyMs', 'every', 'load: time between requests, ms', 40, 'ms')}
      </span>
      <button type="submit" className="button" title="Begin this scenario anew with these numbers">
        <RotateCcw size={14} aria-hidden="true" /> Restart
      </button>
      {folded && <NoticeFor control="parameters" />}
    </form>
  );
}
