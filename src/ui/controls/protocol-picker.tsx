/** Which protocol runs, and the way to the first scenario of another one. */
import { ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { CatalogueEntry } from '../../runtime/api.ts';
import { useActions, useUi } from '../hooks/use-store.ts';

export function ProtocolPicker() {
  const catalogue = useUi((state) => state.catalogue);
  const protocol = useUi((state) => state.info?.protocol ?? null);
  const { open } = useActions();
  if (protocol === null) return null;
  const firsts = firstOfEach(catalogue);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="button hdr-protocol"
        aria-label={`Protocol: ${protocol.title}`}
        title={protocol.paper}
      >
        <span>{protocol.title}</span> <ChevronDown size={16} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="pop hdr-protocols" align="start" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.RadioGroup
            value={protocol.id}
            onValueChange={(id) => {
              const first = firsts.find((entry) => entry.protocol === id);
              if (first !== undefined && id !== protocol.id) void open({ kind: 'catalogue', id: first.id });
            }}
          >
            {firsts.map((entry) => (
              <DropdownMenu.RadioItem key={entry.protocol} value={entry.protocol} className="hdr-entry">
                <span className="hdr-title">{entry.protocolTitle ?? entry.protocol}</span>
                <span className="hint">
                  {entry.protocol === protocol.id ? protocol.paper : `opens “${entry.title}”`}
                </span>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** The first scenario of each protocol in the catalogue's order. */
function firstOfEach(catalogue: readonly CatalogueEntry[]): readonly CatalogueEntry[] {
  return catalogue.filter(
    (entry, index) => catalogue.findIndex(({ protocol }) => protocol === entry.protocol) === index,
  );
}
