/**
 * The blocks that a replica knows, as a tree: newest on top, the chain it would extend on the left, forks
 * beside it. A list for everybody, with the drawing beside it; a block that is chosen says all about itself.
 */
import { useId, useState } from 'react';
import type { TreeNode, TreeView } from '../../kernel/present.ts';
import { layoutTree, type PlacedNode } from './block-tree-layout.ts';
import { counted, seatName, seatNames } from './words.ts';
import './block-tree.css';

interface BlockTreeProps {
  readonly replica: number;
  readonly tree: TreeView;
}

/** CSS px. */
const rowHeight = 24;
const lanePitch = 16;
const margin = 10;

export function BlockTree({ replica, tree }: BlockTreeProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const detail = useId();
  const { nodes, lanes } = layoutTree(tree.nodes);
  const node = tree.nodes.find(({ id }) => id === chosen) ?? tree.nodes.findLast(({ best }) => best);
  if (node === undefined) return null;
  const width = 2 * margin + (lanes - 1) * lanePitch;
  return (
    <section className="insp-section">
      <h3>{capital(tree.title)}</h3>
      <div className="blocks" style={{ gridTemplateColumns: `${width}px minmax(0, 1fr)` }}>
        <Drawing replica={replica} nodes={nodes} width={width} chosen={node.id} />
        <ol className="blocks-list" aria-label={`Blocks that ${seatName(replica)} knows, newest first`}>
          {nodes.map(({ node: one }) => (
            <li key={one.id}>
              <button
                type="button"
                className={one.best ? 'blocks-row is-best' : 'blocks-row'}
                aria-pressed={one.id === node.id}
                aria-describedby={one.id === node.id ? detail : undefined}
                onClick={() => setChosen(one.id)}
              >
                <span>
                  {tree.axis} {one.place}
                </span>
                <span className="mono">{one.label}</span>
                <span>{one.state}</span>
              </button>
            </li>
          ))}
        </ol>
      </div>
      {tree.omitted > 0 && <p className="hint">{counted(tree.omitted, 'older block')} left out.</p>}
      <div id={detail} className="blocks-detail" aria-live="polite">
        <p>{capital(node.text)}</p>
        {node.holders.length > 0 && <p className="hint">{holderWords(node)}</p>}
      </div>
    </section>
  );
}

/** "final at R0 and R1; notarised at R2" */
function holderWords({ holders }: TreeNode): string {
  return `${capital(holders.map(({ state, replicas }) => `${state} at ${seatNames(replicas)}`).join('; '))}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

interface DrawingProps {
  readonly replica: number;
  readonly nodes: readonly PlacedNode[];
  readonly width: number;
  readonly chosen: string;
}

function Drawing({ replica, nodes, width, chosen }: DrawingProps) {
  const height = nodes.length * rowHeight;
  return (
    <svg
      className="blocks-drawing"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden="true"
      data-figure={`Block tree of ${seatName(replica)}`}
    >
      {nodes.map((placed) => (
        <Edge key={placed.node.id} {...placed} />
      ))}
      {nodes.map(({ node, row, lane }) => (
        <g
          key={node.id}
          className={`block-mark is-level-${node.level}${node.id === chosen ? ' is-chosen' : ''}`}
        >
          {node.level === 3 && (
            <rect className="block-seal" x={x(lane) - 7} y={y(row) - 7} width="14" height="14" />
          )}
          <rect x={x(lane) - 4.5} y={y(row) - 4.5} width="9" height="9" />
        </g>
      ))}
    </svg>
  );
}

/** Down in its own lane, then over to the parent's; a block whose parent is missing hangs on a short stub. */
function Edge({ node, row, lane, parent }: PlacedNode) {
  const name = node.best ? 'block-edge is-best' : 'block-edge';
  if (parent === null) {
    return node.level === 3 && node.place === 0 ? null : (
      <path className={`${name} is-torn`} d={`M${x(lane)} ${y(row)}v${rowHeight / 2}`} />
    );
  }
  const bend = lane === parent.lane ? '' : `V${y(parent.row) - rowHeight / 2}`;
  return <path className={name} d={`M${x(lane)} ${y(row)}${bend}L${x(parent.lane)} ${y(parent.row)}`} />;
}

function x(lane: number): number {
  return margin + lane * lanePitch;
}

function y(row: number): number {
  return row * rowHeight + rowHeight / 2;
}
