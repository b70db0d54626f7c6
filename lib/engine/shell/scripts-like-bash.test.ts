import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";

let folder: string;
let shell: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "shell-"));
  shell = join(folder, "shell.cjs");
  await build({
    entryPoints: ["lib/engine/shell/test-main.ts"],
    outfile: shell,
    bundle: true,
    platform: "node",
    format: "cjs",
    tsconfig: "tsconfig.json",
    logLevel: "error",
  });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function outcome(command: string, args: readonly string[]) {
  const cwd = mkdtempSync(join(folder, "run-"));
  const env = { ...process.env, PATH: "/usr/bin:/bin", HOME: folder, LC_ALL: "C.UTF-8" };
  const { stdout, status } = spawnSync(command, args, { cwd, env, input: "", encoding: "utf8" });
  return { stdout, status };
}

/** Each runs in bash as well: what is printed and the status are the same to the byte. */
test.each([
  "echo one; false; echo $?",
  "set -e; echo a; false; echo b",
  "set -euo pipefail; false | true; echo never",
  "set -e; if false; then :; fi; false || echo saved; ! true; echo end",
  "set -e; f() { false; echo in; }; f && echo and; f; echo never",
  "trap 'echo bye $?' EXIT; exit 3",
  "trap 'echo bye' EXIT; set -e; false",
  "cat <<EOF\n$((1 + 2)) $(echo sub) `echo back`\nEOF",
  "cat <<'EOF'\n$HOME `x`\nEOF",
  "cat <<-EOF\n\tindented\n\tEOF",
  "cat <<<word; cat <<A <<B\na\nA\nb\nB",
  "exec 3>out; echo three >&3; exec 3>&-; cat out",
  "{ echo out; echo err >&2; } 2>&1 | sort",
  "echo a >f; echo b >>f; wc -l <f; cat f",
  "f() { local x=in; echo $x $# \"$@\"; return 4; }; x=out; f a 'b c'; echo $? $x",
  "x=$(printf 'a\\n\\n'); echo \"[$x]\"; y=$(false) || echo $?",
  "[[ abc == a* && 5 -gt 3 ]] && echo yes; [[ x =~ ^(x)$ ]] && echo ${BASH_REMATCH[1]}; [[ -z '' || -n '' ]]; echo $?",
  "echo $((7 / 2)) $((2 ** 10)) $((5 > 3 ? 1 : 0)) $((0x1f)); i=1; ((i++)); echo $i; ((0)); echo $?",
  "s=hello.tar.gz; echo ${s%.*} ${s%%.*} ${s#*.} ${s##*.} ${s/l/L} ${s//l/L} ${#s} ${s:1:3} ${s^^} ${s^}",
  "for i in {1..3} {a..c}; do printf '%s ' $i; done; echo",
  "case foo in f*) echo match;; *) echo no;; esac",
  "while read -r a b; do echo \"$b-$a\"; done <<< $'1 2\\n3 4 5'",
  "IFS=, read -r a b <<< 'x,y,z'; echo $a $b",
  "shopt -s expand_aliases\nalias hi='echo hello'\nhi there",
  "true && false || echo or; false && echo no; echo $?",
  "until false; do break; done; for ((i = 0; i < 3; i++)); do [ $i = 1 ] && continue; echo $i; done",
  'set -- a b c; shift; echo $1 $# $*; IFS=-; echo "$*"',
  "printf '%s|%5d|%-4s|%x\\n' a 42 b 255; echo -e 'a\\tb'; echo -n x; echo",
  "(exit 5); echo $?; nosuchcommand 2>/dev/null; echo $?; ./ 2>/dev/null; echo $?",
  "f() { return; }; false; f; echo $?; unset f; type f >/dev/null 2>&1; echo $?",
  "x=5; x+=1; echo $x; readonly r=1; (r=2) 2>/dev/null; echo $?; echo ${r}",
  "if [ 1 -eq 1 -a -d / ]; then echo t; fi; test ! -e nothing; echo $?; [ a '<' b ]; echo $?",
])("%s", (script) => {
  expect(outcome(process.execPath, [shell, "-c", script])).toEqual(outcome("bash", ["-c", script]));
});
