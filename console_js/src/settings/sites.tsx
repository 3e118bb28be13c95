// Settings, sites: the websites a widget stands on. For admins.
import { useState } from 'preact/hooks';
import type { Site } from '../../../shared_js/wire';
import { api } from '../api';
import { Button, EmptyState, ErrorState, GlobeIcon, Page, PlusIcon, Section, Skeleton, useRemote, type Remote } from '../ui';
import { NewSite } from './new_site';
import { SiteForm } from './site';
import { SettingsTabs } from './tabs';

const LEAD = 'Each website with a chat widget is a site, with its own look and questions.';

export function Sites() {
  const sites = useRemote(async () => (await api.sites()).items);
  const [chosen, setChosen] = useState<string | null>(null);
  const [making, setMaking] = useState(false);
  const { data, error } = sites;
  const site = data?.find((one) => one.key === chosen) ?? data?.[0];
  const add = <Button icon={PlusIcon} variant={data?.length ? 'secondary' : 'primary'} onClick={() => setMaking(true)}>Add a site</Button>;
  return (
    <Page title="Sites" lead={LEAD} tabs={<SettingsTabs />} actions={data && data.length > 0 && add}>
      {!data && (error ? <ErrorState title="Sites could not be loaded" onRetry={() => void sites.reload()}>{error}</ErrorState> : <Ghosts />)}
      {data && data.length > 1 && (
        <nav class="site-tabs" aria-label="Sites">
          {data.map((one) => (
            <button key={one.key} type="button" aria-current={one === site ? 'page' : undefined} onClick={() => setChosen(one.key)}>
              <span class="site-dot" style={{ background: one.colour }} aria-hidden="true" /><span class="truncate" dir="auto">{one.name}</span>
            </button>
          ))}
        </nav>
      )}
      {site && <SiteForm key={site.key} site={site} onSaved={(saved) => replace(sites, saved)} />}
      {data && !site && <EmptyState icon={GlobeIcon} title="There is no site yet" action={add}>Add the website you want to chat on.</EmptyState>}
      {making && <NewSite onClose={() => setMaking(false)} onMade={(made) => { setMaking(false); replace(sites, made); setChosen(made.key); }} />}
    </Page>
  );
}

function replace(sites: Remote<Site[]>, site: Site) {
  const known = sites.data ?? [];
  sites.set(known.some((one) => one.key === site.key) ? known.map((one) => (one.key === site.key ? site : one)) : [...known, site]);
}

const Ghosts = () => (
  <>
    {[1, 2].map((key) => <Section key={key} title="Loading"><div class="form" aria-busy="true"><Skeleton width="420px" height="34px" /><Skeleton width="420px" height="72px" /><Skeleton width="180px" height="34px" /></div></Section>)}
  </>
);
