/** Every regular file of an uncompressed tar archive as [name, bytes]. Names longer than a header come from pax records. */
export function* filesInTar(tar) {
  let longName;
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const text = (from, to) => tar.toString("latin1", at + from, at + to).replace(/\0.*$/s, "");
    const size = Number.parseInt(text(124, 136), 8) || 0;
    const body = tar.subarray(at + 512, at + 512 + size);
    const type = text(156, 157);
    if (type === "x") longName = /(?:^|\n)\d+ path=([^\n]*)\n/.exec(body.toString("utf8"))?.[1];
    else {
      const prefix = text(345, 500);
      if (type === "0" || type === "") yield [longName ?? (prefix ? `${prefix}/${text(0, 100)}` : text(0, 100)), body];
      longName = undefined;
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

export function fileInTar(tar, wanted) {
  for (const [name, bytes] of filesInTar(tar)) if (name === wanted) return bytes;
  throw new Error(`${wanted} isn't in the archive.`);
}
