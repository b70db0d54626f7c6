import { Failure } from "@/lib/base";
import { fromBase64url, toBase64url } from "./base64url";
import { joined, readBody, writeBody } from "./body";
import { damaged, seal, unseal } from "./envelope";
import { limits } from "./limits";
import type { FindTemplate, SharedProject, TemplateFiles } from "./shared-project";

const version = "1";
/** Deflate looks back this far, so more of a template would be of no use. */
const dictionaryBytes = 32 * 1024;

/**
 * The project as the part of a link after `#p=`: `1.<template>.<payload>`. It never reaches a server.
 * The template's own files serve as the dictionary, so a small change makes a small link.
 */
export async function encodeShare(project: SharedProject, template: string, find: FindTemplate): Promise<string> {
  const files = await templateFiles(template, find);
  const sealed = await seal(writeBody(project, files), dictionaryOf(files));
  return `${version}.${template}.${toBase64url(sealed)}`;
}

/** The project and the template it came from. Every failure has a code that starts with `ESHARE` and says what to do. */
export async function decodeShare(
  share: string,
  find: FindTemplate,
): Promise<{ readonly project: SharedProject; readonly template: string }> {
  if (share.length > limits.link) throw new Failure("ESHARESIZE", "This link is longer than tabsmith opens.");
  const parts = share.split(".");
  const [made, template, payload] = parts;
  if (made !== undefined && /^[1-9]\d{0,5}$/.test(made) && made !== version)
    throw new Failure(
      "ESHAREVERSION",
      "This link was made by a newer tabsmith. Reload the page to get the newest one.",
    );
  if (parts.length !== 3 || made !== version || template === undefined || payload === undefined) throw damaged();
  const sealed = fromBase64url(payload);
  if (!sealed) throw damaged();
  const files = await templateFiles(template, find);
  return { project: readBody(await unseal(sealed, dictionaryOf(files)), files), template };
}

async function templateFiles(key: string, find: FindTemplate): Promise<TemplateFiles> {
  if (!/^[a-z][a-z0-9-]{0,40}@\d{1,4}$/.test(key)) throw damaged();
  const files = await find(key);
  if (!files)
    throw new Failure("ESHARETEMPLATE", `This link builds on a template that this tabsmith doesn't have: ${key}`);
  return files;
}

function dictionaryOf(files: TemplateFiles): Uint8Array {
  const sorted = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const all = joined(sorted.map(([, { content }]) => content));
  return all.subarray(Math.max(0, all.length - dictionaryBytes));
}
