// Fifty messages at once over long polling alone, with the client that browsers use. Prints how many were acknowledged.
import { io } from 'socket.io-client';

const { url, origin, site, token } = JSON.parse(process.argv[2]);
const socket = io(`${url}/visitor`, { auth: { site, token }, transports: ['polling'], extraHeaders: { origin }, forceNew: true });
await new Promise((resolve, reject) => { socket.on('welcome', resolve); socket.on('connect_error', reject); });
const { chat } = await socket.timeout(10_000).emitWithAck('chat.start', { client_id: 'first', body: 'Hello' });
const sent = Array.from({ length: 50 }, (_, n) =>
  socket.timeout(20_000).emitWithAck('message.send', { chat: chat.id, client_id: `c${n}`, body: `${n}` }));
const acks = await Promise.all(sent);
console.log(JSON.stringify({ acked: acks.filter((ack) => ack.ok).length, inOrder: acks.every((ack, n) => ack.message.body === `${n}` && ack.message.seq === n + 2) }));
socket.close();
