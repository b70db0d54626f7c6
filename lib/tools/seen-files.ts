/** Which files the model has seen, and as they were: so that it never edits what it hasn't read, or what changed since. */
export interface SeenFiles {
  readonly note: (path: string, text: string) => void;
  readonly forget: (path: string) => void;
  /** `unseen`, `same`, or `changed` since it was seen. */
  readonly compare: (path: string, text: string) => "unseen" | "same" | "changed";
}

/** A 53-bit hash: two versions of one file that agree in it and in length are as good as never met. */
function fingerprint(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 2_654_435_761);
    b = Math.imul(b ^ code, 1_597_334_677);
  }
  return `${text.length}:${(a >>> 0).toString(36)}:${(b >>> 0).toString(36)}`;
}

export function createSeenFiles(): SeenFiles {
  const seen = new Map<string, string>();
  return {
    note: (path, text) => void seen.set(path, fingerprint(text)),
    forget: (path) => void seen.delete(path),
    compare(path, text) {
      const known = seen.get(path);
      if (known === undefined) return "unseen";
      return known === fingerprint(text) ? "same" : "changed";
    },
  };
}
