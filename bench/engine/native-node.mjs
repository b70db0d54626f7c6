import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { pinned } from "../../scripts/engine/node/library.mjs";
import { pinnedTarball } from "../../scripts/engine/pinned-tarball.mjs";
import { fileInTar } from "../../scripts/engine/tar.mjs";

const folder = fileURLToPath(new URL("../../.cache/node/native", import.meta.url));

/** The pinned Node as a program of this machine, from the same tarball as the library. Linux on x64 only. */
export function nativeNode() {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("The comparison needs Linux on x64, which is what the pinned Node is built for.");
  }
  const binary = join(folder, "node");
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  writeFileSync(binary, fileInTar(gunzipSync(pinnedTarball(pinned, "Node itself")), "package/bin/node"));
  chmodSync(binary, 0o755);
  return binary;
}
