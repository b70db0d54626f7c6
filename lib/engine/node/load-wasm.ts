import { fetchNow } from "@/lib/engine/node/fetch-now";

/** Fetches and compiles a WebAssembly file of the engine's own. */
export const loadWasm = (name: string): WebAssembly.Module => new WebAssembly.Module(fetchNow(name));
