import { describe, test } from "vitest";
import { expectLikeBash, withShell } from "./test-like-bash";

withShell();

describe("printf are bash's", () => {
  test.each([
    "printf -v x '%05d' 42; echo $x; printf -v 'a[2]' hi; echo ${a[2]}; declare -A m; printf -v 'm[k]' '%s-' a b; echo ${m[k]}",
    "printf '%s\\n' a b c; printf '%d %d\\n' 1 2 3; printf '%q\\n' \"a b\" \"it's\" $'a\\nb' ''; printf '%b' 'a\\tb\\n'; printf '%%\\n'; printf '%c%c\\n' abc def; printf '%5s|%-5s|%05d|%+d|% d\\n' a b 3 4 5",
    "printf '%x %X %o %#x %#o\\n' 255 255 8 255 8; printf '%e %f %g\\n' 1.5 1.5 1.5; printf '%.2f %.3s|\\n' 3.14159 abcdef; printf '%*d|%-*d|\\n' 5 42 5 42; printf '%d\\n' 0x1f 010 \"'a\"",
    "printf '%d\\n' abc; echo $?; printf '%(%Y)T\\n' 0; printf '%s %s\\n' only; printf 'no newline'; printf '\\n\\x41\\101\\u00e9\\n'",
    "printf '%u\\n' -1; printf '%d\\n' 9223372036854775807; printf '%i\\n' -5; printf '%.3d\\n' 5; printf '%g %g %g\\n' 100000 1000000 0.0001; printf '%g\\n' 1e-5 123456789",
    "printf '%5s|%-5s|%.2s|\\n' é é ée; printf '%(%F %T)T\\n' 86400; printf '%(%A %j %y %e)T|%(%s)T\\n' 0 5; printf '%b|' 'a\\0101' 'x\\cy' z; echo",
    "printf '%d|%i|%u\\n' 12abc 3 -1 2>/dev/null; echo $?; printf '%x\\n' -1; printf '%+.3e|%G|%g\\n' 12345.678 1e-10 1e20; printf '%s\\n' -- -n; printf -- '-%s-\\n' a; printf '%#x %#o %08.3f|%-8d|%+d\\n' 255 8 3.14159 5 5",
    "printf 2>/dev/null; echo $?; printf '%q %q %q\\n' 'a b' \"it's\" '$x'; printf '%s %s|' a b c; printf '\\n%%|\\n'; printf '%.0f %.1f\\n' 2.5 0.25; printf '%d\\n' \"'A\" '\"é'; printf '%s' ; printf '%d'; echo",
  ])("%s", expectLikeBash);
});

describe("numbers are bash's", () => {
  test.each([
    "echo $((1+2*3)) $((-7/2)) $((-7%3)) $((7%-3)) $((2**3**2)) $((1<<4)) $((~5)) $((!0)) $((5&3|8^2)) $((1,2,3)) $((x=5,x+1)) $((x++ + ++x)) $x",
    "echo $((16#ff)) $((2#101)) $((36#z)) $((64#_)) $((010)) $((0xFF)) $((9223372036854775807+1)) $((1e3)) ; echo next",
    "echo $((9223372036854775807*2)) $((-9223372036854775808)) $((3>2&&1||0)) $((1?2:3?4:5)) $((a+=3)) $a $((a<<=2)) $((a%=5)) $((a|=8)) $(( (1+2) * 3 ))",
    "echo $((5/0)); echo next $?",
    "echo $((1+)); echo next $?",
    "x='1+2'; echo $((x*2)) $(($x*2)); y=x; echo $((y)); let z=x+1 w=2; echo $z $w; let 'q = 5 > 3'; echo $q $?; let 0; echo $?",
    "echo $(( 08 )); echo next",
    "((x=3)); echo $x; if ((x>2)); then echo big; fi; while ((x--)); do echo $x; done; ((a[2]=7)); echo ${a[2]} ${#a[@]}; echo $((a[2]*2))",
    "for ((;;)); do ((++i>3)) && break; echo $i; done; for ((i=0,j=5;i<j;i++,j--)); do echo $i $j; done",
    "i=9223372036854775807; ((i++)); echo $i; echo $((0x7fffffffffffffff)) $((1<<63)) $((1<<64)) $((-1>>1)) $((-9223372036854775808/-1)) $((3000000000*3000000000)) $((12345678901234567))",
    "set -u; ((x = 1)); echo $((x)) $(( x > 0 && x < 5 )); i=5; while ((i --> 3)); do echo $i; done; a=(1 2 3); ((a[1] += 5, a[0]++)); echo ${a[@]}",
    "x=; echo $((x + 1)) $(( $x + 2 )); y='a b'; echo $((y)) ; echo never",
    "n=010; echo $((n)) $((10#$n)) $((10#08 + 1)); h=0xff; echo $((h)); echo $(( 1 ? 2 : (3) )) $(( -(-3) )) $(( - -3 )) $((!!5))",
    "a=5; b=a; c=b; echo $((c + 1)); ((a <<= 2)); echo $a; ((a ^= 3)); echo $a; echo $((a == 23 ? 1 : 0)); echo $(( (a > 3) + (a > 4) )); let a=a*2 && echo $a; let 'a == 0' || echo zero",
    "echo $((2**-1)); echo never",
    "echo $((5 = 3)); echo never",
    "echo $((1 2)); echo never",
    "[[ 3 -eq 1+2 ]] && echo eq; [ 3 -eq '1+2' ] 2>/dev/null || echo no; declare -i n; n=3*4; echo $n; n+=1; echo $n; echo ${a:1+1:2}; s=abcdef; echo ${s:1+1:4/2} ${s: -2:1}",
  ])("%s", expectLikeBash);
});

describe("names of files are bash's", () => {
  test.each([
    "shopt -s globstar; mkdir -p a/b/c; touch a/x.js a/b/y.js a/b/c/z.js; echo **/*.js; echo a/**; echo **; echo **/",
    "shopt -s nullglob; echo *.none; a=(*.none); echo ${#a[@]}; shopt -u nullglob; echo *.none",
    "shopt -s dotglob; touch .h v; echo *; shopt -u dotglob; echo *; echo .*",
    "shopt -s failglob; echo *.none; echo next",
    "shopt -s nocaseglob; touch ABC; echo a*; shopt -s nocasematch; [[ ABC == abc ]] && echo y; case ABC in abc) echo z;; esac",
    "shopt -q extglob; echo $?; shopt -s extglob; shopt extglob; shopt -p nullglob; shopt -u extglob; shopt -p extglob",
    "shopt -o pipefail; shopt -so pipefail; shopt -o pipefail; set -o | grep pipefail",
    "shopt -s globstar dotglob; mkdir -p a/.b/c d; touch a/.b/c/x a/y d/z .top; echo **/x; echo **/; echo d/**; shopt -u dotglob; echo **; echo a/**/y",
    "shopt -s extglob nullglob\ntouch a.js b.ts .c.js; echo *.@(js|ts) !(*.js) ?(a).js none*; shopt -u nullglob; echo none*; mkdir 'sp ace'; touch 'sp ace/f g'; for f in */*; do echo \"<$f>\"; done; echo sp*/f*",
    "touch '[x]' x y; echo [[]x] [x] \\[x] [!x] [^y] [[:alpha:]]; echo *\\]; touch a1 a2 b1; echo [a-b]1 a[0-9] {a,b}1 *1; echo ./a* $PWD/a1 | wc -w",
  ])("%s", expectLikeBash);
});

describe("words and variables are bash's", () => {
  test.each([
    "trap 'echo term; exit 7' TERM; kill $$; echo never",
    'f() { local -n arr=$1; arr+=(c); echo ${#arr[@]} "${arr[@]}"; for i in "${arr[@]}"; do echo $i; done; }; a=(a b); f a; echo ${a[2]}',
    'f() { local -n m=$1; m[k]=v; echo ${m[k]} "${!m[@]}"; }; declare -A mm; f mm; echo ${mm[k]}',
    'f() { echo "$FUNCNAME ${FUNCNAME[@]} ${#FUNCNAME[@]}"; }; g() { f; }; g; echo "[$FUNCNAME]"',
    "read -p 'x? ' x <<< val; echo $x; read -s y <<< sec; echo $y; read -n1 z <<< abc; echo $z; read -N 4 w <<< $'a\\nbcd'; echo \"$w\"; read -d '' v < <(printf 'a b\\0c'); echo \"$v\"",
    "read -a arr <<< 'a b c'; echo ${arr[1]}; exec 5<<< 'from five'; read -u 5 l; echo $l; read -t 1 q <<< quick; echo $q $?; read -i def r <<< x; echo $r",
    "IFS=: read -ra p <<< 'a:b::c'; printf '<%s>' \"${p[@]}\"; echo; read -r first rest <<< '  lead  trail  '; echo \"[$first][$rest]\"; read <<< '  keep  '; echo \"[$REPLY]\"",
    "x='a b'; echo ${x@Q} ${x@E} ${x@A} ${x@a}; declare -i n=3; echo ${n@a} ${n@A}; declare -A m=([k]=v); echo ${m@a}; echo ${m[@]@A}; a=(1 2); echo ${a[@]@A} ${a[@]@K}; echo \"${a[@]@Q}\"",
    "x='\\u@\\h'; echo \"${x@P}\" | wc -l; y=$'a\\tb'; echo ${y@Q} \"${y@E}\"",
    "echo {a,b}{1,2} {a,b,} x{,y} {1..10..3} {10..1..3} {a..e..2} {z..w} {01..03} {-2..2} {1..3}{a..b} {a} {} {a,b",
    "echo {1..a} {1.5..2} a{b{c,d},e}f {a,b\\,c} {'a b',c} {$HOME,x} \"{a,b}\" {a..C} ${x:-{a,b}} {{1..3},x} \\{a,b} {a,\\}} pre{1,2}post {,} {,,}",
    'x=\'foo bar\'; echo ${x^^[o]} ${x~} ${x~~} ${x^^[fb]} ${x,,}; y=aXb; z=\'a&b\'; echo "${y/X/&&}" "${y/X/\\&}" "${y/X/$z}" "${y/X/"&"}"; echo ${y//X} ${y/#/pre} ${y/%/post}',
    "declare -u up=abc; up+=d; echo $up; declare -l lo=ABC; echo $lo ${up@a} ${lo@A}; declare -ux both=x; declare -p both; declare +u both; both=y; echo $both",
    "x='\\101'; echo \"${x@P}\" ; n=5; p='$n \\W'; cd /; echo \"${p@P}\"",
    "echo {-01..2} {a..e..2} {5..1..2} {01..10..3} a{,b}c {x,\"y z\",'{q}'} {a,b}{c,d} ${n}{1,2} {$n,x} {1..3..0} {3..1..-1} {a..1} {,a} a{}b",
    'cdpath() { mkdir -p p/q r; CDPATH=p; cd q; cd ..; }; cdpath | tail -c 5; x=~/a:~/b:c~; echo $x; echo a=~ "~" \\~ ~nobody-here; export e=~/x; echo $e',
    "set -x; x='a b'; echo \"$x\" 'q r' ''; (echo in) 2>&1; y=1 z=$x; f() { :; }; f a; PS4='> '; echo end",
  ])("%s", expectLikeBash);
});
