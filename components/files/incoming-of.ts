import type { Incoming } from "@/lib/studio";

export const incomingOf = (file: File): Incoming => ({
  path: file.webkitRelativePath || file.name,
  size: file.size,
  bytes: async () => new Uint8Array(await file.arrayBuffer()),
});
