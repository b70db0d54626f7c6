import fc from "fast-check";
import { expect, test } from "vitest";
import { isPublicAddress } from "./address";

test.each([
  "127.0.0.1",
  "127.8.8.8",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "[::1]",
  "fe80::1%eth0",
  "fc00::1",
  "fd12:3456::1",
  "ff02::1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "::ffff:10.0.0.1",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "2001:0:1::1",
  "localhost",
  "",
  "0x7f.1",
  "2130706433",
])("%s is none of the public internet's", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(["1.1.1.1", "8.8.8.8", "140.82.121.3", "172.32.0.1", "2606:4700:4700::1111", "[2a00:1450::1]"])(
  "%s is public",
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test("an address of a private network stays private when it is written as IPv6", () => {
  fc.assert(
    fc.property(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)), ([b, c, d]) => {
      const hex = (x: number, y: number) => ((x << 8) | y).toString(16);
      expect(isPublicAddress(`::ffff:10.${b}.${c}.${d}`)).toBe(false);
      expect(isPublicAddress(`::ffff:${hex(10, b)}:${hex(c, d)}`)).toBe(false);
    }),
  );
});
