import fs from "node:fs";
import { bytesOf } from "../lines/bytes-text";

/** Where lines go. A line that didn't end gets its end when another comes behind it. */
export class SedOutput {
  private lacksEnd = false;

  constructor(
    private readonly write: (bytes: Uint8Array) => void,
    private readonly end: string,
  ) {}

  line(text: string, isEnded = true): void {
    this.text(text + (isEnded ? this.end : ""));
    this.lacksEnd = !isEnded;
  }

  text(text: string): void {
    if (text === "") return;
    this.write(bytesOf(`${this.lacksEnd ? this.end : ""}${text}`));
    this.lacksEnd = false;
  }
}

/** The files of `w`: emptied before the script runs. */
export function createFiles(standard: () => SedOutput, end: string) {
  const open = new Map<string, SedOutput>();
  return (file: string): SedOutput => {
    if (file === "/dev/stdout") return standard();
    const known = open.get(file);
    if (known !== undefined) return known;
    const descriptor = file === "/dev/stderr" ? 2 : fs.openSync(file, "w");
    const output = new SedOutput((bytes) => void fs.writeSync(descriptor, bytes), end);
    open.set(file, output);
    return output;
  };
}
