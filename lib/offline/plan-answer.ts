import { keptPage, projectOf, type OfflineList } from "./offline-list";

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly isNavigation: boolean;
}

/** How the service worker of the app answers: a `pass` goes its usual way. */
export type Plan =
  | { readonly type: "pass" }
  | { readonly type: "file"; readonly path: string }
  | { readonly type: "page"; readonly page: string; readonly project: string | undefined };

/** Files whose names carry a hash of their content, or that only a new build changes. */
const fileFolders = ["/_next/static/", "/vendor/"];

export function planAnswer({ method, url, isNavigation }: Asked, origin: string, list: OfflineList): Plan {
  const { origin: its, pathname } = new URL(url);
  if (its !== origin || method !== "GET") return { type: "pass" };
  if (isNavigation) {
    const page = keptPage(pathname, list);
    return page === undefined ? { type: "pass" } : { type: "page", page, project: projectOf(pathname) };
  }
  const isFile = list.files.includes(pathname) || fileFolders.some((folder) => pathname.startsWith(folder));
  return isFile ? { type: "file", path: pathname } : { type: "pass" };
}
