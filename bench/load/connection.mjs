// Engine.IO 4 and Socket.IO 5 written by hand over one websocket: connect to a namespace, send events,
// match acks, hear events. Events named in `raw` are handed over as text, unparsed: they are the hot path.
import { WebSocket } from './websocket.mjs';

export class Connection {
  #prefix;
  #acks = new Map();
  #next = 0;
  #raw = new Map();
  #heard = new Map();

  constructor(where, namespace, auth) {
    this.#prefix = `${namespace},`;
    this.alive = true;
    this.ready = new Promise((resolve, reject) => {
      this.connected = resolve;
      this.refused = reject;
    });
    this.socket = new WebSocket({ ...where, path: '/socket.io/?EIO=4&transport=websocket' }, {
      opened: () => {},
      heard: (text) => this.#hear(text, namespace, auth),
      closed: () => {
        this.alive = false;
        this.refused(new Error(`${namespace}: the connection was closed`));
      },
    });
  }

  /** `handle(text)` gets the whole packet as text. */
  onRaw(event, handle) {
    this.#raw.set(event, handle);
  }

  on(event, handle) {
    this.#heard.set(event, handle);
  }

  /** The hot path: `json` is the event's ready array, `answered` gets the ack as text. */
  fire(json, answered) {
    const id = this.#next++;
    this.#acks.set(id, answered);
    this.socket.send(`42${this.#prefix}${id}${json}`);
  }

  /** Sends an event and resolves to its ack, which must be ok. */
  ask(event, body, seconds = 30) {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${event}: no ack in ${seconds} s`)), seconds * 1000);
      this.fire(JSON.stringify([event, body]), (text) => {
        clearTimeout(late);
        const [ack] = JSON.parse(text.slice(text.indexOf('[')));
        if (ack.ok) resolve(ack);
        else reject(new Error(`${event}: ${ack.error.code}: ${ack.error.message}`));
      });
    });
  }

  close() {
    this.socket.close();
  }

  #hear(text, namespace, auth) {
    if (text[0] === '2') this.socket.send('3');
    else if (text[0] === '0') this.socket.send(`40${namespace},${JSON.stringify(auth)}`);
    else if (text[0] === '4') this.#packet(text);
  }

  #packet(text) {
    const start = 2 + this.#prefix.length;
    if (text[1] === '3') {
      const end = text.indexOf('[', start);
      const id = Number(text.slice(start, end));
      const answered = this.#acks.get(id);
      this.#acks.delete(id);
      answered?.(text);
    } else if (text[1] === '2') {
      this.#event(text, start);
    } else if (text[1] === '0') {
      this.connected();
    } else if (text[1] === '4') {
      this.refused(new Error(`${this.#prefix} refused: ${text.slice(start)}`));
    } else if (text[1] === '1') {
      this.close();
    }
  }

  #event(text, start) {
    const name = text.slice(start + 2, text.indexOf('"', start + 2));
    const raw = this.#raw.get(name);
    if (raw) raw(text);
    else this.#heard.get(name)?.(JSON.parse(text.slice(start))[1]);
  }
}
