/**
 * A part of the page that fails while it is drawn says so in its place, and everything else goes on. React
 * knows this only as a class.
 */
import { Component, type ReactNode } from 'react';

interface PartBoundaryProps {
  readonly children: ReactNode;
}

export class PartBoundary extends Component<PartBoundaryProps, { readonly failed: boolean }> {
  override readonly state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <p className="problem not-loaded" role="alert">
        This part of the page has failed; the rest goes on, and the session stays in the address.{' '}
        <button type="button" className="button" onClick={() => this.setState({ failed: false })}>
          Try again
        </button>
      </p>
    );
  }
}
