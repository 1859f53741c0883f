/** Metrics up to the playhead: plots with their values, or the same as tables; and what was sent, by type. */
import { useState } from 'react';
import type { Metrics } from '../../runtime/api.ts';
import { useAsk } from '../hooks/use-ask.ts';
import { useUi } from '../hooks/use-store.ts';
import { runKey } from '../panels/feed-window.ts';
import { MessageMark } from '../panels/marks.tsx';
import { grouped } from '../panels/words.ts';
import { Plot } from './plot.tsx';
import { type Series, seriesOf, short } from './series.ts';
import './metrics.css';

/** Rows of one table at most; the plot shows all. */
const ROWS = 50;

export function MetricsPanel() {
  const landed = useUi((state) => state.landed);
  const run = useUi((state) => (state.info === null ? '' : runKey(state.info)));
  const viewWord = useUi((state) => state.info?.protocol.viewWord);
  const [tables, setTables] = useState(false);
  const cursor = landed?.cursor ?? 0;
  const { value } = useAsk(`${cursor}|${run}`, (engine) => engine.metrics(cursor));
  if (landed?.seat !== undefined)
    return (
      <p className="hint insp-section">
        From R{landed.seat}’s seat nobody can measure the run: what is sent and decided elsewhere is not
        known.
      </p>
    );
  if (value === null || landed === null) return <p className="hint insp-section">Measuring …</p>;
  const series = seriesOf(value, landed.at / 1000, viewWord);
  return (
    <section className="insp-section metrics" aria-label="Metrics">
      <div className="insp-headline">
        <h3>Up to the playhead</h3>
        <label className="check">
          <input type="checkbox" checked={tables} onChange={({ target }) => setTables(target.checked)} />
          as tables
        </label>
      </div>
      <p className="hint">Messages that name a slot count towards it, checkpoints included.</p>
      {series.map((each) =>
        tables ? <SeriesTable key={each.id} series={each} /> : <Plot key={each.id} series={each} />,
      )}
      <ByType byType={value.byType} />
    </section>
  );
}

function SeriesTable({ series }: { readonly series: Series }) {
  const { points, title, xName, yName } = series;
  return (
    <div>
      <table className="table">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{xName}</th>
            <th scope="col" className="is-number">
              {yName}
            </th>
          </tr>
        </thead>
        <tbody>
          {points.slice(-ROWS).map(({ x, y }) => (
            <tr key={x}>
              <th scope="row">{short(x)}</th>
              <td className="is-number">{short(y)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {points.length > ROWS && (
        <p className="hint">
          The last {ROWS} of {grouped(points.length)}.
        </p>
      )}
    </div>
  );
}

function ByType({ byType }: Pick<Metrics, 'byType'>) {
  const styles = useUi((state) => state.info?.protocol.messages);
  const most = Math.max(1, ...byType.map(({ sent }) => sent));
  return (
    <table className="table metrics-types">
      <caption>Sent, by type</caption>
      <thead>
        <tr>
          <th scope="col">type</th>
          <th scope="col" className="is-number">
            messages
          </th>
          <th scope="col" className="is-number">
            kB
          </th>
        </tr>
      </thead>
      <tbody>
        {byType.map(({ type, sent, bytes }) => (
          <tr key={type}>
            <th scope="row">
              <span className="metrics-type">
                <MessageMark style={styles?.find((style) => style.type === type)} /> {type}
              </span>
            </th>
            <td className="is-number">
              <span className="metrics-count">
                <svg viewBox="0 0 60 8" aria-hidden="true">
                  <path d={`M${60 - (58 * sent) / most} 4H60`} />
                </svg>
                {grouped(sent)}
              </span>
            </td>
            <td className="is-number">{short(bytes / 1000)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
