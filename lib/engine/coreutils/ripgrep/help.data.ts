export const help = `ripgrep 13.0.0

rg searches the folder you are in, and all below it, for a pattern. What .gitignore, .ignore and .rgignore name is
left out, and hidden and binary files are too.

USAGE:
    rg [OPTIONS] PATTERN [PATH ...]
    rg [OPTIONS] -e PATTERN ... [PATH ...]
    rg [OPTIONS] -f PATTERNFILE ... [PATH ...]
    rg [OPTIONS] --files [PATH ...]
    rg [OPTIONS] --type-list
    command | rg [OPTIONS] PATTERN

WHAT FITS:
    -e, --regexp PATTERN          a pattern; may be given several times
    -f, --file FILE               patterns from a file, one a line
    -F, --fixed-strings           patterns are plain texts
    -i, --ignore-case             small and capital letters are the same
    -S, --smart-case              ... unless the pattern has a capital letter
    -s, --case-sensitive          they aren't the same (default)
    -w, --word-regexp             whole words only
    -x, --line-regexp             whole lines only
    -v, --invert-match            lines that don't fit
    -U, --multiline               a fit may reach over lines
    -P, --pcre2                   patterns with (?=...), (?<=...) and \\1
    -m, --max-count NUM           at most so many lines of a file
    -a, --text                    search binary files as if they were text
    -E, --encoding NAME           what files are written in

WHAT IS SEARCHED:
    -g, --glob GLOB               files that fit, or don't with a ! before it
        --iglob GLOB              the same, where the case of letters says nothing
    -t, --type NAME               files of a kind (see --type-list)
    -T, --type-not NAME           all but those
    -., --hidden                  hidden files too
        --no-ignore               also what ignore files name
    -u                            as --no-ignore; twice: --hidden too; three times: binary files too
    -L, --follow                  follow links
        --max-depth NUM           go so many folders deep
        --max-filesize NUM[KMG]   no larger files
        --ignore-file FILE        one more ignore file

WHAT IS PRINTED:
    -n, --line-number             numbers of lines (default on a terminal), -N for none
    -H, --with-filename           names of files, -I for none
        --heading                 the name once above its lines (default on a terminal)
        --column                  where the first fit stands
    -o, --only-matching           only what fits
    -r, --replace TEXT            something else in its place; $1 and \${name} are groups
    -A, -B, -C NUM                so many lines behind, before, around
        --passthru                all lines
    -c, --count                   how many lines fit
        --count-matches           how often something fits
    -l, --files-with-matches      names of files with a fit
        --files-without-match     names of files without one
        --files                   names of files that would be searched
        --json, --vimgrep         for other programs
    -0, --null                    a zero byte behind names
    -M, --max-columns NUM         no longer lines
        --trim                    without blanks at the beginning
        --color WHEN              always, never, auto; --colors PART:KIND:VALUE changes them
        --sort BY, --sortr BY     path (default), modified, accessed, created
        --stats                   sums at the end
    -q, --quiet                   nothing; the exit code says it
`;
