/** ASN.1 values in their distinguished encoding, as far as certificates and PKCS #12 need them. ITU-T X.690 */
export type Der = Buffer;

function length(size: number): number[] {
  if (size < 0x80) return [size];
  const bytes: number[] = [];
  for (let rest = size; rest; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}
const value = (tag: number, content: Uint8Array): Der => Buffer.concat([Buffer.from([tag, ...length(content.length)]), content]);
const constructed =
  (tag: number) =>
  (...parts: readonly Der[]): Der =>
    value(tag, Buffer.concat(parts));

export const sequence = constructed(0x30);
export const set = constructed(0x31);
/** `[n] EXPLICIT` */
export const tagged = (n: number, ...parts: readonly Der[]): Der => constructed(0xa0 | n)(...parts);
export const octets = (content: Uint8Array): Der => value(0x04, content);
export const bits = (content: Uint8Array): Der => value(0x03, Buffer.concat([Buffer.of(0), content]));
export const utf8 = (text: string): Der => value(0x0c, Buffer.from(text));
export const nothing: Der = value(0x05, Buffer.of());
/** A number that is not negative, from its bytes. */
export const integer = (bytes: Uint8Array): Der => value(0x02, (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
/** @param time in milliseconds since the epoch; until 2049 */
export const utcTime = (time: number): Der => value(0x17, Buffer.from(`${new Date(time).toISOString().replaceAll(/[-:T]/g, '').slice(2, 14)}Z`));
/** `1.2.840.113549` */
export function oid(text: string): Der {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((number) => {
    const sevens = [number % 128];
    for (let left = Math.floor(number / 128); left; left = Math.floor(left / 128)) sevens.unshift(0x80 | (left % 128));
    return sevens;
  });
  return value(0x06, Buffer.from(bytes));
}
