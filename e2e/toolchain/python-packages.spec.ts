import { expect, test } from "../fixtures/test";
import { oneComputer } from "./computer";

const computer = oneComputer();

/** Makes wheels, and the pages of an index that has them. */
const wheels = `import zipfile, hashlib, json, os
os.makedirs("index", exist_ok=True)
pages = {}
def wheel(name, version, files, requires=(), tag="py3-none-any", points="", python=None, yanked=False):
    file = f"{name}-{version}-{tag}.whl"
    about = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(f"index/{file}", "w", zipfile.ZIP_DEFLATED) as z:
        for path, text in files.items(): z.writestr(path, text)
        z.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\nSummary: The {name}\\n" + "".join(f"Requires-Dist: {r}\\n" for r in requires) + "\\nLong text\\n")
        z.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        if points: z.writestr(f"{about}/entry_points.txt", points)
        z.writestr(f"{about}/RECORD", "")
    data = open(f"index/{file}", "rb").read()
    pages.setdefault(name, []).append({"filename": file, "url": f"../files/{file}", "hashes": {"sha256": hashlib.sha256(data).hexdigest()}, "requires-python": python, "yanked": yanked})
wheel("demo", "1.0", {"demo/__init__.py": "version = 1\\n"})
wheel("demo", "1.5", {"demo/__init__.py": "version = 1.5\\n"}, ["helper<2"])
wheel("demo", "2.0", {"demo/__init__.py": "from helper import word\\ndef main():\\n    print('demo', word)\\n"}, ["Helper>=1.0,<2; python_version >= '3.8'", "never; sys_platform == 'win32'", "more; extra == 'more'"], points="[console_scripts]\\ndemo = demo:main\\n")
wheel("demo", "3.0rc1", {"demo/__init__.py": ""})
wheel("demo", "9.0", {"demo/__init__.py": ""}, python=">=3.99")
wheel("helper", "1.2", {"helper.py": "word = 'helped'\\n"})
wheel("helper", "2.0", {"helper.py": "word = 'too new'\\n"})
wheel("more", "0.1", {"more.py": ""})
wheel("native", "1.0", {"native.so": ""}, tag="cp314-cp314-manylinux_2_17_x86_64")
wheel("bad", "1.0", {"bad.py": ""}); pages["bad"][0]["hashes"]["sha256"] = "0" * 64
wheel("evil", "1.0", {"../../evil.py": "x"})
json.dump(pages, open("index/pages.json", "w"))
`;

const index = `const http = require("http"), fs = require("fs");
const pages = JSON.parse(fs.readFileSync("index/pages.json", "utf8"));
http.createServer((request, response) => {
  const [, kind, name] = request.url.split("/");
  if (kind === "simple" && pages[name]) response.setHeader("content-type", "application/vnd.pypi.simple.v1+json").end(JSON.stringify({ name, files: pages[name] }));
  else if (kind === "simple" && name === "files") response.end(fs.readFileSync("index/" + request.url.split("/")[3]));
  else response.writeHead(404).end();
}).listen(8765, () => console.log("index ready"));
`;

test("pip installs pure wheels with what they require from an index, and lists, shows and removes them", async () => {
  const { write, works, run, start } = computer();
  await write({
    "shop/make.py": wheels,
    "shop/index.js": index,
    "shop/all.txt": "# all of it\ndemo<2\n./index/more-0.1-py3-none-any.whl\n",
  });
  await works("cd shop && python make.py");
  const server = await start("cd shop && node index.js");
  await server.shows(/index ready/u);
  const pip = (line: string) => run(`cd shop && export PIP_INDEX_URL=http://localhost:8765/simple/ && ${line}`);
  expect(await pip("pip install demo")).toEqual({
    code: 0,
    output:
      "Collecting demo\n  Downloading demo-2.0-py3-none-any.whl\nCollecting helper>=1.0,<2\n  Downloading helper-1.2-py3-none-any.whl\n" +
      "Installing collected packages: demo, helper\nSuccessfully installed demo-2.0 helper-1.2\n",
  });
  expect((await pip("demo; python -c 'import demo; print(demo.__file__)'; pip freeze")).output).toBe(
    "demo helped\n/home/project/.python/lib/python3.14/site-packages/demo/__init__.py\ndemo==2.0\nhelper==1.2\n",
  );
  expect((await pip("pip install demo 'helper<2'")).output).toMatch(
    /^Requirement already satisfied: demo [^]*satisfied: helper/u,
  );
  expect((await pip("pip list && pip show helper")).output).toMatch(
    /^Package Version\n------- -------\ndemo {4}2.0\nhelper {2}1.2\nName: helper\nVersion: 1.2\nSummary: The helper\n[^]*Required-by: demo\n$/u,
  );
  for (const [name, why] of [
    ["native", /native has no wheel of Python alone/u],
    ["nothing", /No matching distribution found for nothing/u],
    ["bad", /DO NOT MATCH THE HASHES/u],
    ["evil", /outside of where it is installed/u],
    [
      "'demo>5'",
      /Could not find a version that satisfies the requirement demo>5 \(from versions: 1.0, 1.5, 2.0, 3.0rc1\)/u,
    ],
    ["'demo==2.0' 'helper<1'", /Could not find a version/u],
  ] as const)
    expect(await pip(`pip install -q ${name}`)).toEqual({ code: 1, output: expect.stringMatching(why) });
  expect((await pip("pip install -q -r all.txt && pip freeze")).output).toBe("demo==1.5\nhelper==1.2\nmore==0.1\n");
  expect((await pip("pip uninstall -y demo more; pip freeze; python -c 'import demo'")).output).toMatch(
    /uninstalled demo-1.5\n[^]*uninstalled more-0.1\nhelper==1.2\n[^]*ModuleNotFoundError/u,
  );
  const own =
    "python -m venv v && . v/bin/activate && pip install -q demo && python -c 'import demo, sys; print(demo.__file__, sys.prefix)' && pip freeze";
  expect((await pip(own)).output).toBe(
    "/home/project/shop/v/lib/python3.14/site-packages/demo/__init__.py /home/project/shop/v\ndemo==2.0\nhelper==1.2\n",
  );
  await server.stop();
});
