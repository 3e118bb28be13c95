/** What the server tells the frame about its site, in a data block of the page. */
import type { FieldMode } from '../../shared_js/wire';

export interface Config {
  site: string;
  /** Origins of the pages that may hold this frame. */
  origins: string[];
  name: string;
  colour: string;
  greeting: string;
  prechat: { name: FieldMode; email: FieldMode };
  online: boolean;
  public_url: string;
}

export function readConfig(): Config {
  return JSON.parse(document.getElementById('config')?.textContent ?? '{}') as Config;
}
