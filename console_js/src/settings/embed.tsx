// The line that puts the widget on a website, and the secret that vouches for signed-in customers.
import { useState } from 'preact/hooks';
import type { Site } from '../../../shared_js/wire';
import { api } from '../api';
import { Button, CopyButton, EyeIcon, Section, useRemote } from '../ui';

export const snippet = (host: string, key: string) => `<script async src="${host}/widget.js" data-site="${key}"></script>`;

export function Embed({ site }: { site: Site }) {
  const setup = useRemote(api.setup);
  const line = snippet(setup.data?.public_url.replace(/\/$/, '') ?? location.origin, site.key);
  return (
    <div class="embed">
      <pre tabIndex={0} aria-label="Line to paste"><code>{line}</code></pre>
      <div class="form-foot">
        <CopyButton text={line} label="Copy the line" primary />
        <a class="embed-demo" href={setup.data?.demo_url ?? '/demo'} target="_blank" rel="noopener">Try the widget in the demo shop</a>
      </div>
    </div>
  );
}

export function Identity({ secret }: { secret: string }) {
  const [shown, setShown] = useState(false);
  return (
    <Section title="Known customers" lead="Your server can vouch for people who are signed in on your website: sign their id with this secret. Never put it into a page.">
      <div class="secret">
        <input class="input mono" readOnly type={(shown ? 'text' : 'password') as 'text'} autocomplete="off" aria-label="Secret for identities" value={secret} onFocus={(event) => event.currentTarget.select()} />
        <Button icon={EyeIcon} aria-pressed={shown} onClick={() => setShown(!shown)}>{shown ? 'Hide' : 'Show'}</Button>
        <CopyButton text={secret} />
      </div>
    </Section>
  );
}
