import { expect, test } from "../fixtures/test";
import { oneComputer } from "./computer";

const computer = oneComputer();

const manifest = (name: string, more: object = {}) => ({ name, version: "1.0.0", private: true, ...more });

test("installs what a manifest asks for, writes lockfile 3, and installs the same from it", async () => {
  const { write, works, read } = computer();
  await write({
    "kinds/package.json": manifest("kinds", {
      dependencies: { odd: "npm:is-odd@3.0.1", near: "file:../near", semver: "7.7.2" },
      overrides: { "is-number": "7.0.0" },
    }),
    "near/package.json": { name: "near", version: "0.1.0", main: "index.js" },
    "near/index.js": "module.exports = 'near';\n",
  });
  await works("cd kinds && npm install");
  expect(await works("cd kinds && npm ls --all")).toMatch(
    /near@0\.1\.0 -> \.\/\.\.\/near[^]*odd@npm:is-odd@3\.0\.1[^]*is-number@7\.0\.0 overridden/u,
  );
  const lock = JSON.parse(await read("kinds/package-lock.json")) as {
    lockfileVersion: number;
    packages: Record<string, Record<string, unknown>>;
  };
  expect(lock.lockfileVersion).toBe(3);
  expect(lock.packages["node_modules/is-number"]).toMatchObject({
    version: "7.0.0",
    integrity: expect.stringMatching(/^sha512-/u),
  });
  const program = `console.log(require("odd")(3), require("near"))`;
  await works("cd kinds && npm ci");
  expect(await works(`cd kinds && node -e '${program}' && npx semver 1.2.3 -r '^1'`)).toBe("true near\n1.2.3\n");
});

test("runs scripts with what comes before and after them, and says what isn't there", async () => {
  const { write, works, run } = computer();
  const scripts = {
    prebuild: "echo before",
    build: 'node -p "process.env.npm_lifecycle_event"',
    postbuild: "echo after",
  };
  await write({ "scripts/package.json": manifest("scripts", { scripts }) });
  expect(await works("cd scripts && npm run --silent build")).toBe("before\nbuild\nafter\n");
  expect(await works("cd scripts && npm run nothing --if-present && echo fine")).toBe("fine\n");
  expect(await run("cd scripts && npm run nothing")).toMatchObject({
    code: 1,
    output: expect.stringContaining('Missing script: "nothing"'),
  });
});

test("a script that npm only has to run says, gets and gives the same as by npm's whole way", async () => {
  const { write, run } = computer();
  const scripts = {
    all: "env | sort",
    three: "exit 3",
    ended: "kill -TERM $$",
    says: "echo",
    start: "echo started",
    inner: "npm run all",
  };
  await write({ "once/package.json": manifest("once", { scripts }) });
  for (const line of [
    "npm run all",
    "npm run three",
    "npm run ended",
    `npm run says -- one 'two three' '$HOME' --four`,
    "npm start",
    "npm run inner",
  ]) {
    const quick = await run(`cd once && ${line}`);
    // A flag of its own is npm's to read: it goes the whole way.
    const whole = await run(`cd once && ${line.replace("npm ", "npm --no-fund ")}`);
    expect(quick, line).toEqual(whole);
    expect(quick.output, line).toContain("> once@1.0.0 ");
  }
});

test("links workspaces with each other", async () => {
  const { write, works } = computer();
  await write({
    "space/package.json": manifest("space", { workspaces: ["packages/*"] }),
    "space/packages/a/package.json": { name: "@space/a", version: "1.0.0", dependencies: { "@space/b": "*" } },
    "space/packages/a/index.js": "console.log(require('@space/b'));\n",
    "space/packages/b/package.json": { name: "@space/b", version: "1.2.3", scripts: { who: "echo b" } },
    "space/packages/b/index.js": "module.exports = 'b is here';\n",
  });
  await works("cd space && npm install");
  expect(await works("cd space && node packages/a/index.js && npm run --silent who -w @space/b")).toBe(
    "b is here\nb\n",
  );
});

test("what can't be installed ends with npm's code, and leaves what was there", async () => {
  const { write, works, run } = computer();
  await write({
    "kept/package.json": manifest("kept", { dependencies: { "is-odd": "3.0.1" } }),
    "peers/package.json": manifest("peers", { dependencies: { react: "17.0.2", "react-dom": "19.2.0" } }),
  });
  await works("cd kept && npm install");
  const failures = [
    ["cd kept && npm install @tabsmith-none/is-not-there", "E404"],
    ["cd kept && npm install is-odd@99", "ETARGET"],
    ["cd peers && npm install", "ERESOLVE"],
  ] as const;
  for (const [line, code] of failures) {
    const ran = await run(line);
    expect([ran.code, ran.output], line).toEqual([1, expect.stringContaining(`npm error code ${code}\n`)]);
  }
  expect(await works("cd kept && npm ls && node -p 'require(`is-odd`)(3)' && ls ../peers")).toMatch(
    /is-odd@3\.0\.1\n\ntrue\npackage\.json\n$/u,
  );
});

test("a package that isn't what the lockfile says is refused, and the next install mends it", async () => {
  const { write, read, works, run } = computer();
  await write({ "forged/package.json": manifest("forged", { dependencies: { "is-odd": "3.0.1" } }) });
  await works("cd forged && npm install && rm -rf node_modules");
  await write({ "forged/package-lock.json": (await read("forged/package-lock.json")).replace("sha512-C", "sha512-D") });
  const refused = await run("cd forged && npm ci");
  expect([refused.code, refused.output]).toEqual([1, expect.stringContaining("npm error code EINTEGRITY\n")]);
  await write({ "forged/package-lock.json": "{ broken" });
  await works("cd forged && npm install && npm ci");
  expect(await works("cd forged && node -p 'require(`is-odd`)(3)'")).toBe("true\n");
});

test("installs from the cache without a network, and says so when it can't", async () => {
  const { write, works, run } = computer();
  await write({ "alone/package.json": manifest("alone", { dependencies: { "is-odd": "3.0.1" } }) });
  await works("cd alone && npm install && rm -rf node_modules && npm ci --offline && test -d node_modules/is-odd");
  const missing = await run("cd alone && npm install left-pad@1.3.0 --offline");
  expect([missing.code, missing.output]).toEqual([1, expect.stringContaining("npm error code ENOTCACHED\n")]);
});

test("programs are there for everyone after -g, and for once by npx", async () => {
  const { works } = computer();
  await works("npm install -g semver@7.7.2");
  expect(await works("semver 1.2.3 -i minor && npm ls -g && npm rm -g semver && npx --yes semver@7.7.2 2.0.0")).toMatch(
    /^1\.3\.0\n[^]*semver@7\.7\.2\n[^]*\n2\.0\.0\n$/u,
  );
});

test("makes a new project by npm create", async () => {
  const { works } = computer();
  await works("npm create --yes vite@9.3.0 made -- --template vanilla-ts --no-interactive");
  expect(await works("ls made made/src")).toMatch(/package\.json[^]*main\.ts/u);
});

test("yarn and pnpm install by the same registry", async () => {
  const { write, works } = computer();
  const dependencies = { "is-odd": "3.0.1" };
  await write({
    "yarn/package.json": manifest("yarn", { dependencies }),
    "pnpm/package.json": manifest("pnpm", { dependencies }),
  });
  await works("cd yarn && npx --yes yarn@1.22.22 install && test -f yarn.lock");
  await works("cd pnpm && npx --yes pnpm@10.34.9 install && test -f pnpm-lock.yaml");
  for (const folder of ["yarn", "pnpm"])
    expect(await works(`cd ${folder} && node -p 'require("is-odd")(3)'`)).toBe("true\n");
});
