/** What a build of the app consists of, as far as it is kept in a browser. Written by `scripts/offline/build.mjs`. */
export interface OfflineList {
  /** Names the build: another one has another list. */
  readonly version: string;
  /** Paths of files that never change under their names. */
  readonly files: readonly string[];
  /** Paths of pages that are the same for everyone. */
  readonly pages: readonly string[];
}

/** The page of a project is kept once, for a project of this name, which no real one has. */
export const anyProject = "offline-any-project";

const projectPath = "/p/";

/** The path under which the page of `path` is kept, or undefined when no such page is. */
export function keptPage(path: string, { pages }: OfflineList): string | undefined {
  const page = projectOf(path) === undefined ? path : `${projectPath}${anyProject}`;
  return pages.includes(page) ? page : undefined;
}

/** The project that a page is for. Its letters are harmless in HTML and in scripts. */
export function projectOf(path: string): string | undefined {
  const name = path.startsWith(projectPath) ? path.slice(projectPath.length) : "";
  return /^[\w-]{1,64}$/u.test(name) ? name : undefined;
}

/** The kept page of any project as the page of this one. */
export const retarget = (html: string, project: string): string => html.replaceAll(anyProject, project);
