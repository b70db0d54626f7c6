/** A package's folder in a path such as `file:///node_modules/@types/react/index.d.ts`. */
const packageFolder = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/@.][^/]*)\//;

/**
 * The folders of packages among paths that a resolver looked at in vain, each once, without those that are known.
 * A package that is known but lacks a file isn't missing: its files are all there.
 */
export function missingPackages(paths: readonly string[], isKnown: (folder: string) => boolean): readonly string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    const folder = packageFolder.exec(path)?.[1];
    if (folder !== undefined && !isKnown(folder)) folders.add(folder);
  }
  return [...folders];
}
