/** Which page the visitor is on, also when a single-page app changes it without loading anything. */
import type { PageInfo } from '../src/protocol';

export function currentPage(): PageInfo {
  return { url: location.href.slice(0, 2000), title: document.title.slice(0, 300) };
}

/** A look once a second: works everywhere, patches nothing of the host's, and gives the app time to set its title. */
export function onNavigation(tell: () => void): void {
  let last = location.href;
  setInterval(() => {
    if (location.href === last) return;
    last = location.href;
    tell();
  }, 1000);
}
