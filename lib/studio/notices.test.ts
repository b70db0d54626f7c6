import { expect, test } from "vitest";
import { createNotices, type Notice } from "./notices";

const notice = (text: string): Notice => ({ type: "info", text });

test("what is told while nobody listens is heard once, by the first who does", () => {
  const notices = createNotices();
  notices.emit(notice("early"));
  const heard: (readonly [who: string, what: Notice["text"]])[] = [];
  const first = notices.on(({ text }) => heard.push(["first", text]));
  notices.on(({ text }) => heard.push(["second", text])).dispose();
  notices.emit(notice("now"));
  first.dispose();
  first.dispose();
  notices.emit(notice("between"));
  notices.on(({ text }) => heard.push(["third", text]));
  expect(heard).toEqual([
    ["first", "early"],
    ["first", "now"],
    ["third", "between"],
  ]);
});
