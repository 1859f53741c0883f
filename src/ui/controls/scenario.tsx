/** The catalogue as a menu: each entry with its size and the first sentence of its story. */
import { Check, ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { isUnchanged } from '../address.ts';
import { useActions, useUi } from '../hooks/use-store.ts';

export function ScenarioPicker() {
  const catalogue = useUi((state) => state.catalogue);
  const info = useUi((state) => state.info);
  const changed = useUi(({ info: run, catalogue: known }) => !isUnchanged(run?.session, known));
  const { open } = useActions();
  const title = info?.scenario.title ?? 'Scenario';
  return (
    <div className="hdr-scenario">
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="button hdr-picker" aria-label={`Scenario: ${title}`}>
          <span>{title}</span>
          {info !== null && changed && <span className="hint">changed</span>}
          <ChevronDown size={16} aria-hidden="true" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            className="pop hdr-catalogue"
            align="start"
            sideOffset={4}
            collisionPadding={8}
          >
            <DropdownMenu.RadioGroup
              value={info?.scenario.id ?? ''}
              onValueChange={(id) => void open({ kind: 'catalogue', id })}
            >
              {catalogue.map((entry) => (
                <DropdownMenu.RadioItem
                  key={entry.id}
                  value={entry.id}
                  className="hdr-entry"
                  textValue={entry.title}
                >
                  <DropdownMenu.ItemIndicator className="hdr-chosen">
                    <Check size={14} aria-hidden="true" />
                  </DropdownMenu.ItemIndicator>
                  <span className="hdr-title">
                    {entry.title}
                    <span className="hint">
                      {entry.protocolTitle ?? entry.protocol}, n = {entry.replicas}
                    </span>
                  </span>
                  <span className="hint">{entry.story[0]}</span>
                </DropdownMenu.RadioItem>
              ))}
            </DropdownMenu.RadioGroup>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </div>
  );
}
