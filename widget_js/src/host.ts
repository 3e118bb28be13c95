/** The frame's side of the talk with the page that holds it. It trusts, and answers, only allowed origins. */
import { isOurs, type ToFrame, type ToHost } from './protocol';

export interface Host {
  /** True when this page stands alone, without a page around it. */
  alone: boolean;
  say(message: ToHost): void;
}

export function joinHost(origins: readonly string[], hear: (message: ToFrame) => void): Host {
  const alone = window.parent === window;
  let origin: string | null = null;
  const say = (message: ToHost) => { if (origin) window.parent.postMessage(message, origin); };
  if (!alone) {
    window.addEventListener('message', (event) => {
      if (event.source !== window.parent || !allowed(event.origin, origins) || !isOurs(event.data)) return;
      origin = event.origin;
      hear(event.data as ToFrame);
    });
  }
  return { alone, say };
}

/** Exact origins, or "https://*.example.com" for every subdomain, as in a Content-Security-Policy. */
export function allowed(origin: string, origins: readonly string[], own = location.origin): boolean {
  if (origin === own) return true;
  return origins.some((entry) => {
    const [scheme, rest] = entry.split('://*.');
    return rest ? origin.startsWith(`${scheme}://`) && origin.endsWith(`.${rest}`) : origin === entry;
  });
}
