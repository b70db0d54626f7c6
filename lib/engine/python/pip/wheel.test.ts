import { crc32, deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { readWheelName, unzip } from "./wheel";

/** A zip archive of one file, as little as one can be. */
function zipOf(path: string, text: string, claims = text.length): Buffer {
  const [name, data] = [Buffer.from(path), deflateRawSync(text)];
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(8, 4);
  head.writeUInt32LE(crc32(text), 10);
  head.writeUInt32LE(data.length, 14);
  head.writeUInt32LE(claims, 18);
  head.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), head, name, data]);
  const central = Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), head, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

test("unpacks what a wheel has", () => {
  const [entry] = unzip(zipOf("demo/__init__.py", "word = 1\n".repeat(50)));
  expect([entry?.path, Buffer.from(entry?.data ?? []).toString()]).toEqual([
    "demo/__init__.py",
    "word = 1\n".repeat(50),
  ]);
});

test.each(["../evil.py", "/etc/evil", "a/../../evil", String.raw`a\..\evil`])(
  "refuses a file that goes to %s",
  (path) => {
    expect(() => unzip(zipOf(path, "x"))).toThrow(/outside/u);
  },
);

test("refuses what is no archive, and what grows beyond what it says", () => {
  expect(() => unzip(Buffer.from("no wheel"))).toThrow(/no zip archive/u);
  expect(() => unzip(zipOf("big.py", "x".repeat(10_000), 10))).toThrow(/larger/u);
});

test.each([
  ["demo-1.0-py3-none-any.whl", true],
  ["demo-1.0-2-py2.py3-none-any.whl", true],
  ["demo-1.0-cp314-cp314-manylinux_2_17_x86_64.whl", false],
  ["demo-1.0-py2-none-any.whl", false],
])("%s runs here: %s", (file, pure) => {
  expect(readWheelName(file)).toMatchObject({ name: "demo", version: "1.0", pure });
});

test("other files are no wheels", () => {
  expect([readWheelName("demo-1.0.tar.gz"), readWheelName("demo.whl")]).toEqual([undefined, undefined]);
});
