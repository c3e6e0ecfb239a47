/** Ids and keys that the reader's own device makes, so that a repeated message is the same message. */

function randomHex(bytes: number): string {
  const values = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(values, (value) => value.toString(16).padStart(2, '0')).join('');
}

/** A new booking's id: `bkg_` and 32 lower hex digits. */
export function newBookingId(): string {
  return `bkg_${randomHex(16)}`;
}

/** A new closure's id: `cls_` and 32 lower hex digits. */
export function newClosureId(): string {
  return `cls_${randomHex(16)}`;
}

/** A guest's key: `rider_` and 32 random bytes in hex. The server keeps only its hash. */
export function newRiderKey(): string {
  return `rider_${randomHex(32)}`;
}
