import type { Change } from "../changes";
import type { Repository } from "../context";
import { fatal } from "../failure";
import type { Options } from "../options";
import { statOf, type PatchForm, type Texts } from "../patch";
import { movedBytes, type Shown } from "../renames";

interface FolderForm {
  readonly counts: "changes" | "lines" | "files";
  /** Of all, in thousandths. */
  readonly least: number;
  readonly cumulative: boolean;
}

export const hasFolders = (options: Options): boolean =>
  ["dirstat", "dirstat-by-file", "cumulative"].some((name) => options.has(name));

function formOf(options: Options): FolderForm {
  const words = ["dirstat", "dirstat-by-file"].flatMap((name) => (options.value(name) ?? "").split(","));
  let counts: FolderForm["counts"] = options.has("dirstat-by-file") ? "files" : "changes";
  let [least, cumulative] = [30, options.has("cumulative")];
  for (const word of words.filter((one) => one !== ""))
    if (word === "changes" || word === "lines" || word === "files") counts = word;
    else if (word === "cumulative" || word === "noncumulative") cumulative = word === "cumulative";
    else if (/^\d+(?:\.\d*)?$/u.test(word)) least = Math.trunc(Number(word) * 10);
    else fatal(`Failed to parse --dirstat/-X option parameter:\n  Unknown dirstat parameter '${word}'\n`);
  return { counts, least, cumulative };
}

interface Reading {
  readonly options: Options;
  readonly form: PatchForm;
  readonly texts: (change: Change) => Promise<Texts>;
}

async function damageOf(change: Shown, counts: FolderForm["counts"], { form, texts }: Reading): Promise<number> {
  const isSame = change.before?.oid === change.after?.oid;
  if (isSame) return 0;
  if (counts === "files") return 1;
  const both = await texts(change);
  if (counts === "lines") {
    const { added, removed } = statOf(change, both, form);
    return added + removed;
  }
  return Math.max(1, movedBytes(both.before, both.after));
}

/** How much of all changes lies in each folder. */
export async function folderTable(_: Repository, shown: readonly Shown[], reading: Reading): Promise<string> {
  const form = formOf(reading.options);
  const files: { readonly path: string; readonly changed: number }[] = [];
  for (const change of shown) {
    const changed = await damageOf(change, form.counts, reading);
    if (changed > 0) files.push({ path: change.path, changed });
  }
  const all = files.reduce((sum, { changed }) => sum + changed, 0);
  if (all === 0) return "";
  const rows: string[] = [];
  const queue = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const gather = (base: string): number => {
    let [sum, sources] = [0, 0];
    for (let file = queue[0]; file?.path.startsWith(base) === true; file = queue[0]) {
      const slash = file.path.indexOf("/", base.length);
      sources += slash < 0 ? 2 : 1;
      if (slash < 0) queue.shift();
      sum += slash < 0 ? file.changed : gather(file.path.slice(0, slash + 1));
    }
    const share = Math.trunc((sum * 1000) / all);
    if (base === "" || sources === 1 || sum === 0 || share < form.least) return sum;
    rows.push(`${String(Math.trunc(share / 10)).padStart(4)}.${share % 10}% ${base}\n`);
    return form.cumulative ? sum : 0;
  };
  gather("");
  return rows.join("");
}
