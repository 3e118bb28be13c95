// A websocket client on a bare TCP socket: just enough of RFC 6455 to load a server on loopback while
// spending less of the shared cores than a full client would. Frames go out under an all-zero mask,
// which leaves the payload as it is; permessage-deflate is offered as browsers do, and must be declined.
import { connect } from 'node:net';
import { randomBytes } from 'node:crypto';

const TEXT = 1, CLOSE = 8, PING = 9, PONG = 10;

function handshake({ host, port, path, origin }) {
  return `GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n`
    + `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n`
    + 'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n'
    + 'User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36\r\n'
    + `Accept-Language: en\r\nOrigin: ${origin}\r\n\r\n`;
}

function frame(opcode, payload) {
  const size = payload.length;
  const head = size < 126 ? 6 : 8;
  const out = Buffer.allocUnsafe(head + size);
  out[0] = 0x80 | opcode;
  if (size < 126) {
    out[1] = 0x80 | size;
  } else {
    out[1] = 0x80 | 126;
    out.writeUInt16BE(size, 2);
  }
  out.fill(0, head - 4, head);
  out.latin1Write(payload, head);
  return out;
}

/** The length and place of the frame at `at`, or null while it is incomplete. */
function measure(bytes, at) {
  if (bytes.length - at < 2) return null;
  let size = bytes[at + 1] & 0x7f;
  let start = at + 2;
  if (size === 126) {
    if (bytes.length - at < 4) return null;
    size = bytes.readUInt16BE(at + 2);
    start += 2;
  } else if (size === 127) {
    if (bytes.length - at < 10) return null;
    size = Number(bytes.readBigUInt64BE(at + 2));
    start += 8;
  }
  return bytes.length < start + size ? null : { opcode: bytes[at] & 0x0f, start, end: start + size };
}

export class WebSocket {
  #socket;
  #rest = null;
  #open = false;

  /** `heard(text)` gets each text frame; text is latin1, which suffices for the ASCII we send. */
  constructor(where, { opened, heard, closed }) {
    this.opened = opened;
    this.heard = heard;
    this.#socket = connect({ host: where.host, port: where.port, noDelay: true });
    this.#socket.on('connect', () => this.#socket.write(handshake(where)));
    this.#socket.on('data', (bytes) => this.#read(bytes));
    this.#socket.on('close', () => closed());
    this.#socket.on('error', () => {});
  }

  send(text) {
    this.#socket.write(frame(TEXT, text));
  }

  close() {
    this.#socket.destroy();
  }

  #read(chunk) {
    let bytes = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = null;
    if (!this.#open) {
      const end = bytes.indexOf('\r\n\r\n');
      if (end < 0) {
        this.#rest = bytes;
        return;
      }
      this.#welcome(bytes.latin1Slice(0, end));
      bytes = bytes.subarray(end + 4);
    }
    let at = 0;
    for (let found = measure(bytes, at); found; found = measure(bytes, at)) {
      at = found.end;
      this.#take(found.opcode, bytes, found.start, found.end);
    }
    if (at < bytes.length) this.#rest = bytes.subarray(at);
  }

  #welcome(head) {
    if (!head.startsWith('HTTP/1.1 101')) throw new Error(`no websocket: ${head.split('\r\n')[0]}`);
    if (/^sec-websocket-extensions:/im.test(head)) throw new Error('the server compresses each message; this client does not');
    this.#open = true;
    this.opened();
  }

  #take(opcode, bytes, start, end) {
    if (opcode === TEXT) this.heard(bytes.latin1Slice(start, end));
    else if (opcode === PING) this.#socket.write(frame(PONG, bytes.latin1Slice(start, end)));
    else if (opcode === CLOSE) this.#socket.end();
  }
}
