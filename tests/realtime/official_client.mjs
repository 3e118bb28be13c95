// A visitor and an agent on the official socket.io-client, with its default transports. Prints what they saw.
import { io } from 'socket.io-client';

const { url, origin, site, visitorToken, agentToken } = JSON.parse(process.argv[2]);

function enter(namespace, auth, extraHeaders) {
  const socket = io(url + namespace, { auth, extraHeaders, reconnection: false, forceNew: true });
  const heard = [];
  const waiting = [];
  socket.onAny((event, payload) => {
    heard.push([event, payload]);
    for (const check of [...waiting]) check();
  });
  socket.hears = (event, matches = () => true) => new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${namespace} heard no ${event}`)), 10_000);
    const check = () => {
      const found = heard.find(([name, payload]) => name === event && matches(payload));
      if (!found) return;
      waiting.splice(waiting.indexOf(check), 1);
      clearTimeout(late);
      resolve(found[1]);
    };
    waiting.push(check);
    check();
  });
  socket.ask = (event, ...payload) => socket.timeout(10_000).emitWithAck(event, ...payload);
  socket.upgraded = new Promise((resolve) => {
    socket.io.on('open', () => {
      const before = socket.io.engine.transport.name;
      socket.io.engine.once('upgrade', (transport) => resolve([before, transport.name]));
    });
  });
  socket.entered = new Promise((resolve, reject) => {
    socket.on('connect_error', (error) => reject(Object.assign(error, { refusal: error.data })));
    socket.hears('welcome').then(resolve, reject);
  });
  return socket;
}

const visitor = enter('/visitor', { site, token: visitorToken }, { Origin: origin });
const agent = enter('/agent', { token: agentToken });
await Promise.all([visitor.entered, agent.entered]);
const upgrades = await Promise.all([visitor.upgraded, agent.upgraded]);
await agent.ask('watch', { what: 'queue' });
const { chat, message } = await visitor.ask('chat.start', { client_id: 'js-1', body: 'Hello from JavaScript ✓' });
await agent.hears('queue.changed', (push) => push.chat?.id === chat.id);
await agent.ask('chat.accept', { chat: chat.id });
await visitor.hears('chat.updated', (push) => push.chat.status === 'active');
await visitor.ask('typing', { chat: chat.id, on: true });
const typing = await agent.hears('typing');
const answer = await agent.ask('message.send', { chat: chat.id, client_id: 'js-2', body: 'Hello Vera' });
await visitor.hears('message.new', (push) => push.message.seq === answer.message.seq);
await visitor.ask('read', { chat: chat.id, seq: answer.message.seq });
const read = await agent.hears('read');
const repeated = await agent.ask('message.send', { chat: chat.id, client_id: 'js-2', body: 'Hello Vera' });
const errors = [
  await visitor.ask('message.send', { chat: chat.id, client_id: 'js-3', body: new Uint8Array([1, 2, 3]) }),
  await visitor.ask('message.send'),
  await visitor.ask('message.send', {}, {}),
  await visitor.ask('chat.accept', { chat: chat.id }),
];
const ended = await agent.ask('chat.end', { chat: chat.id });
await visitor.hears('chat.updated', (push) => push.chat.status === 'ended');
const refused = await enter('/agent', { token: 'fd_forged' }).entered.then(() => null, (error) => [error.message, error.refusal]);
console.log(JSON.stringify({
  upgrades, chat: chat.id, first: message.body, typing: typing.from.kind, read, refused, status: ended.chat.status,
  same: repeated.message.id === answer.message.id, errors: errors.map((ack) => ack.error.code),
}));
process.exit(0);
