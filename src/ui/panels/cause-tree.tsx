/**
 * What led to something and what came of it, as a small tree: causes from the first to the nearest, each one
 * step further in, then the thing itself, then what it caused.
 */
import type { FeedLine } from '../../projection/frame.ts';
import { useActions } from '../hooks/use-store.ts';
import { counted, inMs } from './words.ts';

/** Causes and consequences shown until somebody asks for more. */
const NEAREST = 5;

interface CauseTreeProps {
  /** Nearest first. */
  readonly causes: readonly FeedLine[];
  /** The thing itself. */
  readonly self: string;
  readonly consequences: readonly FeedLine[];
}

export function CauseTree({ causes, self, consequences }: CauseTreeProps) {
  const shown = causes.slice(0, NEAREST).toReversed();
  const earlier = causes.slice(NEAREST);
  const later = consequences.slice(NEAREST);
  return (
    <div className="tree">
      {earlier.length > 0 && <More lines={earlier} words={`${counted(earlier.length, 'earlier cause')}`} />}
      {causes.length === 0 && <p className="hint">Nothing led to it: it stands at a beginning.</p>}
      <Nested lines={shown} self={self}>
        {consequences.length === 0 ? (
          <p className="hint">Nothing known came of it directly.</p>
        ) : (
          <ul className="tree-leaves">
            {consequences.slice(0, NEAREST).map((line) => (
              <li key={line.event}>
                <TreeLine line={line} />
              </li>
            ))}
          </ul>
        )}
        {later.length > 0 && (
          <More lines={later} words={`${counted(later.length, 'more event')} it caused`} />
        )}
      </Nested>
    </div>
  );
}

interface NestedProps {
  /** Outermost first. */
  readonly lines: readonly FeedLine[];
  readonly self: string;
  readonly children: React.ReactNode;
}

function Nested({ lines, self, children }: NestedProps) {
  const [line, ...inner] = lines;
  return (
    <ul className="tree-level">
      <li>
        {line === undefined ? <p className="tree-self">{self}</p> : <TreeLine line={line} />}
        {line === undefined ? (
          children
        ) : (
          <Nested lines={inner} self={self}>
            {children}
          </Nested>
        )}
      </li>
    </ul>
  );
}

function TreeLine({ line }: { readonly line: FeedLine }) {
  const { move } = useActions();
  return (
    <button
      type="button"
      className="tree-line"
      onClick={() => void move({ kind: 'event', target: line.event + 1 })}
    >
      <span className="hint">
        event {line.event + 1}, {inMs(line.at)}
      </span>
      {line.sentence}
    </button>
  );
}

function More({ lines, words }: { readonly lines: readonly FeedLine[]; readonly words: string }) {
  return (
    <details className="tree-more">
      <summary>{words}</summary>
      <ul>
        {lines.map((line) => (
          <li key={line.event}>
            <TreeLine line={line} />
          </li>
        ))}
      </ul>
    </details>
  );
}
