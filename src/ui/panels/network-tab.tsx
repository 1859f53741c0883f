/** The network: which links are cut, what is on them, and the groups of a partition; all edited in place. */
import { useState } from 'react';
import type { RunInfo } from '../../runtime/api.ts';
import { percent } from '../controls/link-fields.ts';
import { LinkForm, type ReplicaLink } from '../controls/link-form.tsx';
import { NoticeFor } from '../controls/notice-for.tsx';
import { PartitionEditor } from '../controls/partition-editor.tsx';
import { useUi } from '../hooks/use-store.ts';
import { FlightList } from './flight-list.tsx';
import { LinkMatrix } from './link-matrix.tsx';
import { counted, seatName } from './words.ts';

/** More replicas than this: groups and a list of cuts instead of a matrix. */
const matrixMost = 10;

export function NetworkTab() {
  const frame = useUi((state) => state.frame);
  const info = useUi((state) => state.info);
  const [chosen, setLink] = useState<ReplicaLink>([0, 1]);
  if (frame === null || info === null) return null;
  if (frame.seat !== undefined) return <FromSeat seat={frame.seat} />;
  const { min, max } = info.delayMs;
  // Another run may have fewer replicas.
  const link: ReplicaLink = Math.max(...chosen) < info.replicas ? chosen : [0, 1];
  return (
    <>
      <section className="insp-section">
        <h3>Links</h3>
        <p>
          {min === max ? `A message takes ${min} ms` : `A message takes ${min} to ${max} ms`}
          {sharesWords(info)} unless its link was set otherwise;{' '}
          {frame.cuts.length === 0 ? 'no link is cut.' : `${counted(frame.cuts.length, 'link')} cut.`}
        </p>
        {frame.replicas.length <= matrixMost ? (
          <LinkMatrix frame={frame} link={link} onLink={setLink} />
        ) : (
          <CutList cuts={frame.cuts} />
        )}
        <NoticeFor control="network" />
        <LinkForm frame={frame} info={info} link={link} onLink={setLink} />
      </section>
      <section className="insp-section">
        <h3>Groups</h3>
        <PartitionEditor key={JSON.stringify(frame.groups)} frame={frame} control="network" />
      </section>
      <FlightList />
    </>
  );
}

/** Cuts, delays and groups would read as none: they are not told there. */
function FromSeat({ seat }: { readonly seat: number }) {
  return (
    <>
      <section className="insp-section">
        <h3>Links</h3>
        <p className="hint">
          R{seat} cannot know what the network does: a link that is cut, one that is slow and a replica that
          says nothing look the same from here.
        </p>
      </section>
      <FlightList />
    </>
  );
}

/** ", 10 % are lost, 5 % arrive twice,"; nothing where the network does neither. */
function sharesWords({ lossRate, duplicateRate }: RunInfo): string {
  const lost = lossRate > 0 ? `, ${percent(lossRate)} % are lost` : '';
  const twice = duplicateRate > 0 ? `, ${percent(duplicateRate)} % arrive twice` : '';
  return `${lost}${twice}${lost + twice === '' ? '' : ','}`;
}

function CutList({ cuts }: { readonly cuts: readonly (readonly [string | number, string | number])[] }) {
  if (cuts.length === 0) return null;
  const names = cuts.slice(0, 40).map(([from, to]) => `${endName(from)} → ${endName(to)}`);
  return (
    <p className="hint">{`${names.join(', ')}${cuts.length > 40 ? ` and ${cuts.length - 40} more` : ''}`}</p>
  );
}

function endName(end: string | number): string {
  return typeof end === 'number' ? seatName(end) : end;
}
