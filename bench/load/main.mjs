// The load generator's command line: one JSON command a line on stdin, one JSON answer a line on stdout,
// so that the conductor (bench/generator.py) can look at memory and processor time between the steps.
import { createInterface } from 'node:readline';
import { Crowd } from './crowd.mjs';
import { closedLoop, openLoop } from './loops.mjs';

let crowd;

const commands = {
  async connect({ agents, visitors, watch, ...where }) {
    crowd ??= new Crowd(where);
    if (agents) await crowd.connectAgents(agents, watch);
    await crowd.connectVisitors(visitors);
    return { visitors: crowd.visitors.length };
  },
  start: async () => {
    const begin = Date.now();
    await crowd.startChats();
    return { seconds: (Date.now() - begin) / 1000, first: crowd.visitors[0].chat };
  },
  closed: (step) => closedLoop(crowd, step),
  open: (step) => openLoop(crowd, step),
  verify: async () => ({
    ...(await crowd.verify()),
    pushed_twice: crowd.ledger.doubled,
    pushed_out_of_order: crowd.ledger.reordered,
    strays: crowd.strays,
    cut: [...crowd.visitors, ...crowd.agents].filter((connection) => !connection.alive).length,
  }),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...step } = JSON.parse(line);
  const answer = await commands[command](step).catch((error) => ({ error: error.message }));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
crowd?.close();
process.exit(0);
