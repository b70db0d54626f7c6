import { codeOf, Failure } from "@/lib/base";
import { projectPath, type Edit, type Workspace } from "@/lib/workspace";
import { ToldFailure } from "./told-failure";

/** All files of the project but what tools made, each as it was last saved; or only those at or below `paths`. */
export async function zipProject(workspace: Workspace, paths: readonly string[] = [""]): Promise<Uint8Array> {
  const wanted = (path: string) => paths.some((one) => one === "" || path === one || path.startsWith(`${one}/`));
  const { zip } = await import("fflate");
  const files: Record<string, [Uint8Array, { readonly mtime: number }]> = {};
  for await (const { path, type, modified } of workspace.walk()) {
    if (type === "file" && wanted(path))
      files[path] = [await workspace.readBytes(path), { mtime: Math.max(modified, oldest) }];
  }
  return new Promise((resolve, reject) => {
    zip(files, { level: 6 }, (error, bytes) => {
      if (error) reject(error);
      else resolve(bytes);
    });
  });
}

/** A zip can't say that a file is older. */
const oldest = Date.UTC(1980, 0, 2);

export interface UnzipLimits {
  readonly bytes: number;
  readonly files: number;
}

const limits: UnzipLimits = { bytes: 200_000_000, files: 20_000 };

/**
 * The files of a zip as edits below `folder`. Says no to a zip that would grow past the limits, before it grows,
 * and to names that lead out of the project. A single folder round everything is taken off.
 */
export async function unzipEdits(
  bytes: Uint8Array,
  folder: string,
  { bytes: most, files: mostFiles } = limits,
): Promise<readonly Edit[]> {
  const { unzipSync } = await import("fflate");
  let total = 0;
  let count = 0;
  const tooLarge = () => new ToldFailure("EFBIG", ({ zipTooLarge }) => zipTooLarge(Math.round(most / 1e6), mostFiles));
  const contents = read(() =>
    unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (name.endsWith("/") || isLitter(name)) return false;
        total += originalSize;
        count += 1;
        if (total > most || count > mostFiles) throw tooLarge();
        return true;
      },
    }),
  );
  const names = Object.keys(contents);
  const top = commonFolder(names);
  return Object.entries(contents).map(([name, content]) => {
    if (content.length > most) throw tooLarge();
    const path = pathOf(name.slice(top.length).replaceAll("\\", "/"));
    return { type: "write", path: folder === "" ? path : `${folder}/${path}`, content };
  });
}

function read<T>(unzip: () => T): T {
  try {
    return unzip();
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new ToldFailure("EINVAL", ({ zipDamaged }) => zipDamaged, { cause: error });
  }
}

function pathOf(name: string): string {
  try {
    return projectPath(name);
  } catch (error) {
    if (codeOf(error) !== "EACCES") throw error;
    throw new ToldFailure("EACCES", ({ outside }) => outside(name), { cause: error });
  }
}

const isLitter = (name: string): boolean => name.startsWith("__MACOSX/") || name.endsWith(".DS_Store");

function commonFolder(names: readonly string[]): string {
  const first = names[0]?.split("/")[0];
  const top = `${first}/`;
  return first !== undefined && first !== ".." && names.every((name) => name.startsWith(top)) ? top : "";
}
