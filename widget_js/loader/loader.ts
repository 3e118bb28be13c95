/**
 * The script a customer pastes into a page:
 *   <script async src="https://HOST/widget.js" data-site="KEY"></script>
 * Shows the launcher; nothing else is fetched or stored before the visitor's first click.
 * Optional: data-position="left", data-colour="#0a7", window.frontdeskIdentity, and commands queued as
 * (window.Frontdesk ||= []).push(['open']).
 */
import type { Identity } from '../src/protocol';
import { begin, identify, show } from './widget';

declare global {
  interface Window { Frontdesk?: unknown; frontdeskIdentity?: Identity }
}

function start(): void {
  const script = (document.currentScript ?? document.querySelector('script[data-site][src*="/widget.js"]')) as HTMLScriptElement | null;
  const waiting = window.Frontdesk ?? [];
  if (!Array.isArray(waiting)) return;
  const site = script?.dataset.site?.trim();
  if (!script || !site) return console.error('Frontdesk: the script tag needs data-site="KEY".');

  let begun = false;
  const run = (command: unknown) => {
    const [verb, person] = [command].flat() as [string, Identity];
    if (!begun) waiting.push(command);
    else if (verb === 'identify') identify(person);
    else show(verb === 'open');
  };
  window.Frontdesk = {
    open: () => run('open'),
    close: () => run('close'),
    identify: (person: Identity) => run(['identify', person]),
    push: (...commands: unknown[]) => commands.forEach(run),
  };
  const go = () => {
    begin(script, site, window.frontdeskIdentity ?? null);
    begun = true;
    waiting.splice(0).forEach(run);
  };
  if (document.body) go();
  else addEventListener('DOMContentLoaded', go);
}

start();
