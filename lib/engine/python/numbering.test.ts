import { createRequire } from "node:module";
import { dirname } from "node:path";
import { loadPyodide } from "pyodide";
import { expect, test } from "vitest";
import { errno } from "../protocol/errno.data";
import { errors } from "./errors.data";
import { hearErrors } from "./hear-errors";
import { numbering } from "./numbering.data";

const program = `
import errno, os, pickle
said = []
def tell(run, *given):
    try:
        run(*given)
    except OSError as error:
        said.append(f"{type(error).__name__} {error.errno} {error}")
os.makedirs("/place/inner")
tell(open, "/nope")
tell(os.mkdir, "/place")
tell(os.rmdir, "/place")
tell(open, "/place")
tell(os.close, 99)
tell(os.stat, "/place/" + "x" * 300)
tell(lambda: (_ for _ in ()).throw(OSError(2, "as python says", "f")))
tell(lambda: (_ for _ in ()).throw(OSError(errno.EACCES, os.strerror(errno.EACCES))))
class Own(OSError):
    def __init__(self, about):
        super().__init__(17, about)
own = Own("mine")
said += [repr(own), str(own.errno), repr(pickle.loads(pickle.dumps(OSError(2, "q", "f")))), repr(OSError("alone"))]
said += [str(errno.ENOENT), errno.errorcode[11], os.strerror(98), os.strerror(9999)]
try:
    open("/nope")
except OSError as error:
    tell(lambda: (_ for _ in ()).throw(OSError(error.errno, error.strerror, error.filename)))
"\\n".join(said)
`;

test("the numbers are those that the kernel answers with", () => {
  const told = [...errors.matchAll(/"(E\w+)": \((\d+),/gu)].map(
    ([, name = "", number]) => [name, Number(number)] as const,
  );
  const known = new Map<string, number>(Object.entries(errno));
  const shared = told.filter(([name]) => known.has(name));
  expect(shared.length).toBeGreaterThan(40);
  expect(shared).toEqual(shared.map(([name]) => [name, known.get(name)]));
});

test("errors have Linux's numbers and words, whoever raises them", async () => {
  const indexURL = `${dirname(createRequire(import.meta.url).resolve("pyodide/package.json"))}/`;
  const python = await loadPyodide({ indexURL });
  python.runPython([errors, numbering].join("\n"));
  hearErrors(python);
  expect((python.runPython(program) as string).split("\n")).toEqual([
    "FileNotFoundError 2 [Errno 2] No such file or directory: '/nope'",
    "FileExistsError 17 [Errno 17] File exists: '/place'",
    "OSError 39 [Errno 39] Directory not empty: '/place'",
    "IsADirectoryError 21 [Errno 21] Is a directory: '/place'",
    "OSError 9 [Errno 9] Bad file descriptor",
    expect.stringMatching(/^(?:FileNotFoundError 2|OSError 36) \[Errno/u),
    "FileNotFoundError 2 [Errno 2] as python says: 'f'",
    "PermissionError 13 [Errno 13] Permission denied",
    "Own(17, 'mine')",
    "17",
    "FileNotFoundError(2, 'q')",
    "OSError('alone')",
    "2",
    "EAGAIN",
    "Address already in use",
    "Unknown error 9999",
    "FileNotFoundError 2 [Errno 2] No such file or directory: '/nope'",
  ]);
}, 240_000);
