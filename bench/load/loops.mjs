// The two ways to load a server: as fast as it acknowledges (closed), and at a fixed rate (open).
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

async function settle(ledger, seconds) {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end && (ledger.acked + ledger.failed < ledger.sent)) await sleep(20);
  await sleep(300);
}

function result(ledger, before, counted) {
  return {
    ...counted,
    ...ledger.take(),
    messages: ledger.acked - before.acked,
    failed: ledger.failed - before.failed,
    failure: ledger.firstFailure,
    unacked: ledger.sent - ledger.acked - ledger.failed,
  };
}

/** Each visitor sends its next message when the last is acknowledged. The first `warm` seconds do not count. */
export async function closedLoop(crowd, { warm, seconds }) {
  const { ledger } = crowd;
  const before = { acked: ledger.acked, failed: ledger.failed };
  let running = true;
  for (const visitor of crowd.visitors) {
    const next = () => {
      if (running) crowd.send(visitor, next);
    };
    next();
  }
  await sleep(warm * 1000);
  const [start, acked] = [performance.now(), ledger.acked];
  ledger.counting = true;
  await sleep(seconds * 1000);
  ledger.counting = false;
  const counted = { rate: (ledger.acked - acked) / ((performance.now() - start) / 1000) };
  running = false;
  await settle(ledger, 20);
  return result(ledger, before, counted);
}

/**
 * `rate` messages a second in all, each from the next visitor in turn, whether or not acks come.
 * Every `favour`th one is the first visitor's, whose chat somebody watches.
 */
export async function openLoop(crowd, { rate, seconds, favour = Infinity }) {
  const { ledger, visitors } = crowd;
  const before = { acked: ledger.acked, failed: ledger.failed };
  const start = performance.now();
  ledger.counting = true;
  for (let n = 0; n < rate * seconds; n++) {
    const due = start + (n * 1000) / rate;
    if (due > performance.now()) await sleep(due - performance.now());
    crowd.send(visitors[n % favour === favour - 1 ? 0 : n % visitors.length]);
  }
  await settle(ledger, 20);
  ledger.counting = false;
  return result(ledger, before, { rate });
}
