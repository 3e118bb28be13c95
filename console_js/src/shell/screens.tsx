// The screens outside the inbox are loaded when one goes there; what is not loaded yet shows a quiet skeleton.
import { signal, type Signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { ErrorState, Skeleton } from '../ui';

type State<P> = { component: ComponentType<P> } | { failed: true } | null;

function lazy<P extends object>(load: () => Promise<ComponentType<P>>, Waiting: ComponentType = Loading): ComponentType<P> {
  const state: Signal<State<P>> = signal(null);
  let asked = false;
  const fetch = () => {
    asked = true;
    load().then((component) => { state.value = { component }; }, () => { asked = false; state.value = { failed: true }; });
  };
  return function Screen(props: P) {
    if (!asked && !state.value) fetch();
    const now = state.value;
    if (!now) return <Waiting />;
    if ('failed' in now) {
      return <ErrorState title="This part could not be loaded" onRetry={() => { state.value = null; fetch(); }}>The connection may be gone,
        or Frontdesk was updated: reload the page.</ErrorState>;
    }
    return <now.component {...props} />;
  };
}

const Loading = () => (
  <div class="screen-loading" aria-busy="true"><Skeleton width="220px" height="22px" /><Skeleton width="60%" /><Skeleton width="72%" />
    <Skeleton width="48%" /></div>
);

export const TicketsScreen = lazy(() => import('../tickets').then((module) => module.TicketsScreen));
export const TicketScreen = lazy<{ number: number }>(() => import('../ticket').then((module) => module.TicketScreen));
export const CustomersScreen = lazy(() => import('../customer').then((module) => module.CustomersScreen));
export const CustomerScreen = lazy<{ id: string }>(() => import('../customer').then((module) => module.CustomerScreen));
export const PeopleScreen = lazy(() => import('../people').then((module) => module.PeopleScreen));
export const TeamsScreen = lazy(() => import('../people').then((module) => module.TeamsScreen));
export const SettingsScreen = lazy(() => import('../settings').then((module) => module.SettingsScreen));
export const ProfileScreen = lazy(() => import('../profile').then((module) => module.ProfileScreen));
export const SignInScreen = lazy(() => import('../signin').then((module) => module.SignInScreen));
export const InviteScreen = lazy<{ token: string }>(() => import('../signin').then((module) => module.InviteScreen));

/** Dialogs lie above whatever is shown: nothing of it moves while they are fetched. */
const Nothing = () => null;
export const CustomerMergeDialog = lazy(() => import('../customer/merge').then((module) => module.CustomerMergeDialog), Nothing);
export const NewTicketDialog = lazy(() => import('../newticket').then((module) => module.NewTicketDialog), Nothing);
export const MergeAskedDialog = lazy(() => import('../ticket/merge_asked').then((module) => module.MergeAskedDialog), Nothing);
