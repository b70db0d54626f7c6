import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";
import { openEngine, openTerminal, writeFile } from "./engine-terminal";

test.describe("the shell at a prompt", () => {
  test.describe.configure({ mode: "default" });
  let page: Page;

  test.beforeAll(async ({ browser, baseURL }) => {
    page = await openEngine(browser, baseURL);
  });
  test.afterAll(() => page.close());

  test("prompts soon after a terminal is opened", async () => {
    await (await openTerminal(page)).until(/\$ $/u);
    const took = await page.evaluate(async () => {
      const { contractPage } = globalThis as unknown as {
        contractPage: {
          terminal: (command: string, args: string[]) => Promise<{ until: (p: RegExp) => Promise<string> }>;
        };
      };
      const times: number[] = [];
      for (let count = 0; count < 5; count++) {
        // Nobody opens terminals one upon the other; a process that waits is made again meanwhile.
        await new Promise((resolve) => setTimeout(resolve, 1000));
        const at = performance.now();
        await (await contractPage.terminal("sh", [])).until(/\$ $/u);
        times.push(performance.now() - at);
      }
      return times.toSorted((a, b) => a - b);
    });
    test.info().annotations.push({ type: "prompt after ms", description: took.map(Math.round).join(" ") });
    // 11 to 18 ms on a usual machine; one where memory is dear took more than 150 beside other work.
    expect(took[2]).toBeLessThan(400);
  });

  test("edits a line by keys, signs of two columns among them", async () => {
    const terminal = await openTerminal(page);
    await terminal.until(/\$ $/u);
    await terminal.write("world\x01echo hello \x05!\x7f\x17\x19\r");
    await terminal.until(/\nhello world\n/u);
    await terminal.write("echo 日本語\x1b[D\x7fx\r");
    await terminal.until(/\n日x語\n/u);
    await terminal.write("echo lost\x03");
    await terminal.until(/\^C\n[^]*\$ $/u);
    await terminal.line("echo $?", /\n130\n/u);
    await terminal.line("for i in 1 2; do", /> $/u);
    await terminal.line("echo item-$i; done", /\nitem-1\nitem-2\n/u);
  });

  test("pages a long text, looks for a line of it and leaves", async () => {
    const terminal = await openTerminal(page);
    await terminal.until(/\$ $/u);
    await terminal.write("seq 900 | less; echo left-$?\r");
    await terminal.until(/1\r*\n2\r*\n3/u);
    await terminal.write("/^777$\r");
    await terminal.until(/777[^]*778[^]*779/u);
    await terminal.write("q");
    await terminal.until(/left-0/u);
  });

  test("finds an earlier line, also in another terminal", async () => {
    const first = await openTerminal(page);
    await first.until(/\$ $/u);
    await first.line("echo needle-in-history", /\nneedle-in-history\n/u);
    await first.line("echo other", /\nother\n/u);
    await first.write("\x12needle");
    await first.until(/\(reverse-i-search\)`needle': echo needle-in-history/u);
    await first.write("\r");
    await first.until(/\nneedle-in-history\n/u);
    const second = await openTerminal(page);
    await second.until(/\$ $/u);
    await second.write("\x1b[A\r");
    await second.until(/\nneedle-in-history\n/u);
  });

  test("puts earlier lines and words of them in, and takes a pasted block as one command", async () => {
    const terminal = await openTerminal(page);
    await terminal.until(/\$ $/u);
    await terminal.line("echo one 'two three'", /\none two three\n/u);
    await terminal.line("echo !$ again", /\necho 'two three' again\ntwo three again\n/u);
    await terminal.line("!nothing-like-it", /event not found\n[^]*\$ $/u);
    await terminal.write("echo \x1b.\x1b.\r");
    await terminal.until(/\ntwo three\n/u);
    await terminal.write("\x1b[200~for i in 1 2; do\necho pasted-$i\ndone\x1b[201~");
    await terminal.until(/echo pasted-\$i\ndone$/u);
    await terminal.line("", /\npasted-1\npasted-2\n/u);
    await terminal.write("\x1b[A\r");
    await terminal.until(/\npasted-1\npasted-2\n/u);
    await terminal.line("history 2", /\d+  for i in 1 2; do\necho pasted-\$i\ndone\n *\d+  history 2\n/u);
  });

  test("reads what is at home before the first prompt, which is made anew each time", async () => {
    const first = await openTerminal(page);
    await first.until(/\$ $/u);
    const lines = [
      "alias hi='echo hi from'",
      String.raw`PS1='<\W $((1 + 1))> '`,
      "PS2='more> '",
      "PROMPT_COMMAND='n=$((n + 1))'",
    ];
    await writeFile(page, "rc", `${lines.join("\n")}\n`);
    await first.line("cp rc ~/.bashrc; mkdir -p sub; echo copied", /\ncopied\n/u);
    const second = await openTerminal(page);
    await second.until(/<[\w-]+ 2> $/u);
    await second.line("cd sub", /<sub 2> $/u);
    await second.line("hi there; echo $n", /\nhi from there\n2\n/u);
    await second.line("if true; then", /more> $/u);
    await second.line("echo whole; fi", /\nwhole\n/u);
    await second.line("rm ~/.bashrc; echo removed", /\nremoved\n/u);
  });

  test("lists what a Tab could be at the second one, and closes a quote", async () => {
    await writeFile(page, "tab one.txt", "in one\n");
    await writeFile(page, "tab two.txt", "in two\n");
    const terminal = await openTerminal(page);
    await terminal.until(/\$ $/u);
    await terminal.write('cat "tab\t');
    await terminal.until(/cat "tab $/u);
    await terminal.write("\t\t");
    await terminal.until(/tab one.txt"?\s+"?tab two.txt/u);
    await terminal.write("o\t\r");
    await terminal.until(/\nin one\n/u);
  });

  test("completes commands, files, npm scripts and what git knows", async () => {
    await writeFile(page, "package.json", JSON.stringify({ scripts: { "serve-all": "echo served" } }));
    await writeFile(page, "a file.txt", "content\n");
    const terminal = await openTerminal(page);
    await terminal.until(/\$ $/u);
    await terminal.line("git init -q && git add package.json && git commit -qm one && git branch feature-x", /\$ $/u);
    await terminal.write("cat a\\ f\t");
    await terminal.until(/cat a\\ file\.txt $/u);
    await terminal.write("\r");
    await terminal.until(/\ncontent\n/u);
    await terminal.write("npm run ser\t");
    await terminal.until(/npm run serve-all $/u);
    await terminal.write("\x15git swi\t");
    await terminal.until(/git switch $/u);
    await terminal.write("fea\t");
    await terminal.until(/git switch feature-x $/u);
    await terminal.write("\x15base64\t\x15");
    await terminal.until(/base64 /u);
  });

  test("runs a script's traps when signals come from outside", async () => {
    const script = [
      "trap 'echo hup' HUP",
      "trap 'echo int; exit 3' INT",
      "trap '' USR1",
      "trap 'echo bye' EXIT",
      "echo ready $$",
      "sleep 30 & wait $!",
      'echo "woken $?"',
      "read line",
      'echo "read $line"',
      "for ((;;)); do sleep 0.1; done",
    ];
    await writeFile(page, "traps.sh", `${script.join("\n")}\n`);
    const [one, other] = [await openTerminal(page), await openTerminal(page)];
    await one.until(/\$ $/u);
    await other.until(/\$ $/u);
    const [, pid = ""] = /ready (\d+)/u.exec(await one.line("sh traps.sh; echo left $?", /\nready \d+\n/u)) ?? [];
    await other.line(`kill -USR1 ${pid}; kill -HUP ${pid}; echo sent`, /\nsent\n/u);
    await one.until(/hup\nwoken 129\n/u);
    await other.line(`kill -HUP ${pid}; echo again`, /\nagain\n/u);
    await one.until(/hup\n/u);
    await one.line("typed", /\nread typed\n/u);
    await one.write("\x03");
    await one.until(/int\nbye\nleft 3\n/u);
  });

  test("ends a script without a trap, and one with a trap for its end, by a signal", async () => {
    const terminal = await openTerminal(page);
    await terminal.until(/\$ $/u);
    await terminal.line("sh -c 'kill $$; echo never'; echo left $?", /\nleft 143\n/u);
    await terminal.line("sh -c 'trap \"echo bye\" EXIT; kill -INT $$; echo never'; echo left $?", /\nbye\nleft 130\n/u);
    await terminal.line('sh -c \'trap "" TERM; sh -c "kill \\$\\$; echo kept"\'', /\nkept\n/u);
    await terminal.line("sh -c 'trap \"echo child\" CHLD; sleep 0.1 & wait; echo done'", /\ndone\n/u);
  });

  test("fetches from a server beside it, watches a command and shows what runs", async () => {
    await writeFile(
      page,
      "serve.cjs",
      'require("http").createServer((q, s) => s.end(`served ${q.url}\\n`)).listen(4321);\n',
    );
    const terminal = await openTerminal(page);
    await terminal.until(/\$ $/u);
    await terminal.line("node serve.cjs &", /\[1\] \d+\n/u);
    await terminal.line("sleep 1; curl -s http://localhost:4321/hello; echo fetched", /\nserved \/hello\nfetched\n/u);
    await terminal.write("watch -n 1 echo tick\r");
    await terminal.until(/Every 1\.0s: echo tick[^]*tick/u);
    await terminal.write("\x03");
    await terminal.until(/\$ $/u);
    await terminal.line("echo left $?", /left \d+\n/u);
    await terminal.write("top\r");
    await terminal.until(/PID[^]*node/u);
    await terminal.write("q");
    await terminal.line("kill %1; sleep 0.2; echo over", /\nover\n/u);
    await terminal.line("", /\[1\]\+ {2}Terminated +node serve\.cjs\n/u);
  });

  test("reads JSON with jq, searches a folder and what is piped with rg, and mails commits from one repository to another", async () => {
    const script = [
      "mkdir -p deep/src deep/node_modules && cd deep && git init -q . && git config user.name Ada && git config user.email ada@example.org",
      "echo node_modules >.gitignore; echo 'const needle = 1' >src/a.js; echo needle >node_modules/b.js",
      "rg -n needle | cat; echo 'a needle here' | rg -o 'need\\w+'; rg -c nothing; echo status $?",
      `echo '{"a":[1,{"b":"x"}]}' | jq -c '.a | map(numbers), (.[1] | keys)'`,
      "git add -A; git commit -qm First; echo more >>src/a.js; git commit -qam 'Say more'",
      "git format-patch -1 -o ../mail; git reset -q --hard HEAD~; git am ../mail/*.patch; git log --format=%s | cat; cat src/a.js",
      "git notes add -m noted; git log -1 --format=%N | cat; git archive HEAD src | tar -t; echo over",
    ];
    await writeFile(page, "tools.sh", `${script.join("\n")}\n`);
    const terminal = await openTerminal(page);
    await terminal.until(/\$ $/u);
    const said = await terminal.line("sh tools.sh", /\nover\n/u);
    for (const part of [
      "src/a.js:1:const needle = 1\nneedle\nstatus 1\n",
      '[1]\n["b"]\n',
      "../mail/0001-Say-more.patch\n",
      "Applying: Say more\nSay more\nFirst\nconst needle = 1\nmore\n",
      "src/\nsrc/a.js\nover\n",
    ])
      expect(said).toContain(part);
    expect(said).toMatch(/^noted\s*$/mu);
  });

  test("talks with a coprocess", async () => {
    const terminal = await openTerminal(page);
    await terminal.until(/\$ $/u);
    const script = [
      'coproc P { while read l; do echo "got $l"; done; }',
      'echo a >&"${P[1]}"; read y <&"${P[0]}"; echo "$y"',
      'echo b >&"${P[1]}"; read y <&"${P[0]}"; echo "$y"; kill $P_PID; echo over',
    ];
    await writeFile(page, "coproc.sh", `${script.join("\n")}\n`);
    await terminal.line("sh coproc.sh", /\ngot a\ngot b\nover\n/u);
  });

  test("stops a program, lists it, and brings it back", async () => {
    const terminal = await openTerminal(page);
    await terminal.until(/\$ $/u);
    await terminal.line("sleep 100", /sleep 100\n/u);
    await terminal.write("\x1a");
    await terminal.until(/Stopped\s+sleep 100/u);
    await terminal.line("jobs", /\[1\]\+?\s+Stopped\s+sleep 100/u);
    await terminal.line("fg", /\nsleep 100\n/u);
    await terminal.write("\x03");
    await terminal.until(/\$ $/u);
    await terminal.line("echo status $?", /\nstatus 130\n/u);
  });
});
