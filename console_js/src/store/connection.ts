// The agents' socket. The session cookie says who connects, so there is nothing to send along.
import { Connection } from '../../../shared_js/connection';
import type { AgentHears, AgentSends } from '../../../shared_js/wire';

export const connection = new Connection<AgentSends, AgentHears>({ namespace: '/agent', auth: () => ({}) });
