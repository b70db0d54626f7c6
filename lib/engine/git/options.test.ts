import { afterAll, beforeAll, test, vi } from "vitest";
import { createBoth, type Both } from "./testing/both";
import { expectSame, linesOf } from "./testing/lines";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let both: Both;

/** Authors and trailers, a merge, files that move, copies, a link, one that is no text, and changes in the tree. */
beforeAll(async () => {
  both = await createBoth();
  both.shell(String.raw`
    git init -q -b main; printf 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n' > a.txt; mkdir -p src/deep
    printf 'function b() {\n  return 1;\n}\n\nfunction c() {\n\treturn 2;\n}\n' > src/b.js; printf 'const c = 1;\n' > src/deep/c.js
    git add -A; git commit -qm 'First commit'
    printf 'one\n2\nthree\nfour\nfive\nsix\nseven\neight\n9\nten\n' > a.txt; printf 'bin\0ary' > logo.bin; chmod +x src/b.js; git add -A
    GIT_AUTHOR_NAME='Björn Ünal' GIT_AUTHOR_EMAIL=bj@example.org git commit -qm 'Änder two lines' -m "$(printf 'A body of several lines\nthat goes on.')" -m 'Fixes: #12'
    git tag v0.1; git tag -a v0.2 -m 'Version 0.2'; git branch topic; git mv src/deep/c.js src/deep/moved.js; git commit -qm 'Move c'
    printf 'new doc\n\nwith text\n' > 'docs read.md'; git add -A; git commit -qm '[fix] Add docs: with a very long subject line that goes on beyond seventy-eight columns of a line'
    git switch -q topic; printf 'function b() {\n  return 1 + 1;\n}\n\nfunction c() {\n\treturn 3;\n}\n' > src/b.js
    GIT_AUTHOR_NAME=Bob GIT_AUTHOR_EMAIL=bob@example.org git commit -qam 'Topic change' -m 'Signed-off-by: Bob <bob@example.org>'
    git switch -q main; git merge -q --no-ff topic -m 'Merge topic into main'
    git rm -q logo.bin; ln -s a.txt link; printf 'no end' > noend; git add -A; git commit -qm 'Remove logo, add link'
    printf 'one\n2\nthree\nfour\nfive\nsix plus\nseven\neight\n9\nten\neleven \n\n' > a.txt; printf 'staged\n' > staged.txt; git add staged.txt; printf 'loose\n' > loose.txt`);
  await Promise.resolve();
});

afterAll(() => both.dispose());

test.each([
  `log --format='%h %(trailers)' -4
   log --format='%(trailers:key=Signed-off-by,valueonly,separator=%x2C)' -6
   log --format='%w(30,2,4)%B' -5
   log --format='%h%+b|%-b|% b' -4
   log --format='%<(20,trunc)%s|%>(10)%an|%><(12)%h|%<|(60)%s|%h' -5
   log --format='%S %h' --all
   log --color=always --format='%Cred%h%Creset %C(bold blue)%an %C(auto)%d %C(#ff0000)x %C(12)y' -2
   log --color=always --format='%C(auto)%h%d %s' -3
   log -g --format='%gd|%gD|%gs|%gn|%ge'
   log -1 --format='%G?%m%e%%%x41'
   log --date=format:'%Y-%m-%d %H:%M' --format='%ad %cd' -2
   log --expand-tabs=4 -1
   log --no-abbrev --oneline -1
   log --raw --no-abbrev -1`,
  `log --oneline --parents
   log --oneline --children
   log --oneline --boundary v0.1..topic
   log --graph --oneline --boundary topic..main
   log --cherry-mark --oneline topic...main
   log --cherry --oneline topic...main
   log --oneline --left-right --cherry-pick topic...main
   log --oneline --decorate-refs=refs/tags/* --decorate
   log --oneline --decorate-refs-exclude=refs/tags/* --decorate
   log --source --oneline --all
   log --oneline --simplify-by-decoration
   log --oneline --ancestry-path v0.1..HEAD
   log --oneline --full-history -- src/b.js
   log --oneline --show-pulls -- src/b.js
   log --oneline -- src/
   log --oneline -- ':(glob)**/*.js'
   log --min-parents=2 --oneline
   log --max-parents=0 --oneline`,
  `log --branches='t*' --oneline
   log --glob=heads/t* --oneline
   log --remotes --oneline
   log --exclude=refs/heads/topic --all --oneline
   log main --not topic --oneline
   log main^@ --oneline
   log main^! --oneline
   log main^-1 --oneline
   log 'main^{/docs}' --oneline
   log 'HEAD@{1 minute ago}' --oneline -1
   log --stdin --oneline <<< topic\\n
   log a.txt --oneline
   log --bogus
   log -n
   log --merge`,
  `log --oneline --diff-filter=D
   log --diff-filter=AR --summary --oneline
   log --diff-filter=M --oneline -- src
   log -S'return 1' --oneline --name-only
   log -S'return 1' --oneline --name-only --pickaxe-all
   log -G'return [0-9]+' --oneline --stat
   log -M -C --name-status --oneline
   log --follow -p --oneline src/deep/moved.js
   log --follow --stat src/deep/moved.js
   log -m --oneline --name-only -3
   log -m -p --oneline -3
   log --cc --oneline --stat -3
   log --diff-merges=first-parent -p --oneline -3
   log --diff-merges=off --oneline -p -3
   log -p --full-diff -- a.txt
   log --line-prefix='> ' -p -1
   log --word-diff -1 topic
   log --exit-code -1`,
  `log -g -3
   log -g --oneline --decorate -2
   log -g --date=iso --oneline -2
   reflog --date=iso -2
   reflog show topic
   reflog --format=%gs -2
   reflog HEAD@{2} -1`,
  `show HEAD~1 -m
   show HEAD~1 --stat
   show HEAD~1 --name-only
   show v0.2 topic -s
   show -s --pretty=fuller v0.2
   show -s --oneline v0.2 topic
   show HEAD~3..HEAD -s --oneline
   show -3 -s --oneline
   show -R topic
   show --color=always topic
   show --binary HEAD --stat
   show --raw --no-abbrev HEAD
   show bogus:a.txt
   show HEAD:loose.txt
   show :1:a.txt
   show --bogus`,
  `diff --dirstat HEAD~5
   diff --dirstat=files,0 HEAD~5
   diff --dirstat=lines,cumulative,1 HEAD~5
   diff --ignore-blank-lines
   diff --ignore-cr-at-eol
   diff -I six
   diff --patience HEAD~5
   diff --histogram HEAD~5
   diff --minimal HEAD~5
   diff --output-indicator-new=N --output-indicator-old=O --output-indicator-context=C
   diff --skip-to=noend HEAD~2 --stat
   diff --rotate-to=noend HEAD~2 --stat
   diff -D HEAD~2 HEAD
   diff -S eleven
   diff -G six --name-only
   diff --find-object=HEAD:a.txt HEAD~6 --stat
   diff HEAD~1^! --stat
   diff -C --stat HEAD~5
   diff --check
   diff --no-index a.txt staged.txt
   diff --no-index --stat a.txt staged.txt
   diff --no-index /dev/null loose.txt
   diff --no-index a.txt a.txt`,
  `blame -s HEAD -- a.txt
   blame -t HEAD a.txt
   blame -f -n HEAD a.txt
   blame -e -b HEAD a.txt
   blame --root HEAD a.txt
   blame -c HEAD a.txt
   blame -p HEAD a.txt
   blame --line-porcelain HEAD src/deep/moved.js
   blame HEAD src/deep/moved.js
   blame -L 5,-2 HEAD a.txt
   blame -L /five/,+2 HEAD a.txt
   blame -L '/^func/,/^}/' HEAD src/b.js
   blame -L 1,2 -L 5,6 HEAD a.txt
   blame -L :c HEAD src/b.js
   blame -L 100 HEAD a.txt
   blame -w HEAD src/b.js
   blame v0.1..HEAD -- src/b.js
   blame --abbrev=10 HEAD a.txt
   blame --date=short HEAD a.txt
   blame --first-parent HEAD src/b.js
   annotate HEAD a.txt
   blame bogus`,
  `shortlog HEAD
   shortlog -sne HEAD
   shortlog -c HEAD
   shortlog --group=trailer:signed-off-by -s HEAD
   shortlog --group=author --group=committer -s HEAD
   shortlog --no-merges HEAD
   shortlog -w40 HEAD
   shortlog -w40,2,4 HEAD
   shortlog --format='%h %s' -n HEAD
   shortlog -n -2 HEAD
   shortlog HEAD -- src
   shortlog --grep=Move HEAD
   shortlog <<< commit abc\\nAuthor: Ada <a@b>\\nDate: x\\n\\n    Subject here\\n`,
])("takes the options that people type: %s", (lines) => expectSame(both, linesOf(lines)));
