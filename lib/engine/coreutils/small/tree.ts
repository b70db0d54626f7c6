import fs from "node:fs";
import { tool, type Options } from "../lines/run-tool";
import { globPattern } from "../own/glob-pattern";
import { humanSize, modeText } from "./tree-facts";

interface Node {
  readonly name: string;
  readonly path: string;
  readonly stat: fs.Stats;
  readonly link: string | undefined;
  readonly children: readonly Node[];
}

interface Looking {
  readonly options: Options;
  readonly wanted: readonly RegExp[];
  readonly unwanted: readonly RegExp[];
  readonly depth: number;
}

const globs = ({ given }: Options, key: string): readonly RegExp[] =>
  given.filter(([name]) => name === key).flatMap(([, text]) => text.split("|").map((glob) => globPattern(glob)));

const byName = (one: Node, other: Node): number => (one.name < other.name ? -1 : 1);

function ordered(nodes: readonly Node[], { has }: Options): readonly Node[] {
  if (has("U")) return nodes;
  const isFolder = (node: Node): number => (node.stat.isDirectory() ? 0 : 1);
  const order = (one: Node, other: Node): number => {
    if (has("dirsfirst") && isFolder(one) !== isFolder(other)) return isFolder(one) - isFolder(other);
    return has("t") ? one.stat.mtimeMs - other.stat.mtimeMs || byName(one, other) : byName(one, other);
  };
  const sorted = nodes.toSorted(order);
  return has("r") ? sorted.toReversed() : sorted;
}

function isShown({ name, stat }: Node, { options, wanted, unwanted }: Looking): boolean {
  const isFolder = stat.isDirectory();
  if (name.startsWith(".") && !options.has("a")) return false;
  if (options.has("d") && !isFolder) return false;
  if (unwanted.some((regex) => regex.test(name))) return false;
  return isFolder || wanted.length === 0 || wanted.some((regex) => regex.test(name));
}

function nodeAt(path: string, name: string, level: number, looking: Looking): Node {
  const stat = fs.lstatSync(path);
  const link = stat.isSymbolicLink() ? fs.readlinkSync(path) : undefined;
  if (!stat.isDirectory() || level >= looking.depth) return { name, path, stat, link, children: [] };
  const prefix = path.endsWith("/") ? path : `${path}/`;
  const children = fs
    .readdirSync(path)
    .map((child) => ({ child, stat: fs.lstatSync(prefix + child) }))
    .filter(({ child, stat: found }) =>
      isShown({ name: child, path: "", stat: found, link: undefined, children: [] }, looking),
    )
    .map(({ child }) => nodeAt(prefix + child, child, level + 1, looking))
    .filter((node) => !looking.options.has("prune") || !node.stat.isDirectory() || node.children.length > 0);
  return { name, path, stat, link, children: ordered(children, looking.options) };
}

/** What stands in brackets before a name. */
function facts({ stat }: Node, { has }: Options): string {
  const parts: string[] = [];
  if (has("p")) parts.push(modeText(stat));
  if (has("h")) parts.push(humanSize(stat.size).padStart(4));
  else if (has("s")) parts.push(String(stat.size).padStart(11));
  return parts.length === 0 ? "" : `[${parts.join(" ")}]  `;
}

function mark({ stat }: Node): string {
  if (stat.isDirectory()) return "/";
  return (stat.mode & 0o111) !== 0 && stat.isFile() ? "*" : "";
}

const colorOf = ({ stat, link }: Node): string => {
  if (stat.isDirectory()) return "01;34";
  if (link !== undefined) return "01;36";
  return (stat.mode & 0o111) === 0 ? "" : "01;32";
};

function label(node: Node, options: Options, isColored: boolean): string {
  const name = options.has("f") ? node.path : node.name;
  const color = isColored ? colorOf(node) : "";
  const shown = color === "" ? name : `\u001b[${color}m${name}\u001b[0m`;
  const marked = options.has("F") && !(node.stat.isDirectory() && name.endsWith("/")) ? shown + mark(node) : shown;
  return facts(node, options) + marked + (node.link === undefined ? "" : ` -> ${node.link}`);
}

function* rows(nodes: readonly Node[], indent: string, options: Options, isColored: boolean): Iterable<string> {
  for (const [at, node] of nodes.entries()) {
    const isLast = at === nodes.length - 1;
    yield options.has("i")
      ? label(node, options, isColored)
      : `${indent}${isLast ? "└── " : "├── "}${label(node, options, isColored)}`;
    yield* rows(node.children, `${indent}${isLast ? "    " : "│\u00a0\u00a0 "}`, options, isColored);
  }
}

function count(node: Node): { folders: number; files: number } {
  const sum = { folders: node.stat.isDirectory() ? 1 : 0, files: node.stat.isDirectory() ? 0 : 1 };
  for (const child of node.children) {
    const { folders, files } = count(child);
    sum.folders += folders;
    sum.files += files;
  }
  return sum;
}

const many = (number: number, one: string, more: string): string => `${number} ${number === 1 ? one : more}`;

function json(node: Node, indent: string): string {
  const name = JSON.stringify(node.name);
  if (node.link !== undefined) return `${indent}{"type":"link","name":${name},"target":${JSON.stringify(node.link)}}`;
  if (!node.stat.isDirectory()) return `${indent}{"type":"file","name":${name}}`;
  const inner = node.children.map((child) => json(child, `${indent}  `)).join(",\n");
  return `${indent}{"type":"directory","name":${name}${node.children.length === 0 ? "}" : `,"contents":[\n${inner}\n${indent}]}`}`;
}

interface Total {
  folders: number;
  files: number;
}

function report({ folders, files }: Total, { has }: Options): string {
  const shown = many(folders, "directory", "directories");
  return has("d") ? shown : `${shown}, ${many(files, "file", "files")}`;
}

function show(roots: readonly Node[], options: Options, isColored: boolean): string {
  const total: Total = { folders: 0, files: 0 };
  const lines: string[] = [];
  for (const root of roots) {
    lines.push(label(root, options, isColored), ...rows(root.children, "", options, isColored));
    const { folders, files } = count(root);
    total.folders += folders;
    total.files += files;
  }
  if (!options.has("noreport")) lines.push("", report(total, options));
  return lines.map((line) => `${line}\n`).join("");
}

/** A folder as a tree. */
export const tree = tool(
  {
    short: "adfFhiI:JL:nCP:prstU",
    long: {
      dirsfirst: "dirsfirst",
      noreport: "noreport",
      prune: "prune",
      filelimit: "filelimit=",
      gitignore: "gitignore",
      sort: "sort=",
      du: "s",
    },
  },
  ({ out }, options) => {
    const looking: Looking = {
      options,
      wanted: globs(options, "P"),
      unwanted: globs(options, "I"),
      depth: Number(options.value("L") ?? Number.POSITIVE_INFINITY),
    };
    const names = options.rest.length > 0 ? options.rest : ["."];
    const missing = names.filter((name) => fs.statSync(name, { throwIfNoEntry: false })?.isDirectory() !== true);
    const roots = names.filter((name) => !missing.includes(name)).map((name) => nodeAt(name, name, 0, looking));
    for (const name of missing) out(`${name}  [error opening dir]\n`);
    if (options.has("J")) {
      const total = roots
        .map(count)
        .reduce((sum, { folders, files }) => ({ folders: sum.folders + folders, files: sum.files + files }), {
          folders: 0,
          files: 0,
        });
      out(
        `[\n${roots.map((root) => json(root, "  ")).join(",\n")}\n,\n  {"type":"report","directories":${total.folders},"files":${total.files}}\n]\n`,
      );
    } else if (roots.length === 0) out("\n0 directories, 0 files\n");
    else out(show(roots, options, options.has("C") || (process.stdout.isTTY && !options.has("n"))));
    return missing.length > 0 ? 2 : 0;
  },
);
