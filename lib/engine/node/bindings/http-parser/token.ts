/** Which bytes may stand in a token of HTTP: a header's name, a parameter's. */
const token = new Uint8Array(256);
for (let byte = 0x21; byte < 0x7f; byte++) {
  if (/[\w!#$%&'*+\-.^`|~]/.test(String.fromCharCode(byte))) token[byte] = 1;
}

export const isToken = (byte: number): boolean => token[byte] === 1;
