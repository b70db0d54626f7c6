import { detectMachine } from "@/lib/models";
import { bad, good, limited, type Check } from "./check";

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

/** Less than this is used up by one project with its packages. */
const littleStorage = 1e9;

async function writeAndRead(): Promise<void> {
  const folder = await navigator.storage.getDirectory();
  const name = `check-${crypto.randomUUID()}`;
  const handle = await folder.getFileHandle(name, { create: true });
  try {
    const writer = await handle.createWritable();
    await writer.write("tabsmith");
    await writer.close();
    if ((await (await handle.getFile()).text()) !== "tabsmith") throw new Error("A file came back different.");
  } finally {
    await folder.removeEntry(name);
  }
}

/** What this browser can do by itself. */
export const browserChecks: readonly Check[] = [
  {
    id: "isolation",
    group: "browser",
    run: async () => {
      const facts = `crossOriginIsolated: ${String(globalThis.crossOriginIsolated)}, secure: ${String(isSecureContext)}`;
      return globalThis.crossOriginIsolated && typeof SharedArrayBuffer === "function" ? good(facts) : bad(facts);
    },
  },
  {
    id: "serviceWorker",
    group: "browser",
    run: async () => {
      if (!("serviceWorker" in navigator)) return bad("navigator.serviceWorker is missing");
      const registration = await navigator.serviceWorker.getRegistration();
      return good(registration?.active ? "kept for offline use" : "available");
    },
  },
  {
    id: "storage",
    group: "browser",
    run: async () => {
      await writeAndRead();
      const { freeStorage, persistent } = await detectMachine();
      const facts = `${freeStorage === undefined ? "?" : gigabytes(freeStorage)} free, persistent: ${String(persistent)}`;
      return freeStorage !== undefined && freeStorage < littleStorage ? limited(facts) : good(facts);
    },
  },
  {
    id: "memory",
    group: "browser",
    run: async () => {
      const { cores, memory, memory64 } = await detectMachine();
      const facts = `${cores} cores, ${memory === undefined ? "?" : `${memory} GB or more`}, 64-bit WebAssembly: ${String(memory64)}`;
      return cores < 2 || (memory !== undefined && memory < 4) ? limited(facts) : good(facts);
    },
  },
  {
    id: "gpu",
    group: "browser",
    run: async () => {
      const { gpu } = await detectMachine();
      return gpu.type === "gpu" ? good(`${gpu.name}, f16: ${String(gpu.f16)}`) : limited(gpu.why);
    },
  },
];
