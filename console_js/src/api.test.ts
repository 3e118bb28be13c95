/** Failures of the JSON API as the screens get them. */
import { afterEach, expect, it, vi } from 'vitest';
import { api, ApiError, onSignedOut } from './api';

const answer = (status: number, body: unknown) => vi.stubGlobal('fetch', vi.fn(async () => new Response(JSON.stringify(body), { status })));
const failure = (promise: Promise<unknown>) => promise.then(() => null, (error: unknown) => error as ApiError);
afterEach(() => vi.unstubAllGlobals());

it('keeps the code, the sentence and the field', async () => {
  answer(409, { error: { code: 'conflict', message: 'Taken.', details: { field: 'email' } } });
  expect(await failure(api.agents())).toMatchObject({ status: 409, code: 'conflict', message: 'Taken.', field: 'email' });
});
it('tells no answer from a refusal', async () => {
  vi.stubGlobal('fetch', vi.fn(async () => { throw new TypeError('network'); }));
  expect(await failure(api.agents())).toMatchObject({ status: 0, code: 'offline' });
  vi.stubGlobal('fetch', vi.fn(async () => new Response('<html>bad gateway</html>', { status: 502 })));
  expect(await failure(api.agents())).toMatchObject({ status: 502, code: 'unavailable' });
});
it('says once that the session ended, but not for a wrong password', async () => {
  const out = vi.fn();
  onSignedOut(out);
  answer(401, { error: { code: 'unauthenticated', message: 'No.' } });
  await failure(api.signIn('a@b.c', 'x'));
  expect(out).not.toHaveBeenCalled();
  await failure(api.agents());
  expect(out).toHaveBeenCalledTimes(1);
});
it('leaves empty filters out of the address', async () => {
  answer(200, { items: [], next: null });
  await api.tickets({ view: 'mine', q: '', cursor: undefined });
  expect(vi.mocked(fetch).mock.calls[0]![0]).toBe('/api/v1/tickets?view=mine');
});
