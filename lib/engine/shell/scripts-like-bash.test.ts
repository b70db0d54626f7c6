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
  "set -u; echo $nope; echo never",
  "set -u; echo a; echo ${nope}; echo never",
  "set -u; (echo $nope; echo in); echo after $?",
  'set -u; x=$(echo $nope); echo "$?"',
  "set -u; f() { echo $nope; }; f; echo never",
  'set -u; echo ${nope:-d} ${nope-} "$@" $# ; echo ok',
  "set -u; echo $1",
  'set -u; a=(); echo "${a[@]}"; echo ok',
  ": ${nope:?must be set}; echo never",
  "(trap 'echo bye' EXIT; echo in); echo out",
  "trap 'echo outer' EXIT; (echo in); echo out",
  "trap 'echo outer' EXIT; (trap 'echo inner' EXIT; exit 3); echo $?",
  "x=$(trap 'echo bye' EXIT; echo in); echo \"$x\"",
  "a=(1 2 3); a+=(4 5); echo ${a[@]} ${#a[@]} ${a[-1]} ${a[@]:1:2} ${!a[@]}",
  "a=(x y z); a[5]=w; echo ${!a[@]} \"${a[@]}\"; unset 'a[1]'; echo ${!a[@]} ${#a[@]}",
  'a=([2]=b [5]=e f); echo "${!a[@]}" "${a[@]}"',
  "declare -A m; m[one]=1; m[two]=2; echo ${m[one]} ${m[two]} ${#m[@]}; for k in one two; do echo $k=${m[$k]}; done",
  "declare -A m=([a]=1 [b c]=2); echo \"${m[b c]}\"; unset 'm[a]'; echo ${#m[@]} ${!m[@]}",
  "declare -A m=(); [[ -v m[x] ]] && echo yes || echo no; m[x]=1; [[ -v m[x] ]] && echo yes",
  'a=(1 2 3); for i in "${!a[@]}"; do echo "$i:${a[i]}"; done; ((a[1]+=5)); echo ${a[1]}',
  'a=(one two); echo ${a[@]/o/0} ${a[@]^} ${#a[0]} "${a[*]}"',
  'a=("a b" c); printf \'<%s>\' "${a[@]}"; echo; IFS=,; echo "${a[*]}"',
  "true | false | true; echo ${PIPESTATUS[@]}",
  "false; echo ${PIPESTATUS[0]}",
  "while getopts ab:c opt -a -b val -c rest; do echo $opt $OPTARG $OPTIND; done",
  'f() { local OPTIND=1; while getopts ":x:" o "$@"; do case $o in x) echo x=$OPTARG;; :) echo missing $OPTARG;; \\?) echo bad $OPTARG;; esac; done; shift $((OPTIND-1)); echo rest $@; }; f -x 1 a b; f -x; f -q',
  "cat <(echo one) <(echo two)",
  "diff <(printf 'a\\nb\\n') <(printf 'a\\nc\\n'); echo $?",
  "while read l; do echo \"got $l\"; n=$((n+1)); done < <(printf '1\\n2\\n'); echo $n",
  "mapfile -t a < <(printf 'x\\ny z\\n'); echo ${#a[@]} \"${a[1]}\"",
  "readarray a <<< $'1\\n2'; printf '%s' \"${a[@]}\"; mapfile -t -n 1 b <<< $'1\\n2'; echo ${b[@]}",
  "mapfile -t -s 1 -O 2 b <<< $'1\\n2\\n3'; declare -p b; mapfile -d : -t c <<< 'a:b'; echo ${#c[@]} ${c[0]}",
  "printf '1\\n' | { PS3='? '; select x in a b; do echo \"chose $x\"; break; done; } 2>/dev/null",
  "local x=1",
  "read -r -a w <<< 'one two three'; echo ${w[1]} ${#w[@]}",
  "read -n 3 x <<< abcdef; echo $x; read -d : y <<< 'ab:cd'; echo $y; read -t 0.1 z; echo $?",
  "read -r x y <<< 'a\\b c d'; echo \"$x|$y\"; read x <<< 'a\\ b'; echo \"$x\"; IFS= read -r l <<< '  sp  '; echo \"[$l]\"",
  "read x < /dev/null; echo $?; printf 'no newline' | { read x; echo $? $x; }",
  '[[ "foo123" =~ ^([a-z]+)([0-9]+)$ ]]; echo ${BASH_REMATCH[0]} ${BASH_REMATCH[1]} ${BASH_REMATCH[2]}',
  "x=hello; echo ${x^} ${x^^} ${x,} ${x@U} ${x@Q} ${x@u}; y=HELLO; echo ${y,,} ${y@L} ${y,}",
  "x='it'\\''s'; echo ${x@Q}; set -- a 'b c'; echo \"${@@Q}\"; echo ${*@Q}",
  "exec 3<>f; echo hi >&3; exec 3>&-; cat f; exec 4<f; read l <&4; echo $l; exec 4<&-",
  "set -e; trap 'echo err $?' ERR; false; echo never",
  "declare -i n=5; n+=3; echo $n; n=2*4; echo $n; declare -p n; declare -r c=1; declare -p c; declare -x e=v; declare -p e",
  "readonly r=1; r=2; echo never $?",
  "readonly r=1; echo $(r=2) $?; unset r; echo $?; (readonly q=1; q=2); echo $?",
  "f() { readonly l=1; local l2=2; l=3; }; f; echo $? ",
  "x=1; unset x; echo ${x-unset}; f() { :; }; unset -f f; f 2>/dev/null; echo $?",
  "x=outer; f() { local x=in; g; echo $x; }; g() { echo $x; x=changed; }; f; echo $x",
  "f() { local a=(1 2); a+=(3); echo ${a[@]}; }; a=top; f; echo $a; f() { local -A m=([x]=1); echo ${m[x]}; }; f; local 2>/dev/null; echo $?",
  'f() { local x; echo "[${x-unset}]"; x=1; }; x=o; f; echo $x',
  "IFS=:; x=a:b::c; set -- $x; echo $# \"$3\"; IFS=' :'; x=' a : b '; set -- $x; echo $# $1 $2",
  'until [ "$n" = 3 ]; do n=$((n+1)); done; echo $n; select_=1; case x in (x) echo paren;; esac; case a|b in *) echo no;; esac',
  'f() { echo "$@"; }; f "${a[@]}" end; f $(echo 1 2) "$(echo 3 4)"; f a"b c"d; f "" \'\'; f -n x; unset -f f',
  'x=(1 2 3); x=(${x[@]} 4); echo ${#x[@]}; y=("${x[@]:1}"); echo ${y[@]}; x=(); echo ${#x[@]} "${x[@]}"; z=($(echo a b)); echo ${z[1]}; unset x; echo ${#x[@]}',
  '{ echo a; echo b; } | while read x; do echo "[$x]"; done; echo a b | { read x y; echo $y; }; echo piped | (cat; echo sub)',
  "f() { cat; }; echo hi | f | tr h H; echo x | if read y; then echo $y; fi; echo z | for i in 1; do cat; done; echo w | case a in a) cat;; esac",
  "set -e; f() { local x=$(false); echo survived; }; f; export y=$(false); echo still; if x=$(false); then :; fi; ! true; echo end",
  "trap 'echo exit $?' EXIT; set -e; false",
  "trap 'echo exit $?' EXIT; exit 5",
  "trap 'exit 9' EXIT; exit 5",
  "trap 'echo ret' RETURN; f() { :; }; f; echo end",
  "f() { trap 'echo inner exit' EXIT; }; f; echo end",
  'f() { echo $(( $1 * 2 )); }; f 5; x=5; echo $(( $x * $(echo 3) )) $((${x}+1)) $(("$x"+1))',
  "f() { [ $1 -le 1 ] && echo 1 && return; echo $(( $1 * $(f $(($1-1))) )); }; f 5",
  "a=(1 2); i=1; echo $(( ${a[i]} + ${a[$i]} + a[$i] )); for ((k=$i; k<=$i+2; k++)); do echo $k; done",
  'echo hello >f; y=$(<f); echo "$y"; echo "$(<f)"',
  "shopt -s extglob\ntouch a.js b.ts c.md; echo !(*.js|f*) @(a|b).* *.+(md|ts); [[ aaa == +(a) ]] && echo y; x=aab; echo ${x##+(a)}",
  "shopt -s expand_aliases\nalias ll='echo x | tr x y; echo z'\nll",
  "cd /; pushd /usr >/dev/null; pwd; pushd /tmp; dirs; popd; popd >/dev/null; popd 2>/dev/null; echo $?",
  "exit abc 2>/dev/null",
  "type -t cd if cat nothing; echo $?; command -v cd if; hash -r; echo $?",
  "echo $RANDOM | grep -c '^[0-9]*$'; echo $SECONDS; [ $EPOCHSECONDS -gt 1000 ] && echo e",
])("%s", (script) => {
  expect(outcome(process.execPath, [shell, "-c", script])).toEqual(outcome("bash", ["-c", script]));
});
