import { expect, test } from "vitest";
import { createCookieJar } from "./cookies";

function jar(now = 1000) {
  const time = { now };
  const visible: string[] = [];
  const made = createCookieJar(
    { read: () => visible.map((cookie) => cookie.split(";")[0]).join("; "), write: (text) => visible.push(text) },
    () => time.now,
  );
  return { made, time, visible };
}

test("keeps what scripts must not see to itself, and sends it where its path says", () => {
  const { made, visible } = jar();
  made.take("id=7; HttpOnly; Path=/admin");
  expect(visible).toEqual([]);
  expect(made.header("/admin/x")).toBe("id=7");
  expect(made.header("/administrator")).toBeUndefined();
});

test("gives the rest to the page and sends both", () => {
  const { made, visible } = jar();
  made.take("theme=dark; Max-Age=60; SameSite=None; Secure; Domain=localhost");
  made.take("id=7; httponly");
  expect(visible).toEqual(["theme=dark; path=/; max-age=60"]);
  expect(made.header("/")).toBe("id=7; theme=dark");
});

test("forgets what has expired, and what is replaced", () => {
  const { made, time } = jar();
  made.take("a=1; HttpOnly; Max-Age=10");
  made.take("b=1; HttpOnly");
  made.take("b=2; HttpOnly");
  expect(made.header("/")).toBe("a=1; b=2");
  time.now += 11_000;
  expect(made.header("/")).toBe("b=2");
});
