// The frame of the quiet screens (people, settings, profile): a title, what it is for, actions, and sections.
import type { ComponentChildren } from 'preact';
import './page.css';

interface PageProps {
  title: ComponentChildren;
  lead?: ComponentChildren;
  actions?: ComponentChildren;
  wide?: boolean;
  /** The way to its neighbours, at the same place on each of them. */
  tabs?: ComponentChildren;
  children: ComponentChildren;
}

export const Page = ({ title, lead, actions, wide, tabs, children }: PageProps) => (
  <div class={wide ? 'page wide' : 'page'}>
    <div class="page-inside">
      {tabs}
      <header class="page-head">
        <div><h1>{title}</h1>{lead && <p>{lead}</p>}</div>
        {actions && <div class="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  </div>
);

interface SectionProps { title: string; lead?: ComponentChildren; actions?: ComponentChildren; children: ComponentChildren }

export const Section = ({ title, lead, actions, children }: SectionProps) => (
  <section class="section" aria-label={title}>
    <header class="section-head">
      <div><h2>{title}</h2>{lead && <p>{lead}</p>}</div>
      {actions}
    </header>
    {children}
  </section>
);
