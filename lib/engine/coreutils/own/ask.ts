import fs from "node:fs";

/** Asks and reads one line; only a yes is one. */
export function answers(question: string): boolean {
  process.stderr.write(question);
  const byte = Buffer.alloc(1);
  let line = "";
  for (;;) {
    try {
      if (fs.readSync(0, byte, 0, 1, null) === 0 || byte[0] === 10) break;
      line += byte.toString("latin1");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") break;
    }
  }
  return /^[yY]/u.test(line);
}
