import type { FileState, Snapshot } from "./snapshot";

export interface Change {
  readonly path: string;
  readonly before: FileState | undefined;
  readonly after: FileState | undefined;
}

export const kindOf = ({ before, after }: Change): "A" | "D" | "M" => {
  if (!before) return "A";
  return after ? "M" : "D";
};

/** What differs between two snapshots, by path. */
export function changesBetween(before: Snapshot, after: Snapshot): readonly Change[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].toSorted((a, b) => (a < b ? -1 : 1));
  return paths
    .map((path): Change => ({ path, before: before.get(path), after: after.get(path) }))
    .filter((change) => change.before?.oid !== change.after?.oid || change.before?.mode !== change.after?.mode);
}
