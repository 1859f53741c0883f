/**
 * A client: what it asks for, and the ring of replicas whose replies are equal (threshold f + 1).
 */
import type { ClientFrame } from '../../projection/frame.ts';
import { CLIENTS_SHOWN, type Layout } from './geometry.ts';
import { QuorumRing } from './ring.tsx';

interface ClientProps {
  readonly client: ClientFrame;
  readonly layout: Layout;
  readonly index: number;
  /** Clients in all; the last place stands for those that have none. */
  readonly count: number;
  readonly selected: boolean;
  readonly tabbable: boolean;
}

export function ClientView({ client, layout, index, count, selected, tabbable }: ClientProps) {
  const place = layout.clients[index];
  if (place === undefined) return null;
  const radius = layout.clientRadius;
  const more =
    index === CLIENTS_SHOWN - 1 && count > CLIENTS_SHOWN ? ` and ${count - CLIENTS_SHOWN} more` : '';
  return (
    // biome-ignore lint/a11y/useSemanticElements: HTML buttons cannot stand inside an SVG picture.
    <g
      className={`client${selected ? ' is-selected' : ''}`}
      transform={`translate(${place.x} ${place.y})`}
      role="button"
      tabIndex={tabbable ? 0 : -1}
      aria-pressed={selected}
      aria-label={`${describeClient(client)}${more}`}
      data-client={client.id}
    >
      <circle className="ground" r={radius} />
      {selected && <circle className="selection" r={radius + 6} />}
      <ReplyRing client={client} replicas={layout.replicas.length} radius={radius} />
      <text className="client-name" y={4}>
        {client.id}
      </text>
      <ClientLabels client={client} layout={layout} more={more} alone={count === 1} />
    </g>
  );
}

export function describeClient(client: ClientFrame): string {
  const { request, unknown } = client;
  if (unknown === true) return `Client ${client.id}, whose requests are not known here`;
  if (request === null) return `Client ${client.id}, no request yet`;
  const needed = request.asked === true ? '?, which the lesson asks for,' : request.threshold;
  const outcome = request.outcome ?? `waiting, ${request.equal.length} of ${needed} equal replies`;
  return `Client ${client.id}: ${request.text}, ${outcome}`;
}

function ReplyRing(props: {
  readonly client: ClientFrame;
  readonly replicas: number;
  readonly radius: number;
}) {
  const { client, replicas, radius } = props;
  const { request } = client;
  if (request === null) return <circle className="rim" r={radius - 1} />;
  const segments = Array.from({ length: replicas }, (_, id) =>
    request.equal.includes(id) ? ('heard' as const) : ('none' as const),
  );
  const ring = {
    label: 'REPLY',
    hue: 'neutral',
    segments,
    proposer: null,
    count: request.equal.length,
    threshold: request.threshold,
  } as const;
  return <QuorumRing ring={ring} inner={radius - 8} outer={radius - 2} />;
}

interface ClientLabelProps {
  readonly client: ClientFrame;
  readonly layout: Layout;
  readonly more: string;
  readonly alone: boolean;
}

function ClientLabels({ client, layout, more, alone }: ClientLabelProps) {
  const { request, unknown } = client;
  const none = unknown === true ? 'not known here' : 'no request yet';
  const radius = layout.clientRadius;
  const left = -radius;
  const status = request?.outcome ?? (request === null ? none : `${replyCount(request)} equal replies`);
  if (!alone) {
    const count = request === null ? '' : replyCount(request);
    return (
      <text
        className={classOf(true, request?.outcome != null)}
        x={layout.compact ? left : radius + 8}
        y={layout.compact ? radius + 16 : 4}
      >
        {count}
        {more}
      </text>
    );
  }
  const words = (text: string) =>
    (layout.compact ? narrow(text) : halves(text)).filter((line) => line !== '');
  const answer = words(status);
  const asked = words(plainly(request?.text ?? ''));
  const isFull = layout.compact && asked.length + answer.length > NARROW_LINES;
  const said = isFull ? [] : layout.compact ? asked : [`client ${client.id}`, ...asked];
  const lines = [...said, ...answer];
  const top = -radius - 8 - (lines.length - 1) * LEADING;
  return lines.map((line, index) => (
    <text
      key={line}
      className={
        index === 0 && !layout.compact
          ? 'label-name'
          : classOf(index >= said.length, request?.outcome != null)
      }
      x={left}
      y={top + index * LEADING}
    >
      {line}
    </text>
  ));
}

function replyCount({ equal, threshold, asked }: NonNullable<ClientFrame['request']>): string {
  return `${equal.length}/${asked === true ? '?' : threshold}`;
}

const LEADING = 16;

function classOf(isStatus: boolean, answered: boolean): string {
  if (!isStatus) return 'label-phase';
  return answered ? 'label-outcome' : 'label-count';
}

/** Without what stands in brackets: the Inspector has it. */
function plainly(text: string): string {
  return text.replace(/ \(.*\)$/, '');
}

/** On a phone R0's name stands beside it: lines of so many characters, and so many of them. */
const NARROW = 14;
const NARROW_LINES = 5;

function narrow(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && longer.length <= NARROW) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** A line of text in two, broken at the space nearest to its middle, when it is long. */
function halves(text: string): string[] {
  if (text.length <= 26) return [text];
  const cut = text.lastIndexOf(' ', Math.ceil(text.length * 0.6));
  return [text.slice(0, cut), text.slice(cut + 1)];
}
