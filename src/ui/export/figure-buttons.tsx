/**
 * The figures that are on the page now, each as an SVG or a PNG file: in print colours, with what it shows,
 * when, and the trace hash up to there.
 */
import { useEffect, useId, useState } from 'react';
import type { Engine } from '../../runtime/api.ts';
import { usePage } from '../hooks/use-store.ts';
import { inMs } from '../panels/words.ts';
import { download, fileName } from '../share/download.ts';
import { hashNow } from '../share/standpoint.ts';
import type { UiState } from '../state.ts';
import { drawingOf, type Figure, figuresOf } from './figure.ts';
import { pngOf } from './png.ts';
import { type Caption, sheetOf } from './sheet.ts';

type Format = 'svg' | 'png';

export function FigureButtons() {
  const { store, engine } = usePage();
  const figures = useFigures();
  const [chosen, setChosen] = useState(0);
  const [said, setSaid] = useState('');
  const id = useId();
  const figure = figures[chosen] ?? figures[0];
  const save = async (format: Format) => {
    if (figure === undefined) return;
    setSaid(await saveFigure(figure, format, store.getState(), engine));
  };
  if (figure === undefined) return null;
  return (
    <div className="hdr-share">
      <h2 className="pop-title">Figures</h2>
      <label className="hint" htmlFor={id}>
        What is on the page now, in print colours. Open the timeline or the Inspector to find theirs here.
      </label>
      <div className="ctl-row">
        <select
          id={id}
          className="input"
          value={figures[chosen] === undefined ? 0 : chosen}
          onChange={(change) => setChosen(Number(change.target.value))}
        >
          {figures.map(({ name }, index) => (
            <option key={name} value={index}>
              {name}
            </option>
          ))}
        </select>
        {(['svg', 'png'] as const).map((format) => (
          <button key={format} type="button" className="button" onClick={() => void save(format)}>
            {format.toUpperCase()}
          </button>
        ))}
      </div>
      <p className="hint" role="status">
        {said}
      </p>
    </div>
  );
}

/** Panels load, open and fold behind this one: the list follows the page. */
function useFigures(): readonly Figure[] {
  const [figures, setFigures] = useState(() => figuresOf(document));
  useEffect(() => {
    const list = () => {
      const found = figuresOf(document);
      setFigures((before) => (sameFigures(before, found) ? before : found));
    };
    const observer = new MutationObserver(list);
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['data-figure'] });
    return () => observer.disconnect();
  }, []);
  return figures;
}

function sameFigures(before: readonly Figure[], found: readonly Figure[]): boolean {
  return (
    before.length === found.length &&
    before.every(({ name, root }, index) => name === found[index]?.name && root === found[index]?.root)
  );
}

/** What came of it, in one sentence. */
async function saveFigure(figure: Figure, format: Format, state: UiState, engine: Engine): Promise<string> {
  try {
    const drawing = drawingOf(figure);
    if (drawing === null) return `${figure.name} shows nothing to save now.`;
    const svg = sheetOf(drawing, await captionOf(figure, state, engine));
    const words = [state.info?.scenario.id ?? 'figure', figure.name, `event ${state.cursor}`];
    const name = `${fileName(...words)}.${format}`;
    if (format === 'svg') download(name, svg, 'image/svg+xml');
    else download(name, await pngOf(svg), 'image/png');
    return `Saved ${name}.`;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `${figure.name} could not be drawn as a file: ${why}.`;
  }
}

async function captionOf({ name }: Figure, state: UiState, engine: Engine): Promise<Caption> {
  const { info, frame, cursor } = state;
  if (info === null || frame === null) throw new Error('no session is open');
  const hash = await engine.traceHash(cursor);
  const { protocol, scenario, replicas, faults, seed } = info;
  return {
    title: scenario.title,
    line: [
      name,
      `${protocol.title}, n = ${replicas}, f = ${faults}, seed ${seed}`,
      `t = ${inMs(frame.at)}, event ${cursor}`,
    ].join(' · '),
    foot: [`Quorumscope · trace ${hash.slice(0, 16)}`],
    description: [
      `Trace hash up to this moment: ${hash}.`,
      `Simplified: ${protocol.simplified.join(' ')}`,
      `This moment again: ${(await hashNow(state)) ?? 'a file, as the session is too large for a link'}`,
    ].join('\n'),
  };
}
