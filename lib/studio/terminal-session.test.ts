import { expect, test, vi } from "vitest";
import type { SandboxProcess } from "@/lib/sandbox";
import { createTerminalSession } from "./terminal-session";

/** A program that starts when it is told to, and notes what it is given. */
function program() {
  const given: string[] = [];
  let start: () => void = () => undefined;
  let end: () => void = () => undefined;
  const output = new ReadableStream<string>({
    start(controller) {
      end = () => {
        controller.close();
      };
    },
  });
  const process = {
    output,
    exit: Promise.resolve({ code: 0 }),
    write: (text: string) => Promise.resolve(void given.push(text)),
    resize: () => undefined,
    kill: () => undefined,
  } as unknown as SandboxProcess;
  const spawn = () =>
    new Promise<SandboxProcess>((resolve) => {
      start = () => {
        resolve(process);
      };
    });
  return {
    given,
    spawn,
    start: () => {
      start();
    },
    end: () => {
      end();
    },
  };
}

test("what is typed before a program has started is given to it first, and nothing after it has ended", async () => {
  const { given, spawn, start, end } = program();
  const session = createTerminalSession({ id: "one", name: "sh", program: { command: "sh", args: [] }, spawn });
  session.write("ls");
  session.write(" -l\r");
  expect(given).toEqual([]);
  start();
  await vi.waitFor(() => {
    expect(session.state.get().type).toBe("running");
  });
  session.write("x");
  expect(given).toEqual(["ls -l\r", "x"]);
  end();
  await vi.waitFor(() => {
    expect(session.state.get()).toEqual({ type: "ended", code: 0 });
  });
  session.write("late");
  expect(given).toEqual(["ls -l\r", "x"]);
});
