import {
  decodeShare,
  findPhishing,
  findPublished,
  type PhishingSign,
  type SharedFile,
  type SharedProject,
  type TemplateFiles,
} from "@/lib/sharing";
import { findTemplate } from "@/lib/workspace";
import { writeProvenance, type Provenance } from "./provenance";

/** Someone else's project, read but not run. */
export interface SharedWork {
  readonly project: SharedProject;
  /** The id of the template that it builds on, when that still exists. */
  readonly template: string | undefined;
  readonly provenance: Provenance;
  /** The file that is shown first. */
  readonly opens: string | undefined;
  readonly phishing: readonly PhishingSign[];
  /** Names these bytes, so that a report can speak of them. */
  readonly fingerprint: string;
  /** Whether it is a template as it was published, without a byte of anybody's own. */
  readonly isTemplate: boolean;
  /** What a link to it holds, if it came as one. */
  readonly share: string | undefined;
}

/** Reads what a link or a short link holds. Failures have a code that starts with `ESHARE`. */
export async function openShared(share: string, source: Provenance["source"]): Promise<SharedWork> {
  const { project, template } = await decodeShare(share, findPublished);
  const id = template.slice(0, template.indexOf("@"));
  const isTemplate = isSame(project, await findPublished(template));
  return { ...(await workOf(project, source, findTemplate(id) && id)), isTemplate, share };
}

function isSame({ files, links, emptyFolders }: SharedProject, published: TemplateFiles | undefined): boolean {
  if (published === undefined || links.length > 0 || emptyFolders.length > 0) return false;
  const isPublished = ({ path, mode, content }: SharedFile) => {
    const own = published.get(path);
    return (
      own?.mode === mode &&
      own.content.length === content.length &&
      own.content.every((byte, at) => byte === content[at])
    );
  };
  return files.length > 0 && files.length === published.size && files.every(isPublished);
}

/** The same for files that came by another way, such as a repository. */
export async function workOf(
  project: SharedProject,
  source: Provenance["source"],
  template?: string,
): Promise<SharedWork> {
  const provenance = { source, ...(project.author !== undefined && { author: project.author }) };
  return {
    project,
    template,
    provenance,
    opens: firstFile(project.files, template),
    phishing: findPhishing(project.files),
    fingerprint: await fingerprintOf(project.files),
    isTemplate: false,
    share: undefined,
  };
}

const likely = ["README.md", "src/app.tsx", "src/main.ts", "src/index.ts", "index.html", "index.js", "main.py"];

function firstFile(files: readonly SharedFile[], template: string | undefined): string | undefined {
  const paths = new Set(files.map(({ path }) => path));
  return [findTemplate(template ?? "")?.opens, ...likely, files[0]?.path].find(
    (path) => path !== undefined && paths.has(path),
  );
}

async function fingerprintOf(files: readonly SharedFile[]): Promise<string> {
  const sums = await Promise.all(
    files.map(async ({ path, content }) => `${path}:${await hex(content as Uint8Array<ArrayBuffer>)}`),
  );
  return hex(new TextEncoder().encode(sums.join("\n")));
}

async function hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What a project's record says of where it came from. */
export const originOf = ({ provenance }: SharedWork): string => writeProvenance(provenance);
