umask 022
printf 'name,age,city\nalice,30,Paris\nbob,25,Berlin\ncarol,35,Oslo\ndave,25,Rome\n' > people.csv
printf 'banana\napple\ncherry\nApple\nbanana\ndate\n' > words
printf '10\n9\n2\n33\n1\n2\n' > nums
printf 'the quick brown fox\njumps over the lazy dog\n\nThe end\n' > text
printf 'a\t1\nb\t2\nc\t3\n' > tab
printf 'a x\nb y\nd z\n' > j1; printf 'a 1\nb 2\nc 3\n' > j2
printf '2024-01-01 INFO start\n2024-01-01 ERROR bad thing\n2024-01-02 WARN hmm\n2024-01-02 ERROR worse thing\n2024-01-03 INFO done\n' > app.log
printf '127.0.0.1 - - [01/Jan/2024] "GET / HTTP/1.1" 200 512\n10.0.0.1 - - [01/Jan/2024] "GET /a HTTP/1.1" 404 0\n127.0.0.1 - - [02/Jan/2024] "POST /b HTTP/1.1" 200 99\n' > access.log
printf '1.5K a\n2M b\n900 c\n1G d\n' > sizes
mkdir -p src/lib src/test docs empty
printf 'import x from "y";\nfunction foo() {\n  // TODO: fix\n  return 1;\n}\n' > src/main.js
printf 'export const a = 1;\nexport const b = 2;\n' > src/lib/util.js
printf 'test("foo", () => {});\n' > src/test/foo.test.js
printf '# Title\n\nSome *text* here.\n\n- one\n- two\n' > docs/readme.md
printf '{"name":"demo","version":"1.0.0","scripts":{"build":"tsc","test":"vitest"},"deps":[{"n":"a","v":1},{"n":"b","v":2}]}' > package.json
printf 'key=value\n# comment\nother = thing\n[section]\na=1\n' > conf.ini
printf '\0\1\2\377abc\n' > bin.dat
ln -s words link
printf '#!/bin/sh\necho hi "$@"\n' > run.sh; chmod +x run.sh
printf 'one two three\nfour five six\nseven eight nine\n' > grid
printf 'x=1\r\ny=2\r\n' > dos.txt
touch -d '2024-01-01 00:00:00' people.csv words nums text; touch -d '2024-02-01' src/main.js
