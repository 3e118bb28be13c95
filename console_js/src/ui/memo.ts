// A component that draws again only when one of its props changed: rows of long lists.
import { Component, h, type ComponentType } from 'preact';

export function memo<P extends object>(Inner: (props: P) => preact.JSX.Element | null): ComponentType<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>) {
      const before = this.props as Record<string, unknown>;
      return Object.entries(next).some(([key, value]) => before[key] !== value);
    }
    override render() { return h(Inner, this.props as P & preact.Attributes); }
  };
}
