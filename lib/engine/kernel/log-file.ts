/** A file that is read and written in place, as an OPFS access handle is. */
export interface LogFile {
  getSize: () => number;
  read: (into: Uint8Array<ArrayBuffer>, options: { at: number }) => number;
  write: (bytes: Uint8Array<ArrayBuffer>, options: { at: number }) => number;
  flush: () => void;
  truncate: (size: number) => void;
  close: () => void;
}
