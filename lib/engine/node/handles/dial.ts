import { thisProcess } from "@/lib/engine/node/this-process";
import { op } from "@/lib/engine/protocol/operations";

/** Connects to a host that only the page can reach. Answers an errno, or the fd of a stream to it. */
export function dialHost(host: string, port: number, done: (errno: number, fd: number) => void): void {
  const { loop, syscalls } = thisProcess();
  loop.retain();
  syscalls.later(op.dial, [], ["tcp", JSON.stringify({ host, port })], (errno, numbers) => {
    loop.release();
    done(errno, numbers[0] ?? -1);
  });
}
