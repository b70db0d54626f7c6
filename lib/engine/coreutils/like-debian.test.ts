import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildPrograms } from "./recorded/programs";

const names = [
  ..."cat chmod cmp cp cut date df diff du factor find free getopt head hexdump install killall less ln ls md5sum mkdir more mv nohup od patch".split(
    " ",
  ),
  ..."readlink realpath rm sed sha256sum shuf stat tail tac timeout top touch tput tr truncate uniq unzip wc xargs yes zip".split(
    " ",
  ),
];

let folder: string;
let programs: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "like-debian-"));
  programs = await buildPrograms(folder, names);
}, 60_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What a line of bash prints and answers when it finds its programs there. */
function outcome(path: string, script: string): Promise<{ out: string; code: number }> {
  const cwd = mkdtempSync(join(folder, "run-"));
  writeFileSync(join(cwd, "lines"), "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12");
  writeFileSync(join(cwd, "small"), "a b\nc\n");
  symlinkSync("small", join(cwd, "link"));
  const env = { ...process.env, PATH: path, LC_ALL: "C.UTF-8" };
  return new Promise((resolve) => {
    const child = execFile("bash", ["-c", script], { cwd, env, timeout: 50_000 }, (error, out) => {
      resolve({ out: out.replaceAll(cwd, "HERE"), code: error === null ? 0 : Number(error.code) });
    });
    child.stdin?.end();
  });
}

test.each([
  "printf 'a b\\nc d\\n' | xargs",
  "printf 'a b\\nc d e\\n' | xargs -n 2 echo x",
  "printf 'a b\\nc d\\n' | xargs -I{} echo '<{}>' '{}-{}'",
  "printf 'a b\\0c\\0' | xargs -0 -n1 echo",
  "printf 'a,b c,d' | xargs -d , -n 1 echo",
  "printf 'a b\\nc\\nd\\n' | xargs -L 2 echo",
  "printf '\"a b\" c\\\\ d '\"'e  f'\"'\\n' | xargs -n1 echo",
  "xargs echo none </dev/null; xargs -r echo none </dev/null; echo $?",
  "echo 1 2 | xargs -n1 false; echo $?; echo 1 | xargs nosuchprogram 2>/dev/null; echo $?",
  "echo 1 2 | xargs -n1 sh -c 'echo $0; exit 255' 2>/dev/null; echo $?",
  "seq 4 | xargs -P 2 -n 1 sh -c 'echo $0' | sort",
  "timeout 0.3 sleep 5; echo $?",
  "timeout 5 sh -c 'exit 3'; echo $?",
  "timeout -s KILL 0.3 sleep 5; echo $?",
  "timeout -k 0.2 0.3 sh -c 'trap \"\" TERM; sleep 5; sleep 5'; echo $?",
  "timeout 1 nosuchprogram 2>/dev/null; echo $?; timeout x true 2>/dev/null; echo $?",
  "yes | head -2; yes no | head -n 1; yes a b | head -c 5",
  "tail -n +11 lines; tail +3 lines; tail -n 0 lines; tail -c +20 lines; tail -c 4 lines",
  "head -n -10 lines; head -c -22 lines; head -n 0 lines",
  "head -n 1 lines small; tail -q -n 1 small lines",
  "wc lines; wc small lines; wc <small; cat small | wc; wc -l small lines; cat small | wc -l; wc -lc small",
  "realpath small link ./nothing ..//; realpath -e nothing 2>/dev/null; echo $?; realpath -m no/such/../file",
  "sleep 30 | { sed -i s/a/z/ small; cat small; kill %1 2>/dev/null; pkill -P $$ sleep; }",
  "find . -type f -name '[ls]*' | sort; find . -name none -o -name small -print; find . ! -name '*m*' -type f; find nope 2>/dev/null; echo $?",
  "mkdir -p d/e; touch d/e/f.js d/g.ts; find d -name '*.js' -exec echo got {} \\;; find d -type f -exec echo {} + | wc -w; find d -print0 | sort -z | tr '\\0' ' '",
  "mkdir -p d/e; touch d/e/f.js d/g.ts; find d \\( -name e -prune \\) -o -type f -print; find d -mindepth 1 -maxdepth 1 | sort; find d -name '*.js' -delete; find d -type f; find d -empty | sort",
  "mkdir d; touch d/a; find d -printf '%p %f %s %y %d\\n' | grep -v '^d ' ; find d -perm /111 -type d; find d -size +1k -type f; find d -newer small -name a; find d -x 2>/dev/null; echo $?",
  "cmp lines small; cmp lines lines; echo $?; cmp -l small link; cmp -s lines small; echo $?; head -5 lines >p; cmp p lines 2>&1; cmp nope small 2>/dev/null; echo $?",
  "hexdump -C small; hexdump small; od -c small; od -An -tx1 small; od -A d -t x1z lines; printf 'a%.0s' {1..64} | od -c; printf 'a%.0s' {1..64} | hexdump -C",
  "tr a-z A-Z <small; tr -d '\\n' <lines; tr -s ' ' <<<'a   b'; tr '[:lower:]' '[:upper:]' <<<abc; tr -c 'a-z\\n' . <<<a1b2; tr -dc 0-9 <<<a1b2; tr abc x <<<abcd; tr '[a*2]' xy <<<aab; tr -t abc x <<<abc",
  "sha256sum small; md5sum small lines >s; md5sum -c s; echo x >>small; md5sum -c s 2>/dev/null; echo $?; md5sum --status -c s; echo $?; sha256sum <lines; md5sum nope 2>/dev/null; echo $?",
  "chmod 640 small; stat -c '%a %A %F %s %n' small; chmod u+x,go= small; stat -c %a small; chmod a=r small; stat -c %a small; chmod +w,o+x small; stat -c %a small; chmod zz small 2>/dev/null; echo $?",
  "ln small hard; stat -c %h small; mkdir d; ln -s ../small d/rel; readlink d/rel; ln -sr small d/r2; readlink d/r2; ln -s small d; ln small hard 2>/dev/null; echo $?; ln -sf lines hard; readlink hard; readlink small; echo $?; readlink -f link | tail -c 6",
  "touch -d '2020-01-02 03:04:05' f; stat -c %y f | cut -c1-19; touch -t 202101020304.05 f; stat -c %y f | cut -c1-19; touch -d @0 f; stat -c %Y f; touch -r f g; stat -c %Y g; touch -c nope; ls nope 2>/dev/null; touch -d yesterday f; find f -mmin +1430",
  "install -m 600 small bin1; stat -c %a bin1; install -d a/b; install -D small x/y/z; cat x/y/z; install -v small lines a; truncate -s 3 lines; wc -c lines; truncate -s +2 small; wc -c small; truncate -s 1K k; wc -c k",
  "getopt -o ab: --long alpha,beta: -- -a -b x --beta=y rest; getopt ab: -a -b x y; getopt -o a -- -z 2>/dev/null; echo $?; getopt -T; echo $?; getopt -o a:: -l foo:: -- -a -ab --foo --foo=bar x -a",
  "tac lines; tac small; printf 'a,b,c' | tac -s,; factor 12 97 600851475143; echo 15 | factor; factor x 2>/dev/null; echo $?; shuf -i 1-5 | sort -n; shuf -e a b | sort; shuf -n 2 lines | wc -l",
  "tput -T xterm bold; tput -T xterm setaf 1; tput -T xterm cup 2 3; tput -T xterm-256color colors; nohup sh -c 'echo hi; exit 3' 2>/dev/null; echo $?; nohup nosuch 2>/dev/null; echo $?; killall -q nosuch; echo $?",
  "cp lines l2; sed -i 's/^5$/five/' l2; diff -u lines l2 >p; patch lines <p; sed -n 5p lines; patch -R lines <p; patch --dry-run lines p; sed -i '1i zero' lines; patch lines <p; sed -n 6p lines; patch -N lines <p; echo $?; ls *.rej",
  "cp lines l2; sed -i 's/^6$/six/' l2; diff -u --label a --label b lines l2 >p; sed -i 's/^3$/drei/' lines; patch lines p; echo $?; sed -i 's/^six$/x/' lines; patch lines p; echo $?; cat lines.rej",
  "mkdir z; echo hi >z/a; zip -qr t.zip z; rm -r z; unzip -q t.zip; cat z/a; unzip -p t.zip z/a; unzip -q -o t.zip -d out; ls out/z; unzip -tq t.zip; unzip nope.zip 2>/dev/null; echo $?; zip -q t.zip small; unzip -Z1 t.zip; zip x.zip nothere >/dev/null; echo $?",
  "less small | cat; cat small | less | cat; top -bn1 | cut -c1-3 | head -1; free | head -1; df . | wc -l; df nope 2>/dev/null; echo $?; stat nope 2>/dev/null; echo $?; stat -c '%F' . link",
  "diff lines small; echo $?",
  "sed 's/5/five/;3d' lines >l2; diff lines l2; echo $?; diff -u lines l2 | tail -n +3; diff -q lines l2; diff -c lines l2 | tail -n +3; diff lines lines; echo $?; diff -s lines lines",
  "mkdir -p d/e; printf 'one\\ntwo\\nthree foo\\n' >d/f.js; printf 'foo\\nbar Foo\\n\\nbaz\\n' >d/e/g.ts; mkdir x; cp -r d x/d; echo new >x/d/f.js; echo only >x/d/h; diff -r d x/d; echo $?; diff -rq d x/d; diff -rN d x/d | tail -3; diff -w small small; diff -i small <(tr a-z A-Z <small); echo $?; diff nope small; echo $?",
  "printf 'a\\nb  c\\n\\nd\\n' >p; printf 'a\\nb c\\nd\\n' >q; diff -b p q; diff -B p q; diff -bB p q; echo $?; diff -w p q; diff --color=never p q; diff -U1 p q | tail -n +3; diff -e p q; diff --brief p q; diff -u0 p q 2>/dev/null | wc -l",
  "mkdir -p d/e; printf 'one\\ntwo\\nthree foo\\n' >d/f.js; printf 'foo\\nbar Foo\\n\\nbaz\\n' >d/e/g.ts; date -d @0; date -u -d '2020-01-02 03:04:05' +%s; date -d '2020-01-02' '+%F %T %a %j %U %V %y %b %e %k %I %p %N'; date -d @86400 -Iseconds; date -d @86400 -I; date -d @0 -R; date -r lines +%Y | wc -c; date -d '2020-01-31 +1 month' +%F; date -d '2020-03-01 -1 day' +%F; date -d '1 Jan 2021 12:30 PM' '+%F %R'",
  "mkdir -p d/e; printf 'one\\ntwo\\nthree foo\\n' >d/f.js; printf 'foo\\nbar Foo\\n\\nbaz\\n' >d/e/g.ts; date -d yesterday +%F | wc -c; date -d 'next monday' +%a; date +%s | wc -c; date -d '2 days ago' +%F | wc -c; date -d bogus; echo $?; date '+%%x%n%t|%C %D %h %r %s' -d @100000000; date -ud '@1234567890' '+%c'; date -d '10:30' +%R; date --date='2021-06-05T04:03:02Z' +%FT%TZ; date +%-d-%_d-%03d -d 2020-01-05; date -d '2024-02-29 1 year' +%F; date --iso-8601=minutes -d @0; date --rfc-3339=seconds -d @0",
  "mkdir -p d/e; printf 'one\\ntwo\\nthree foo\\n' >d/f.js; printf 'foo\\nbar Foo\\n\\nbaz\\n' >d/e/g.ts; du -b lines; du -sb d; du -ab d | sort; du -h small; du -d 0 -b d; du -cb lines small; du -s --apparent-size d | wc -l; du nope; echo $?",
  "mkdir -p d/e; printf 'one\\ntwo\\nthree foo\\n' >d/f.js; printf 'foo\\nbar Foo\\n\\nbaz\\n' >d/e/g.ts; cp -a d d2; diff -r d d2; echo $?; cp -n lines small; cat small; cp -v lines l3; mkdir t; cp -t t lines small; ls t; cp -vr d t; cp lines nope/x; echo $?; cp d x; echo $?; cp -u lines l3; cp -b lines l3; ls l3*; cp -s lines sl; readlink sl; cp -l lines hl; stat -c %h lines; cp -P link lk; readlink lk; cp -L link lk2; cat lk2; cp -T d dd; ls dd; cp --parents d/e/g.ts t; ls t/d/e; cp lines lines; echo $?; cp nope x; echo $?; cp lines small x9; echo $?",
  "mv -n lines small; cat small; mv -v lines l4; mkdir t; mv -t t l4 small; ls t; mv nope x; echo $?; mv t t/x; echo $?; mv -f t u; ls u; touch a b; mv -b a b; ls; mv -T u v; ls; mv a b c 2>&1; echo $?; mv -u b u2; ls",
  "mkdir -p d/e; printf 'one\\ntwo\\nthree foo\\n' >d/f.js; printf 'foo\\nbar Foo\\n\\nbaz\\n' >d/e/g.ts; cat -n lines | head -3; printf 'a\\t\\x01\\xe9\\n\\n\\n\\nb\\n' | cat -A; printf 'a\\n\\n\\n\\nb\\n' | cat -s; printf 'a\\n\\nb\\n' | cat -b; printf 'x\\ty\\n' | cat -T; printf 'x\\n' | cat -E; cat - <small; cat nope small; echo $?; cat -vet small; cat --number small; cat -ns small link; printf 'no nl' | cat -e; cat d; echo $?",
  "mkdir -p d/e; printf 'one\\ntwo\\nthree foo\\n' >d/f.js; printf 'foo\\nbar Foo\\n\\nbaz\\n' >d/e/g.ts; mkdir -m 700 pd; stat -c %a pd; mkdir -pv x/y/z | head -1 >/dev/null; mkdir -v q; mkdir q; echo $?; rm -v q; echo $?; rm -rv q; rm -f nope; echo $?; rm nope; echo $?; rm -d pd; ls;",
  "printf 'pear 3\\napple 10\\nfig 2\\napple 1\\nBanana 7\\n' >words; printf 'a,b,c\\n1,2,3\\nx,,z\\n' >csv; printf 'a\\na\\nb\\nA\\n' | uniq; printf 'a\\na\\nb\\n' | uniq -c; printf 'a\\na\\nb\\n' | uniq -d; printf 'a\\na\\nb\\n' | uniq -u; printf 'a\\nA\\nb\\n' | uniq -i; printf 'x a\\ny a\\n' | uniq -f1; printf 'xa\\nya\\n' | uniq -s1; printf 'abc\\nabd\\n' | uniq -w2; printf 'a\\na\\n' | uniq -D; printf 'b\\nb\\na\\n' | uniq -cd; uniq words out; cat out; uniq nope; echo $?; printf 'a\\0a\\0' | uniq -z | od -c",
  "printf 'pear 3\\napple 10\\nfig 2\\napple 1\\nBanana 7\\n' >words; printf 'a,b,c\\n1,2,3\\nx,,z\\n' >csv; cut -d, -f2 csv; cut -d, -f1,3 csv; cut -d, -f2- csv; cut -c1-3 words; cut -c-2 words; cut -b2 words; cut -d' ' -f1 words; cut -d: -f1 words; cut -s -d: -f1 words; cut -d, --complement -f2 csv; cut -d, -f1,2 --output-delimiter=: csv; cut -f1 <<<$'a\\tb'; cut; echo $?; cut -f0 csv; echo $?; cut -d, -f5 csv; cut -c2,4-5,1 words; cut -d '' -f1 small 2>/dev/null | wc -l; cut -f1 nope; echo $?; cut -c3- small; cut -f 1 -d, csv words",
  "mkdir -p d/e; printf 'one\\ntwo\\nthree foo\\n' >d/f.js; printf 'foo\\n' >d/e/g.ts; printf 'a,b,c\\n1,2,3\\n' >csv; ls; ls -S; ls -1; ls -F; ls -R; ls -d d; ls -a d; ls -A",
  "mkdir -p d/e; printf 'one\\ntwo\\nthree foo\\n' >d/f.js; printf 'foo\\n' >d/e/g.ts; printf 'a,b,c\\n1,2,3\\n' >csv; ls -r; ls -m; ls -p; ls d lines; ls -Q; ls nope; echo $?; ls -X; ls --sort=size; ls -U | sort",
  "mkdir -p d/e; printf 'one\\ntwo\\nthree foo\\n' >d/f.js; printf 'foo\\n' >d/e/g.ts; printf 'a,b,c\\n1,2,3\\n' >csv; ls -I '*s'; ls -B; ls -v; ls --group-directories-first; ls -R d; ls -F d; touch n10 n9; ls -v n*; ls -ld d | cut -c1-10",
  "mkdir -p d/e; printf 'one\\ntwo\\nthree foo\\n' >d/f.js; printf 'foo\\n' >d/e/g.ts; printf 'a,b,c\\n1,2,3\\n' >csv; ls -i | wc -w; ls -l d | head -1; ls -go lines | wc -w; ls --full-time lines | cut -c1-10; touch -d 2020-03-04 o; ls -l o | tail -c 15; ls -n o | wc -w; ls -l --time-style=+%F o | tail -c 13",
  "mkdir -p d/e; printf 'one\\ntwo\\nthree foo\\n' >d/f.js; printf 'foo\\n' >d/e/g.ts; printf 'a,b,c\\n1,2,3\\n' >csv; touch -d 2020-03-04 o; touch -d '2021-01-01' n; ls -t o n; ls -tr o n; ls -rS lines small; mkdir e1; ls e1; ls -l e1; ls -R e1; ls -d */",
  "mkdir -p d/e; printf 'one\\ntwo\\nthree foo\\n' >d/f.js; printf 'foo\\n' >d/e/g.ts; printf 'a,b,c\\n1,2,3\\n' >csv; ls -1 d/ lines; ls ./d; ls -la d | wc -l; ls -F link lines; chmod 755 lines; ls -F lines",
])(
  "%s",
  async (script) => {
    expect(await outcome(`${programs}:/usr/bin:/bin`, script)).toEqual(await outcome("/usr/bin:/bin", script));
  },
  60_000,
);
