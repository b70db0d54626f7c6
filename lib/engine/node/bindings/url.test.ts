import { domainToASCII, domainToUnicode, format, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { createEncodingBinding } from "./encoding-binding";
import { createUrlBinding } from "./url";

const binding = createUrlBinding();
const OMITTED = 0xffffffff;

test("cuts addresses into the components that Node's own parser gives", () => {
  const components = (input: string) => [binding.parse(input), [...binding.urlComponents]];
  expect(components("http://u:p@h.com:81/a?b=1#c")).toEqual([
    "http://u:p@h.com:81/a?b=1#c",
    [5, 8, 10, 16, 81, 19, 21, 25, 0],
  ]);
  expect(components("mailto:x?y")[1]).toEqual([7, 7, 7, 7, OMITTED, 7, 8, OMITTED, 1]);
  expect(components("file:///x")[1]).toEqual([5, 7, 7, 7, OMITTED, 7, OMITTED, OMITTED, 6]);
  expect(components("http://u@h")[1]).toEqual([5, 8, 8, 10, OMITTED, 10, OMITTED, OMITTED, 0]);
  expect(components("http://h/?#")[1]).toEqual([5, 7, 7, 8, OMITTED, 8, 9, 10, 0]);
});

test("refuses what isn't an address with the input and the base", () => {
  expect(binding.parse("foo")).toBe(undefined);
  expect(() => binding.parse("foo", undefined, true)).toThrow(
    expect.objectContaining({ code: "ERR_INVALID_URL", input: "foo" }),
  );
  expect(() => binding.parse("foo", "bar", true)).toThrow(expect.objectContaining({ base: "bar" }));
});

test("updates one part and answers the whole address", () => {
  expect(binding.update("http://a/b", 1, "x:99999")).toBe("http://x/b");
  expect(binding.update("http://a/b", 9, "foo")).toBe(false);
  expect(binding.update("http://a/b", 7, "q=1")).toBe("http://a/b?q=1");
});

test("makes the same file addresses as Node", () => {
  for (const path of [
    "/a b",
    "/a%b?c#d",
    "/ü\\x",
    "/a\nb\tc\rd",
    "/`!@$^&*()_+-={}[]|:;\"'<>,./",
    "/🙂",
    "/../x/./y",
  ]) {
    expect(binding.pathToFileURL(path, false)).toBe(pathToFileURL(path).href.replace("~", "%7E"));
  }
});

test("takes the hosts of Windows paths that Node takes", () => {
  expect(binding.pathToFileURL("/share/a b", true, "nas")).toBe("file://nas/share/a%20b");
  expect(binding.pathToFileURL("\\C:\\path", true, "?")).toBe("file:///C:/path");
  expect(() => binding.pathToFileURL("/x", true, "exa mple")).toThrow("Invalid URL");
});

test("turns domains to ASCII and back as Node does", () => {
  for (const domain of [
    "español.com",
    "中文.com",
    "xn--fiq228c.com",
    "xn--iñvalid.com",
    "EXAMPLE.com",
    "x",
    "",
    "a b",
    "faß.de",
  ]) {
    expect(binding.domainToASCII(domain)).toBe(domainToASCII(domain));
    expect(binding.domainToUnicode(domain)).toBe(domainToUnicode(domain));
  }
});

test("formats an address without the parts that aren't wanted", () => {
  const url = new URL("http://u:p@xn--fiq228c.com:8080/a?b#c");
  for (let bits = 0; bits < 16; bits++) {
    const [fragment = false, unicode = false, search = false, auth = false] = [1, 2, 4, 8].map(
      (bit) => (bits & bit) !== 0,
    );
    expect(binding.format(url.href, fragment, unicode, search, auth)).toBe(
      format(url, { fragment, unicode, search, auth }),
    );
  }
});

test("encodes and decodes texts with the results where Node's library looks for them", () => {
  const encoding = createEncodingBinding();
  encoding.encodeInto("aü🙂", new Uint8Array(4));
  expect([...encoding.encodeIntoResults]).toEqual([2, 3]);
  expect(encoding.decodeUTF8(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toBe("a");
  expect(encoding.decodeUTF8(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]), true)).toBe("\ufeffa");
  expect(() => encoding.decodeUTF8(new Uint8Array([0xff]), false, true)).toThrow(
    expect.objectContaining({ code: "ERR_ENCODING_INVALID_ENCODED_DATA" }),
  );
  expect(encoding.toUnicode("xn--a.com")).toBe("xn--a.com");
});
