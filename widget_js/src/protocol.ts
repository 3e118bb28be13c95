/** What the loader (on the customer's page) and the frame (ours) tell each other by postMessage. */

export interface PageInfo { url: string; title: string }
/** Signed by the host site's server; the frame passes it on to ours. */
export interface Identity { id: string; email?: string; name?: string; hash: string }

export type ToFrame =
  | { frontdesk: 'hello'; page: PageInfo; open: boolean; identity: Identity | null }
  | { frontdesk: 'page'; page: PageInfo }
  | { frontdesk: 'open'; open: boolean }
  | { frontdesk: 'identify'; identity: Identity };

export type ToHost =
  | { frontdesk: 'ready'; colour: string; ink: string }
  | { frontdesk: 'unread'; count: number }
  | { frontdesk: 'close' };

export function isOurs(data: unknown): data is { frontdesk: string } {
  return typeof (data as { frontdesk?: unknown } | null)?.frontdesk === 'string';
}
