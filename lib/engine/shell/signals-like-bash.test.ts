import { describe, test } from "vitest";
import { expectLikeBash, withShell } from "./test-like-bash";

withShell();

describe("traps are bash's", () => {
  test.each([
    "trap 'echo int' INT; kill -INT $$; echo after",
    "trap '' INT; kill -INT $$; echo after; trap; trap - INT; trap -p",
    "trap 'echo usr1' USR1; kill -USR1 $$; kill -10 $$; echo end",
    "trap 'echo hup' HUP; (kill -HUP $$); echo end",
    "kill -TERM $$; echo never",
    "trap 'echo d' DEBUG; echo a; echo b",
    "trap 'echo \"d:$BASH_COMMAND\"' DEBUG; x=1; echo $x; if true; then echo c; fi",
    "trap 'echo bye' EXIT; kill $$; echo never",
    "trap 'echo bye' EXIT; trap 'echo int; exit 4' INT; kill -INT $$",
    "trap 'echo in; kill -USR2 $$; echo out' USR1; trap 'echo two' USR2; kill -USR1 $$; echo end",
    "trap 'echo $?' USR1; (exit 3); kill -USR1 $$; echo $?",
    "trap 'echo one' USR1; trap - USR1; trap; trap 'echo two' SIGUSR1; kill -s USR1 $$; kill -n 10 $$",
    "trap 'echo caught' TERM; f() { kill $$; echo in f; }; f; x=$(kill $$; echo sub); echo $x",
    "trap \"echo 'a b'\" EXIT INT; trap; trap -p INT; trap '' HUP; trap -p; trap -l | head -6",
    "f() { trap 'echo ret' RETURN; return 0; }; f; f; trap - RETURN; g() { :; }; g",
    "set -E; trap 'echo err in ${FUNCNAME[0]-main}' ERR; f() { false; true; }; f; echo end",
    "trap 'echo err:$? line $LINENO' ERR\nfalse\nf() { false; }\nf\n(false)\nif false; then :; fi\nfalse || true\n! true\necho end",
    "set -T; trap 'echo d $FUNCNAME' DEBUG; f() { :; }; f",
  ])("%s", expectLikeBash);
});

describe("names for names are bash's", () => {
  test.each([
    "f() { local -n r=$1; r=5; echo $r; }; x=1; f x; echo $x",
    "declare -n r=x; r=3; echo $x ${!r}; x=9; echo $r; unset -n r; echo ${r-none} $x",
    'f() { local -n arr=$1; arr+=(c); echo ${#arr[@]} "${arr[@]}"; for i in "${arr[@]}"; do echo $i; done; }; a=(a b); f a; echo ${a[2]}',
    'f() { local -n m=$1; m[k]=v; echo ${m[k]} "${!m[@]}"; }; declare -A mm; f mm; echo ${mm[k]}',
    "declare -n r=x; r=(1 2); declare -p x r; r+=(3); echo ${#x[@]} ${r[2]}; unset r; declare -p x 2>/dev/null; echo $?",
    "f() { local -n out=$1; local x=inner; out=$x; }; f y; echo $y; g() { declare -n a=$1 b=$2; local t=$a; a=$b; b=$t; }; p=1 q=2; g p q; echo $p $q",
    "declare -n r=v; for r in v w; do r=1; done; echo $v $w; declare -n n=1x 2>/dev/null; echo $?; read -r n <<< hi; declare -n m=z; read -r m <<< 'to z'; echo $z; printf -v m '%s!' yes; echo $z; ((m=3)); echo $z",
  ])("%s", expectLikeBash);
});

describe("lines and the call stack are bash's", () => {
  test.each([
    "echo $LINENO\necho $LINENO\nf() {\n  echo $LINENO\n}\nf",
    'f() { echo "$FUNCNAME ${FUNCNAME[@]} ${#FUNCNAME[@]}"; }; g() { f; }; g; echo "[$FUNCNAME]"',
    "f() { echo ${BASH_LINENO[0]} ${BASH_SOURCE[0]}; }\nf",
    'echo \'echo "${BASH_SOURCE[@]}" $LINENO "[$FUNCNAME]"\' >x.sh; . ./x.sh; f() { . ./x.sh; }; f; echo ${#BASH_SOURCE[@]}',
    "echo a; eval 'echo $LINENO'\n(echo $LINENO)\necho $(echo $LINENO)\nfor i in 1; do\n  echo $LINENO | cat\ndone",
  ])("%s", expectLikeBash);
});

describe("waiting is bash's", () => {
  test.each([
    "sleep 0.1 & wait $!; echo $?; (exit 3) & wait $!; echo $?; wait 99999999; echo $?",
    "(exit 4) & wait -n; echo $?; wait -n; echo $?",
    "true & p=$!; (exit 9) & q=$!; wait $p; echo $?; wait $q; echo $?; wait; echo $?",
    "(exit 5) & wait -n -p who; echo $? ${who:+told}; wait %1 2>/dev/null; echo $?; wait x 2>/dev/null; echo $?",
    "kill -l 9; kill -l TERM; kill -l 137; kill -0 $$; echo $?; kill 2>/dev/null; echo $?; kill -l | head -6; kill -s NOPE $$ 2>/dev/null; echo $?; disown 2>/dev/null; echo $?; jobs; jobs %9 2>/dev/null; echo $?",
  ])("%s", expectLikeBash);
});
