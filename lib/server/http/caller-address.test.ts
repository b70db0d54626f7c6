import { expect, test } from "vitest";
import { callerAddress, readTrustedProxies } from "./caller-address";

const from = (direct: string, forwarded?: string, proxies = 0) =>
  callerAddress(
    new Headers({ "x-tabsmith-address": direct, ...(forwarded !== undefined && { "x-forwarded-for": forwarded }) }),
    proxies,
  );

test("who connects is who calls, whatever they say", () => {
  expect(from("198.51.100.7", "1.2.3.4")).toBe("198.51.100.7");
  expect(from("::ffff:198.51.100.7")).toBe("198.51.100.7");
  expect(from("")).toBe("unknown");
});

test("behind proxies of one's own it is what they wrote, not what came before", () => {
  expect(from("10.0.0.1", "1.2.3.4, 203.0.113.9", 1)).toBe("203.0.113.9");
  expect(from("10.0.0.1", "6.6.6.6, 203.0.113.9, 10.0.0.2", 2)).toBe("203.0.113.9");
  expect(from("10.0.0.1", undefined, 1)).toBe("unknown");
});

test("one network of IPv6 is one caller", () => {
  expect(from("2001:db8:1:2:3:4:5:6")).toBe(from("2001:db8:1:2::99"));
  expect(from("2001:db8:1:2::1")).not.toBe(from("2001:db8:1:3::1"));
  expect(from("::1")).toBe("0:0:0:0::/64");
});

test("a number of proxies that is none is refused", () => {
  expect(readTrustedProxies({ TRUSTED_PROXIES: "2" })).toBe(2);
  expect(readTrustedProxies({})).toBe(0);
  expect(() => readTrustedProxies({ TRUSTED_PROXIES: "yes" })).toThrow(/how many/u);
});
