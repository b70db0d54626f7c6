import { expect, test } from "vitest";
import { gitTrouble } from "./git-trouble";

const http = (statusCode: number, response: string) =>
  Object.assign(new Error(`HTTP Error: ${statusCode}`), { code: "HttpError", data: { statusCode, response } });

test.each([
  [http(404, "<html>"), "example.org has no such repository, or shows it only to those it knows."],
  [http(429, ""), "example.org wants fewer calls. Try again in a while."],
  [http(502, '{"error":"example.org can\'t be reached."}'), "example.org can't be reached."],
  [http(502, "example.org can't be reached from this server.\n"), "example.org can't be reached from this server."],
  [http(500, "<p>broken</p>"), "example.org answered 500. Try again, or look at the repository's page there."],
  [new Error("HEAD is on no branch."), "HEAD is on no branch."],
  [
    Object.assign(new Error('Use "force: true"'), { code: "PushRejectedError", data: { reason: "not-fast-forward" } }),
    "example.org has commits that aren't here. Pull first, then push.",
  ],
  [
    Object.assign(new Error("rejected"), { code: "PushRejectedError", data: { reason: "tag-exists" } }),
    "example.org refused what was pushed.",
  ],
])("%s is told as a sentence", (error, sentence) => {
  expect(gitTrouble(error, "example.org").message).toBe(sentence);
});
