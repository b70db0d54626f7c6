import type { FileTree, FileTreeEntry } from "../sandbox";
import { expectEqual, runNode, type ContractCase } from "./contract-case";

const file = (content: string | Uint8Array): FileTreeEntry => ({ type: "file", content });
const folderOf = (entries: FileTree): FileTreeEntry => ({ type: "directory", entries });

function textOf(entry: FileTreeEntry | undefined): string | undefined {
  if (entry?.type !== "file") return undefined;
  return typeof entry.content === "string" ? entry.content : new TextDecoder().decode(entry.content);
}

const within = (tree: FileTree, ...names: readonly string[]): FileTreeEntry | undefined => {
  const [first = "", ...rest] = names;
  const entry = Object.hasOwn(tree, first) ? tree[first] : undefined;
  if (rest.length === 0) return entry;
  return entry?.type === "directory" ? within(entry.entries, ...rest) : undefined;
};

export const treeCases: readonly ContractCase[] = [
  {
    title: "a tree is laid down below a folder, and what isn't named stays",
    run: async ({ sandbox, folder }) => {
      await sandbox.files.write(`${folder}/kept`, "1");
      await sandbox.mount(
        {
          "a.txt": file("héllo"),
          bin: file(new Uint8Array([0, 255, 128])),
          src: folderOf({ deep: folderOf({ "x.js": file("1") }) }),
          empty: folderOf({}),
        },
        folder,
      );
      expectEqual((await sandbox.files.list(folder)).map(({ name }) => name).toSorted(), [
        "a.txt",
        "bin",
        "empty",
        "kept",
        "src",
      ]);
      expectEqual([...(await sandbox.files.read(`${folder}/bin`))], [0, 255, 128]);
      expectEqual(new TextDecoder().decode(await sandbox.files.read(`${folder}/src/deep/x.js`)), "1");
    },
  },
  {
    title: "a symbolic link leads programs to its target",
    run: async (place) => {
      const { sandbox, folder } = place;
      await sandbox.mount({ "a.txt": file("linked"), link: { type: "symlink", target: "a.txt" } }, folder);
      const { output } = await runNode(place, `process.stdout.write(fs.readFileSync("${folder}/link", "utf8"))`);
      expectEqual(output, "linked");
    },
  },
  {
    title: "a link that a program makes tells where it points, also one to nowhere",
    except: { webcontainer: "the client's files can't tell" },
    run: async (place) => {
      const { sandbox, folder } = place;
      await runNode(place, `fs.symlinkSync("../a b", "${folder}/link")`);
      const { type, target } = await sandbox.files.stat(`${folder}/link`);
      expectEqual([type, target], ["symlink", "../a b"]);
    },
  },
  {
    title: "a snapshot holds everything but the names to leave out",
    run: async ({ sandbox, folder }) => {
      await sandbox.mount(
        { a: file("1"), bin: file(new Uint8Array([255, 0])), node_modules: folderOf({ x: file("big") }) },
        folder,
      );
      const tree = await sandbox.snapshot({ leaveOut: ["node_modules"] });
      expectEqual(textOf(within(tree, folder, "a")), "1");
      const bin = within(tree, folder, "bin");
      expectEqual(bin?.type === "file" && typeof bin.content !== "string" ? [...bin.content] : bin, [255, 0]);
      expectEqual(within(tree, folder, "node_modules") === undefined, true, "node_modules is left out");
      const whole = await sandbox.snapshot();
      expectEqual(textOf(within(whole, folder, "node_modules", "x")), "big");
    },
  },
  {
    title: "a snapshot can be of one folder, with names that others have too",
    run: async ({ sandbox, folder }) => {
      await sandbox.mount(
        { src: folderOf({ a: file("1"), deep: folderOf({ src: file("2") }) }), b: file("3") },
        folder,
      );
      const tree = await sandbox.snapshot({ at: `${folder}/src` });
      expectEqual(Object.keys(tree).toSorted(), ["a", "deep"]);
      expectEqual([textOf(within(tree, "a")), textOf(within(tree, "deep", "src"))], ["1", "2"]);
    },
  },
  {
    title: "a file keeps the permission to be run",
    except: { webcontainer: "the client's trees have no modes" },
    run: async ({ sandbox, folder }) => {
      await sandbox.mount({ run: { type: "file", content: "#!/usr/bin/env node\n", mode: 0o755 } }, folder);
      expectEqual((await sandbox.files.stat(`${folder}/run`)).mode & 0o777, 0o755);
    },
  },
];
