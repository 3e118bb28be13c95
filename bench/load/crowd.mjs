// The people of a run: visitors with one chat each, and the agents who accepted them, chats dealt out in turn.
import { Connection } from './connection.mjs';
import { Ledger, clientId, whichMessage } from './ledger.mjs';

const AT_ONCE = 25;

/** Runs `work` for each item, a few at a time, so that opening a run does not measure a stampede. */
async function each(items, work) {
  const queue = items.map((item, index) => [item, index]);
  const hand = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await work(...next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
}

function seqOf(text) {
  const at = text.indexOf('"seq":');
  return at < 0 ? 0 : parseInt(text.slice(at + 6, at + 18), 10);
}

export class Crowd {
  agents = [];
  visitors = [];
  ledger = new Ledger();
  strays = 0;

  constructor({ host = '127.0.0.1', port, origin, site }) {
    this.where = { host, port, origin: origin ?? `http://${host}:${port}` };
    this.site = site;
  }

  async connectAgents(tokens, watch) {
    await each(tokens, async (token, index) => {
      const agent = new Connection(this.where, '/agent', { token });
      agent.onRaw('message.new', (text) => this.#hear(index, text));
      await agent.ready;
      await agent.ask('presence.set', { state: 'online' });
      if (watch) await agent.ask('watch', { what: 'queue' });
      this.agents[index] = agent;
    });
  }

  async connectVisitors(count) {
    const first = this.visitors.length;
    await each(Array.from({ length: count }), async (_, index) => {
      const visitor = new Connection(this.where, '/visitor', { site: this.site });
      const welcome = new Promise((resolve) => visitor.on('welcome', resolve));
      await visitor.ready;
      await welcome;
      this.visitors[first + index] = visitor;
    });
  }

  async startChats() {
    for (const visitor of this.visitors) visitor.index = this.ledger.open();
    await each(this.visitors, async (visitor) => {
      const n = this.ledger.next(visitor.index);
      const body = { client_id: clientId(visitor.index, n), body: 'Hello, is somebody there?', name: `Visitor ${visitor.index}` };
      const { chat } = await visitor.ask('chat.start', body);
      this.ledger.ack(visitor.index, n, '"ok":true');
      visitor.chat = chat.id;
      visitor.head = `["message.send",{"chat":"${chat.id}","client_id":"`;
      const agent = this.agents[visitor.index % this.agents.length];
      await agent.ask('chat.accept', { chat: chat.id });
    });
  }

  /** Sends the visitor's next message; `answered` is called once it is acknowledged. */
  send(visitor, answered) {
    const { index } = visitor;
    const n = this.ledger.next(index);
    const body = `This is message ${n} of the chat, sent at ${Date.now()}; it is about as long as people write.`;
    visitor.fire(`${visitor.head}${clientId(index, n)}","body":"${body}"}]`, (text) => {
      this.ledger.ack(index, n, text);
      answered?.();
    });
  }

  #hear(agent, text) {
    const which = whichMessage(text);
    if (!which) return;
    const [index, n] = which;
    if (index % this.agents.length === agent) this.ledger.deliver(index, n, seqOf(text));
    else this.strays++;
  }

  /** Reads every chat back by its visitor's `sync` and sums up what differs from what was promised. */
  async verify() {
    const sum = { lost: 0, unheard: 0, doubled: 0, reordered: 0, gaps: 0, stored: 0 };
    await each(this.visitors, async (visitor) => {
      const stored = [];
      for (let more = true; more;) {
        const page = await visitor.ask('sync', { chat: visitor.chat, after: stored.at(-1)?.seq ?? stored.length });
        stored.push(...page.messages);
        more = page.more && page.messages.length > 0;
      }
      sum.stored += stored.length;
      const found = this.ledger.compare(visitor.index, stored);
      for (const key in found) sum[key] += found[key];
    });
    return sum;
  }

  close() {
    for (const connection of [...this.visitors, ...this.agents]) connection.close();
  }
}
