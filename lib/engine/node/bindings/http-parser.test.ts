import { expect, test } from "vitest";
import { createHttpParserBinding } from "./http-parser";
import type { AsyncWrap } from "@/lib/engine/node/async-wrap";
import vectors from "./http-parser/vectors.data.json";

class PlainWrap implements AsyncWrap {
  getAsyncId(): number {
    return 1;
  }
  asyncReset(): void {}
  getProviderType(): number {
    return 0;
  }
  makeCallback(callback: unknown, ...args: unknown[]): unknown {
    return typeof callback === "function" ? Reflect.apply(callback, this, args) : undefined;
  }
}

let time = 0;
const { HTTPParser, ConnectionsList } = createHttpParserBinding({
  AsyncWrap: PlainWrap,
  makeBuffer: (bytes) => Buffer.from(bytes),
  maxHeaderSize: () => 16384,
  now: () => time,
});

type Parser = InstanceType<typeof HTTPParser> & Record<number, (...args: never[]) => unknown>;

const plain = (value: unknown): unknown => {
  if (!(value instanceof Error)) return value ?? null;
  const { code, reason } = value as Error & { code: string; reason: string };
  return [code, reason];
};

function open(
  type: number,
  log: unknown[],
  options: { lenient?: number; size?: number; answer?: number } = {},
): Parser {
  const parser = new HTTPParser() as Parser;
  parser.initialize(type, {}, options.size ?? 0, options.lenient ?? 0);
  parser[0] = () => log.push("begin");
  parser[1] = (...args) => log.push(["headers", ...args]);
  parser[2] = (...args) => {
    log.push(["hc", ...args]);
    return options.answer ?? 0;
  };
  parser[3] = (body: Buffer) => log.push(["body", body.toString("latin1")]);
  parser[4] = () => log.push("complete");
  return parser;
}

test("tells of every message what Node's own parser tells, errors included", () => {
  for (const [type, text, expected] of vectors as [number, string, unknown[]][]) {
    const log: unknown[] = [];
    const parser = open(type, log);
    log.push(["ex", plain(parser.execute(Buffer.from(text, "latin1")))]);
    log.push(["fin", plain(parser.finish())]);
    expect([text, JSON.parse(JSON.stringify(log))]).toEqual([text, expected]);
  }
});

test("reads a message the same when it comes byte by byte", () => {
  const text = "POST /a HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: u\r\n\r\n";
  const log: unknown[] = [];
  const parser = open(HTTPParser.REQUEST, log);
  for (const byte of Buffer.from(text)) expect(parser.execute(Buffer.from([byte]))).toBe(1);
  expect(log).toEqual([
    "begin",
    ["hc", 1, 1, ["Host", "b", "Transfer-Encoding", "chunked"], 3, "/a", undefined, undefined, false, true],
    ["body", "a"],
    ["body", "b"],
    ["body", "c"],
    ["headers", ["T", "u"], "/a"],
    "complete",
  ]);
});

test("refuses heads that are too long and hands many headers over in parts", () => {
  const log: unknown[] = [];
  const long = open(HTTPParser.REQUEST, log, { size: 40 });
  expect(plain(long.execute(Buffer.from(`GET / HTTP/1.1\r\nA: ${"b".repeat(60)}\r\n`)))).toEqual([
    "HPE_HEADER_OVERFLOW",
    "Header overflow",
  ]);
  const many: unknown[] = [];
  const parser = open(HTTPParser.REQUEST, many);
  parser.execute(Buffer.from(`GET / HTTP/1.1\r\n${"A: b\r\n".repeat(40)}\r\n`));
  const parts = many.filter((each) => Array.isArray(each) && each[0] === "headers") as [string, string[], string][];
  expect(parts.map(([, pairs]) => pairs.length)).toEqual([62, 18]);
  expect(parts[0]?.[2]).toBe("/");
});

test("skips the body of an answer to HEAD and leaves what follows an upgrade unread", () => {
  const log: unknown[] = [];
  const head = open(HTTPParser.RESPONSE, log, { answer: 1 });
  head.execute(Buffer.from("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHTTP/1.1 204 No\r\n\r\n"));
  expect(log.filter((each) => each === "complete")).toHaveLength(2);
  const upgrade = open(HTTPParser.RESPONSE, [], { answer: 2 });
  expect(upgrade.execute(Buffer.from("HTTP/1.1 200 OK\r\n\r\nrest"))).toBe(19);
});

test("pauses and resumes", () => {
  const log: unknown[] = [];
  const parser = open(HTTPParser.REQUEST, log);
  parser.pause();
  expect(plain(parser.execute(Buffer.from("GET / HTTP/1.1\r\n\r\n")))).toEqual(["HPE_PAUSED", "Paused"]);
  parser.resume();
  expect(parser.execute(Buffer.from("GET / HTTP/1.1\r\n\r\n"))).toBe(18);
});

test("lists a server's connections by what they do and how long they take", () => {
  time = 1;
  const list = new ConnectionsList();
  const parser = new HTTPParser() as Parser;
  parser.initialize(HTTPParser.REQUEST, {}, 0, 0, list);
  expect([list.all(), list.active(), list.idle()]).toEqual([[parser], [parser], []]);
  time = 500;
  expect(list.expired(600, 0)).toEqual([]);
  expect(list.expired(100, 0)).toEqual([parser]);
  parser.execute(Buffer.from("GET / HTTP/1.1\r\n\r\n"));
  expect([list.active(), list.idle()]).toEqual([[], [parser]]);
  parser.remove();
  expect(list.all()).toEqual([]);
});
