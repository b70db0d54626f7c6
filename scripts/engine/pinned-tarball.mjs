import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * The bytes of one published archive, fetched once from the registry that npm is configured with and kept in `.cache`.
 * `what` names it in the sentence for someone who has no connection.
 */
export function pinnedTarball({ spec, file, integrity }, what, cache = join(root, ".cache/node")) {
  const path = join(cache, file);
  if (!existsSync(path)) fetchTarball({ spec, file }, what, cache);
  const bytes = readFileSync(path);
  const found = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  if (found === integrity) return bytes;
  rmSync(path);
  throw new Error(
    `${file} is not the pinned one (its integrity is ${found}); it was deleted. Build again to fetch it anew.`,
  );
}

function fetchTarball({ spec, file }, what, cache) {
  const folder = join(cache, `fetch-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const onWindows = process.platform === "win32";
  const destination = onWindows ? `"${folder}"` : folder;
  try {
    execFileSync(
      onWindows ? "npm.cmd" : "npm",
      ["pack", "--ignore-scripts", "--silent", "--pack-destination", destination, spec],
      { cwd: folder, shell: onWindows, stdio: ["ignore", "ignore", "pipe"] },
    );
    const [name] = readdirSync(folder).filter((entry) => entry.endsWith(".tgz"));
    renameSync(join(folder, name), join(cache, file));
  } catch (error) {
    throw new Error(
      `${what} could not be fetched: the npm registry that npm is configured with gave no ${spec}. ` +
        `Connect once (or copy ${file} to ${cache}) and build again; afterwards the build needs no network.`,
      { cause: error },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
