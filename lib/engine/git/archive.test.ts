import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { createBoth } from "./testing/both";
import { expectSame, linesOf } from "./testing/lines";

vi.setConfig({ testTimeout: 300_000 });

const long = "a".repeat(50);

test("packs a commit byte for byte as git does, whatever its files are called", async () => {
  const both = await createBoth();
  both.shell(String.raw`
    git init -q -b main; mkdir -p src deep/${long}/${long}/${long}; printf '1\n' > a.txt; printf '2\n' > src/b.sh; chmod +x src/b.sh
    echo x > deep/${long}/${long}/${long}/file; echo y > deep/${long}${long}${long}; ln -s a.txt link; printf 'b\0\377' > bin
    printf '%200s\n' x > wide; echo u > ümlaut; git add -A; git commit -qm first; git tag -a v1 -m one`);
  await expectSame(
    both,
    linesOf(`archive HEAD a.txt src
      archive -o ../a.tar --prefix=p-1.0/ HEAD
      ! sha1sum ../a.tar; tar tvf ../a.tar
      archive --prefix=x HEAD a.txt -o ../b.tar
      ! sha1sum ../b.tar
      archive HEAD:src -o ../c.tar
      ! tar tf ../c.tar
      archive -o ../d.tgz v1
      ! gunzip -c ../d.tgz | sha1sum; head -c 10 ../d.tgz | od -c
      archive -v HEAD src -o ../e.tar
      archive -l
      archive --format=foo HEAD
      archive bogus
      archive HEAD nope
      ! printf '*.txt export-ignore\\nsrc export-ignore\\n' > .gitattributes; git add -A; git commit -qm attributes
      archive HEAD -o ../f.tar
      ! sha1sum ../f.tar
      show HEAD:bin
      cat-file blob HEAD:bin`),
  );
  await both.dispose();
});

const file = fc.record({
  path: fc.constantFrom("a", "b c", "d/e", "d/f/g", "ü/ö", `${long}/${long}/${long}`),
  text: fc.string({ unit: "binary", maxLength: 400 }),
  isProgram: fc.boolean(),
});

/** All files below a folder with what they hold. */
function filesBelow(folder: string): Readonly<Record<string, string>> {
  const names = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const places = names.map((one) => join(one.parentPath, one.name)).toSorted();
  return Object.fromEntries(
    places.map((place) => [
      place.slice(folder.length + 1),
      `${(fs.statSync(place).mode & 0o100).toString(8)} ${fs.readFileSync(place, "latin1")}`,
    ]),
  );
}

test("what was packed comes out again, from tar and from zip", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(file, { selector: ({ path }) => path, minLength: 1, maxLength: 5 }),
      async (files) => {
        const both = await createBoth();
        const { ours } = both.folders;
        try {
          for (const { path, text, isProgram } of files) {
            both.write(path, text);
            if (isProgram) fs.chmodSync(join(ours, path), 0o755);
          }
          execFileSync("sh", ["-c", "git init -q; git add -A; git -c user.name=A -c user.email=a@b commit -qm all"], {
            cwd: ours,
          });
          for (const format of ["tar", "tar.gz", "zip"])
            await both.gitApart(["--version"], ["archive", "-o", `../${format}.${format}`, "HEAD"]);
          execFileSync(
            "sh",
            ["-c", "mkdir t g z; tar xf tar.tar -C t; tar xzf tar.gz.tar.gz -C g; unzip -q zip.zip -d z"],
            { cwd: join(ours, "..") },
          );
          execFileSync("rm", ["-r", ".git"], { cwd: ours });
          for (const out of ["t", "g", "z"]) expect(filesBelow(join(ours, "..", out))).toEqual(filesBelow(ours));
        } finally {
          await both.dispose();
        }
      },
    ),
    { numRuns: Number(process.env["GIT_RANDOM_RUNS"] ?? 6), seed: 20_261_128 },
  );
});
