import { transcode as nativeTranscode } from "node:buffer";
import { BlockList as NativeBlockList } from "node:net";
import { expect, test } from "vitest";
import fc from "fast-check";
import { createBlobBinding } from "./blob";
import { createBlockListBinding } from "./block-list";
import { createIcuBinding } from "./icu";

const icu = createIcuBinding((bytes) => bytes);

test("measures texts in columns of a terminal", () => {
  const cases = [
    ["abc", 3],
    ["日本", 4],
    ["e\u0301", 1],
    ["👍🏽", 4],
    ["ｱ", 1],
    ["\u001b", 0],
  ] as const;
  for (const [text, width] of cases) expect([text, icu.getStringWidth(text)]).toEqual([text, width]);
  expect(icu.getStringWidth("α", true)).toBe(2);
  expect(icu.getStringWidth("👩\u200d👩\u200d👧", false, false)).toBe(2);
});

test("transcodes as Node does", () => {
  const names = fc.constantFrom("latin1", "ucs2", "utf8", "ascii");
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), names, names, (text, from, to) => {
      const source = Buffer.from(text, from as "utf8");
      fc.pre(!(from === "utf8" && to === "ucs2") && !/[\ud800-\udfff]/.test(text));
      const ours = icu.transcode(source, from, to);
      expect(Buffer.from(ours as Uint8Array).toString("hex")).toBe(
        nativeTranscode(source, from as "utf8", to as "utf8").toString("hex"),
      );
    }),
  );
  expect(icu.icuErrName(icu.transcode(Buffer.from("a"), "hex", "utf8") as number)).toBe("U_ILLEGAL_ARGUMENT_ERROR");
});

test("decodes in pieces by the platform's converters", () => {
  const converter = icu.getConverter("utf-16le", 0);
  expect(converter).toBeDefined();
  if (converter === undefined) return;
  expect(icu.decode(converter, Uint8Array.of(0x61, 0, 0x3d), 0, "utf-16le")).toBe("a");
  expect(icu.decode(converter, Uint8Array.of(0xd8, 0x4d, 0xdc), 1, "utf-16le")).toBe("\ud83d\udc4d");
  const fatal = icu.getConverter("utf-16le", 2);
  expect(fatal && (() => icu.decode(fatal, Uint8Array.of(0), 1, "utf-16le"))).toThrow(
    "was not valid for encoding utf-16le",
  );
  expect([icu.getConverter("klingon", 0), icu.hasConverter("shift_jis")]).toEqual([undefined, true]);
});

test("blocks addresses by address, range and subnet, across both families", () => {
  const { BlockList, SocketAddress } = createBlockListBinding();
  const at = (address: string) => new SocketAddress(address, 0, address.includes(":") ? 10 : 2);
  const ours = new BlockList();
  ours.addAddress(at("123.123.123.123"));
  ours.addRange(at("10.0.0.1"), at("10.0.0.10"));
  ours.addSubnet(at("8592:757c:efae:4e45::"), 64);
  const theirs = new NativeBlockList();
  theirs.addAddress("123.123.123.123");
  theirs.addRange("10.0.0.1", "10.0.0.10");
  theirs.addSubnet("8592:757c:efae:4e45::", 64, "ipv6");
  for (const address of [
    "123.123.123.123",
    "10.0.0.3",
    "10.0.0.11",
    "::ffff:10.0.0.3",
    "8592:757c:efae:4e45:f::1",
    "::1",
  ]) {
    expect([address, ours.check(at(address))]).toEqual([
      address,
      theirs.check(address, address.includes(":") ? "ipv6" : "ipv4"),
    ]);
  }
  expect(ours.getRules()).toEqual(theirs.rules);
  expect(ours.addRange(at("10.0.0.2"), at("10.0.0.1"))).toBe(false);
  expect(() => at("300.1.1.1")).toThrow("Invalid address");
  expect(at("::FFFF:1.2.3.4").text()).toBe("::ffff:1.2.3.4");
});

test("slices and reads blobs and finds them by their address", () => {
  const blob = createBlobBinding({ readFile: (path) => (path === "/a" ? Buffer.from("file") : undefined) });
  const whole = blob.createBlob([Buffer.from("hello "), blob.createBlob([Buffer.from("world")])]);
  const parts: ArrayBuffer[] = [];
  const reader = whole.slice(3, 9).getReader();
  for (let i = 0; i < 3; i++) {
    reader.pull((status, buffer) => {
      expect(status).toBe(i < 2 ? 1 : 0);
      if (buffer !== undefined) parts.push(buffer);
    });
  }
  expect(Buffer.from(blob.concat(parts)).toString()).toBe("lo wor");
  blob.storeDataObject("id", whole, 11, "text/plain");
  expect(blob.getDataObject("id")?.[1]).toBe(11);
  blob.revokeObjectURL("blob:nodedata:id");
  expect([blob.getDataObject("id"), blob.createBlobFromFilePath("/b")]).toEqual([undefined, undefined]);
  expect(blob.createBlobFromFilePath("/a")?.[1]).toBe(4);
});
