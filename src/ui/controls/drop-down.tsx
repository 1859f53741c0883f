/** A button of the header and the panel that it opens below itself: no modal dialog, closed by Escape. */
import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';

interface DropDownProps {
  /** What the button is called for whoever does not see it, and what it says when pointed at. */
  readonly button: { readonly label: string; readonly title?: string; readonly face: ReactNode };
  /** "quiet icon" */
  readonly look?: string;
  /** What the panel is called. */
  readonly label: string;
  readonly className?: string;
  readonly align?: 'start' | 'end';
  readonly disabled?: boolean;
  /** Absent: it opens and closes by itself. */
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly children: ReactNode;
}

export function DropDown({ button, look = 'quiet icon', ...props }: DropDownProps) {
  const { label, className = '', align = 'end', disabled = false, open, onOpenChange, children } = props;
  const held = open === undefined ? {} : { open };
  return (
    <Popover.Root {...held} {...(onOpenChange && { onOpenChange })}>
      <Popover.Trigger
        className={`button ${look}`}
        aria-label={button.label}
        title={button.title}
        disabled={disabled}
      >
        {button.face}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={`pop ${className}`}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
