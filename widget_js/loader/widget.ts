/** The widget on the host's page: the launcher, the frame once it is wanted, and the talk between the two. */
import { chooseLanguage } from '../src/language';
import { isOurs, type Identity, type ToFrame, type ToHost } from '../src/protocol';
import { launcher as launcherWords } from '../src/words/launcher';
import { makeLauncher, type Launcher } from './launcher';
import { remember, remembered } from './memory';
import { currentPage, onNavigation } from './page';

const words = launcherWords[chooseLanguage()];
/** As in launcher.css. */
const FULL_SCREEN = '(width<=480px),(height<=420px)';
const ANSWER_MS = 5_000;

// There is one widget to a page, so its state is the module's.
let site: string;
let origin: string;
let identity: Identity | null;
let launcher: Launcher;
let frame: HTMLIFrameElement | undefined;
let ready = false;
let isOpen = false;

export function begin(script: HTMLScriptElement, key: string, person: Identity | null): void {
  const { position, colour } = script.dataset;
  const known = remembered(key);
  site = key;
  origin = new URL(script.src).origin;
  identity = person;
  launcher = makeLauncher({
    left: position === 'left', colour: known?.colour ?? colour, ink: known?.ink, words,
    toggle: () => show(!isOpen), escape: () => show(false),
  });
  addEventListener('message', hear);
  // Where the panel covers the whole page, only the visitor opens it.
  if (known?.open && !matchMedia(FULL_SCREEN).matches) show(true, false);
  else if (known) load();
}

export function show(open: boolean, byPerson = true): void {
  if (open === isOpen) return;
  isOpen = open;
  load();
  launcher.show(open, byPerson);
  tell({ frontdesk: 'open', open });
  remember(site, { open });
}

export function identify(person: Identity): void {
  identity = person;
  tell({ frontdesk: 'identify', identity: person });
}

function load(): void {
  if (frame) return;
  frame = document.createElement('iframe');
  frame.title = words.title;
  frame.allow = 'autoplay';
  frame.src = `${origin}/widget/${encodeURIComponent(site)}`;
  frame.onload = greet;
  launcher.panel.append(frame);
  onNavigation(() => tell({ frontdesk: 'page', page: currentPage() }));
}

/** The frame answers with 'ready'; after a reload of its own it is greeted anew. */
function greet(): void {
  ready = false;
  // Focused while it was still empty, a frame of another site does not know of it.
  if ((frame!.getRootNode() as ShadowRoot).activeElement === frame) {
    frame!.blur();
    frame!.focus();
  }
  post({ frontdesk: 'hello', page: currentPage(), open: isOpen, identity });
  setTimeout(() => {
    if (!ready) console.error(`Frontdesk: no answer. Is ${location.origin} an allowed origin of site "${site}"?`);
  }, ANSWER_MS);
}

function tell(message: ToFrame): void {
  if (ready) post(message);
}

function post(message: ToFrame): void {
  frame?.contentWindow?.postMessage(message, origin);
}

function hear({ data, source, origin: from }: MessageEvent): void {
  if (from !== origin || !frame || source !== frame.contentWindow || !isOurs(data)) return;
  const message = data as ToHost;
  if (message.frontdesk === 'ready') {
    const { colour, ink } = message;
    ready = true;
    launcher.paint(colour, ink);
    remember(site, { open: isOpen, colour, ink });
    // The visitor may have closed or opened it while the frame was loading.
    tell({ frontdesk: 'open', open: isOpen });
  } else if (message.frontdesk === 'unread') {
    launcher.badge(message.count);
  } else {
    show(false);
  }
}
