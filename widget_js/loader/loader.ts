/**
 * The script a customer pastes into a page:
 *   <script async src="https://HOST/widget.js" data-site="KEY"></script>
 * Shows the launcher; nothing else is fetched or stored before the visitor's first click.
 * Optional: data-position="left", data-colour="#0a7", window.frontdeskIdentity, and commands queued as
 * (window.Frontdesk ||= []).push(['open']).
 */
import { isOurs, type Identity, type ToFrame, type ToHost } from '../src/protocol';
import { chooseLanguage } from '../src/language';
import { launcher } from '../src/strings';
import { makeLauncher } from './launcher';
import { currentPage, onNavigation } from './page';
import { remembered, remember } from './memory';

declare global {
  interface Window { Frontdesk?: unknown; frontdeskIdentity?: Identity }
}

const words = launcher[chooseLanguage()];
const ANSWER_MS = 5_000;

interface Widget { show(open: boolean): void; identify(identity: Identity): void }

function makeWidget(site: string, origin: string, { position, colour }: DOMStringMap): Widget {
  const known = remembered(site);
  let identity = window.frontdeskIdentity ?? null;
  let frame: HTMLIFrameElement | null = null;
  let ready = false;
  let open = false;

  const post = (message: ToFrame) => frame?.contentWindow?.postMessage(message, origin);
  const tell = (message: ToFrame) => { if (ready) post(message); };
  /** The frame answers with 'ready'; after a reload of its own it is greeted anew. */
  const greet = () => {
    ready = false;
    post({ frontdesk: 'hello', page: currentPage(), open, identity });
    setTimeout(() => {
      if (!ready) console.error(`Frontdesk: no answer. Is ${location.origin} an allowed origin of site "${site}"?`);
    }, ANSWER_MS);
  };
  const load = () => {
    if (frame) return;
    frame = document.createElement('iframe');
    frame.title = words.title;
    frame.allow = 'autoplay';
    frame.src = `${origin}/widget/${encodeURIComponent(site)}`;
    frame.onload = greet;
    launcher.panel.append(frame);
    onNavigation(() => tell({ frontdesk: 'page', page: currentPage() }));
  };
  const show = (wanted: boolean, byPerson = true) => {
    if (wanted === open) return;
    open = wanted;
    load();
    launcher.show(open, byPerson);
    tell({ frontdesk: 'open', open });
    remember(site, { open });
  };
  const hear = ({ data, source, origin: from }: MessageEvent) => {
    if (from !== origin || !frame || source !== frame.contentWindow || !isOurs(data)) return;
    const message = data as ToHost;
    if (message.frontdesk === 'ready') {
      ready = true;
      launcher.paint(message.colour, message.ink);
      remember(site, { open, colour: message.colour, ink: message.ink });
      // The visitor may have closed or opened it while the frame was loading.
      tell({ frontdesk: 'open', open });
    } else if (message.frontdesk === 'unread') {
      launcher.badge(message.count);
    } else {
      show(false);
    }
  };
  const launcher = makeLauncher({
    left: position === 'left', colour: known?.colour ?? colour, ink: known?.ink, words,
    toggle: () => show(!open), escape: () => show(false),
  });
  addEventListener('message', hear);
  if (known?.open) show(true, false);
  else if (known) load();
  return {
    show,
    identify(person) {
      identity = person;
      tell({ frontdesk: 'identify', identity });
    },
  };
}

function start(): void {
  const script = (document.currentScript ?? document.querySelector('script[data-site][src*="/widget.js"]')) as HTMLScriptElement | null;
  const waiting = window.Frontdesk ?? [];
  if (!Array.isArray(waiting)) return;
  const site = script?.dataset.site?.trim();
  if (!script || !site) return console.error('Frontdesk: the script tag needs data-site="KEY".');

  let widget: Widget | null = null;
  const run = (command: unknown) => {
    const [verb, person] = [command].flat() as [string, Identity];
    if (!widget) waiting.push(command);
    else if (verb === 'identify') widget.identify(person);
    else widget.show(verb === 'open');
  };
  window.Frontdesk = {
    open: () => run('open'),
    close: () => run('close'),
    identify: (person: Identity) => run(['identify', person]),
    push: (...commands: unknown[]) => commands.forEach(run),
  };
  const begin = () => {
    widget = makeWidget(site, new URL(script.src).origin, script.dataset);
    waiting.splice(0).forEach(run);
  };
  if (document.body) begin();
  else addEventListener('DOMContentLoaded', begin);
}

start();
