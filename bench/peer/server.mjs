// The peer: the chat server a good Node developer would write by hand with socket.io and the mongodb
// driver. One majority, journaled insert per message, then the push to the chat's room, then the ack.
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { Server } from 'socket.io';

const { MONGODB_URL, DATABASE = 'peer', PORT = '0' } = process.env;

const client = await MongoClient.connect(MONGODB_URL, {
  maxPoolSize: 100, writeConcern: { w: 'majority', journal: true },
});
const db = client.db(DATABASE);
const chats = db.collection('chats');
const messages = db.collection('messages');
await messages.createIndex({ chat: 1, _id: 1 });
await messages.createIndex({ chat: 1, client_id: 1 }, { unique: true });

const http = createServer((request, response) => {
  response.writeHead(request.url === '/healthz' ? 200 : 404).end();
});
const io = new Server(http, { maxHttpBufferSize: 100_000 });

class Refusal extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** Registers a handler that answers every event, so that no mistake leaves a client without an ack. */
function on(socket, event, handle) {
  socket.on(event, async (body, ack) => {
    if (typeof ack !== 'function') return;
    try {
      ack({ ok: true, ...(await handle(body ?? {})) });
    } catch (error) {
      if (!(error instanceof Refusal)) console.error(event, error);
      ack({ ok: false, error: { code: error.code ?? 'unavailable', message: error.message } });
    }
  });
}

function text(value, limit) {
  if (typeof value !== 'string' || !value || value.length > limit) throw new Refusal('invalid', 'That text is missing or too long.');
  return value;
}

const shown = ({ _id, chat, ...rest }) => ({ id: _id.toHexString(), ...rest });

async function post(socket, chat, author, body) {
  const document = {
    chat, client_id: text(body.client_id, 64), kind: 'message', author,
    body: text(body.body, 10_000), attachments: [], at: new Date(),
  };
  try {
    await messages.insertOne(document);
  } catch (error) {
    if (error.code !== 11000) throw error;
    return shown(await messages.findOne({ chat, client_id: document.client_id }));
  }
  const message = shown(document);
  const event = { chat, message };
  for (const namespace of [visitors, agents]) {
    const to = namespace === socket.nsp ? socket.to(chat) : namespace.to(chat);
    to.emit('message.new', event);
  }
  return message;
}

async function history(chat, after) {
  const found = await messages.find({ chat }).sort({ _id: 1 }).skip(Number(after) || 0).limit(500).toArray();
  return { messages: found.map(shown), more: found.length === 500 };
}

const visitors = io.of('/visitor');
visitors.use((socket, next) => {
  const { token } = socket.handshake.auth;
  socket.data.me = { kind: 'visitor', id: token ?? randomUUID(), name: 'Visitor' };
  next();
});
visitors.on('connection', (socket) => {
  const { me } = socket.data;
  const mine = (chat) => {
    if (!socket.rooms.has(chat)) throw new Refusal('not_found', 'There is no such chat.');
    return chat;
  };
  socket.emit('welcome', { you: me, token: me.id, server_time: new Date(), chat: null });
  on(socket, 'chat.start', async (body) => {
    const chat = { _id: randomUUID(), visitor: me.id, status: 'waiting', agent: null, created_at: new Date() };
    await chats.insertOne(chat);
    socket.join(chat._id);
    agents.to('queue').emit('queue.changed', { chat: { ...chat, id: chat._id } });
    const message = await post(socket, chat._id, me, body);
    return { chat: { ...chat, id: chat._id }, message };
  });
  on(socket, 'message.send', async (body) => ({ message: await post(socket, mine(body.chat), me, body) }));
  on(socket, 'sync', (body) => history(mine(body.chat), body.after));
});

const agents = io.of('/agent');
agents.use((socket, next) => {
  const { token } = socket.handshake.auth;
  if (!token) return next(new Error('Sign in first.'));
  socket.data.me = { kind: 'agent', id: token, name: token };
  return next();
});
agents.on('connection', (socket) => {
  const { me } = socket.data;
  socket.emit('welcome', { you: me, server_time: new Date() });
  on(socket, 'presence.set', ({ state }) => {
    socket.data.state = text(state, 20);
    agents.emit('presence', { agent: { ...me, presence: socket.data.state } });
  });
  on(socket, 'watch', async () => {
    socket.join('queue');
    return { chats: await chats.find({ status: 'waiting' }).limit(200).toArray() };
  });
  on(socket, 'chat.accept', async ({ chat }) => {
    const taken = await chats.findOneAndUpdate(
      { _id: text(chat, 64), status: 'waiting' },
      { $set: { status: 'active', agent: me.id } },
      { returnDocument: 'after' },
    );
    if (!taken) throw new Refusal('conflict', 'A colleague was faster.');
    socket.join(chat);
    const event = { chat: { ...taken, id: chat } };
    agents.to('queue').emit('queue.changed', event);
    visitors.to(chat).emit('chat.updated', event);
    return event;
  });
  on(socket, 'message.send', async (body) => {
    if (!socket.rooms.has(body.chat)) throw new Refusal('not_found', 'There is no such chat.');
    return { message: await post(socket, body.chat, me, body) };
  });
  on(socket, 'sync', (body) => history(text(body.chat, 64), body.after));
});

http.listen(Number(PORT), '127.0.0.1', () => console.log(`listening on ${http.address().port}`));
process.on('SIGTERM', () => process.exit(0));
