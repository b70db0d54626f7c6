import fc from "fast-check";
import { expect, test } from "vitest";
import { readGitHosts } from "./git-hosts";
import { readGitPath } from "./git-path";

const hosts = readGitHosts("github.com git.example.org:8443 http://127.0.0.1:9000");
const read = (method: string, target: string) => {
  const url = new URL(target, "http://ide.localhost");
  return readGitPath(method, url.pathname, url.searchParams, hosts);
};

test("leads to the three addresses of git's protocol on the hosts that are allowed", () => {
  expect(read("GET", "/github.com/o/r.git/info/refs?service=git-upload-pack")?.url.href).toBe(
    "https://github.com/o/r.git/info/refs?service=git-upload-pack",
  );
  expect(read("POST", "/github.com/o/r.git/git-receive-pack")?.url.href).toBe(
    "https://github.com/o/r.git/git-receive-pack",
  );
  expect(read("GET", "/git.example.org:8443/a/b/c/info/refs?service=git-receive-pack&x=1")?.url.href).toBe(
    "https://git.example.org:8443/a/b/c/info/refs?service=git-receive-pack",
  );
  expect(read("POST", "/127.0.0.1:9000/r/git-upload-pack")).toMatchObject({ host: { trusted: true } });
});

test.each([
  ["GET", "/github.com/o/r/info/refs"],
  ["GET", "/github.com/o/r/info/refs?service=git-archive"],
  ["GET", "/github.com/o/r/archive/main.zip"],
  ["GET", "/github.com/info/refs?service=git-upload-pack"],
  ["GET", "/evil.example/o/r/info/refs?service=git-upload-pack"],
  ["GET", "/github.com.evil.example/o/r/info/refs?service=git-upload-pack"],
  ["GET", "/github.com:444/o/r/info/refs?service=git-upload-pack"],
  ["POST", "/github.com/o/%2e%2e/%2e%2e/x/git-upload-pack/y"],
  ["POST", "/github.com/o%2Fr/git-upload-pack"],
  ["POST", "/github.com/o/r/info/refs"],
  ["PUT", "/github.com/o/r/git-receive-pack"],
  ["DELETE", "/github.com/o/r/info/refs?service=git-upload-pack"],
])("%s %s is none of git's", (method, target) => {
  expect(read(method, target)).toBeUndefined();
});

test("never leaves the hosts that are allowed, whatever the path", () => {
  fc.assert(
    fc.property(fc.constantFrom("GET", "POST"), fc.webPath(), fc.string(), (method, path, host) => {
      const found = readGitPath(method, `/${host}${path}`, new URLSearchParams("service=git-upload-pack"), hosts);
      const origins = [undefined, ...[...hosts.values()].map(({ origin }) => origin)];
      expect(origins).toContain(found?.url.origin);
    }),
    { numRuns: 30 },
  );
});

test("takes the usual hosts when nothing is configured, and passes over what is no host", () => {
  expect(readGitHosts("").get("github.com")).toEqual({ origin: "https://github.com", trusted: false });
  expect([...readGitHosts("a.example, https://[bad, b.example").keys()]).toEqual(["a.example", "b.example"]);
});
