/** Reads a text/event-stream piece by piece (WHATWG HTML, section 9.2.6). */

export interface ServerEvent {
  event: string;
  data: string;
  id: string | null;
}

/**
 * Collects pieces of the stream and gives out whole events. Pieces may end anywhere, also between
 * the two characters of a line's end.
 */
export class EventReader {
  #rest = '';
  #event = '';
  #data: string[] = [];
  #id: string | null = null;

  /** Takes the next piece; returns the events that it completed. */
  push(piece: string): ServerEvent[] {
    let text = this.#rest + piece;
    // A carriage return at the very end may be half of a line's end: wait for the next piece.
    const held = text.endsWith('\r') ? '\r' : '';
    if (held) text = text.slice(0, -1);
    const lines = text.split(/\r\n|\n|\r/);
    this.#rest = (lines.pop() ?? '') + held;
    return lines.flatMap((line) => this.#line(line));
  }

  #line(line: string): ServerEvent[] {
    if (line === '') return this.#finish();
    if (line.startsWith(':')) return [];
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#event = value;
    else if (field === 'data') this.#data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
    return [];
  }

  #finish(): ServerEvent[] {
    const event = this.#event || 'message';
    const data = this.#data;
    this.#event = '';
    this.#data = [];
    return data.length === 0 ? [] : [{ event, data: data.join('\n'), id: this.#id }];
  }
}
