// A picture that lies elsewhere. Fetching it tells its owner who reads and when, so it waits for a click.
import { useState } from 'preact/hooks';
import { Button, ImageIcon } from '../ui';

export function RemoteImage({ src, alt }: { src: string; alt: string }) {
  const [state, setState] = useState<'waits' | 'shown' | 'failed'>('waits');
  const { host, protocol } = new URL(src);
  if (state === 'shown') {
    const failed = () => setState('failed');
    return <img class="md-image" src={src} alt={alt} referrerpolicy="no-referrer" onError={failed} />;
  }
  if (state === 'failed' || protocol !== 'https:') {
    return <a href={src} title={src} target="_blank" rel="noopener noreferrer nofollow">{alt || 'Picture'} ({host})</a>;
  }
  return (
    <span class="md-remote" title={src}>
      <ImageIcon size={14} /><span class="truncate">{alt || 'Picture'} from {host}</span>
      <Button size="sm" aria-label={`Show the picture from ${host}`} onClick={() => setState('shown')}>Show</Button>
    </span>
  );
}
