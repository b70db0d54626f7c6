import type { PyodideAPI } from "pyodide";
import { createDescriptors, type Descriptors } from "./descriptors";
import { callKernel, KernelError } from "./kernel";

const endpoint = 0o140600;
const decoder = new TextDecoder();

interface Told {
  readonly numbers: readonly number[];
  readonly texts?: readonly string[];
}

/** What Python gives: its descriptor, a number and a text, each where the call has one. */
type Given = readonly [fd?: number, number?: number, text?: string];

/** A host that isn't this tab is reached through the page, by a stream that takes the socket's place. */
function connect(fd: number, port: number, address: string): Told {
  try {
    return callKernel("connect", [fd, port], [address]);
  } catch (error) {
    if (!(error instanceof KernelError) || error.code !== "ENETUNREACH") throw error;
    const [far = -1] = callKernel("dial", [], ["tcp", JSON.stringify({ host: address, port })]).numbers;
    callKernel("dup", [far, fd]);
    callKernel("close", [far]);
    return { numbers: [] };
  }
}

const calls: Readonly<Record<string, (descriptors: Descriptors, given: Given) => Told>> = {
  socket: ({ adopt }, [family = 0]) => ({
    numbers: [adopt(callKernel("socket", [family]).numbers[0] ?? -1, 2, endpoint)],
  }),
  socketPair: ({ adopt }) => ({
    numbers: callKernel("socketPair", [])
      .numbers.slice(0, 2)
      .map((fd) => adopt(fd, 2, endpoint)),
  }),
  bind: ({ find }, [fd = -1, port = 0, address = ""]) => callKernel("bind", [find(fd), port, 0], [address]),
  listen: ({ find }, [fd = -1, backlog = 0]) => callKernel("listen", [find(fd), backlog]),
  connect: ({ find }, [fd = -1, port = 0, address = ""]) => connect(find(fd), port, address),
  accept({ adopt, find }, [fd = -1]) {
    const { numbers, parts } = callKernel("accept", [find(fd)]);
    const [accepted = -1, family = 0, port = 0] = numbers;
    return { numbers: [adopt(accepted, 2, endpoint), family, port], texts: [decoder.decode(parts[0])] };
  },
  sockname({ find }, [fd = -1, peer = 0]) {
    const { numbers, parts } = callKernel("sockname", [find(fd), peer]);
    return { numbers: numbers.slice(0, 2), texts: [decoder.decode(parts[0])] };
  },
  shutdown: ({ find }, [fd = -1, how = 0]) => callKernel("shutdown", [find(fd), how]),
};

/** The socket calls of Python, as JSON both ways: a name and what it is given. */
export function createNetwork(python: () => PyodideAPI) {
  let made: Descriptors | undefined;
  return (asked: string): string => {
    const [name, ...given] = JSON.parse(asked) as [string, ...(number | string)[]];
    try {
      const { numbers, texts = [] } = calls[name]?.(
        (made ??= createDescriptors(python())),
        given as unknown as Given,
      ) ?? {
        numbers: [],
      };
      return JSON.stringify({ numbers, texts });
    } catch (error) {
      if (error instanceof KernelError) return JSON.stringify({ error: error.code });
      throw error;
    }
  };
}
