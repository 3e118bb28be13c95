/**
 * The button in the corner and the panel above it, in a shadow root so that no style of the host page reaches them.
 * No innerHTML and no style elements: both fail on pages with a strict policy.
 */
import css from './launcher.css?inline';

export interface LauncherOptions {
  left: boolean;
  colour?: string;
  ink?: string;
  words: { open: string; close: string; unread: (count: number) => string };
  toggle: () => void;
  escape: () => void;
}
export interface Launcher {
  panel: HTMLElement;
  show(open: boolean, byPerson: boolean): void;
  badge(count: number): void;
  paint(colour: string, ink: string): void;
}

const BUBBLE = 'M12 3C6.5 3 2 6.8 2 11.4c0 2.5 1.3 4.7 3.4 6.2-.1 1-.6 2.2-1.7 3.3 2 0 3.8-.7 5.1-1.6 1 .3 2.1.4 3.2.4 5.5 0 10-3.7 10-8.3S17.5 3 12 3z';
const CHEVRON = 'M5 8l7 7 7-7 1.4 1.4L12 17.8 3.6 9.4z';

export function makeLauncher({ left, colour, ink, words, toggle, escape }: LauncherOptions): Launcher {
  const parts = ['div', 'div', 'button', 'span'].map((tag) => document.createElement(tag));
  const [host, panel, button, badge] = parts as [HTMLElement, HTMLElement, HTMLElement, HTMLElement];
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  button.append(icon('a', BUBBLE), icon('b', CHEVRON), badge);
  root.append(panel, button);
  button.onclick = toggle;
  root.addEventListener('keydown', (event) => { if ((event as KeyboardEvent).key === 'Escape') escape(); });
  host.toggleAttribute('data-left', left);

  let unread = 0;
  let isOpen = false;
  const name = () => {
    button.setAttribute('aria-label', isOpen ? words.close : unread ? `${words.open} (${words.unread(unread)})` : words.open);
    button.setAttribute('aria-expanded', `${isOpen}`);
    badge.textContent = unread > 9 ? '9+' : unread ? `${unread}` : '';
  };
  const paint = (background: string, foreground: string) => {
    host.style.setProperty('--frontdesk-colour', background);
    host.style.setProperty('--frontdesk-ink', foreground);
  };
  const show = (open: boolean, byPerson: boolean) => {
    isOpen = open;
    host.toggleAttribute('data-open', open);
    host.toggleAttribute('data-calm', !byPerson);
    name();
    if (byPerson) (open ? panel.querySelector('iframe') : button)?.focus();
  };
  if (colour) paint(colour, ink ?? '#fff');
  name();
  stay(host);
  return { panel, paint, show, badge(count) { unread = count; name(); } };
}

function icon(name: string, shape: string): SVGElement {
  const [svg, path] = ['svg', 'path'].map((tag) => document.createElementNS('http://www.w3.org/2000/svg', tag)) as [SVGElement, SVGElement];
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', name);
  path.setAttribute('d', shape);
  svg.append(path);
  return svg;
}

/** Some apps replace the whole body when the visitor goes to another page. */
function stay(host: HTMLElement): void {
  const observer = new MutationObserver(() => { if (!host.isConnected) attach(); });
  const attach = () => {
    if (!document.body) return;
    document.body.append(host);
    observer.observe(document.documentElement, { childList: true });
    observer.observe(document.body, { childList: true });
  };
  attach();
}
