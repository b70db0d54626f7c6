import type { FileChange } from "../sandbox";
import { eventually, expectCode, expectEqual, expectTrue, type ContractCase } from "./contract-case";

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

export const fileCases: readonly ContractCase[] = [
  {
    title: "a file is read as it was written, text or bytes",
    run: async ({ sandbox: { files }, folder }) => {
      await files.write(`${folder}/a.txt`, "héllo");
      expectEqual(text(await files.read(`${folder}/a.txt`)), "héllo");
      const bytes = new Uint8Array([0, 255, 128, 10]);
      await files.write(`${folder}/a.bin`, bytes);
      expectEqual([...(await files.read(`${folder}/a.bin`))], [0, 255, 128, 10]);
      expectEqual(bytes.length, 4, "the caller's own bytes");
    },
  },
  {
    title: "writing replaces all of a file",
    run: async ({ sandbox: { files }, folder }) => {
      await files.write(`${folder}/a`, "a long text");
      await files.write(`${folder}/a`, "short");
      expectEqual(text(await files.read(`${folder}/a`)), "short");
      await files.write(`${folder}/a`, "");
      expectEqual((await files.read(`${folder}/a`)).length, 0);
    },
  },
  {
    title: "a path may be absolute or relative to the project",
    run: async ({ sandbox: { files, cwd }, folder }) => {
      await files.write(`${cwd}/${folder}/a`, "1");
      expectEqual(text(await files.read(`${folder}/a`)), "1");
      expectEqual(text(await files.read(`./${folder}/../${folder}/a`)), "1");
    },
  },
  {
    title: "8 MiB go in and come back",
    run: async ({ sandbox: { files }, folder }) => {
      const bytes = new Uint8Array(8 << 20).map((_, at) => at >> 12);
      await files.write(`${folder}/big`, bytes);
      const back = await files.read(`${folder}/big`);
      expectEqual(back.length, bytes.length);
      expectTrue(
        back.every((byte, at) => byte === bytes[at]),
        "the bytes differ",
      );
    },
  },
  {
    title: "500 files are written at once",
    run: async ({ sandbox: { files }, folder }) => {
      const names = Array.from({ length: 500 }, (_, at) => `f${at}`);
      await Promise.all(names.map((name) => files.write(`${folder}/${name}`, name)));
      expectEqual((await files.list(folder)).length, 500);
      expectEqual(text(await files.read(`${folder}/f499`)), "f499");
    },
  },
  {
    title: "a list names each entry with its type",
    run: async ({ sandbox: { files }, folder }) => {
      await files.mkdir(`${folder}/src`);
      await files.write(`${folder}/a.txt`, "");
      const listed = [...(await files.list(folder))].toSorted((a, b) => a.name.localeCompare(b.name));
      expectEqual(listed, [
        { name: "a.txt", type: "file" },
        { name: "src", type: "directory" },
      ]);
      expectEqual(await files.list(`${folder}/src`), []);
    },
  },
  {
    title: "stat tells type and size",
    run: async ({ sandbox: { files }, folder }) => {
      await files.write(`${folder}/a`, "12345");
      const { type, size } = await files.stat(`${folder}/a`);
      expectEqual({ type, size }, { type: "file", size: 5 });
      expectEqual((await files.stat(folder)).type, "directory");
      expectEqual((await files.stat(".")).type, "directory");
    },
  },
  {
    title: "mkdir makes missing parents and doesn't mind what is there",
    run: async ({ sandbox: { files }, folder }) => {
      await files.mkdir(`${folder}/a/b/c`);
      await files.mkdir(`${folder}/a/b/c`);
      expectEqual((await files.stat(`${folder}/a/b/c`)).type, "directory");
    },
  },
  {
    title: "remove takes a file or a whole folder",
    run: async ({ sandbox: { files }, folder }) => {
      await files.mkdir(`${folder}/a/b`);
      await files.write(`${folder}/a/b/c`, "x");
      await files.remove(`${folder}/a`);
      expectEqual(await files.list(folder), []);
      await files.write(`${folder}/d`, "x");
      await files.remove(`${folder}/d`);
      await expectCode(files.read(`${folder}/d`), "ENOENT");
    },
  },
  {
    title: "rename moves a file over another, and a folder with all it holds",
    run: async ({ sandbox: { files }, folder }) => {
      await files.write(`${folder}/a`, "new");
      await files.write(`${folder}/b`, "old");
      await files.rename(`${folder}/a`, `${folder}/b`);
      expectEqual(text(await files.read(`${folder}/b`)), "new");
      await files.mkdir(`${folder}/dir`);
      await files.write(`${folder}/dir/x`, "1");
      await files.rename(`${folder}/dir`, `${folder}/moved`);
      expectEqual(text(await files.read(`${folder}/moved/x`)), "1");
    },
  },
  {
    title: "an error carries POSIX's code",
    run: async ({ sandbox: { files }, folder }) => {
      await files.write(`${folder}/file`, "x");
      await expectCode(files.read(`${folder}/missing`), "ENOENT");
      await expectCode(files.stat(`${folder}/missing`), "ENOENT");
      await expectCode(files.list(`${folder}/missing`), "ENOENT");
      await expectCode(files.remove(`${folder}/missing`), "ENOENT");
      await expectCode(files.rename(`${folder}/missing`, `${folder}/x`), "ENOENT");
      await expectCode(files.write(`${folder}/missing/x`, "x"), "ENOENT");
      await expectCode(files.read(folder), "EISDIR");
      await expectCode(files.list(`${folder}/file`), "ENOTDIR");
    },
  },
  {
    title: "a watch hears of what comes, changes and goes, also deep below, until it is let go",
    run: async ({ sandbox: { files, cwd }, folder }) => {
      await files.mkdir(`${folder}/deep`);
      const seen: string[] = [];
      const note = (changes: readonly FileChange[]) => {
        for (const { type, path } of changes) seen.push(`${type} ${path.replace(`${cwd}/${folder}/`, "")}`);
      };
      const watch = files.watch(folder, note);
      await files.list(folder);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await files.write(`${folder}/deep/a`, "1");
      await eventually(() => seen.includes("created deep/a"), `created deep/a in ${seen.join()}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await files.write(`${folder}/deep/a`, "2");
      await eventually(() => seen.includes("changed deep/a"), "changed deep/a");
      await files.remove(`${folder}/deep/a`);
      await eventually(() => seen.includes("removed deep/a"), "removed deep/a");
      watch.dispose();
      await files.write(`${folder}/later`, "x");
      await new Promise((resolve) => setTimeout(resolve, 200));
      expectTrue(!seen.some((line) => line.endsWith("later")), "it went on after it was let go");
    },
  },
];
